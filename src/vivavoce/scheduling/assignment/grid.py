"""Beginnings that interviewers have in common, so that two of them can meet one applicant. Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from vivavoce.scheduling.assignment.problem import Interviewer
from vivavoce.scheduling.assignment.slots import joined, on_time


@dataclass(frozen=True)
class Grid:
    """Of every stretch in which anybody is free: when it begins, and one beginning; others are `step` minutes apart."""

    step: int
    since: tuple[int, ...]
    origins: tuple[int, ...]

    def following(self, moment: int) -> int:
        """The first beginning that is not before this."""
        origin = self.origins[max(0, bisect_right(self.since, moment) - 1)]
        return _following(moment, origin, self.step)


@dataclass(frozen=True, order=True)
class _Room:
    """Somebody's free time: the first and the last moment at which an interview may begin, and how far apart."""

    first: int
    last: int
    apart: int

    def places(self, origin: int, step: int) -> int:
        first, apart = _following(self.first, origin, step), -(-self.apart // step) * step
        return max(0, (self.last - first) // apart + 1)


def grid_of(interviewers: Sequence[Interviewer], length: int) -> Grid:
    """The one that leaves most places: its step is what somebody needs, its origins are where somebody's hours
    begin."""
    rooms = sorted(
        _Room(since, until - length, on_time(length + one.buffer)) for one in interviewers for since, until in one.free
    )
    since = tuple(begins for begins, _ in joined([stretch for one in interviewers for stretch in one.free]))
    together = [list(some) for _, some in groupby(rooms, key=lambda room: bisect_right(since, room.first))]
    most, best = -1, Grid(on_time(length), (0,), (0,))
    for step in sorted({room.apart for room in rooms}):
        found = [_best_origin(some, step) for some in together]
        places = sum(its for its, _ in found)
        if places > most:
            most, best = places, Grid(step, since, tuple(-origin for _, origin in found))
    return best


def _best_origin(rooms: Sequence[_Room], step: int) -> tuple[int, int]:
    """How many places it leaves, and itself with its sign turned: of equal ones the earliest."""
    origins = {on_time(room.first) % step: on_time(room.first) for room in reversed(rooms)}
    return max((sum(room.places(origin, step) for room in rooms), -origin) for origin in origins.values())


def _following(moment: int, origin: int, step: int) -> int:
    return origin - (origin - moment) // step * step
