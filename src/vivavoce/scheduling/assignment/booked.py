"""What is settled already is not free any more. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from vivavoce.scheduling.assignment.problem import Interviewer, Meeting
from vivavoce.scheduling.hours import without

Booked = tuple[Meeting, int]
"""A meeting, and how long it takes."""


def beside(interviewers: Sequence[Interviewer], booked: Iterable[Booked]) -> tuple[Interviewer, ...]:
    """In the time that these leave, which count for limits and load."""
    by_person: dict[str, list[tuple[int, int]]] = {}
    for meeting, length in booked:
        for person in meeting.people:
            by_person.setdefault(person, []).append((meeting.starts, length))
    return tuple(_less(one, by_person[one.id]) if one.id in by_person else one for one in interviewers)


def _less(one: Interviewer, booked: Sequence[tuple[int, int]]) -> Interviewer:
    busy = sorted((starts - one.buffer, starts + length + one.buffer) for starts, length in booked)
    return replace(one, free=without(one.free, busy), taken=(*one.taken, *(starts for starts, _ in booked)))
