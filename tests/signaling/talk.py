"""Words for tests that hold real sockets."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.frames import Close, Opcode

from tests.signaling.server import RunningServer
from vivavoce.signaling.frames import frame_end

MEDIA = {"audio": True, "video": True, "screen": False}
PATIENCE = 15


async def say(socket: ClientConnection, **message: object) -> None:
    await socket.send(json.dumps(message))


async def hear(socket: ClientConnection) -> dict[str, Any]:
    message = json.loads(await asyncio.wait_for(socket.recv(), PATIENCE))
    assert isinstance(message, dict)
    return message


async def hear_of(socket: ClientConnection, **wanted: object) -> dict[str, Any]:
    """The first message that has all of these."""
    while True:
        message = await hear(socket)
        if wanted.items() <= message.items():
            return message


async def hear_until_closed(socket: ClientConnection) -> tuple[list[dict[str, Any]], int | None]:
    """What still comes, and the close code."""
    heard = []
    try:
        while True:
            heard.append(await hear(socket))
    except ConnectionClosed:
        return heard, socket.close_code


async def close_code(socket: ClientConnection) -> int | None:
    return (await hear_until_closed(socket))[1]


def close_in(data: bytes) -> int | None:
    """The code of the close that is among these frames; what a server says after its handshake, from the beginning."""
    at = 0
    while (end := frame_end(data, at)) is not None and end <= len(data):
        if data[at] & 0x0F == Opcode.CLOSE:
            return Close.parse(data[at + 2 : end]).code
        at = end
    return None


@asynccontextmanager
async def inside(
    server: RunningServer, interview: str, token: str, query: str | None = None, **more: Any
) -> AsyncIterator[tuple[ClientConnection, dict[str, Any]]]:
    """A socket that was let in, and its welcome: whoever enters afterwards comes after it."""
    async with server.connect(interview, token, query, **more) as socket:
        welcome = await hear(socket)
        assert welcome["type"] == "welcome"
        yield socket, welcome


async def try_enter(server: RunningServer, interview: str, token: str | None, query: str | None = None) -> int | None:
    """The close code of a socket that is not let in."""
    async with server.connect(interview, token, query) as socket:
        return await close_code(socket)


async def refused(server: RunningServer, interview: str, query: str | None = None, **more: Any) -> int:
    """The HTTP status of a handshake that is refused."""
    try:
        async with server.connect(interview, None, query, **more):
            return 101
    except InvalidStatus as error:
        return error.response.status_code
