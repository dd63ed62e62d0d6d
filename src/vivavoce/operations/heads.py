"""How long and how large the head of a request may be. uvicorn waits for its end for ever, and keeps all of it."""

import asyncio
from typing import Any, Final, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS: Final = 20.0
"""From the connection, or the first byte of a later request on it."""
HEAD_BYTES: Final = 64 * 1024


class BoundedHeads(HttpToolsProtocol):
    """Lets go of whoever has not sent a whole head by then; an upgrade to a socket begins with one, too."""

    def __init__(self, first_until: float, head_seconds: float = HEAD_SECONDS, **more: Any) -> None:
        """`first_until`: by the event loop's clock. `more` is uvicorn's."""
        super().__init__(**more)
        self._first_until, self._head_seconds = first_until, head_seconds
        self._patience: asyncio.TimerHandle | None = None
        self._head_bytes = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(cast("asyncio.Transport", transport))
        self._expect_head(self._first_until)

    def data_received(self, data: bytes) -> None:
        self._head_bytes += len(data)
        super().data_received(data)
        if self._patience is not None and self._head_bytes > HEAD_BYTES:
            self.transport.close()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self._patience is None:
            self._expect_head(self.loop.time() + self._head_seconds)

    def on_headers_complete(self) -> None:
        self._have_head()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._have_head()
        super().connection_lost(exc)

    def _expect_head(self, until: float) -> None:
        self._head_bytes = 0
        self._patience = self.loop.call_at(until, self.transport.close)

    def _have_head(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
