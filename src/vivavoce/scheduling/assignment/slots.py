"""From free time to places one after the other. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from vivavoce.scheduling.assignment.bands import EPOCH
from vivavoce.scheduling.assignment.problem import Interviewer, Stretch
from vivavoce.scheduling.hours import MINUTES_A_DAY, without

if TYPE_CHECKING:
    from vivavoce.scheduling.assignment.objective import Numbers

N = TypeVar("N", int, "Numbers")

GRID = 5
"""Minutes; interviews begin at times people can say."""


@dataclass(frozen=True, order=True)
class Slot:
    starts: int
    length: int


def on_time(moment: int) -> int:
    """The first beginning that is not before this."""
    return -(-moment // GRID) * GRID


def lay(
    interviewer: Interviewer, length: int, kept: Sequence[Slot], following: Callable[[int], int] = on_time
) -> list[Slot]:
    """`kept` where they are, as far as they are in free time; around them as many of `length` as fit, buffers
    between all of them. `following`: where those may begin."""
    there = [slot for slot in sorted(set(kept)) if _within(slot, interviewer.free)]
    laid = list(there)
    for since, until in without(interviewer.free, _kept(there, interviewer.buffer)):
        at = following(since)
        while at + length <= until:
            laid.append(Slot(at, length))
            at = following(at + length + interviewer.buffer)
    return sorted(laid)


def joined(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """In order; those that overlap or touch are one."""
    found: list[Stretch] = []
    for since, until in sorted(stretches):
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((since, until))
    return tuple(found)


@lru_cache(maxsize=100_000)
def local_day(zone: ZoneInfo, starts: int) -> int:
    """Days since 1970 on this wall."""
    offset = (EPOCH + timedelta(minutes=starts)).astimezone(zone).utcoffset() or timedelta()
    return (starts + int(offset.total_seconds() // 60)) // MINUTES_A_DAY


def week_of(days: N) -> N:
    """Weeks since 1970 that begin on Monday."""
    return (days + 3) // 7


def _within(slot: Slot, free: Sequence[Stretch]) -> bool:
    return any(since <= slot.starts and slot.starts + slot.length <= until for since, until in free)


def _kept(slots: Sequence[Slot], buffer: int) -> list[Stretch]:
    return sorted((slot.starts - buffer, slot.starts + slot.length + buffer) for slot in slots)
