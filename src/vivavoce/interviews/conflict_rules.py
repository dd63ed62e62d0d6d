"""Who perhaps should not interview whom, by what is known of both. Pure; people decide."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

SHORTEST = 4
"""Letters of a tie or a surname: shorter ones are found everywhere."""


class Likeness(StrEnum):
    SURNAME = "surname"
    SCHOOL = "school"
    """The applicant's is one that the interviewer is tied to."""
    ADDRESS = "address"
    """They live at the same one."""
    NAMED = "named"
    """The application names the interviewer, or somebody or something they are tied to: a referee, a place."""


@dataclass(frozen=True)
class Staff:
    id: str
    name: str
    ties: tuple[str, ...]
    address: str = ""


@dataclass(frozen=True)
class Applicant:
    id: str
    name: str
    school: str
    statement: str
    address: str = ""


@dataclass(frozen=True)
class Suggestion:
    staff_id: str
    student_id: str
    why: tuple[Likeness, ...]


class Phrases:
    """Whole words and whose they are, by the first of them: a text is read once, however many there are."""

    def __init__(self) -> None:
        self._by_first = defaultdict[str, list[tuple[list[str], str]]](list)

    def add(self, phrase: str, whose: str) -> None:
        words = _words(phrase)
        if len(" ".join(words)) >= SHORTEST:
            self._by_first[words[0]].append((words, whose))

    def within(self, text: str) -> set[str]:
        words = _words(text)
        return {
            whose
            for at, word in enumerate(words)
            for phrase, whose in self._by_first.get(word, ())
            if words[at : at + len(phrase)] == phrase
        }


def suggestions(staff: Sequence[Staff], applicants: Iterable[Applicant]) -> Iterator[Suggestion]:
    """In the order of applicants, then of staff."""
    order = {one.id: number for number, one in enumerate(staff)}
    families, ties, named = Phrases(), Phrases(), Phrases()
    homes = defaultdict[str, set[str]](set)
    for one in staff:
        if place := home(one.address):
            homes[place].add(one.id)
        families.add(surname(one.name), one.id)
        for tie in one.ties:
            ties.add(tie, one.id)
        for phrase in (one.name, *one.ties):
            named.add(phrase, one.id)
    for applicant in applicants:
        found = {
            Likeness.SURNAME: families.within(surname(applicant.name)),
            Likeness.SCHOOL: ties.within(applicant.school),
            Likeness.ADDRESS: homes[home(applicant.address)],
            Likeness.NAMED: named.within(applicant.statement),
        }
        for whose in sorted(set[str]().union(*found.values()), key=order.__getitem__):
            yield Suggestion(whose, applicant.id, tuple(why for why, people in found.items() if whose in people))


def surname(name: str) -> str:
    """The last word; empty where there is only one."""
    words = _words(name)
    return words[-1] if len(words) > 1 else ""


def home(address: str) -> str:
    """Its letters and digits alone: people write one address with and without dots, commas, spaces and new lines."""
    return "".join(_words(address))


def _words(text: str) -> list[str]:
    """St. Mary's as St Marys: people write names with and without their dots and apostrophes."""
    return re.findall(r"\w+", re.sub("[.'\u2019]", "", text.casefold()))
