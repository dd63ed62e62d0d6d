"""Presses of Start Call: seats, take-over, and old pages that wake up."""

from datetime import timedelta

from tests.conftest import NOW
from tests.signaling.driver import RoomDriver
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.events import SocketId
from vivavoce.signaling.messages import Joined

MS = int(NOW.timestamp() * 1000)


def seat_of(room: RoomDriver, socket: SocketId) -> int:
    seats = [said.seat for said in room.take(socket) if isinstance(said, Joined)]
    assert len(seats) == 1
    return seats[0]


def pressed(room: RoomDriver, peer: str) -> tuple[SocketId, int]:
    socket = room.open("sam", peer)
    room.join(socket)
    return socket, seat_of(room, socket)


def test_sig_22_a_press_gets_the_servers_time_and_never_the_same_twice() -> None:
    room = RoomDriver()
    sam, first = pressed(room, "laptop")
    room.join(sam)
    assert (first, seat_of(room, sam)) == (MS, MS + 1)
    room.now += timedelta(seconds=2)
    room.join(sam)
    assert seat_of(room, sam) == MS + 2000


def test_sig_22_seats_grow_even_when_the_clock_goes_back() -> None:
    room = RoomDriver()
    sam, first = pressed(room, "laptop")
    room.now -= timedelta(hours=1)
    room.join(sam)
    assert seat_of(room, sam) == first + 1


def test_sig_23_a_press_elsewhere_takes_the_call_over() -> None:
    room = RoomDriver()
    ada = room.open("ada")
    laptop, _ = pressed(room, "laptop")
    room.forget_inboxes()
    phone, _ = pressed(room, "phone")
    assert room.closed == {laptop: CloseCode.MOVED}
    assert phone not in room.closed
    assert room.heard(ada) == ["laptop:gone:moved", "phone:joined"]


def test_sig_23_the_first_takes_it_back_by_a_new_press() -> None:
    room = RoomDriver()
    pressed(room, "laptop")
    phone, _ = pressed(room, "phone")
    laptop = room.open("sam", "laptop", n=2)
    assert laptop not in room.closed
    room.join(laptop)
    assert room.closed.get(phone) is CloseCode.MOVED


def test_sig_23_a_take_over_while_the_first_is_away() -> None:
    room = RoomDriver()
    ada = room.open("ada")
    laptop, _ = pressed(room, "laptop")
    room.drop(laptop)
    room.forget_inboxes()
    pressed(room, "phone")
    assert room.heard(ada) == ["phone:here", "laptop:gone:moved", "phone:joined"]


def test_sig_24_a_reconnect_with_its_seat_is_joined_again_after_a_restart_too() -> None:
    _, seat = pressed(RoomDriver(), "laptop")
    restarted = RoomDriver(now=NOW + timedelta(seconds=3))
    laptop = restarted.open("sam", "laptop", n=2)
    restarted.join(laptop, seat)
    assert seat_of(restarted, laptop) == seat


def test_sig_24_an_old_page_that_wakes_up_cannot_evict_the_newer() -> None:
    room = RoomDriver()
    ada = room.open("ada")
    laptop, old = pressed(room, "laptop")
    room.drop(laptop)
    room.now += timedelta(seconds=5)
    phone, _ = pressed(room, "phone")
    room.forget_inboxes()
    woken = room.open("sam", "laptop", n=2)
    room.join(woken, old)
    assert room.closed == {woken: CloseCode.MOVED}
    assert phone not in room.closed
    assert room.heard(ada) == []


def test_sig_24_not_even_after_the_newer_hung_up() -> None:
    room = RoomDriver()
    room.open("ada")
    laptop, old = pressed(room, "laptop")
    room.drop(laptop)
    phone, _ = pressed(room, "phone")
    room.say(phone, type="leave")
    woken = room.open("sam", "laptop", n=2)
    room.join(woken, old)
    assert room.closed.get(woken) is CloseCode.MOVED


def test_sig_24_after_a_restart_the_larger_seat_wins_in_either_order() -> None:
    for order in (["laptop", "phone"], ["phone", "laptop"]):
        room = RoomDriver(now=NOW + timedelta(minutes=1))
        seats = {"laptop": MS, "phone": MS + 500}
        sockets = {}
        for peer in order:
            sockets[peer] = room.open("sam", peer, n=2)
            room.join(sockets[peer], seats[peer])
        assert room.closed == {sockets["laptop"]: CloseCode.MOVED}


def test_sig_24_of_two_equal_seats_the_same_one_wins_in_either_order() -> None:
    for order in (["a-page", "b-page"], ["b-page", "a-page"]):
        room = RoomDriver()
        sockets = {peer: room.open("sam", peer, n=2) for peer in order}
        for peer in order:
            room.join(sockets[peer], MS)
        assert room.closed == {sockets["a-page"]: CloseCode.MOVED}


def test_sig_25_a_seat_from_the_future_is_ignored() -> None:
    room = RoomDriver()
    laptop = room.open("sam", "laptop")
    room.join(laptop, MS + 10**12)
    assert seat_of(room, laptop) == MS
    phone, _ = pressed(room, "phone")
    assert room.closed == {laptop: CloseCode.MOVED}
    assert phone not in room.closed


def test_sig_25_but_ones_own_seat_counts_even_when_the_clock_went_back() -> None:
    room = RoomDriver()
    laptop, seat = pressed(room, "laptop")
    room.drop(laptop)
    room.now -= timedelta(seconds=1)
    again = room.open("sam", "laptop", n=2)
    room.join(again, seat)
    assert seat_of(room, again) == seat


def test_sig_22_seats_of_others_do_not_matter() -> None:
    room = RoomDriver()
    pressed(room, "laptop")
    ada = room.open("ada")
    room.join(ada)
    assert seat_of(room, ada) == MS
    assert room.closed == {}
