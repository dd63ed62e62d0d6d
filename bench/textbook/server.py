"""The textbook call to compare with: one page and a relay that passes every message on to the others of a room."""

import threading
from collections import defaultdict
from http import HTTPStatus
from pathlib import Path
from types import TracebackType

from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.server import Server, ServerConnection, serve

PAGE = Path(__file__).with_name("page.html").read_bytes()


class TextbookServer:
    """Serves on a free loopback port while entered. `/?room` is the page of a room."""

    url: str

    def __init__(self) -> None:
        self._rooms: defaultdict[str, set[ServerConnection]] = defaultdict(set)
        self._server: Server = serve(self._relay, "127.0.0.1", 0, process_request=_page, compression=None)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> "TextbookServer":
        self.url = f"http://localhost:{self._server.socket.getsockname()[1]}"
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()

    def _relay(self, connection: ServerConnection) -> None:
        room = self._rooms[connection.request.path if connection.request else ""]
        room.add(connection)
        try:
            for message in connection:
                for other in room - {connection}:
                    other.send(message)
        except ConnectionClosed:
            pass
        finally:
            room.discard(connection)


def _page(_connection: ServerConnection, request: Request) -> Response | None:
    if request.path.startswith("/ws"):
        return None
    headers = Headers({"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(PAGE))})
    return Response(HTTPStatus.OK, "OK", headers, PAGE)
