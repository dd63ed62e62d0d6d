"""A mail server that does at each step what a test asks of it, and remembers what it has taken."""

import contextlib
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

STEPS = ("connect", "EHLO", "MAIL", "RCPT", "DATA", "text", "dot", "answered")
"""Of one mail, in order. `text`: a part of it has come; `dot`: all of it; `answered`: the answer is out."""


class Drop(Exception):
    """Goes away without a word."""


Behavior = Callable[[str], str | None]
"""A step's name → another answer than the usual; raises Drop."""


def usual(_: str) -> None:
    return None


@dataclass
class MailServer:
    behavior: Behavior = usual
    taken: list[EmailMessage] = field(default_factory=list)
    """Mails whose last dot came and was not refused."""
    connections: int = 0
    port: int = 0
    stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def copies(self) -> Counter[str]:
        """Of each Message-ID."""
        return Counter(str(mail["Message-ID"]) for mail in self.taken)

    def serve(self, listener: socket.socket) -> None:
        while not self.stopped.is_set():
            with contextlib.suppress(OSError):
                connection, _ = listener.accept()
                self.connections += 1
                threading.Thread(target=self._guarded, args=(connection,), daemon=True).start()

    def _guarded(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError, Drop):
            self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        lines = connection.makefile("rb")
        say = self._say(connection)
        say("connect", "220 ready")
        for line in lines:
            verb = line.decode().upper().split()[0].partition(":")[0]
            if verb == "DATA":
                if say("DATA", "354 go on").startswith("354"):
                    self._take(lines, say)
            elif verb == "QUIT":
                say("QUIT", "221 bye")
                return
            else:
                say(verb, "250 ok")

    def _take(self, lines: Iterator[bytes], say: Callable[[str, str], str]) -> None:
        text = b""
        for number, line in enumerate(lines):
            if number == 0:
                self.behavior("text")
            if line == b".\r\n":
                break
            text += line.removeprefix(b".") if line.startswith(b"..") else line
        else:
            raise Drop
        other = self.behavior("dot")
        if other is None or other.startswith("2"):
            parsed = message_from_bytes(text, policy=policy.default)
            assert isinstance(parsed, EmailMessage)
            self.taken.append(parsed)
        self._after_dot(say, other)

    def _after_dot(self, say: Callable[[str, str], str], other: str | None) -> None:
        self.behavior("taken")
        say("", other or "250 taken")
        self.behavior("answered")

    def _say(self, connection: socket.socket) -> Callable[[str, str], str]:
        def say(step: str, words: str) -> str:
            answer = (self.behavior(step) if step else None) or words
            connection.sendall(answer.encode() + b"\r\n")
            return answer

        return say


@contextlib.contextmanager
def mail_server(behavior: Behavior = usual) -> Iterator[MailServer]:
    server = MailServer(behavior)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server.port = listener.getsockname()[1]
        thread = threading.Thread(target=server.serve, args=(listener,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.stopped.set()
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", server.port), 1):
                pass
            thread.join(5)


def once(step: str, deed: Callable[[], str | None]) -> Behavior:
    """As usual, but for the first time that the step comes."""
    left = [step]

    def behave(at: str) -> str | None:
        if at in left:
            left.remove(at)
            return deed()
        return None

    return behave


def dropping() -> str | None:
    raise Drop
