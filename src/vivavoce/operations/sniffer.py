"""A connection's first bytes say what it is for: who asks for a socket as browsers do needs no HTTP parser."""

import asyncio
from typing import Any, Final, cast

import uvicorn

from vivavoce.operations.heads import HEAD_SECONDS, BoundedHeads
from vivavoce.signaling.endpoint import Entrance
from vivavoce.signaling.transport import SignalingTransport
from vivavoce.signaling.upgrade import plain_upgrade

SOCKETS: Final = b"GET /ws/"


class Sniffer(asyncio.Protocol):
    """Of each new connection, until it says something. All else is uvicorn's business, from its first byte on."""

    __slots__ = ("_app_state", "_config", "_entrance", "_head_seconds", "_patience", "_server", "_transport")

    def __init__(
        self,
        entrance: Entrance,
        head_seconds: float = HEAD_SECONDS,
        *,
        config: uvicorn.Config,
        server_state: Any,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        """After `entrance` and `head_seconds`, what uvicorn gives to its own protocols, which `server_state` counts."""
        self._entrance, self._head_seconds = entrance, head_seconds
        self._config, self._server, self._app_state = config, server_state, app_state

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._server.connections.add(self)
        self._patience = asyncio.get_running_loop().call_later(self._head_seconds, transport.close)

    def data_received(self, data: bytes) -> None:
        self._let_go()
        upgrade = plain_upgrade(data) if data.startswith(SOCKETS) else None
        if upgrade is not None:
            socket = SignalingTransport(self._entrance, self._server, self._config.ws_ping_interval)
            self._transport.set_protocol(socket)
            socket.connection_made(self._transport)
            socket.come(upgrade)
            return
        heads = BoundedHeads(
            self._patience.when(),
            self._head_seconds,
            config=self._config,
            server_state=self._server,
            app_state=self._app_state,
        )
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
        self._server.connections.discard(self)
