"""Who reaches whom in a room: looked up with the first signal, and again after anything has changed."""

from collections.abc import Mapping
from typing import NamedTuple

from vivavoce.signaling.events import Dropped, Event, SocketId
from vivavoce.signaling.messages import relay_head


class Line(NamedTuple):
    """What a signal is relayed by: the beginning of what is said, with its sender, and to which socket."""

    head: bytes
    target: SocketId


class Lines:
    def __init__(self) -> None:
        self._by_socket: dict[SocketId, dict[str, Line]] = {}

    def of(self, socket: SocketId) -> Mapping[str, Line]:
        """By the peer that the socket names. The same mapping as long as the socket is there."""
        return self._by_socket.setdefault(socket, {})

    def add(self, socket: SocketId, peer: str, *, sender: str, target: SocketId) -> None:
        self._by_socket.setdefault(socket, {})[peer] = Line(relay_head(sender), target)

    def forget(self, event: Event) -> None:
        """All of them: this has changed the room."""
        for lines in self._by_socket.values():
            lines.clear()
        if isinstance(event, Dropped):
            self._by_socket.pop(event.socket, None)
