"""The door of the socket: which requests are refused by an HTTP status, and who goes on to be asked for."""

import re
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

import structlog
from fastapi import FastAPI
from starlette.requests import cookie_parser
from websockets.datastructures import Headers as ResponseHeaders
from websockets.http11 import Response

from vivavoce.accounts.network import is_trusted, parse_networks
from vivavoce.accounts.sessions import session_id_of
from vivavoce.errors import NotFound, problem
from vivavoce.fields import ID_PATTERN
from vivavoce.origins import UnknownHost, host_allowed, site_origin
from vivavoce.settings import Settings
from vivavoce.signaling.authorization import Asked
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.crowd import Crowd
from vivavoce.signaling.gathering import Gathering
from vivavoce.signaling.handshake import Greeting, Handshake, Refusal, read_handshake
from vivavoce.signaling.hub import Hub
from vivavoce.signaling.metrics import SignalingMetrics
from vivavoce.signaling.upgrade import Headers, Upgrade

PATH: Final = re.compile(r"/ws/interview/(?P<interview_id>[^/]+)", re.ASCII)
ID: Final = re.compile(ID_PATTERN, re.ASCII)
NO_INTERVIEW: Final = ""
NOT_HERE: Final = Refusal(NotFound.status, NotFound.code, "There is no socket at this address.")

log: structlog.stdlib.BoundLogger = structlog.get_logger("vivavoce.sockets")


@dataclass(frozen=True, slots=True)
class Visit:
    asked: Asked
    greeting: Greeting


class Entrance:
    """What all sockets of one app share."""

    def __init__(self, app: FastAPI) -> None:
        self.hub: Hub = app.state.hub
        self.metrics: SignalingMetrics = app.state.signaling_metrics
        self.crowd, self.gathering = Crowd(), Gathering()
        self._settings: Settings = app.state.settings
        self._trusted = parse_networks(self._settings.trusted_proxies)

    def read(self, upgrade: Upgrade, transport: Any) -> Visit | CloseCode | bytes:
        """Whose request it is and where to; a code for one who gets in and is shown out; a response for the others."""
        url = urlsplit(upgrade.target)
        hosts = upgrade.headers.get("host", ())
        if len(hosts) != 1 or not host_allowed(self._settings, hosts[0], url.path):
            return _response(Refusal(UnknownHost.status, UnknownHost.code, UnknownHost.detail))
        place = PATH.fullmatch(unquote(url.path))
        if place is None:
            return _response(NOT_HERE)
        handshake = self._handshake(upgrade.headers, url.query, transport)
        greeting = read_handshake(handshake)
        if isinstance(greeting, Refusal):
            return _response(greeting)
        session_id = session_id_of(cookie_parser("; ".join(handshake.headers.get("cookie", ()))))
        if session_id is None:
            return CloseCode.NOT_SIGNED_IN
        # What is no id must not travel further (databases choke on NUL); the answer is that of one that does not exist.
        interview_id = place["interview_id"]
        return Visit(Asked(interview_id if ID.fullmatch(interview_id) else NO_INTERVIEW, session_id), greeting)

    def welcomed(self, began: float) -> None:
        """Not a line in the log: for thousands who come at once it would take a fifth of the time."""
        self.metrics.joins.observe(time.monotonic() - began)

    def closed(self, visit: Visit, began: float, code: CloseCode | None) -> None:
        self.crowd.close_socket(visit.asked.session_id)
        log.info(
            "socket closed", interview_id=visit.asked.interview_id, n=visit.greeting.n,
            code=None if code is None else int(code), seconds=round(time.monotonic() - began, 1),
        )  # fmt: skip

    def _handshake(self, headers: Headers, query: str, transport: Any) -> Handshake:
        scheme = "https" if self._is_secure(headers, transport) else "http"
        offered = ",".join(headers.get("sec-websocket-protocol", ()))
        return Handshake(
            headers=headers,
            query=parse_qs(query, keep_blank_values=True),
            subprotocols=[name.strip() for name in offered.split(",")],
            site=site_origin(self._settings, scheme, "".join(headers.get("host", ())[:1])),
        )

    def _is_secure(self, headers: Headers, transport: Any) -> bool:
        """TLS ends here, or at a proxy that may say so."""
        if transport.get_extra_info("sslcontext") is not None:
            return True
        peer = transport.get_extra_info("peername")
        said = headers.get("x-forwarded-proto", ())
        return bool(peer) and said[:1] in (["https"], ["wss"]) and is_trusted(peer[0], self._trusted)


def _response(refusal: Refusal) -> bytes:
    """As every other error of this server."""
    answer = problem(refusal.status, refusal.code, refusal.detail)
    headers = ResponseHeaders({"Connection": "close"} | dict(answer.headers))
    return Response(refusal.status, HTTPStatus(refusal.status).phrase, headers, bytes(answer.body)).serialize()
