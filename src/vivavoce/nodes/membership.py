"""Which nodes there are, and a link to each. No clock, no I/O; times are seconds of a clock that never goes back.

Each node says once a second that it lives, and what it has received from whom. One that is silent for SILENCE is lost;
while this node itself hears nothing, not even its own beats, it judges nobody.
"""

from collections.abc import Callable
from typing import Final

import msgspec
import structlog

from vivavoce.nodes.link import Batch, Incoming, Message, Outgoing

BEAT_SECONDS: Final = 1.0
SILENCE_SECONDS: Final = 3.5
RESEND_SECONDS: Final = 2.5
RECEIPT_BYTES: Final = 1024 * 1024
"""After so much it says what it has received without waiting for its next beat."""


class Beat(msgspec.Struct, frozen=True, array_like=True, tag="beat"):
    """To all. `received`: by node, the stream and the number of the last batch; `back`: was away, and may lack some."""

    node: str
    received: dict[str, tuple[str, int]]
    back: bool = False


class Unknown(msgspec.Struct, frozen=True, array_like=True, tag="unknown"):
    """To the sender of a batch in the middle of a stream whose beginning was never heard, or is forgotten."""

    node: str
    stream: str


class Bye(msgspec.Struct, frozen=True, array_like=True, tag="bye"):
    """To all: it leaves."""

    node: str


Letter = Batch | Beat | Unknown | Bye
Addressed = tuple[str | None, bytes]
"""To which node (None: all), and what."""

log: structlog.stdlib.BoundLogger = structlog.get_logger("vivavoce.nodes")

_encoder = msgspec.msgpack.Encoder()
_decoder: msgspec.msgpack.Decoder[Letter] = msgspec.msgpack.Decoder(Letter)


class Listener:
    """What is said on one topic, and by which nodes. Nothing of it need matter."""

    def joined(self, node: str) -> None:
        """It knows nothing of this node, or no longer: whatever it should know is to be sent."""

    def began(self, node: str) -> None:
        """What it said before may be incomplete: it says everything anew."""

    def heard(self, node: str, message: bytes, /) -> None: ...

    def lost(self, node: str) -> None: ...


class Nodes:
    """Calls its listeners, one for each topic, and `wake` when there is something to send."""

    def __init__(self, me: str, new_stream: Callable[[], str]) -> None:
        self.me = me
        self.wake: Callable[[], None] = lambda: None
        self._new_stream = new_stream
        self._listeners: dict[str, Listener] = {}
        self._outgoing: dict[str, Outgoing] = {}
        self._incoming: dict[str, Incoming] = {}
        self._heard_at: dict[str, float] = {}
        self._letters: list[Addressed] = []
        self._connected = False
        self._fair_from = 0.0
        """Silence counts from here."""
        self._ticked_at = 0.0
        self._unsaid = 0
        """Bytes received since this node last said what it had received."""

    def listen(self, topic: str, listener: Listener) -> None:
        self._listeners[topic] = listener

    def others(self) -> list[str]:
        return sorted(self._outgoing)

    # Sending

    def send(self, node: str, topic: str, message: bytes) -> None:
        """Lost, where the node is."""
        if node not in self._outgoing:
            return
        if self._outgoing[node].is_full:
            self._begin(node)
        self._outgoing[node].add(Message(topic, message))
        self.wake()

    def send_all(self, topic: str, message: bytes) -> None:
        for node in self.others():
            self.send(node, topic, message)

    def leave(self) -> None:
        self._post(None, Bye(self.me))

    def take(self, now: float) -> list[Addressed]:
        """All that is to be sent now, in order; nothing while nobody would receive it."""
        if not self._connected:
            return []
        for node, outgoing in self._outgoing.items():
            self._letters += [(node, _encoder.encode(batch)) for batch in outgoing.take(now)]
        letters, self._letters = self._letters, []
        return letters

    def _post(self, node: str | None, letter: Letter) -> None:
        self._letters.append((node, _encoder.encode(letter)))
        self.wake()

    def _resend(self, node: str, before: float, now: float) -> None:
        for batch in self._outgoing[node].unacknowledged(before, now):
            self._post(node, batch)

    def _begin(self, node: str) -> None:
        outgoing = self._outgoing[node] = Outgoing(self.me, self._new_stream())
        for listener in self._listeners.values():
            listener.joined(node)
        outgoing.greeted()

    # Receiving

    def receive(self, letter: bytes, now: float) -> None:
        it = _decoder.decode(letter)
        if it.node == self.me:
            return
        if isinstance(it, Bye):
            self._lose(it.node)
            return
        self._heard_at[it.node] = now
        if it.node not in self._outgoing:
            self._begin(it.node)
        match it:
            case Batch():
                self._accept(it)
            case Beat():
                self._acknowledged(it, now)
            case Unknown(node=node, stream=stream):
                if self._outgoing[node].stream == stream:
                    self._begin(node)

    def _accept(self, batch: Batch) -> None:
        incoming = self._incoming.get(batch.node)
        if incoming is None or incoming.stream != batch.stream:
            if batch.number != 1:
                self._post(batch.node, Unknown(self.me, batch.stream))
                return
            incoming = self._incoming[batch.node] = Incoming(batch.stream)
            for listener in self._listeners.values():
                listener.began(batch.node)
        for message in incoming.accept(batch):
            self._hear(batch.node, message)
        if self._unsaid > RECEIPT_BYTES:
            self._beat()

    def _hear(self, node: str, message: Message) -> None:
        self._unsaid += len(message.body)
        listener = self._listeners.get(message.topic)
        if listener is None:
            return
        try:
            listener.heard(node, message.body)
        except Exception:  # what one room makes of one message must not stop all others; a newer node says newer things
            log.exception("message of another node failed", topic=message.topic, node=node)

    def _acknowledged(self, beat: Beat, now: float) -> None:
        stream, number = beat.received.get(self.me, ("", 0))
        outgoing = self._outgoing[beat.node]
        if stream == outgoing.stream:
            outgoing.acknowledge(number)
        self._resend(beat.node, now if beat.back else now - RESEND_SECONDS, now)

    # Time

    def tick(self, now: float) -> None:
        """Every BEAT_SECONDS. One that comes late finds that this node itself was held up."""
        if now - self._ticked_at > 2 * BEAT_SECONDS:
            self._fair_from = now
        self._ticked_at = now
        if not self._connected:
            return
        self._beat()
        for node in [n for n, at in self._heard_at.items() if now - max(at, self._fair_from) > SILENCE_SECONDS]:
            self._lose(node)

    def connected(self, now: float) -> None:
        self._connected, self._fair_from = True, now
        self._beat(back=True)
        for node in self.others():
            self._resend(node, now, now)

    def disconnected(self) -> None:
        self._connected = False
        self._letters.clear()

    def _beat(self, *, back: bool = False) -> None:
        self._unsaid = 0
        received = {node: (one.stream, one.received) for node, one in self._incoming.items()}
        self._post(None, Beat(self.me, received, back))

    def _lose(self, node: str) -> None:
        known = self._outgoing.pop(node, None)
        self._incoming.pop(node, None)
        self._heard_at.pop(node, None)
        if known is not None:
            for listener in self._listeners.values():
                listener.lost(node)
