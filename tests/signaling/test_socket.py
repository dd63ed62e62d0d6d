"""The hub's socket over ASGI, when the other end is gone or does not read."""

import asyncio

from fastapi import WebSocket
from starlette.types import Message

from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.endpoint import AsgiSocket


class Wire:
    """What uvicorn is to the app: `clogged` makes a send hang, `broken` makes it fail."""

    def __init__(self, *, clogged: bool = False, broken: bool = False) -> None:
        self.clogged, self.broken = clogged, broken
        self.sent: list[Message] = []

    async def receive(self) -> Message:
        if not self.sent:
            return {"type": "websocket.connect"}
        await asyncio.Event().wait()
        raise AssertionError("never")

    async def send(self, message: Message) -> None:
        if message["type"] != "websocket.accept":
            if self.broken:
                raise OSError
            if self.clogged:
                await asyncio.Event().wait()
        self.sent.append(message)

    async def accepted(self) -> WebSocket:
        websocket = WebSocket({"type": "websocket", "headers": []}, self.receive, self.send)
        await websocket.accept()
        return websocket


def test_sig_37_a_transport_too_clogged_to_be_closed_is_given_up() -> None:
    async def read(wire: Wire, opened: asyncio.Future[AsgiSocket]) -> None:
        websocket = await wire.accepted()
        opened.set_result(AsgiSocket(websocket, patience=0.01))
        await websocket.receive()

    async def scenario() -> None:
        opened: asyncio.Future[AsgiSocket] = asyncio.get_running_loop().create_future()
        reader = asyncio.create_task(read(Wire(clogged=True), opened))
        socket = await opened
        await socket.close(CloseCode.TOO_SLOW)
        await asyncio.wait([reader], timeout=10)
        assert reader.cancelled()
        assert socket.gave_up

    asyncio.run(scenario())


def test_sig_17_sending_to_one_who_is_gone_is_no_error() -> None:
    async def scenario() -> None:
        socket = AsgiSocket(await Wire(broken=True).accepted())
        await socket.send_text("hello")
        await socket.close(CloseCode.DONE)
        assert not socket.gave_up

    asyncio.run(scenario())


def test_sig_9_a_close_says_why_in_words() -> None:
    async def scenario() -> None:
        wire = Wire()
        await AsgiSocket(await wire.accepted()).close(CloseCode.NOT_SCHEDULED)
        assert wire.sent[1:] == [{"type": "websocket.close", "code": 4410, "reason": "this interview is not scheduled"}]

    asyncio.run(scenario())
