"""What must travel against the direction of imports goes as a message over the bus.

Publishers are request threads, after their commit; subscribers run on the event loop and must not block.
A message may be lost (a bus is not a database): whoever listens also looks for itself now and then.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class InterviewChanged:
    """Created, moved, changed people, status or deleted: who may be in its room may have changed."""

    interview_id: str


@dataclass(frozen=True)
class SessionsEnded:
    """Signed out, revoked or expired; ids are the stored token hashes."""

    session_ids: tuple[str, ...]


@dataclass(frozen=True)
class MailsWaiting:
    """Whoever sends mails has work."""


Message = InterviewChanged | SessionsEnded | MailsWaiting
Handler = Callable[[Message], None]


class Bus(Protocol):
    def publish(self, message: Message) -> None: ...
    def subscribe(self, handler: Handler) -> None: ...
    def ready(self) -> bool: ...


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

    def subscribe(self, handler: Handler) -> None:
        self._handlers.append(handler)

    def publish(self, message: Message) -> None:
        if self._loop is None:
            return
        for handler in self._handlers:
            self._loop.call_soon_threadsafe(handler, message)
