"""Signals, and what is not allowed."""

from collections.abc import Mapping

import pytest

from tests.signaling.driver import ADA, RoomDriver
from vivavoce.clock import iso
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.events import SocketId
from vivavoce.signaling.lines import Line
from vivavoce.signaling.messages import Ended, Error, Pong, Relayed


def pair() -> tuple[RoomDriver, SocketId, SocketId]:
    room = RoomDriver()
    ada, sam = room.open("ada", "ada-peer"), room.open("sam", "sam-peer")
    room.forget_inboxes()
    return room, ada, sam


def errors(room: RoomDriver, socket: SocketId) -> list[str]:
    return [said.code for said in room.take(socket) if isinstance(said, Error)]


def test_sig_26_a_signal_reaches_its_peer_in_order_stamped_by_the_server() -> None:
    room, ada, sam = pair()
    for number in range(3):
        room.say(sam, type="signal", to="ada-peer", data={"number": number}, **{"from": "forged"})
    heard = [(said.sender, bytes(said.data)) for said in room.take(ada) if isinstance(said, Relayed)]
    assert heard == [("sam-peer", b'{"number":%d}' % number) for number in range(3)]
    assert room.take(sam) == []


def test_sig_27_an_absent_peer_is_no_such_peer() -> None:
    room, ada, sam = pair()
    room.drop(ada)
    room.forget_inboxes()
    room.say(sam, type="signal", to="ada-peer", data=1)
    room.say(sam, type="signal", to="nobody", data=1)
    assert [(said.code, said.to) for said in room.take(sam) if isinstance(said, Error)] == [
        ("no_such_peer", "ada-peer"),
        ("no_such_peer", "nobody"),
    ]


def test_sig_27_nor_can_a_hidden_page_or_ones_own_be_reached() -> None:
    room, ada, sam = pair()
    room.join(ada)
    room.open("ada", "ada-hidden")
    room.forget_inboxes()
    room.say(sam, type="signal", to="ada-hidden", data=1)
    room.say(sam, type="signal", to="sam-peer", data=1)
    assert errors(room, sam) == ["no_such_peer", "no_such_peer"]


def test_sig_20_a_page_that_others_do_not_see_stays_cold_until_it_joins() -> None:
    room, ada, sam = pair()
    room.join(sam)
    phone = room.open("sam", "sam-phone")
    room.forget_inboxes()
    room.say(phone, type="signal", to="ada-peer", data=1)
    assert errors(room, phone) == ["not_allowed"]
    assert room.take(ada) == []
    room.join(phone)
    room.say(phone, type="signal", to="ada-peer", data=1)
    assert room.heard(ada) == ["sam-peer:gone:moved", "sam-phone:joined", "relayed"]


def test_sig_29_the_office_ends_it_for_everyone_and_the_room_stays_joinable() -> None:
    room, ada, sam = pair()
    hidden = room.open("sam")
    room.forget_inboxes()
    room.say(ada, type="end")
    assert room.take(sam) == room.take(hidden) == room.take(ada) == [Ended(ADA)]
    assert room.closed == {ada: CloseCode.DONE, sam: CloseCode.DONE, hidden: CloseCode.DONE}
    assert room.room.empty
    assert room.heard(room.open("sam")) == ["welcome"]


def test_sig_29_a_student_may_not() -> None:
    room, ada, sam = pair()
    room.say(sam, type="end")
    assert errors(room, sam) == ["not_allowed"]
    assert room.closed == {}
    assert room.take(ada) == []


@pytest.mark.parametrize("kind", ["admit", "hold", "refuse"])
def test_sig_30_without_a_lobby_its_messages_are_not_allowed(kind: str) -> None:
    room, ada, sam = pair()
    room.say(ada, type=kind, person="sam")
    assert errors(room, ada) == ["not_allowed"]
    assert room.take(sam) == []


@pytest.mark.parametrize("t", [7, -0.5, 1_795_346_898_653_407_617])
def test_sig_31_ping_is_answered_with_the_servers_time(t: float) -> None:
    room, ada, sam = pair()
    room.say(sam, type="ping", t=t)
    assert room.take(sam) == [Pong(t, iso(room.now))]
    assert room.take(ada) == []


def test_sig_26_what_a_closed_socket_still_says_is_not_heard() -> None:
    room, ada, sam = pair()
    room.say(sam, type="leave")
    room.forget_inboxes()
    room.say(sam, type="signal", to="ada-peer", data=1)
    room.drop(sam)
    assert room.take(ada) == []
    assert room.take(sam) == []


@pytest.mark.one_node("a signal to another node is looked up each time")
def test_sig_26_the_way_of_a_signal_is_known_until_anything_changes() -> None:
    room, ada, sam = pair()

    def ways() -> list[Mapping[str, Line]]:
        return [dict(room.room.lines(socket)) for socket in (sam, ada)]

    assert ways() == [{}, {}]
    room.say(sam, type="signal", to="ada-peer", data=1)
    room.say(ada, type="signal", to="sam-peer", data=2)
    assert ways() == [
        {"ada-peer": Line(b'{"type":"signal","from":"sam-peer","data":', ada)},
        {"sam-peer": Line(b'{"type":"signal","from":"ada-peer","data":', sam)},
    ]
    room.drop(ada)
    assert ways() == [{}, {}]
