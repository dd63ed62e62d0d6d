"""Between nodes everything arrives once and in order, or both hear that it may not have."""

from collections import defaultdict
from dataclasses import dataclass, field

import pytest

from tests.nodes.broker import Broker
from vivavoce.nodes.link import KEPT_BYTES
from vivavoce.nodes.membership import Listener, Nodes

NAMES = ("a", "b", "c")


@dataclass
class Witness(Listener):
    """Keeps one list of what was sent for every time a node was told anew, and one of what was heard for every time it
    began anew."""

    nodes: Nodes
    sent: defaultdict[str, list[list[str]]] = field(default_factory=lambda: defaultdict(list))
    received: defaultdict[str, list[list[str]]] = field(default_factory=lambda: defaultdict(list))
    losses: list[str] = field(default_factory=list)

    def joined(self, node: str) -> None:
        self.sent[node].append([])
        self.say(node, f"hello {node}")

    def began(self, node: str) -> None:
        self.received[node].append([])

    def heard(self, node: str, message: bytes, /) -> None:
        self.received[node][-1].append(message.decode())

    def lost(self, node: str) -> None:
        self.losses.append(node)

    def say(self, node: str, message: str) -> None:
        if node in self.nodes.others():
            self.nodes.send(node, "test", message.encode())
            self.sent[node][-1].append(message)


def cluster(seed: int) -> tuple[Broker, dict[str, Witness]]:
    broker = Broker(seed)
    listeners = {name: Witness(broker.add(name)) for name in NAMES}
    for listener in listeners.values():
        listener.nodes.listen("test", listener)
    broker.run(3)
    return broker, listeners


def talk(broker: Broker, listeners: dict[str, Witness], seconds: float) -> None:
    until = broker.now + seconds
    while broker.now < until:
        for name, listener in listeners.items():
            if broker.members[name] in list(broker.awake()):
                listener.say(broker.random.choice(NAMES), f"{name} at {broker.now:.3f}")
        broker.run(0.2)


def trouble(broker: Broker) -> None:
    kind = broker.random.choice(["redis", "cut", "freeze", "none"])
    name = broker.random.choice(NAMES)
    if kind == "redis":
        broker.die()
    elif kind == "cut":
        broker.cut(name)
    elif kind == "freeze":
        broker.members[name].frozen = True


def is_prefix(part: list[str], whole: list[str]) -> bool:
    return whole[: len(part)] == part


@pytest.mark.parametrize("seeds", [range(100 * hundred, 100 * hundred + 100) for hundred in range(3)], ids=str)
def test_sig_100_what_one_node_says_another_hears_in_order_and_without_gaps(seeds: range) -> None:
    for seed in seeds:
        broker, listeners = cluster(seed)
        for _ in range(3):
            trouble(broker)
            talk(broker, listeners, broker.random.choice([0.5, 2, 8, 31]))
            broker.heal()
            talk(broker, listeners, broker.random.choice([0.5, 6]))
        broker.run(10)
        for name, listener in listeners.items():
            for other in set(NAMES) - {name}:
                streams = listener.sent[other]
                heard = listeners[other].received[name]
                assert all(any(is_prefix(part, whole) for whole in streams) for part in heard), seed
                assert heard[-1] == streams[-1], seed


def test_sig_101_a_silent_node_is_lost_within_five_seconds_and_known_again_when_it_wakes() -> None:
    broker, listeners = cluster(1)
    broker.members["c"].frozen = True
    broker.run(5)
    assert [listeners[name].losses for name in NAMES] == [["c"], ["c"], []]
    broker.heal()
    broker.run(3)
    assert [broker.members[name].nodes.others() for name in NAMES] == [["b", "c"], ["a", "c"], ["a", "b"]]
    assert listeners["c"].losses == []


def test_sig_101_who_leaves_is_lost_at_once() -> None:
    broker, listeners = cluster(1)
    broker.members["c"].nodes.leave()
    broker.run(0.5)
    broker.kill("c")
    assert [listeners[name].losses for name in NAMES[:2]] == [["c"], ["c"]]


def test_sig_102_without_redis_nobody_is_lost_and_what_was_said_meanwhile_arrives() -> None:
    broker, listeners = cluster(1)
    broker.die()
    talk(broker, listeners, 60)
    broker.heal()
    broker.run(5)
    assert [listener.losses for listener in listeners.values()] == [[], [], []]
    for name, listener in listeners.items():
        for other in set(NAMES) - {name}:
            assert listeners[other].received[name] == listener.sent[other]


def test_sig_102_what_waits_is_bounded() -> None:
    broker, listeners = cluster(1)
    broker.die()
    broker.run(1)
    for number in range(40):
        listeners["a"].say("b", f"{number:05d}" + "x" * (KEPT_BYTES // 30))
    assert len(listeners["a"].sent["b"]) == 2, "it began anew, once"
    broker.heal()
    broker.run(5)
    assert listeners["b"].received["a"][-1] == listeners["a"].sent["b"][-1]
