"""What a process has used, from /proc, and on which core it runs."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.waiting import wait_until

TICK = os.sysconf("SC_CLK_TCK")
KIB = 1024


@dataclass(frozen=True)
class Usage:
    seconds: float
    """Of CPU time."""
    kib: float
    """Resident."""

    @classmethod
    def of(cls, pid: int) -> "Usage":
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return cls((int(fields[11]) + int(fields[12])) / TICK, pages * os.sysconf("SC_PAGE_SIZE") / KIB)

    @classmethod
    def of_all(cls, pids: Iterable[int]) -> "Usage":
        each = [cls.of(pid) for pid in pids]
        return cls(sum(one.seconds for one in each), sum(one.kib for one in each))


@contextmanager
def on_core(number: int) -> Iterator[None]:
    """With everything that is started meanwhile, where there is more than one."""
    before = os.sched_getaffinity(0)
    if len(before) > 1:
        os.sched_setaffinity(0, {sorted(before)[number]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def wait_for_rest(pid: int) -> None:
    """Until it did nothing since it was last looked at: what was begun is over."""
    last = [-1.0]

    def rests() -> bool:
        before, last[0] = last[0], Usage.of(pid).seconds
        return before == last[0]

    wait_until(rests, "the server at rest", 60)
