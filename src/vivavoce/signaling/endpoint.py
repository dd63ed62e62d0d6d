"""The socket's route: refuses by HTTP status, accepts, and feeds the hub frame by frame."""

import asyncio
import re
from contextlib import suppress
from typing import Final

from fastapi import APIRouter, WebSocket
from starlette.websockets import WebSocketDisconnect

from vivavoce.accounts.sessions import session_id_of
from vivavoce.errors import problem
from vivavoce.fields import ID_PATTERN
from vivavoce.origins import site_origin
from vivavoce.signaling.authorization import Asked
from vivavoce.signaling.closing import REASONS, CloseCode
from vivavoce.signaling.connection import Connection
from vivavoce.signaling.handshake import SUBPROTOCOL, Greeting, Handshake, Refusal, read_handshake
from vivavoce.signaling.hub import Hub

CLOSE_SECONDS: Final = 10.0
ID: Final = re.compile(ID_PATTERN, re.ASCII)
NO_INTERVIEW: Final = ""

router = APIRouter()


class AsgiSocket:
    """Create it in the task that reads: a transport too clogged to take a close frame is given up by ending that."""

    def __init__(self, websocket: WebSocket, patience: float = CLOSE_SECONDS) -> None:
        self._websocket, self._patience = websocket, patience
        self._reader = asyncio.current_task()
        self.gave_up = False

    async def send_text(self, text: str) -> None:
        with suppress(WebSocketDisconnect, RuntimeError):  # gone already: whoever reads will notice
            await self._websocket.send_text(text)

    async def close(self, code: CloseCode) -> None:
        try:
            async with asyncio.timeout(self._patience):
                with suppress(WebSocketDisconnect, RuntimeError):
                    await self._websocket.close(code, REASONS[code])
        except TimeoutError:
            self.gave_up = True
            if self._reader is not None:
                self._reader.cancel()


@router.websocket("/ws/interview/{interview_id}")
async def interview_socket(websocket: WebSocket, interview_id: str) -> None:
    found = read_handshake(_handshake(websocket))
    if isinstance(found, Refusal):
        await websocket.send_denial_response(problem(found.status, found.code, found.detail))
        return
    await websocket.accept(SUBPROTOCOL)
    session_id = session_id_of(websocket.cookies)
    socket = AsgiSocket(websocket)
    if session_id is None:
        await socket.close(CloseCode.NOT_SIGNED_IN)
        return
    # What is no id must not travel further (databases choke on NUL); the answer is that of one that does not exist.
    asked = Asked(interview_id if ID.fullmatch(interview_id) else NO_INTERVIEW, session_id)
    await _attend(websocket, socket, asked, found)


async def _attend(websocket: WebSocket, socket: AsgiSocket, asked: Asked, greeting: Greeting) -> None:
    hub: Hub = websocket.app.state.hub
    connection = await hub.enter(socket, asked, greeting.peer, greeting.n)
    if connection is None:
        return
    try:
        await _read(websocket, hub, connection)
    except asyncio.CancelledError:
        if not socket.gave_up:
            raise
    finally:
        hub.lost(connection)


async def _read(websocket: WebSocket, hub: Hub, connection: Connection) -> None:
    while True:
        message = await websocket.receive()
        if message["type"] == "websocket.disconnect":
            return
        text = message.get("text")
        if text is None:
            hub.fail(connection, CloseCode.MALFORMED)
        else:
            hub.hear(connection, text.encode())


def _handshake(websocket: WebSocket) -> Handshake:
    headers, query = websocket.headers, websocket.query_params
    return Handshake(
        headers={name: headers.getlist(name) for name in headers},
        query={name: query.getlist(name) for name in query},
        subprotocols=websocket.scope.get("subprotocols", ()),
        site=site_origin(websocket.app.state.settings, websocket.url.scheme, headers.get("host", "")),
    )
