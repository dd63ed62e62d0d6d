"""What is to be assigned, and what came of it. Pure; times are whole minutes since 1970 in UTC."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

Stretch = tuple[int, int]
"""[from, until)."""


@dataclass(frozen=True, order=True)
class Meeting:
    """Whom an applicant meets, and when it begins."""

    interviewer: str
    """Who leads it."""
    starts: int
    second: str = ""
    """The other one of a panel."""

    @property
    def people(self) -> tuple[str, ...]:
        return (self.interviewer, self.second) if self.second else (self.interviewer,)


@dataclass(frozen=True)
class Interviewer:
    id: str
    zone: str
    """IANA; days and weeks of the limits are those on their wall."""
    free: tuple[Stretch, ...]
    """In order and apart, without what is fixed already."""
    buffer: int = 0
    """Minutes between two interviews."""
    daily_limit: int | None = None
    weekly_limit: int | None = None
    languages: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    taken: tuple[int, ...] = ()
    """Beginnings of interviews that stay where they are: they count for limits and load."""


class Form(NamedTuple):
    """What is alike in interviews that are placed together."""

    length: int
    panel: bool


@dataclass(frozen=True)
class Applicant:
    id: str
    zone: str
    free: tuple[Stretch, ...]
    length: int
    """Minutes, accommodation included."""
    language: str = ""
    """Empty: any."""
    subject: str = ""
    conflicts: frozenset[str] = frozenset()
    """Interviewers who must not meet them."""
    present: Meeting | None = None
    """Confirmed before; kept wherever that leaves nobody else without a place."""
    panel: bool = False
    """Two people interview them, of whom the one who leads speaks the language."""

    @property
    def form(self) -> "Form":
        return Form(self.length, self.panel)


@dataclass(frozen=True)
class Problem:
    interviewers: tuple[Interviewer, ...]
    applicants: tuple[Applicant, ...]
    since: int
    """When the days begin that an early meeting is early in."""
    seed: int = 0

    def subject(self, applicant: Applicant) -> str:
        """Empty also where no interviewer has it: it makes no difference then."""
        return applicant.subject if applicant.subject in self._subjects else ""

    @cached_property
    def _subjects(self) -> frozenset[str]:
        return frozenset(subject for one in self.interviewers for subject in one.subjects)


@dataclass(frozen=True)
class Result:
    meetings: dict[str, Meeting]
    """By applicant; who is missing found no place."""
    choice: int | None
    """Nothing is better where it is None and nobody meets a panel; else nothing among so many times for each, for
    there were too many."""
    worst: int
    """The worst band (`objective.BANDS`) that new meetings were allowed."""
    statuses: tuple[str, ...]
    """What each solve was for, and what the solver said of it."""


@dataclass(frozen=True)
class Relaxation:
    """What would give more people a place, and how many of those who have none."""

    what: str
    """"limits", "languages", "hours" (of applicants) or "alone" (one interviewer each)."""
    places: int


@dataclass(frozen=True)
class Reason:
    """Why these have no place."""

    code: str
    """"no_language": nobody speaks it; "never": nobody is free when they can; "no_second": nobody beside the one who
    leads; "full": more people than places."""
    applicants: tuple[str, ...]
    language: str = ""
    competing: int = 0
    """Of "full": so many, those who have a place included, want …"""
    places: int = 0
    """… so many places."""


@dataclass(frozen=True)
class Explanation:
    reasons: tuple[Reason, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()


@dataclass(frozen=True)
class Answer:
    result: Result
    explanation: Explanation
