"""How to enter a room of each server and what to say there, as bytes that are made beforehand."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from tests.signaling.server import handshake, upgrade
from websockets.frames import Frame, Opcode

from bench.rooms import Room, peer

Step = tuple[bytes, bytes]
"""What the server says, or the beginning of it, and the frames that answer it."""


@dataclass(frozen=True)
class Entry:
    """Of one person: what opens the socket, what is said at once, and until when they have not entered yet."""

    port: int
    request: bytes
    message: Callable[[str], bytes]
    """A frame with this payload, which is JSON, for the other."""
    at_once: bytes = b""
    steps: Sequence[Step] = field(default_factory=tuple)


Dialect = Callable[[int, int, int], Entry]
"""Of a port, the number of a room, and 0 or 1 for who in it."""


def frame(text: str) -> bytes:
    """Masked, as a browser sends it."""
    return Frame(Opcode.TEXT, text.encode()).serialize(mask=True)


def payload(size: int) -> str:
    """JSON of so many bytes, like an offer: lines of an SDP."""
    head, line, tail = '{"type":"offer","sdp":"', r"a=candidate:1 1 udp 2122260223 192.0.2.17 54321 typ host\r\n", '"}'
    lines, rest = divmod(size - len(head) - len(tail), len(line))
    return head + line * lines + "0" * rest + tail


def raw(port: int, room: int, _side: int, path: str = "/ws") -> Entry:
    """Whatever one says the other hears."""
    return Entry(port, upgrade(port, f"{path}/room{room}"), frame)


def peerjs(port: int, room: int, side: int) -> Entry:
    def message(text: str) -> bytes:
        return frame(f'{{"type":"OFFER","dst":"r{room}s{1 - side}","payload":{text}}}')

    path = f"/peerjs?key=peerjs&id=r{room}s{side}&token=t{side}"
    return Entry(port, upgrade(port, path), message, steps=[(b'{"type":"OPEN"', b"")])


def socketio(port: int, room: int, _side: int) -> Entry:
    join = frame(json.dumps(["join", f"room{room}"]).join(("42", "")))
    steps = [(b"0{", frame("40")), (b"40{", join), (b'42["joined"', b"")]
    request = upgrade(port, "/socket.io/?EIO=4&transport=websocket")
    return Entry(port, request, lambda text: frame(f'42["say",{text}]'), steps=steps)


def ywebrtc(port: int, room: int, side: int) -> Entry:
    """A topic for each person: in one of both the speaker would hear themselves, too."""

    def message(text: str) -> bytes:
        return frame(f'{{"type":"publish","topic":"r{room}s{1 - side}","data":{text}}}')

    topics = json.dumps({"type": "subscribe", "topics": [f"r{room}s{side}"]})
    hello = frame(topics) + frame('{"type":"ping"}')
    return Entry(port, upgrade(port, "/"), message, hello, [(b'{"type":"pong"', b"")])


def vivavoce(rooms: Sequence[Room]) -> Dialect:
    """Each enters and presses Start Call."""
    return partial(_enter, rooms)


def _enter(rooms: Sequence[Room], port: int, room: int, side: int) -> Entry:
    def message(text: str) -> bytes:
        return frame(f'{{"type":"signal","to":"{peer(1 - side)}","data":{text}}}')

    interview, *cookies = rooms[room]
    press = frame('{"type":"join","media":{"audio":true,"video":true,"screen":false}}')
    steps = [(b'{"type":"welcome"', press), (b'{"type":"joined"', b"")]
    return Entry(port, handshake(port, interview, cookies[side], peer(side), 1), message, steps=steps)
