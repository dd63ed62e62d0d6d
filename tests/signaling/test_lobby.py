"""A room with a lobby."""

import pytest

from tests.signaling.driver import ADA, CLOSES, FRESH_ICE, ICE, OPENS, SAM, RoomDriver
from vivavoce.clock import iso
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.events import SocketId
from vivavoce.signaling.incoming import Media
from vivavoce.signaling.messages import Admitted, Error, Held, LobbyWelcome, OfficeHere, Peer, Refused, Stage, Welcome


def with_lobby() -> RoomDriver:
    return RoomDriver(lobby=True)


def knocking() -> tuple[RoomDriver, SocketId, SocketId]:
    room = with_lobby()
    ada, sam = room.open("ada", "ada-peer"), room.open("sam", "sam-peer")
    room.forget_inboxes()
    return room, ada, sam


def errors(room: RoomDriver, socket: SocketId) -> list[str]:
    return [said.code for said in room.take(socket) if isinstance(said, Error)]


def test_sig_80_who_waits_is_told_whether_the_office_is_here_and_nothing_else() -> None:
    room = with_lobby()
    sam = room.open("sam", "sam-peer")
    assert room.take(sam) == [
        LobbyWelcome("sam-peer", SAM, False, iso(room.now), iso(OPENS), iso(CLOSES), waiting=True)
    ]
    ada = room.open("ada", "ada-peer")
    room.join(ada)
    room.open("ivy", "ivy-peer")
    room.drop(ada)
    assert room.heard(sam) == ["officehere"]
    assert room.heard(ada)[0] == "welcome"


def test_sig_80_the_office_comes_and_goes() -> None:
    room, ada, sam = knocking()
    room.drop(ada)
    room.open("ivy")
    assert room.take(sam) == [OfficeHere(False), OfficeHere(True)]
    assert isinstance(room.inbox[room.open("sam", "sam-tab")][0], LobbyWelcome)


def test_sig_80_the_office_sees_who_waits_and_when_they_are_away() -> None:
    room = with_lobby()
    sam = room.open("sam", "sam-peer")
    ada = room.open("ada", "ada-peer")
    (welcome,) = room.take(ada)
    assert isinstance(welcome, Welcome)
    assert [(one.peer, one.stage, one.person) for one in welcome.peers] == [("sam-peer", "waiting", SAM)]
    assert [(one.person, one.stage) for one in room.room.present()][:1] == [(SAM, "waiting")]
    room.drop(sam)
    room.open("sam", "sam-peer", n=2)
    room.elapse(seconds=60)
    assert room.heard(ada) == ["sam-peer:away", "sam-peer:waiting"]


def test_sig_81_who_waits_can_say_nothing_and_cannot_be_reached() -> None:
    room, ada, sam = knocking()
    room.say(sam, type="signal", to="ada-peer", data=1)
    room.join(sam)
    room.say(sam, type="media", media={"audio": True, "video": True, "screen": True})
    room.say(sam, type="end")
    room.say(sam, type="admit", person="sam")
    assert errors(room, sam) == ["not_allowed"] * 5
    assert room.take(ada) == []
    room.say(ada, type="signal", to="sam-peer", data=1)
    assert (errors(room, ada), room.take(sam)) == (["no_such_peer"], [])
    room.say(sam, type="leave")
    assert (room.closed, room.heard(ada)) == ({sam: CloseCode.DONE}, ["sam-peer:gone:left"])


def test_sig_82_admitted_is_only_who_was_stored_with_all_their_pages_and_fresh_servers() -> None:
    room, ada, sam = knocking()
    tab = room.open("sam", "sam-tab")
    room.forget_inboxes()
    room.say(ada, type="admit", person="sam")
    assert (room.to_store, room.take(sam), room.take(tab), room.take(ada)) == ([ada], [], [], [])
    room.store()
    peers = (Peer("ada-peer", ADA, Stage.HERE, Media()),)
    admitted = Admitted(peers, FRESH_ICE.ice_servers, FRESH_ICE.ice_expires_at, "relay")
    assert (room.take(sam), room.take(tab)) == ([admitted], [admitted])
    assert room.heard(ada) == ["sam-tab:here"]
    room.join(sam)
    assert room.heard(ada) == ["sam-tab:gone:moved", "sam-peer:joined"]


def test_sig_82_nobody_admitted_is_asked_again() -> None:
    room, ada, sam = knocking()
    room.say(ada, type="admit", person="sam")
    room.store()
    room.drop(sam)
    back = room.open("sam", "sam-peer", n=2)
    (welcome, *_) = room.take(back)
    assert isinstance(welcome, Welcome)
    assert welcome.ice_servers == ICE.ice_servers


def test_sig_82_a_lobby_that_is_made_while_they_are_inside_keeps_nobody_out() -> None:
    room = RoomDriver()
    sam = room.open("sam", "sam-peer")
    room.lobby = True
    assert [room.heard(one)[0] for one in (sam, room.open("sam", "sam-peer", n=2), room.open("sam", "sam-tab"))] == [
        "welcome"
    ] * 3


@pytest.mark.one_node("pages on other nodes hear of it by the review that every admission asks for")
def test_sig_82_a_page_that_need_not_wait_lets_the_others_of_its_person_in() -> None:
    room, ada, sam = knocking()
    room.admitted = True
    tab = room.open("sam", "sam-tab")
    assert (room.heard(sam), room.heard(tab)) == (["admitted"], ["welcome"])
    assert room.heard(ada) == ["sam-peer:here", "sam-peer:gone:moved", "sam-tab:here"]


def test_sig_83_the_office_asks_to_wait_or_refuses() -> None:
    room, ada, sam = knocking()
    room.say(ada, type="hold", person="sam", message="Five more minutes.")
    room.say(ada, type="hold", person="sam")
    assert room.take(sam) == [Held("Five more minutes."), Held()]
    room.say(ada, type="refuse", person="sam")
    assert (room.take(sam), room.closed) == ([Refused()], {sam: CloseCode.NOT_YOURS})
    assert room.heard(ada) == ["sam-peer:gone:removed"]


def test_sig_83_only_about_somebody_who_waits() -> None:
    room, ada, _ = knocking()
    for person in ("ada", "nobody"):
        for kind in ("admit", "hold", "refuse"):
            room.say(ada, type=kind, person=person)
    assert errors(room, ada) == ["no_such_peer"] * 6
    room.say(ada, type="admit", person="sam")
    room.store()
    room.forget_inboxes()
    room.say(ada, type="refuse", person="sam")
    assert (errors(room, ada), room.closed) == (["no_such_peer"], {})
