"""What the hub counts, and that a message of a known line costs an integer."""

import asyncio

from tests.signaling.conftest import Token
from tests.signaling.driver import ON
from tests.signaling.memory import HubDriver
from tests.signaling.server import RunningServer, new_peer
from tests.signaling.talk import inside, try_enter
from vivavoce.signaling.closing import CloseCode


def test_people_by_stage_and_what_waits_for_them() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        hub.guestlist.lobby = True
        ada, ivy, sam = await hub.enter("ada"), await hub.enter("ivy"), await hub.enter("sam")
        hub.say(ada, type="join", media=ON)
        hub.hub.lost(ivy.inside)
        ada.socket.reads.clear()
        for number in range(3):
            hub.say(ada, type="ping", t=number)
        hub.look()
        stages = {stage: hub.metric("vivavoce_people", stage=stage) for stage in ("waiting", "here", "joined", "away")}
        assert stages == {"waiting": 1, "here": 0, "joined": 1, "away": 1}
        await sam.socket.until(1)
        hub.look()
        messages, most = (hub.metric("vivavoce_socket_queue_messages", of=of) for of in ("all", "fullest"))
        assert messages == most == ada.inside.backlog[0] >= 3
        assert hub.metric("vivavoce_socket_queue_bytes", of="fullest") == ada.inside.backlog[1] > 0
        ada.socket.reads.set()
        ada.inside.flush()
        hub.look()
        assert hub.metric("vivavoce_socket_queue_messages", of="all") == 0
        assert hub.metric("vivavoce_socket_departures_total") == 1

    asyncio.run(scenario())


def test_ops_22_relayed_messages_are_counted_on_both_ways() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        ada, sam = await hub.enter("ada"), await hub.enter("sam")
        for number in range(5):
            hub.say(sam, type="signal", to="ada-peer", data=number)
        hub.say(sam, type="signal", to="nobody-there", data=1)
        hub.say(ada, type="ping", t=1)
        assert hub.metric("vivavoce_socket_relayed_total") == 5
        assert hub.metric("vivavoce_socket_frames_total") == 7

    asyncio.run(scenario())


def found(hub: HubDriver) -> dict[str, float]:
    kinds = ("place", "older_socket", "room", "empty_room", "closed_door")
    counted = {kind: hub.metric("vivavoce_socket_returns_total", found=kind) for kind in kinds}
    return {kind: count for kind, count in counted.items() if count}


def test_what_pages_find_that_come_back() -> None:
    async def scenario() -> None:
        hub = HubDriver()
        sam, _ = await hub.enter("sam"), await hub.enter("ada")
        assert found(hub) == {}
        await hub.enter("sam", n=2)
        assert found(hub) == {"older_socket": 1}
        hub.hub.lost(sam.inside)
        third = await hub.enter("sam", n=3)
        hub.hub.lost(third.inside)
        await hub.enter("sam", n=4)
        assert found(hub) == {"older_socket": 2, "place": 1}
        await hub.enter("sam", peer="sam-other-peer-1", n=2)
        await hub.enter("sam", interview="two", n=5)
        assert found(hub) == {"older_socket": 2, "place": 1, "room": 1, "empty_room": 1}
        await hub.enter("sam", n=4)
        hub.guestlist.refused["one", "sam"] = CloseCode.NOT_YOURS
        await hub.enter("sam", n=9)
        assert found(hub)["closed_door"] == 2

    asyncio.run(scenario())


def test_joins_are_timed_and_closed_doors_counted(server: RunningServer, interview: str, token: Token) -> None:
    async def scenario() -> None:
        async with inside(server, interview, token("ada")):
            pass
        assert await try_enter(server, interview, token("eve")) == 4403
        assert await try_enter(server, interview, None) == 4401
        peer = new_peer()
        async with inside(server, interview, token("sam"), f"peer={peer}&n=2"):
            pass

    asyncio.run(scenario())
    registry = server.app.state.metrics.registry
    assert registry.get_sample_value("vivavoce_socket_join_seconds_count") == 2
    for code in ("4403", "4401"):
        assert registry.get_sample_value("vivavoce_socket_closes_total", {"code": code}) == 1
    assert registry.get_sample_value("vivavoce_socket_returns_total", {"found": "room"}) == 1
