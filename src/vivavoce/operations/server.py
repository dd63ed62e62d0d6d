"""uvicorn, told what a signaling server needs, and a shutdown that refuses nobody and lets open rooms go first."""

import asyncio
import errno
import gc
import signal
import socket
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

import uvicorn
from fastapi import FastAPI
from uvicorn.server import ServerState

from vivavoce.operations import leaving
from vivavoce.operations.cannot_start import CannotStart
from vivavoce.operations.heads import HEAD_SECONDS
from vivavoce.operations.notify import STOPPING, notify
from vivavoce.operations.sniffer import Sniffer
from vivavoce.settings import Settings
from vivavoce.signaling.endpoint import Entrance
from vivavoce.signaling.transport import SignalingTransport

REQUEST_SECONDS = 30
"""For requests that are under way when the server leaves."""
DEMO_REQUEST_SECONDS = 10
BACKLOG = 2048
COLLECT_AFTER = 2_000
"""New objects. A socket makes hundreds as it comes, and nearly all go by themselves; with more, each would seem to take
a kilobyte more."""


@dataclass(frozen=True)
class Certificate:
    certificate: Path
    key: Path

    def check(self) -> None:
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(self.certificate, self.key)
        except (OSError, ssl.SSLError) as error:
            raise CannotStart(f"The TLS certificate or its key cannot be used: {error}") from error


def listen(hosts: Sequence[str], port: int, *, shared: bool = False) -> list[socket.socket]:
    """One socket per host on the same port (0: any free one). A second host that this machine lacks is left out.

    `shared`: with another process that says so, too (SO_REUSEPORT).
    """
    sockets: list[socket.socket] = []
    for host in hosts:
        try:
            opened = _listen(host, sockets[0].getsockname()[1] if sockets else port, shared=shared)
        except OSError as error:
            if sockets and error.errno != errno.EADDRINUSE:
                continue  # no IPv6 here
            close_all(sockets)
            raise CannotStart(_why_not(host, port, error)) from error
        sockets.append(opened)
    return sockets


def close_all(sockets: Sequence[socket.socket]) -> None:
    for opened in sockets:
        opened.close()


def _listen(host: str, port: int, *, shared: bool) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    made = socket.socket(family, kind, protocol)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind(address)
        made.listen(BACKLOG)
    except OSError:
        made.close()
        raise
    return made


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is already in use. Stop what runs there, or choose another with --port."
    if error.errno == errno.EACCES:
        return f"Port {port} needs more rights than this user has. Choose one above 1023 with --port."
    return f"Cannot listen on {host} port {port}: {error.strerror or error}."


def uvicorn_config(
    app: FastAPI, settings: Settings, tls: Certificate | None, head_seconds: float = HEAD_SECONDS
) -> uvicorn.Config:
    """Forwarded headers count only from TRUSTED_PROXIES (uvicorn's own default believes 127.0.0.1)."""
    return uvicorn.Config(
        app,
        http=cast("type[asyncio.Protocol]", partial(Sniffer, head_seconds)),
        ws=cast("type[asyncio.Protocol]", partial(_socket, Entrance(app))),
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        server_header=False,
        access_log=False,
        log_config=None,
        lifespan="on",
        ssl_certfile=tls.certificate if tls else None,
        ssl_keyfile=tls.key if tls else None,
        timeout_graceful_shutdown=DEMO_REQUEST_SECONDS if settings.demo else REQUEST_SECONDS,
    )


def _socket(
    entrance: Entrance, *, config: uvicorn.Config, server_state: ServerState, **_more: object
) -> SignalingTransport:
    """What uvicorn, or `Sniffer`, calls for each request to upgrade."""
    return SignalingTransport(entrance, server_state, config.ws_ping_interval)


class Server(uvicorn.Server):
    """Says when it is up; on the way down refuses nobody, and drains the rooms before their sockets are closed."""

    def __init__(
        self, config: uvicorn.Config, app: FastAPI, when_up: Callable[[], None], linger_seconds: float = 0
    ) -> None:
        super().__init__(config)
        self._app, self._when_up, self._linger_seconds = app, when_up, linger_seconds

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        try:
            self._when_up()
        except CannotStart:
            await self.shutdown(sockets)
            raise

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        notify(STOPPING)
        self._app.state.leaving = True
        self.server_state.default_headers = [*self.server_state.default_headers, leaving.CLOSE]
        if signal.SIGTERM in self._captured_signals:
            told = len(self._captured_signals)
            await leaving.linger(self._linger_seconds, lambda: len(self._captured_signals) > told)
        await self._serve_the_queue(leaving.stop_accepting(self.servers, sockets or [], BACKLOG))
        await asyncio.gather(self._drain(), leaving.last_words(lambda: not self._requests_expected()))
        await super().shutdown(sockets=sockets)

    async def _serve_the_queue(self, accepted: list[socket.socket]) -> None:
        for one in accepted:
            with suppress(OSError):  # it went away meanwhile
                await asyncio.get_running_loop().connect_accepted_socket(self._protocol, one, ssl=self.config.ssl)

    def _protocol(self) -> asyncio.Protocol:
        """As uvicorn makes it for each connection."""
        protocol = cast("Callable[..., asyncio.Protocol]", self.config.http_protocol_class)
        return protocol(config=self.config, server_state=self.server_state, app_state=self.lifespan.state)

    async def _drain(self) -> None:
        drain = getattr(self._app.state, "drain", None)
        if drain is not None:
            await drain()

    def _requests_expected(self) -> bool:
        return any(not isinstance(one, SignalingTransport) for one in self.server_state.connections)


def run(
    app: FastAPI, settings: Settings, sockets: list[socket.socket], tls: Certificate | None, when_up: Callable[[], None]
) -> None:
    """Until SIGINT or SIGTERM. uvicorn raises the signal again at its end; Ctrl-C is no error here."""
    _spare_the_collector()
    linger_seconds = 0 if settings.demo else settings.linger_seconds
    server = Server(uvicorn_config(app, settings, tls), app, when_up, linger_seconds)
    try:
        server.run(sockets=sockets)
    except KeyboardInterrupt:
        return


def _spare_the_collector() -> None:
    """What was made at the start stays: to look through it again and again would hold everybody up."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 20, 20)
