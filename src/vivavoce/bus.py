"""What must travel against the direction of imports goes as a message over the bus.

Publishers are request threads, after their commit; subscribers run on the event loop and must not block.
A message may be lost (a bus is not a database): whoever listens also looks for itself now and then.
"""

import asyncio
from collections.abc import Callable
from typing import Final, Protocol

import msgspec

from vivavoce.nodes.membership import Listener, Nodes

TOPIC: Final = "bus"


class InterviewChanged(msgspec.Struct, frozen=True, tag=True):
    """Created, moved, changed people, status or deleted: who may be in its room may have changed."""

    interview_id: str


class SessionsEnded(msgspec.Struct, frozen=True, tag=True):
    """Signed out, revoked or expired; ids are the stored token hashes."""

    session_ids: tuple[str, ...]


class MailsWaiting(msgspec.Struct, frozen=True, tag=True):
    """Whoever sends mails has work."""


Message = InterviewChanged | SessionsEnded | MailsWaiting
Handler = Callable[[Message], None]

_decoder: msgspec.msgpack.Decoder[Message] = msgspec.msgpack.Decoder(Message)


class Bus(Protocol):
    def publish(self, message: Message) -> None: ...
    def subscribe(self, handler: Handler) -> None: ...
    def ready(self) -> bool: ...

    @property
    def is_alone(self) -> bool:
        """There are other nodes, and nothing of them can be heard."""


class MemoryBus:
    """One process: hands each message to the event loop that was running when `start` was called."""

    def __init__(self) -> None:
        self._handlers: list[Handler] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def stop(self) -> None:
        self._loop = None

    def ready(self) -> bool:
        return self._loop is not None

    @property
    def is_alone(self) -> bool:
        return False

    def subscribe(self, handler: Handler) -> None:
        self._handlers.append(handler)

    def publish(self, message: Message) -> None:
        if self._loop is None:
            return
        for handler in self._handlers:
            self._loop.call_soon_threadsafe(handler, message)


class NodeBus(MemoryBus, Listener):
    """All nodes: what one publishes, all are handed. A node that begins or was lost may have missed some."""

    def __init__(self, nodes: Nodes, is_connected: Callable[[], bool]) -> None:
        super().__init__()
        self._nodes, self._is_connected = nodes, is_connected
        nodes.listen(TOPIC, self)

    @property
    def is_alone(self) -> bool:
        return not self._is_connected()

    def publish(self, message: Message) -> None:
        super().publish(message)
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._nodes.send_all, TOPIC, msgspec.msgpack.encode(message))

    def heard(self, _node: str, message: bytes, /) -> None:
        super().publish(_decoder.decode(message))
