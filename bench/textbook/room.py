"""The textbook's signaling alone: a FastAPI room that asks nobody who they are and passes on what it reads."""

from collections import defaultdict

from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()
rooms: defaultdict[str, set[WebSocket]] = defaultdict(set)


@app.websocket("/ws/{room}")
async def relay(websocket: WebSocket, room: str) -> None:
    await websocket.accept()
    rooms[room].add(websocket)
    try:
        while True:
            text = await websocket.receive_text()
            for other in rooms[room] - {websocket}:
                await other.send_text(text)
    except WebSocketDisconnect:
        rooms[room].discard(websocket)
