"""What a mail tells, as values and as JSON. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from vivavoce.clock import iso


@dataclass(frozen=True)
class InterviewFacts:
    """Of an interview, at the moment it is told of."""

    interview_id: str
    sequence: int
    starts_at: datetime
    minutes: int
    programme: str
    cycle: str
    student: str
    interviewers: tuple[str, ...]
    """The lead first."""
    was_at: datetime | None = None
    """Before it was moved."""
    from_wait_list: bool = False
    """It was moved because the student waited for such a time."""

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    def as_json(self) -> dict[str, object]:
        return {
            "interview_id": self.interview_id,
            "sequence": self.sequence,
            "starts_at": iso(self.starts_at),
            "minutes": self.minutes,
            "programme": self.programme,
            "cycle": self.cycle,
            "student": self.student,
            "interviewers": list(self.interviewers),
            "was_at": iso(self.was_at) if self.was_at else None,
            "from_wait_list": self.from_wait_list,
        }


def interview_facts(stored: Mapping[str, object]) -> InterviewFacts:
    """Of what `as_json` gave."""
    was_at, names = stored["was_at"], stored["interviewers"]
    return InterviewFacts(
        interview_id=str(stored["interview_id"]),
        sequence=int(str(stored["sequence"])),
        starts_at=datetime.fromisoformat(str(stored["starts_at"])),
        minutes=int(str(stored["minutes"])),
        programme=str(stored["programme"]),
        cycle=str(stored["cycle"]),
        student=str(stored["student"]),
        interviewers=tuple(names) if isinstance(names, list) else (),
        was_at=datetime.fromisoformat(str(was_at)) if was_at else None,
        from_wait_list=bool(stored.get("from_wait_list")),
    )


@dataclass(frozen=True)
class Told:
    """Something that a person is to be told."""

    person_id: str
    subject_id: str
    kind: str
    sequence: int
    facts: Mapping[str, object]
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Recipient:
    person_id: str
    email: str
    name: str
    time_zone: str
    for_student: bool


@dataclass(frozen=True)
class OneTime:
    """A link that a mail carries, and that nothing which is kept or logged may hold."""

    link: str = field(repr=False)
    until: datetime


@dataclass(frozen=True)
class Letter:
    """A mail as its row holds it."""

    id: str
    to: Recipient
    created_at: datetime
    told: tuple[Told, ...]
    one_time: OneTime | None = None
    """Only while it is being sent."""


@dataclass(frozen=True)
class Office:
    """Who writes, and from where."""

    name: str
    contact: str
    time_zone: str
    sender: str
    """The address in From and ORGANIZER: the same for as long as invitations are out."""
    site: str
    """Scheme and host of the links."""


@dataclass(frozen=True)
class Rendered:
    subject: str
    text: str
    html: str
    calendars: tuple[bytes, ...] = field(default=())
    """One iCalendar object each, with a METHOD."""
