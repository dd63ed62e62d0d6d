"""Coming in: places, peers of others, newer sockets, too many tabs."""

from tests.conftest import NOW
from tests.signaling.driver import ADA, CLOSES, ICE, OPENS, SAM, RoomDriver
from vivavoce.clock import iso
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.incoming import Media
from vivavoce.signaling.messages import Peer, Stage, Welcome


def test_sig_16_welcome_is_the_first_frame_and_names_the_others() -> None:
    room = RoomDriver()
    ada = room.open("ada", "ada-peer")
    sam = room.open("sam", "sam-peer")
    seen = Peer("ada-peer", ADA, Stage.HERE, Media())
    assert room.take(sam) == [
        Welcome(
            peer="sam-peer", person=SAM, peers=(seen,), ice_servers=ICE.ice_servers, ice_expires_at=None,
            ice_transport_policy="all", server_time=iso(NOW), opens_at=iso(OPENS), closes_at=iso(CLOSES),
        )
    ]  # fmt: skip
    assert room.heard(ada) == ["welcome", "sam-peer:here"]


def test_sig_16_peers_never_holds_ones_own_person() -> None:
    room = RoomDriver()
    room.open("sam", "sam-laptop")
    phone = room.open("sam", "sam-phone")
    welcome = room.take(phone)[0]
    assert isinstance(welcome, Welcome)
    assert welcome.peers == ()


def test_sig_10_four_people_and_only_further_admins_find_no_place() -> None:
    room = RoomDriver(reserved=frozenset({"sam", "ada", "ivy"}))
    first, second = room.open("ben"), room.open("cy")
    others = [room.open(name) for name in ("sam", "ada", "ivy")]
    assert room.closed == {second: CloseCode.FULL}
    assert first not in room.closed
    assert not room.closed.keys() & set(others)


def test_sig_10_a_person_inside_may_open_another_tab_and_one_away_keeps_the_place() -> None:
    room = RoomDriver(reserved=frozenset({"sam", "ada", "ivy"}))
    room.drop(room.open("ben"))
    assert room.closed.get(room.open("cy")) is CloseCode.FULL
    assert room.open("ben") not in room.closed
    room.elapse(seconds=1)


def test_sig_10_with_a_full_panel_no_further_admin_enters() -> None:
    room = RoomDriver(reserved=frozenset({"sam", "ada", "ivy", "ben"}))
    assert room.closed.get(room.open("cy")) is CloseCode.FULL


def test_sig_10_whoever_came_last_goes_when_the_panel_grows() -> None:
    room = RoomDriver()
    ada, ben, cy = room.open("ada"), room.open("ben", "ben-peer"), room.open("cy", "cy-peer")
    room.forget_inboxes()
    room.review(reserved=frozenset({"sam", "ada", "ivy"}))
    assert room.closed == {cy: CloseCode.FULL}
    assert room.heard(ada) == room.heard(ben) == ["cy-peer:gone:removed"]


def test_sig_11_a_peer_of_another_person_is_refused_open_or_away() -> None:
    room = RoomDriver()
    sam = room.open("sam", "the-peer")
    assert room.closed.get(room.open("ada", "the-peer", n=2)) is CloseCode.PEER_TAKEN
    room.drop(sam)
    assert room.closed.get(room.open("ada", "the-peer", n=3)) is CloseCode.PEER_TAKEN


def test_sig_9_full_is_said_before_peer_taken() -> None:
    room = RoomDriver(reserved=frozenset({"sam", "ada", "ivy", "ben"}))
    room.open("sam", "the-peer")
    assert room.closed.get(room.open("cy", "the-peer")) is CloseCode.FULL


def test_sig_12_the_newest_socket_of_a_page_wins() -> None:
    room = RoomDriver()
    ada = room.open("ada")
    first = room.open("sam", "sam-peer", n=1)
    third = room.open("sam", "sam-peer", n=3)
    second = room.open("sam", "sam-peer", n=2)
    again = room.open("sam", "sam-peer", n=3)
    assert room.closed == {first: CloseCode.REPLACED, second: CloseCode.REPLACED, again: CloseCode.REPLACED}
    assert room.heard(third) == ["welcome"]
    assert room.heard(ada) == ["welcome", "sam-peer:here", "sam-peer:here"]


def test_sig_12_an_old_number_is_refused_while_the_page_is_away() -> None:
    room = RoomDriver()
    room.drop(room.open("sam", "sam-peer", n=5))
    assert room.closed.get(room.open("sam", "sam-peer", n=5)) is CloseCode.REPLACED
    assert room.open("sam", "sam-peer", n=6) not in room.closed


def test_sig_13_the_ninth_socket_of_a_person_evicts_the_oldest_idle_one() -> None:
    room = RoomDriver()
    first = room.open("sam")
    room.join(first)
    others = [room.open("sam") for _ in range(7)]
    assert room.closed == {}
    newest = room.open("sam")
    assert room.closed == {others[0]: CloseCode.TOO_MANY}
    assert room.heard(newest) == ["welcome"]
