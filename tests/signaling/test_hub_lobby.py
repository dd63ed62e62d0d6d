"""The lobby between room, store and reviews, with everything in memory."""

import asyncio
from typing import Any

from tests.signaling.memory import HubDriver, Page
from vivavoce.bus import InterviewChanged
from vivavoce.signaling.messages import Stage

RELAY: dict[str, Any] = {"turn_urls": ("turn:turn.example.edu",), "turn_secret": "s"}


async def knocking(hub: HubDriver) -> tuple[Page, Page]:
    hub.guestlist.lobby = True
    ada, sam = await hub.enter("ada"), await hub.enter("sam")
    await ada.socket.until(2)
    await sam.socket.until(1)
    return ada, sam


def types(page: Page) -> list[str]:
    return [frame["type"] for frame in page.socket.frames]


def test_sig_82_admitted_only_once_it_is_stored() -> None:
    async def scenario() -> None:
        hub = HubDriver(**RELAY)
        hub.caretaker.start()
        ada, sam = await knocking(hub)
        hub.guestlist.stores = False
        hub.say(ada, type="admit", person="sam")
        error = (await ada.socket.until(3))[-1]
        assert (error["type"], error["code"]) == ("error", "unavailable")
        assert (types(sam), hub.guestlist.admitted) == (["welcome"], set())
        hub.guestlist.stores = True
        hub.say(ada, type="admit", person="sam")
        assert await asyncio.to_thread(hub.guestlist.stored.wait, 10)
        hub.caretaker.notice(InterviewChanged("one"))
        admitted = (await sam.socket.until(2))[-1]
        assert (admitted["type"], [peer["peer"] for peer in admitted["peers"]]) == ("admitted", ["ada-peer"])
        assert admitted["ice_servers"][0]["urls"] == ["turn:turn.example.edu"]
        assert (await ada.socket.until(4))[-1]["stage"] == Stage.HERE
        await hub.caretaker.stop()

    asyncio.run(scenario())


def test_sig_82_a_lobby_that_is_switched_off_lets_in_who_waits() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        _, sam = await knocking(hub)
        hub.guestlist.lobby = False
        hub.caretaker.notice(InterviewChanged("one"))
        await hub.caretaker.review()
        assert [frame["type"] for frame in await sam.socket.until(2)] == ["welcome", "admitted"]

    asyncio.run(scenario())


def test_sig_82_who_was_inside_when_the_lobby_came_is_not_asked_after_a_restart_either() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        await hub.enter("ada")
        sam = await hub.enter("sam")
        await sam.socket.until(1)
        hub.guestlist.lobby = True
        hub.caretaker.notice(InterviewChanged("one"))
        await hub.caretaker.review()
        assert ("waiting" in sam.socket.frames[0], hub.guestlist.admitted) == (False, {"one"})

    asyncio.run(scenario())


def test_sig_82_who_waits_is_not_let_in_by_a_review() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        _, sam = await knocking(hub)
        hub.caretaker.notice(InterviewChanged("one"))
        await hub.caretaker.review()
        assert (types(sam), hub.guestlist.admitted) == (["welcome"], set())

    asyncio.run(scenario())


def test_sig_82_who_has_hung_up_before_it_failed_to_be_stored_is_told_nothing() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        ada, _ = await knocking(hub)
        hub.guestlist.stores = False
        hub.say(ada, type="admit", person="sam")
        hub.hub.lost(ada.inside)
        (storing,) = [task for task in asyncio.all_tasks() if task.get_name() == "admission"]
        await storing
        assert (types(ada), hub.guestlist.admitted) == (["welcome", "peer"], set())

    asyncio.run(scenario())


def test_sig_80_who_waits_gets_no_credentials_ever() -> None:
    async def scenario() -> None:
        hub = HubDriver(**RELAY)
        ada, sam = await knocking(hub)
        for _ in range(3):
            hub.clock.advance(minutes=30)
            hub.caretaker.tick()
        await ada.socket.until(5)
        hub.say(sam, type="ping", t=1)
        assert [frame["type"] for frame in await sam.socket.until(2)] == ["welcome", "pong"]
        assert "ice_servers" not in sam.socket.frames[0]
        hub.guestlist.admitted.add("one")
        hub.caretaker.notice(InterviewChanged("one"))
        await hub.caretaker.review()
        hub.clock.advance(minutes=30)
        hub.caretaker.tick()
        assert [frame["type"] for frame in await sam.socket.until(4)] == ["welcome", "pong", "admitted", "ice"]

    asyncio.run(scenario())


def test_sig_84_relay_only_goes_with_every_set_of_servers() -> None:
    async def scenario() -> None:
        hub = HubDriver(**RELAY)
        hub.guestlist.relay_only = True
        ada, sam = await knocking(hub)
        hub.guestlist.admitted.add("one")
        hub.caretaker.notice(InterviewChanged("one"))
        await hub.caretaker.review()
        hub.clock.advance(minutes=30)
        hub.caretaker.tick()
        frames = [*await ada.socket.until(4), *await sam.socket.until(3)]
        given = [(frame["type"], frame["ice_transport_policy"]) for frame in frames if "ice_servers" in frame]
        assert given == [("welcome", "relay"), ("ice", "relay"), ("admitted", "relay"), ("ice", "relay")]

    asyncio.run(scenario())
