"""Thousands of pages do not come back in one instant."""

import asyncio

from vivavoce.signaling.parting import SPREAD_SECONDS, paced, spread

ROOMS = [f"room{number}" for number in range(200)]


def test_dep_2_the_more_sockets_the_longer_within_bounds() -> None:
    assert [spread(count) for count in (0, 50, 1000, 1_000_000)] == [0, 0.1, 2, SPREAD_SECONDS]


def test_dep_2_rooms_go_one_after_another_in_no_order() -> None:
    async def scenario() -> tuple[list[str], list[float]]:
        loop = asyncio.get_running_loop()
        began = loop.time()
        found = [(room, loop.time() - began) async for room in paced(ROOMS, 0.5)]
        return [room for room, _ in found], [at for _, at in found]

    order, moments = asyncio.run(scenario())
    assert sorted(order) == sorted(ROOMS)
    assert order != ROOMS
    early = [room for room, at in zip(order, moments, strict=True) if at < 0.2]
    assert len(early) <= len(ROOMS) * 0.4 + 1, "no room goes before its moment"
    assert moments[-1] < 10


def test_dep_2_without_rooms_there_is_nothing_to_wait_for() -> None:
    async def scenario() -> list[str]:
        return [room async for room in paced([], 0)]

    assert asyncio.run(scenario()) == []
