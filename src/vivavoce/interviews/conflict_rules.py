"""Who perhaps should not interview whom, by what is known of both. Pure; people decide."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

SHORTEST = 4
"""Letters of a tie or a surname: shorter ones are found everywhere."""


class Likeness(StrEnum):
    SURNAME = "surname"
    SCHOOL = "school"
    """The applicant's is one that the interviewer is tied to."""
    NAMED = "named"
    """The application names the interviewer, or somebody or something they are tied to: a referee, a place."""


@dataclass(frozen=True)
class Staff:
    id: str
    name: str
    ties: tuple[str, ...]


@dataclass(frozen=True)
class Applicant:
    id: str
    name: str
    school: str
    statement: str


@dataclass(frozen=True)
class Suggestion:
    staff_id: str
    student_id: str
    why: tuple[Likeness, ...]


def suggestions(staff: Sequence[Staff], applicants: Iterable[Applicant]) -> Iterator[Suggestion]:
    known = [(one, surname(one.name), _words(one.name), [_words(tie) for tie in one.ties]) for one in staff]
    for applicant in applicants:
        family, school, text = surname(applicant.name), _words(applicant.school), _words(applicant.statement)
        for one, theirs, name, ties in known:
            found = {
                Likeness.SURNAME: len(family) >= SHORTEST and family == theirs,
                Likeness.SCHOOL: any(_holds(school, tie) for tie in ties),
                Likeness.NAMED: _holds(text, name) or any(_holds(text, tie) for tie in ties),
            }
            why = tuple(likeness for likeness, applies in found.items() if applies)
            if why:
                yield Suggestion(one.id, applicant.id, why)


def surname(name: str) -> str:
    """The last word; empty where there is only one."""
    words = _words(name).split()
    return words[-1] if len(words) > 1 else ""


def _words(text: str) -> str:
    """St. Mary's as St Marys: people write names with and without their dots and apostrophes."""
    return " ".join(re.findall(r"\w+", re.sub("[.'\u2019]", "", text.casefold())))


def _holds(text: str, part: str) -> bool:
    """Whole words of it."""
    return len(part) >= SHORTEST and f" {part} " in f" {text} "
