"""Rooms whose people are on several nodes, whatever happens to nodes and Redis."""

import asyncio
import os

import pytest
from structlog.testing import capture_logs

from tests.nodes.rooms import Page, World
from vivavoce.signaling.closing import CloseCode


def seen(page: Page) -> dict[str, str]:
    return dict(sorted(page.others.items()))


def shown(world: World, person: str) -> dict[str, str]:
    """One page of theirs: the joined one, else one that is open, and the same for everyone who sees them."""
    there = [one for one in world.pages if one.person == person and one.is_open]
    joined = [one for one in there if one.pressed]
    if joined:
        return {one.peer: "joined" for one in joined}
    others = [page.others for page in world.pages if page.is_open and page.person != person]
    return {one.peer: "here" for one in there if any(one.peer in known for known in others)}


def expected(world: World, page: Page) -> dict[str, str]:
    people = {other.person for other in world.pages if other.is_open} - {page.person}
    assert all(len(shown(world, person)) == 1 for person in people)
    return dict(sorted(item for person in people for item in shown(world, person).items()))


def random_deed(world: World) -> None:
    random = world.random
    open_ = [page for page in world.pages if page.is_open and page.node is not None and page.node.name in world.alive()]
    kind = random.choice(["tell"] * 12 + ["press", "drop", "open"])
    if kind == "open" and len(world.pages) < 6:
        world.open(world.page(random.choice(["sam", "ada", "ivy"])), random.choice(world.alive()))
    elif not open_:
        return
    elif kind == "tell":
        page = random.choice(open_)
        if page.others:
            page.talk(random.choice(sorted(page.others))).tell()
    elif kind == "press":
        page = random.choice(open_)
        if not page.pressed:
            world.press(page)
    elif kind == "drop":
        page = random.choice(open_)
        world.drop(page)
        world.wants_back.append(page)


def trouble(world: World) -> None:
    broker, random = world.broker, world.random
    name = random.choice(sorted(world.nodes))
    match random.choice(["redis", "cut", "freeze", "kill", "none"]):
        case "redis":
            broker.die()
        case "cut":
            broker.cut(name)
        case "freeze":
            broker.members[name].frozen = True
        case "kill" if len([one for one in broker.members.values() if one.alive]) > 1:
            broker.kill(name)


async def story(seed: int) -> World:
    world = World(seed)
    await world.run(3)
    for person in ("sam", "ada", "ivy"):
        world.open(world.page(person), world.random.choice(sorted(world.nodes)))
    for _ in range(3):
        trouble(world)
        until = world.broker.now + world.random.choice([0.5, 2, 8, 31])
        while world.broker.now < until:
            if world.alive():
                random_deed(world)
            await world.run(0.3)
        world.broker.heal()
        await world.run(world.random.choice([0.5, 5]))
    await world.run(12)
    return world


def check(world: World) -> None:
    still = [page for page in world.pages if page.is_open]
    assert {page.peer: seen(page) for page in still} == {page.peer: expected(world, page) for page in still}
    for page in still:
        for other in still:
            if other.peer in page.others and page.peer in other.others:
                heard, said = other.talk(page.peer).heard, page.talk(other.peer).said
                assert heard == list(range(1, said + 1)), (page.peer, other.peer)
    check_closes(world)


def check_closes(world: World) -> None:
    """Nobody is shown out but for a larger seat of their own, and nobody for good but so."""
    for page in world.pages:
        assert set(page.closes) <= {CloseCode.MOVED, CloseCode.RESTARTING}, page.closes
        larger = [one for one in world.pages if one.person == page.person and (one.seat or 0) > (page.seat or 0)]
        assert page.ended is None or larger
    for person in {page.person for page in world.pages}:
        joined = [page for page in world.pages if page.person == person and page.pressed and page.is_open]
        assert len(joined) <= 1


STORIES = int(os.environ.get("STORIES", "200"))


@pytest.mark.parametrize("seeds", [range(first, first + 100) for first in range(0, STORIES, 100)], ids=str)
def test_sig_103_whatever_happens_all_see_the_same_and_nothing_between_two_pages_is_lost(seeds: range) -> None:
    for seed in seeds:
        with capture_logs() as logs:
            world = asyncio.run(story(seed))
        assert [one for one in logs if one["log_level"] == "error"] == [], seed
        try:
            check(world)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}") from error
