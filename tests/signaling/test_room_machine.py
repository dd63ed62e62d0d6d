"""Whatever happens in whatever order: what always holds in a room.

The watcher is an office page of its own that never leaves; it only believes what it was told.
"""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.signaling.driver import RoomDriver
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.events import SocketId
from vivavoce.signaling.messages import (
    Admitted,
    Error,
    Held,
    Joined,
    LobbyWelcome,
    OfficeHere,
    Peer,
    Refused,
    Relayed,
    ServerMessage,
    Stage,
    Welcome,
)

NAMES = st.sampled_from(["sam", "ada", "ivy"])
PEERS = st.sampled_from(["red", "green", "blue"])


class RoomMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.room = RoomDriver(reserved=frozenset({"sam", "ada", "ivy", "ben"}))
        self.open: dict[SocketId, tuple[str, str]] = {}
        self.numbers: dict[tuple[str, str], int] = {}
        self.seats: dict[str, list[int]] = {}
        self.seen: dict[str, Peer] = {}
        self.waiting: set[SocketId] = set()
        """Sockets that were told to wait and not yet admitted."""

    @initialize(lobby=st.booleans())
    def the_watcher_comes(self, lobby: bool) -> None:
        self.room.lobby = lobby
        self.watcher = self.room.open("ben", "watcher")

    def some_socket(self, data: st.DataObject) -> SocketId:
        return data.draw(st.sampled_from(sorted(self.open)))

    @rule(name=NAMES, peer=PEERS, newer=st.booleans())
    def open_socket(self, name: str, peer: str, newer: bool) -> None:
        number = self.numbers.get((name, peer), 0) + int(newer)
        self.numbers[name, peer] = number
        socket = self.room.open(name, f"{name}-{peer}", n=max(number, 1))
        self.open[socket] = name, f"{name}-{peer}"
        said = self.room.inbox[socket]
        assert isinstance(said[0], Welcome | LobbyWelcome) if socket not in self.room.closed else said == []

    @precondition(lambda self: self.open)
    @rule(data=st.data(), seat=st.none() | st.integers(-2000, 2000))
    def join(self, data: st.DataObject, seat: int | None) -> None:
        socket = self.some_socket(data)
        claimed = None if seat is None else int(self.room.now.timestamp() * 1000) + seat
        self.room.join(socket, claimed)

    @precondition(lambda self: self.open)
    @rule(data=st.data())
    def leave(self, data: st.DataObject) -> None:
        self.room.say(self.some_socket(data), type="leave")

    @precondition(lambda self: self.open)
    @rule(data=st.data())
    def drop(self, data: st.DataObject) -> None:
        socket = self.some_socket(data)
        self.room.drop(socket)
        del self.open[socket]

    @precondition(lambda self: self.open)
    @rule(data=st.data(), to=PEERS, name=NAMES)
    def signal(self, data: st.DataObject, to: str, name: str) -> None:
        socket = self.some_socket(data)
        before = {other: len(inbox) for other, inbox in self.room.inbox.items()}
        self.room.say(socket, type="signal", to=f"{name}-{to}", data=1)
        reached = {other for other, inbox in self.room.inbox.items() if len(inbox) > before.get(other, 0)}
        assert len(reached) == 1
        (receiver,) = reached
        last = self.room.inbox[receiver][-1]
        if receiver == socket:
            assert isinstance(last, Error)
        else:
            assert isinstance(last, Relayed)
            assert (last.sender, self.open[receiver][1]) == (self.open[socket][1], f"{name}-{to}")

    @rule(kind=st.sampled_from(["admit", "hold", "refuse"]), name=NAMES, data=st.data())
    def answer_the_lobby(self, kind: str, name: str, data: st.DataObject) -> None:
        """Whoever asks: only the office can, and only about somebody who waits."""
        socket = data.draw(st.sampled_from([self.watcher, *sorted(self.open)]))
        allowed = socket == self.watcher or self.open[socket][0] != "sam"
        waits = name in self.room.room.waiting()
        before = len(self.room.inbox[socket])
        self.room.say(socket, type=kind, person=name)
        errors = [said for said in self.room.inbox[socket][before:] if isinstance(said, Error)]
        assert [error.code for error in errors] == (
            [] if allowed and waits else ["no_such_peer" if allowed and self.room.lobby else "not_allowed"]
        )
        self.room.inbox[self.watcher] = [said for said in self.room.inbox[self.watcher] if not isinstance(said, Error)]

    @precondition(lambda self: self.room.to_store)
    @rule()
    def what_was_asked_for_is_stored(self) -> None:
        self.room.store()
        assert self.room.room.waiting() == frozenset()

    @rule(seconds=st.sampled_from([0.1, 30, 59, 60, 200]))
    def time_passes(self, seconds: float) -> None:
        self.room.elapse(seconds=seconds)
        if seconds >= 60:
            assert Stage.AWAY not in {presence.stage for presence in self.room.room.present()}

    @rule(name=NAMES, code=st.sampled_from([CloseCode.NOT_YOURS, CloseCode.NOT_SIGNED_IN]))
    def show_out(self, name: str, code: CloseCode) -> None:
        self.room.review(None, **{name: code})
        assert all(person != name for socket, (person, _) in self.open.items() if socket not in self.room.closed)

    @invariant()
    def closed_sockets_are_no_longer_used(self) -> None:
        self.open = {socket: who for socket, who in self.open.items() if socket not in self.room.closed}

    @invariant()
    def what_the_watcher_was_told_is_what_is_there(self) -> None:
        for said in self.room.take(self.watcher):
            assert isinstance(said, Welcome | Peer)
            if isinstance(said, Peer):
                self.watch(said)
        shown = {p.person.id: p.stage for p in self.room.room.present() if p.person.id != "ben"}
        for person, stage in shown.items():
            assert stage in {peer.stage for peer in self.seen.values() if peer.person.id == person}
        assert {peer.person.id for peer in self.seen.values()} == shown.keys()

    def watch(self, said: Peer) -> None:
        if said.stage is Stage.GONE:
            del self.seen[said.peer]  # nobody goes who was never there, and nobody twice
        else:
            self.seen[said.peer] = said
            assert said.person.id == said.peer.partition("-")[0]
        there = [peer.person.id for peer in self.seen.values() if peer.stage is not Stage.AWAY]
        assert len(there) == len(set(there))  # between any two messages, too

    @invariant()
    def pages_hear_what_they_may(self) -> None:
        for socket in sorted(self.room.inbox):
            if socket != self.watcher:
                heard = self.room.take(socket)
                self.check_lobby(socket, heard)
                self.check_seats(socket, [said.seat for said in heard if isinstance(said, Joined)])

    def check_lobby(self, socket: SocketId, heard: list[ServerMessage]) -> None:
        for said in heard:
            if isinstance(said, LobbyWelcome):
                assert not self.room.admitted  # nobody is asked again
                self.waiting.add(socket)
            elif isinstance(said, Admitted):
                self.waiting.remove(socket)
            assert socket not in self.waiting or isinstance(said, LobbyWelcome | OfficeHere | Held | Refused | Error)

    def check_seats(self, socket: SocketId, mine: list[int]) -> None:
        """Those of a person never shrink."""
        if socket in self.open:
            given = self.seats.setdefault(self.open[socket][0], [])
            assert given + mine == sorted(given + mine)
            given.extend(mine)

    def teardown(self) -> None:
        for socket in list(self.open):
            self.room.drop(socket)
        self.room.drop(self.watcher)
        self.room.elapse(seconds=60)
        assert self.room.room.empty


RoomMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


class TestSig15Room(RoomMachine.TestCase):  # type: ignore[misc,valid-type] # hypothesis builds this class
    """[SIG-15] [SIG-17] [SIG-22] [SIG-26] [SIG-80] [SIG-82]"""
