"""At most so many at a time, in the order of asking, each event loop for itself."""

import asyncio
from contextlib import suppress

from vivavoce.turns import Turns


async def _crowd(turns: Turns, size: int) -> tuple[int, list[int]]:
    """(the most that were inside together, the order in which they came in)"""
    inside, most, order = 0, 0, []

    async def visit(number: int) -> None:
        nonlocal inside, most
        async with turns.one():
            order.append(number)
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(visit(number) for number in range(size)))
    return most, order


def test_no_more_than_the_limit_and_in_order() -> None:
    turns = Turns(3)
    for _ in range(2):  # the second loop must not meet the first one's semaphore
        assert asyncio.run(_crowd(turns, 10)) == (3, list(range(10)))


async def _fail(turns: Turns) -> None:
    async with turns.one():
        raise LookupError


async def _fail_then_enter(turns: Turns) -> str:
    with suppress(LookupError):
        await _fail(turns)
    async with turns.one():
        return "in"


def test_a_failed_turn_is_given_back() -> None:
    assert asyncio.run(_fail_then_enter(Turns(1))) == "in"
