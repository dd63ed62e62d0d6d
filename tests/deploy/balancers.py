"""The real HAProxy, nginx and Caddy, in front of three small nodes that answer who they are and what they were told."""

import asyncio
import json
import os
import shutil
import ssl
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from threading import Event, Thread

import httpx
import pytest
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from tests.browser.demo_server import free_port
from tests.browser.waiting import wait_until
from tests.sources import ROOT
from vivavoce.operations.server import Certificate

NAMES = ("a", "b", "c")
FILES = {"haproxy": "balancer-haproxy.cfg", "nginx": "balancer-nginx.conf", "caddy": "balancer-Caddyfile"}
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
HOST = "interviews.example.edu"


@dataclass
class Node:
    name: str
    port: int
    leaving: bool = False
    server: Server | None = None

    async def open(self) -> None:
        self.server = await serve(self._socket, "127.0.0.1", self.port, process_request=self._answer)

    async def close(self) -> None:
        if self.server is not None:
            self.server.close()
            await self.server.wait_closed()
            self.server = None

    async def _socket(self, opened: ServerConnection) -> None:
        assert opened.request is not None
        await opened.send(self._told(opened.request))
        async for message in opened:
            await opened.send(message)

    def _answer(self, _: ServerConnection, request: Request) -> Response | None:
        if "Upgrade" in request.headers:
            return None
        status = HTTPStatus.OK
        if request.path == "/readyz":  # as the product: to its own name only
            known = request.headers["Host"].partition(":")[0] == "localhost"
            status = (HTTPStatus.SERVICE_UNAVAILABLE if self.leaving else status) if known else HTTPStatus.BAD_REQUEST
        body = self._told(request).encode()
        headers = Headers({"Content-Length": str(len(body)), "Connection": "close"})
        return Response(status, status.phrase, headers, body)

    def _told(self, request: Request) -> str:
        headers = {name.lower(): request.headers.get_all(name) for name in request.headers}
        return json.dumps({"node": self.name, "path": request.path, "headers": headers})


@dataclass
class Nodes:
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    all: dict[str, Node] = field(default_factory=lambda: {name: Node(name, free_port()) for name in NAMES})

    @property
    def ports(self) -> list[int]:
        return [node.port for node in self.all.values()]

    def stop(self, name: str) -> None:
        self._do(name, "close")

    def start(self, name: str) -> None:
        self._do(name, "open")

    def _do(self, name: str, what: str) -> None:
        asyncio.run_coroutine_threadsafe(getattr(self.all[name], what)(), self.loop).result(20)


@contextmanager
def nodes() -> Iterator[Nodes]:
    made, running = Nodes(), Event()
    made.loop.call_soon(running.set)
    thread = Thread(target=made.loop.run_forever)
    thread.start()
    try:
        assert running.wait(10)
        for name in NAMES:
            made.start(name)
        yield made
        for name in NAMES:
            made.stop(name)
    finally:
        made.loop.call_soon_threadsafe(made.loop.stop)
        thread.join(20)
        made.loop.close()


class Balancer:
    """One of deploy/, but for addresses, ports and the certificate."""

    def __init__(self, kind: str, root: Path, ports: Sequence[int], certificate: Certificate) -> None:
        """`ports`: of the nodes a, b and c."""
        self.kind, self.root, self.certificate = kind, root, certificate
        self.port, self._plain = free_port(), free_port()
        self.trust = ssl.create_default_context(cafile=str(certificate.certificate))
        found = shutil.which(kind, path=PATH)
        if found is None:
            pytest.skip(f"{kind} is not installed")
        self._program = found
        text = (ROOT / "deploy" / FILES[kind]).read_text("utf-8").replace(HOST, "localhost")
        for number, port in enumerate(ports, 1):
            text = text.replace(f"10.0.0.1{number}:8000", f"127.0.0.1:{port}")
        self.file = root / FILES[kind]
        self.file.write_text(getattr(self, f"_{kind}")(text))

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}"

    def check(self) -> None:
        """What its own program says of its file."""
        arguments = {
            "haproxy": ["-c", "-q", "-f", self.file],
            "nginx": ["-t", "-q", *self._nginx_paths(), "-c", self.file],
            "caddy": ["validate", "--adapter", "caddyfile", "--config", self.file],
        }[self.kind]
        done = subprocess.run([self._program, *map(str, arguments)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert self.kind == "caddy" or "warn" not in done.stderr.lower(), done.stderr

    @contextmanager
    def running(self) -> Iterator[None]:
        arguments = {
            "haproxy": ["-db", "-f", self.file],
            "nginx": [*self._nginx_paths(), "-c", self.file, "-g", "daemon off;"],
            "caddy": ["run", "--adapter", "caddyfile", "--config", self.file],
        }[self.kind]
        environment = os.environ | {"XDG_CONFIG_HOME": str(self.root), "XDG_DATA_HOME": str(self.root)}
        with (self.root / "log").open("wb") as log:
            process = subprocess.Popen(
                [self._program, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment
            )
        try:
            wait_until(lambda: process.poll() is not None or self._answers(), f"{self.kind} answers")
            assert process.poll() is None, (self.root / "log").read_text()
            yield
        finally:
            process.terminate()
            process.wait(30)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(self.url + path, verify=self.trust, headers=headers, timeout=20)

    def _answers(self) -> bool:
        try:
            return self.get("/").is_success
        except httpx.TransportError:
            return False

    # What differs here

    def _haproxy(self, text: str) -> str:
        pem = self.root / "pair.pem"
        pem.write_text(self.certificate.certificate.read_text() + self.certificate.key.read_text())
        mine = [line for line in text.splitlines() if line.split() not in (["user", "haproxy"], ["group", "haproxy"])]
        text = "\n".join(mine) + "\n"
        text = (
            text.replace("log /dev/log", "log stdout format raw")
            .replace("maxconn 40000", "maxconn 2000")
            .replace("/etc/haproxy/localhost.pem", str(pem))
        )
        return text.replace("bind :80\n", f"bind 127.0.0.1:{self._plain}\n").replace(
            "bind :443 ", f"bind 127.0.0.1:{self.port} "
        )

    def _nginx(self, text: str) -> str:
        text = "\n".join(line for line in text.splitlines() if "listen [::]" not in line)
        text = text.replace("listen 80;", f"listen 127.0.0.1:{self._plain};")
        text = text.replace("listen 443 ", f"listen 127.0.0.1:{self.port} ")
        live = "/etc/letsencrypt/live/localhost"
        text = text.replace(f"{live}/fullchain.pem", str(self.certificate.certificate))
        text = text.replace(f"{live}/privkey.pem", str(self.certificate.key))
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        spool = "".join(f"{kind}_temp_path {self.root}/{kind};\n" for kind in kinds)
        user = "user root;\n" if os.getuid() == 0 else ""
        return f"{user}pid {self.root}/pid;\nevents {{}}\nhttp {{\naccess_log off;\n{spool}{text}\n}}\n"

    def _nginx_paths(self) -> list[str]:
        return ["-p", str(self.root), "-e", str(self.root / "error.log")]

    def _caddy(self, text: str) -> str:
        mine = f"\thttp_port {self._plain}\n\thttps_port {self.port}\n\tdefault_bind 127.0.0.1\n\tadmin off\n"
        pair = f"tls {self.certificate.certificate} {self.certificate.key}"
        return f"{{\n{mine}}}\n" + text.replace("# tls /etc/ssl/interviews.pem /etc/ssl/private/interviews.key", pair)
