"""Redis, as unkind as it can be: it carries letters in order, drops whatever is on its way when it dies or a connection
breaks, and nodes freeze. Time and order come from a seed."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random

from vivavoce.nodes.membership import BEAT_SECONDS, Nodes

BEGINNING = 1000.0


@dataclass
class Member:
    nodes: Nodes
    inbox: deque[bytes] = field(default_factory=deque)
    outbox: deque[tuple[str | None, bytes]] = field(default_factory=deque)
    connected: bool = False
    cut: bool = False
    """It cannot reach Redis."""
    frozen: bool = False
    alive: bool = True
    next_tick: float = 0.0


class Broker:
    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.now = BEGINNING
        self.up = True
        self.members: dict[str, Member] = {}
        self._streams = count(1)

    def add(self, name: str) -> Nodes:
        nodes = Nodes(name, lambda: f"stream-{next(self._streams)}")
        self.members[name] = Member(nodes, next_tick=self.now + self.random.random())
        return nodes

    def awake(self) -> Iterator[Member]:
        yield from (member for member in self.members.values() if member.alive and not member.frozen)

    # What goes wrong

    def die(self) -> None:
        self.up = False
        for member in self.members.values():
            self._lose_all(member)

    def cut(self, name: str) -> None:
        self.members[name].cut = True
        self._lose_all(self.members[name])

    def kill(self, name: str) -> None:
        self.members[name].alive = False
        self._lose_all(self.members[name])

    def heal(self) -> None:
        self.up = True
        for member in self.members.values():
            member.cut = member.frozen = False

    def _lose_all(self, member: Member) -> None:
        member.connected = False
        member.outbox.clear()
        # What had come that far is in the node's own buffers.
        for _ in range(self.random.randint(0, len(member.inbox))):
            member.inbox.pop()

    # Time

    def run(self, seconds: float) -> None:
        """In small steps, each in another order."""
        until = self.now + seconds
        while self.now < until:
            self.step()

    def step(self) -> None:
        self.now += self.random.uniform(0.0, 0.1)
        members = list(self.awake())
        self.random.shuffle(members)
        for member in members:
            self._keep_connection(member)
            if self.now >= member.next_tick:
                member.next_tick = self.now + BEAT_SECONDS
                member.nodes.tick(self.now)
            self._read(member, self.random.randint(0, 20))
            member.outbox.extend(member.nodes.take(self.now))
        for member in members:
            self._publish(member, self.random.randint(0, 20))

    def _keep_connection(self, member: Member) -> None:
        reaches = self.up and not member.cut
        if reaches and not member.connected and self.random.random() < 0.3:
            member.connected = True
            member.nodes.connected(self.now)
        elif not member.connected:
            member.nodes.disconnected()

    def _read(self, member: Member, most: int) -> None:
        for _ in range(min(most, len(member.inbox))):
            member.nodes.receive(member.inbox.popleft(), self.now)

    def _publish(self, member: Member, most: int) -> None:
        if not member.connected:
            member.outbox.clear()
            return
        for _ in range(min(most, len(member.outbox))):
            to, letter = member.outbox.popleft()
            for name, other in self.members.items():
                if other.connected and other.alive and to in {None, name}:
                    other.inbox.append(letter)
