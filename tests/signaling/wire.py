"""A transport without a network: the other end is bytes, the hub an ear."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, cast

from prometheus_client import CollectorRegistry
from websockets.frames import Close, Frame, Opcode
from websockets.protocol import OPEN, Protocol, Side

from vivavoce.signaling.authorization import Asked
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.connection import Connection
from vivavoce.signaling.crowd import Crowd
from vivavoce.signaling.endpoint import Entrance, Visit
from vivavoce.signaling.gathering import Gathering
from vivavoce.signaling.handshake import Greeting
from vivavoce.signaling.hub import Hub
from vivavoce.signaling.metrics import SignalingMetrics
from vivavoce.signaling.transport import SignalingTransport

HEAD: Final = (
    b"GET /ws/interview/x HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Protocol: vivavoce.v1\r\n\r\n"
)
MASK: Final = b"\x01\x02\x03\x04"


class Wire(asyncio.Transport):
    """The other end, as bytes."""

    def __init__(self) -> None:
        super().__init__()
        self.written, self.writes = b"", 0
        self.state = "open"
        self.reads = True

    def write(self, data: Any) -> None:
        assert self.state == "open"
        self.written += data
        self.writes += 1

    def close(self) -> None:
        self.state = "closed"

    def abort(self) -> None:
        self.state = "aborted"

    def pause_reading(self) -> None:
        self.reads = False

    def resume_reading(self) -> None:
        self.reads = True

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        self.state = "half closed"


@dataclass
class Ear:
    """A hub that lets everybody in, and remembers what it hears. `fail` ends a socket as a hub does."""

    echoes: bool = False
    heard: list[bytes] = field(default_factory=list)
    lost_count: int = 0
    failed: CloseCode | None = None
    closing: bool = False
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    socket: SignalingTransport | None = None

    async def enter(self, socket: SignalingTransport, *_visit: object) -> Connection:
        self.socket = socket
        await self.gate.wait()
        return cast("Connection", self)

    def flush(self) -> None:
        """As a connection."""

    def hear(self, _connection: object, frame: bytes) -> None:
        self.heard.append(frame)
        if self.echoes and self.socket is not None:
            self.socket.write(frame)

    def fail(self, _connection: object, code: CloseCode) -> None:
        assert self.socket is not None
        self.failed = code
        self.socket.close(code)

    def lost(self, _connection: object) -> None:
        self.lost_count += 1


@dataclass
class Server:
    connections: set[object] = field(default_factory=set)
    tasks: set[object] = field(default_factory=set)


class Door(Entrance):
    """Of a site without settings, where everybody is signed in."""

    def __init__(self, hub: Ear) -> None:
        self.hub = cast("Hub", hub)
        self.metrics = SignalingMetrics(CollectorRegistry())
        self.crowd, self.gathering = Crowd(), Gathering()

    def read(self, *_request: object) -> Visit:
        return Visit(Asked("x", "session"), Greeting("peer567890123456", 1))


@dataclass
class Case:
    transport: SignalingTransport
    wire: Wire
    hub: Ear
    door: Door

    def read(self, data: bytes, cuts: Sequence[int] = ()) -> None:
        for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True):
            self.transport.data_received(data[start:end])

    @property
    def said(self) -> list[Frame]:
        """What the server has said since the handshake."""
        client = Protocol(Side.CLIENT, state=OPEN)
        client.receive_data(self.wire.written.partition(b"\r\n\r\n")[2])
        return [event for event in client.events_received() if isinstance(event, Frame)]

    @property
    def close_code(self) -> int | None:
        closes = [frame for frame in self.said if frame.opcode is Opcode.CLOSE]
        return Close.parse(closes[0].data).code if closes else None


async def opened(
    *, hub: Ear | None = None, lets_in: bool = True, ping_seconds: float | None = None, ahead: int = 0
) -> Case:
    """`ahead`: newcomers who wait already."""
    hub = hub or Ear()
    if lets_in:
        hub.gate.set()
    door = Door(hub)
    transport = SignalingTransport(door, Server(), ping_seconds)
    case = Case(transport, Wire(), hub, door)
    for _ in range(ahead):
        door.crowd.come()
    transport.connection_made(case.wire)
    transport.data_received(HEAD)
    await turns()
    return case


async def turns() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def run(scenario: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(scenario())


def frame(opcode: Opcode, data: bytes = b"", *, fin: bool = True, length_in_64_bits: bool = False) -> bytes:
    """As a browser sends it."""
    if length_in_64_bits:
        head = bytes((0x80 * fin | opcode, 0xFF)) + len(data).to_bytes(8, "big")
        return head + MASK + bytes(byte ^ MASK[at % 4] for at, byte in enumerate(data))
    return Frame(opcode, data, fin).serialize(mask=True)


def text(data: bytes, **form: bool) -> bytes:
    return frame(Opcode.TEXT, data, **form)
