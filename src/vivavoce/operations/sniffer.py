"""A connection's first bytes say what it is for: who asks for a socket as browsers do needs no HTTP parser."""

import asyncio
from collections.abc import Callable
from typing import Any, Final, cast

import uvicorn

from vivavoce.operations.heads import HEAD_SECONDS, BoundedHeads
from vivavoce.signaling.transport import SignalingTransport
from vivavoce.signaling.upgrade import plain_upgrade

SOCKETS: Final = b"GET /ws/"


class Sniffer(asyncio.Protocol):
    """Of each new connection, until it says something. All else is uvicorn's business, from its first byte on."""

    __slots__ = ("_asked", "_head_seconds", "_open", "_patience", "_socket", "_transport")

    def __init__(self, head_seconds: float = HEAD_SECONDS, *, config: uvicorn.Config, **asked: Any) -> None:
        """`config` and `asked`: what uvicorn gives to its own protocols."""
        self._head_seconds, self._asked = head_seconds, {"config": config, **asked}
        self._socket = cast("Callable[..., SignalingTransport]", config.ws_protocol_class)
        self._open: set[object] = asked["server_state"].connections

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._open.add(self)
        self._patience = asyncio.get_running_loop().call_later(self._head_seconds, transport.close)

    def data_received(self, data: bytes) -> None:
        self._let_go()
        upgrade = plain_upgrade(data) if data.startswith(SOCKETS) else None
        if upgrade is not None:
            socket = self._socket(**self._asked)
            self._transport.set_protocol(socket)
            socket.connection_made(self._transport)
            socket.come(upgrade)
            return
        heads = BoundedHeads(self._patience.when(), self._head_seconds, **self._asked)
        self._transport.set_protocol(heads)
        heads.connection_made(self._transport)
        heads.data_received(data)

    def connection_lost(self, _error: Exception | None) -> None:
        self._let_go()

    def shutdown(self) -> None:
        """uvicorn stops."""
        self._transport.close()

    def _let_go(self) -> None:
        self._patience.cancel()
        self._open.discard(self)
