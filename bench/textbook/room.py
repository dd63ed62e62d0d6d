"""The textbook's signaling alone: a FastAPI room that asks nobody who they are and passes on what it hears."""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()
rooms: defaultdict[str, set[WebSocket]] = defaultdict(set)


@app.websocket("/ws/{room}")
async def relay(websocket: WebSocket, room: str) -> None:
    """As tutorials have it: JSON in, JSON out."""
    await _relay(websocket, room, WebSocket.receive_json, WebSocket.send_json)


@app.websocket("/unread/{room}")
async def relay_unread(websocket: WebSocket, room: str) -> None:
    """Whatever was sent, JSON or not."""
    await _relay(websocket, room, WebSocket.receive_text, WebSocket.send_text)


async def _relay(
    websocket: WebSocket,
    room: str,
    hear: Callable[[WebSocket], Awaitable[Any]],
    say: Callable[[WebSocket, Any], Awaitable[None]],
) -> None:
    await websocket.accept()
    rooms[room].add(websocket)
    try:
        while True:
            message = await hear(websocket)
            for other in rooms[room] - {websocket}:
                await say(other, message)
    except WebSocketDisconnect:
        rooms[room].discard(websocket)
