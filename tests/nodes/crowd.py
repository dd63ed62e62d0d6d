"""Pairs of pages that talk all the time, and what they must have seen and heard."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tests.nodes.people import Page

TO_HEAL = 5.0


@dataclass(frozen=True)
class Pair:
    one: Page
    two: Page

    @property
    def pages(self) -> tuple[Page, Page]:
        return self.one, self.two

    @property
    def sees_the_truth(self) -> bool:
        return all(page.is_open and page.others == {page.partner: "joined"} for page in self.pages)


class Crowd:
    def __init__(self, pace: float) -> None:
        """`pace`: seconds between two messages of a page."""
        self.pairs: list[Pair] = []
        self._pace = pace
        self._change = asyncio.Event()
        self._talking = True

    def changed(self) -> None:
        self._change.set()

    def add(self, one: Page, two: Page) -> Pair:
        one.partner, two.partner = two.peer, one.peer
        self.pairs.append(Pair(one, two))
        return self.pairs[-1]

    @property
    def pages(self) -> list[Page]:
        return [page for pair in self.pairs for page in pair.pages]

    async def until(self, holds: Callable[[], bool], seconds: float) -> None:
        """Something that a page is told or hears."""
        async with asyncio.timeout(seconds):
            while not holds():
                self._change.clear()
                await self._change.wait()

    async def hear_all(self, seconds: float, more: int = 1) -> None:
        """Each sees the other in the call, and hears what that one says from now on."""
        wanted = [(pair.two, pair.one.talk.said + more) for pair in self.pairs]
        wanted += [(pair.one, pair.two.talk.said + more) for pair in self.pairs]
        try:
            await self.until(
                lambda: (
                    all(pair.sees_the_truth for pair in self.pairs)
                    and all(len(page.talk.heard) >= count for page, count in wanted)
                ),
                seconds,
            )
        except TimeoutError:
            raise AssertionError("\n".join([f"not within {seconds:g} s", *self._who_does_not(dict(wanted))])) from None

    def _who_does_not(self, wanted: dict[Page, int]) -> list[str]:
        return [
            f"{page.peer} n={page.n} open={page.is_open} sees {page.others} of {page.partner}, has heard "
            f"{len(page.talk.heard)} of {wanted[page]}, said {page.talk.said}, confirmed {page.talk.confirmed}, "
            f"closed {page.codes}, errors {page.errors[-3:]}"
            for pair in self.pairs
            for page in pair.pages
            if not pair.sees_the_truth or len(page.talk.heard) < wanted[page]
        ]

    async def fall_silent(self, seconds: float) -> None:
        """What was said is heard: nothing was lost, or came twice, or in another order."""
        self._talking = False
        spoken = [pair for pair in self.pairs if pair.one.talk.said and pair.two.talk.said]
        assert spoken == self.pairs
        await self.until(
            lambda: all(
                len(p.two.talk.heard) >= p.one.talk.said and len(p.one.talk.heard) >= p.two.talk.said
                for p in self.pairs
            ),
            seconds,
        )
        for pair in self.pairs:
            assert pair.two.talk.heard == list(range(1, pair.one.talk.said + 1))
            assert pair.one.talk.heard == list(range(1, pair.two.talk.said + 1))

    async def end_well(self, seconds: float, more: int = 5) -> None:
        """Nothing comes after what has healed, and nothing was lost."""
        await self.hear_all(seconds, more)
        await self.fall_silent(TO_HEAL)
        assert all(pair.sees_the_truth for pair in self.pairs)

    async def _talk(self, page: Page) -> None:
        while True:
            await asyncio.sleep(self._pace * random.uniform(0.5, 1.5))
            if self._talking:
                page.tell()

    @asynccontextmanager
    async def alive(self) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(doing) for page in self.pages for doing in (page.live(), self._talk(page))]
            yield
            for task in tasks:
                task.cancel()
