"""The textbook call to compare with: one page and a relay that passes every message on to the others of a room."""

import ssl
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
    """Serves while entered, by default on a free loopback port. `/?room` is the page of a room."""

    url: str

    def __init__(
        self, page: bytes = PAGE, host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None
    ) -> None:
        self._page, self._host, self._tls = page, host, tls
        self._rooms: defaultdict[str, set[ServerConnection]] = defaultdict(set)
        self._server: Server = serve(self._relay, host, port, process_request=self._answer, compression=None, ssl=tls)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> "TextbookServer":
        host = "localhost" if self._host == "127.0.0.1" else self._host
        self.url = f"{'https' if self._tls else 'http'}://{host}:{self._server.socket.getsockname()[1]}"
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

    def _answer(self, _connection: ServerConnection, request: Request) -> Response | None:
        if request.path.startswith("/ws"):
            return None
        headers = Headers({"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(self._page))})
        return Response(HTTPStatus.OK, "OK", headers, self._page)
