"""`vivavoce serve`: refuses what is missing or unsafe, then serves."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import structlog

from vivavoce.app import create_app
from vivavoce.operations import server
from vivavoce.operations.cannot_start import CannotStart, read_settings
from vivavoce.operations.inherited import inherited
from vivavoce.operations.logging import configure_logging
from vivavoce.operations.notify import READY, notify
from vivavoce.operations.open_database import open_database
from vivavoce.operations.production import advice, unready_database, unsafe_settings
from vivavoce.operations.secret_key import with_secret_key
from vivavoce.operations.unknown_proxy import UnknownProxy
from vivavoce.operations.workers import become_one_of
from vivavoce.settings import Settings

log: structlog.stdlib.BoundLogger = structlog.get_logger("vivavoce.serve")


def run_server(
    host: str, port: int, workers: int, tls_cert: Path | None, tls_key: Path | None, *, reuse_port: bool = False
) -> None:
    settings = read_settings(demo=False, lan=False)
    refuse(unsafe_settings(settings, workers))
    certificate = _certificate(tls_cert, tls_key)
    with open_database(settings) as database:
        refuse(unready_database(database))
    settings = with_secret_key(settings)
    configure_logging(settings.log_format, addresses=settings.log_addresses)
    for sentence in advice(settings):
        log.warning(sentence)
    sockets = inherited(os.environ, os.getpid()) or server.listen((host,), port, shared=reuse_port)
    worker = become_one_of(workers) if workers > 1 else None
    when_up = worker.when_up if worker else lambda: notify(READY)
    app = create_app(settings)
    app.state.fellows.worker = worker
    if not settings.trusted_proxies:
        app.add_middleware(UnknownProxy)
    server.run(app, settings, sockets, certificate, lambda: _say_up(settings, sockets[0], when_up))


def _say_up(settings: Settings, listening: socket.socket, when_up: Callable[[], None]) -> None:
    host, port = listening.getsockname()[:2]
    log.info("serving", host=host, port=port, public_url=settings.public_url)
    when_up()


def refuse(reasons: list[str]) -> None:
    if reasons:
        raise CannotStart("\n".join(reasons))


def _certificate(tls_cert: Path | None, tls_key: Path | None) -> server.Certificate | None:
    if tls_cert is None and tls_key is None:
        return None
    if tls_cert is None or tls_key is None:
        raise CannotStart("--tls-cert and --tls-key go together: give both, or neither where a proxy ends TLS.")
    certificate = server.Certificate(tls_cert, tls_key)
    certificate.check()
    return certificate
