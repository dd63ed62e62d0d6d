"""What others see of a person."""

from datetime import timedelta

from tests.conftest import NOW
from tests.signaling.driver import ON, SAM, RoomDriver
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.events import SocketId
from vivavoce.signaling.incoming import Media
from vivavoce.signaling.messages import Peer, Stage, Welcome


def watched() -> tuple[RoomDriver, SocketId]:
    room = RoomDriver()
    ada = room.open("ada", "ada-peer")
    room.forget_inboxes()
    return room, ada


def test_sig_15_others_see_one_peer_per_person_the_newest_open_one() -> None:
    room, ada = watched()
    room.open("sam", "laptop")
    room.open("sam", "phone")
    assert room.heard(ada) == ["laptop:here", "laptop:gone:moved", "phone:here"]


def test_sig_15_the_joined_page_is_seen_before_a_newer_one() -> None:
    room, ada = watched()
    laptop = room.open("sam", "laptop")
    room.join(laptop)
    room.open("sam", "phone")
    assert room.heard(ada) == ["laptop:here", "laptop:joined"]


def test_sig_15_when_the_seen_page_leaves_the_next_is_seen() -> None:
    room, ada = watched()
    laptop, phone = room.open("sam", "laptop"), room.open("sam", "phone")
    room.forget_inboxes()
    room.say(phone, type="leave")
    assert room.heard(ada) == ["phone:gone:left", "laptop:here"]
    assert room.closed == {phone: CloseCode.DONE}
    assert laptop not in room.closed


def test_sig_15_a_hidden_page_comes_and_goes_unseen() -> None:
    room, ada = watched()
    room.join(room.open("sam", "laptop"))
    room.forget_inboxes()
    phone = room.open("sam", "phone")
    room.say(phone, type="media", media=ON)
    room.drop(phone)
    room.elapse(minutes=2)
    assert room.heard(ada) == []


def test_sig_15_a_joined_page_whose_socket_drops_stays_known_beside_the_open_one() -> None:
    room, ada = watched()
    laptop = room.open("sam", "laptop")
    room.join(laptop)
    room.open("sam", "phone")
    room.forget_inboxes()
    room.drop(laptop)
    assert room.heard(ada) == ["laptop:away", "phone:here"]
    room.open("sam", "laptop", n=2)
    assert room.heard(ada) == ["phone:gone:moved", "laptop:joined"]


def test_sig_15_nobody_ever_knows_two_open_pages_of_one_person() -> None:
    room, ada = watched()
    room.open("sam", "older")
    newer = room.open("sam", "newer")
    room.join(newer)
    room.forget_inboxes()
    room.drop(newer)
    assert room.heard(ada) == ["newer:away", "older:here"]


def test_sig_17_here_joined_away_gone() -> None:
    room, ada = watched()
    sam = room.open("sam", "sam-peer")
    room.join(sam)
    room.drop(sam)
    assert set(room.wakes) == {NOW + timedelta(seconds=60)}
    room.elapse(seconds=59.999)
    assert room.heard(ada) == ["sam-peer:here", "sam-peer:joined", "sam-peer:away"]
    room.elapse(seconds=0.001)
    assert room.heard(ada) == ["sam-peer:gone:lost"]


def test_sig_17_the_minute_counts_from_the_last_drop() -> None:
    room, ada = watched()
    room.drop(room.open("sam", "sam-peer"))
    room.elapse(seconds=50)
    room.drop(room.open("sam", "sam-peer", n=2))
    room.forget_inboxes()
    room.elapse(seconds=50)
    assert room.heard(ada) == []
    room.elapse(seconds=10)
    assert room.heard(ada) == ["sam-peer:gone:lost"]


def test_sig_17_nobody_is_left_of_an_empty_room() -> None:
    room = RoomDriver()
    room.drop(room.open("sam"))
    assert not room.room.empty
    room.elapse(seconds=60)
    assert room.room.empty


def test_sig_18_a_hang_up_is_left_and_closes_with_1000() -> None:
    room, ada = watched()
    sam = room.open("sam", "sam-peer")
    room.join(sam)
    room.forget_inboxes()
    room.say(sam, type="leave")
    assert room.heard(ada) == ["sam-peer:gone:left"]
    assert room.closed == {sam: CloseCode.DONE}


def test_sig_19_whoever_is_shown_out_is_removed_open_or_away() -> None:
    room, ada = watched()
    sam = room.open("sam", "sam-peer")
    ivy = room.open("ivy", "ivy-peer")
    room.drop(ivy)
    room.forget_inboxes()
    room.review(sam=CloseCode.NOT_YOURS, ivy=CloseCode.NOT_SIGNED_IN)
    assert room.heard(ada) == ["sam-peer:gone:removed", "ivy-peer:gone:removed"]
    assert room.closed == {sam: CloseCode.NOT_YOURS}


def test_sig_19_a_session_that_ends_takes_its_pages_only() -> None:
    room, ada = watched()
    laptop = room.open("sam", "laptop")
    phone = room.open("sam", "phone", session="another")
    room.join(laptop)
    room.forget_inboxes()
    room.review(sam=CloseCode.NOT_SIGNED_IN)
    assert room.closed == {laptop: CloseCode.NOT_SIGNED_IN}
    assert phone not in room.closed
    assert room.heard(ada) == ["laptop:gone:removed", "phone:here"]


def test_sig_19_when_everyone_goes_nobody_is_told() -> None:
    room, ada = watched()
    sam = room.open("sam")
    room.forget_inboxes()
    room.review(sam=CloseCode.NOT_SCHEDULED, ada=CloseCode.NOT_SCHEDULED)
    assert room.closed == {ada: CloseCode.NOT_SCHEDULED, sam: CloseCode.NOT_SCHEDULED}
    assert room.heard(ada) == room.heard(sam) == []
    assert room.room.empty


def test_sig_21_a_page_that_comes_back_is_the_same_participant_and_still_joined() -> None:
    room, ada = watched()
    sam = room.open("sam", "sam-peer")
    room.join(sam)
    room.drop(sam)
    room.forget_inboxes()
    room.open("sam", "sam-peer", n=2)
    assert room.take(ada) == [_joined_sam()]


def test_sig_21_whoever_comes_while_a_page_is_away_sees_it_away() -> None:
    room, ada = watched()
    room.drop(ada)
    welcome = room.take(room.open("sam", "sam-peer"))[0]
    assert isinstance(welcome, Welcome)
    assert [(peer.peer, peer.stage) for peer in welcome.peers] == [("ada-peer", Stage.AWAY)]


def test_sig_28_what_a_person_shows_is_told_once() -> None:
    room, ada = watched()
    sam = room.open("sam", "sam-peer")
    room.join(sam)
    room.forget_inboxes()
    room.say(sam, type="media", media=ON | {"screen": True})
    room.say(sam, type="media", media=ON | {"screen": True})
    told = room.take(ada)
    assert [said.media for said in told if isinstance(said, Peer)] == [Media(audio=True, video=True, screen=True)]


def _joined_sam() -> Peer:
    return Peer("sam-peer", SAM, Stage.JOINED, Media(audio=True, video=True))


def test_sig_40_drain_says_so_and_closes_everyone_with_1012() -> None:
    room, ada = watched()
    sam = room.open("sam")
    room.forget_inboxes()
    room.drain()
    assert room.heard(ada) == room.heard(sam) == ["drain"]
    assert room.closed == {ada: CloseCode.RESTARTING, sam: CloseCode.RESTARTING}
    assert room.room.empty


def test_sig_41_who_is_in_the_room() -> None:
    room, _ = watched()
    room.now += timedelta(seconds=5)
    room.join(room.open("sam"))
    found = [(p.person.id, p.stage, p.since, p.media.audio) for p in room.room.present()]
    assert found == [("ada", "here", NOW, False), ("sam", "joined", NOW + timedelta(seconds=5), True)]
