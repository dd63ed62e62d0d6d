"""Linux network namespaces: made, entered, emptied and removed. Everything of the lab lives in one of them.

Devices, routes and firewall rules go with their namespace, so that removing it leaves nothing behind.
"""

import ctypes
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import ParamSpec, TypeVar

from tests.browser.waiting import wait_until

PREFIX = "vivavoce-lab"
OURS = re.compile(rf"{PREFIX}-(?P<pid>\d+)-[\w-]+")
PROGRAMS = {
    "ip": "iproute2", "nft": "nftables", "ethtool": "ethtool", "turnserver": "coturn", "certutil": "libnss3-tools",
    "openssl": "openssl",
}  # fmt: skip
SYSTEM = "/usr/sbin:/sbin"
"""Where Debian keeps some of them; not everybody's PATH has it."""
CLONE_NEWNET = 0x40000000

P = ParamSpec("P")
T = TypeVar("T")


def run(*command: str, text: str | None = None) -> str:
    """Raises RuntimeError with what the program said."""
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False, env=environment())
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout


def environment() -> dict[str, str]:
    return {**os.environ, "PATH": f"{os.environ.get('PATH', '')}:{SYSTEM}"}


def why_not() -> str | None:
    """What keeps this machine from having a lab, in words; None when nothing does."""
    missing = [package for program, package in PROGRAMS.items() if not _here(program)]
    if missing:
        return f"the network lab needs {', '.join(missing)}"
    if os.geteuid() != 0:
        return "the network lab makes network namespaces, which takes root"
    trial = Namespace("trial")
    try:
        trial.make()
    except RuntimeError as error:
        return f"the network lab makes network namespaces, and this machine does not let it: {error}"
    finally:
        trial.remove()
    return None


def _here(program: str) -> bool:
    return shutil.which(program, path=environment()["PATH"]) is not None


class Namespace:
    """A place with a network of its own. Its name tells which process made it."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.name = f"{PREFIX}-{os.getpid()}-{place}"
        self._thread: ThreadPoolExecutor | None = None

    def make(self) -> None:
        run("ip", "netns", "add", self.name)
        self.ip("link", "set", "lo", "up")

    def ip(self, *arguments: str) -> str:
        return run("ip", "-n", self.name, *arguments)

    def inside(self, *command: str) -> list[str]:
        """The command line that runs a program here. Its process id is the program's own."""
        return ["ip", "netns", "exec", self.name, *command]

    def execute(self, *command: str, text: str | None = None) -> str:
        return run(*self.inside(*command), text=text)

    def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs Python here: always in the same thread, so that Playwright, which wants that, can live in it."""
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix=self.name, initializer=self._enter)
        return self._thread.submit(function, *args, **kwargs).result()

    def pids(self) -> list[int]:
        """Our own threads do not count: they belong to a process that lives elsewhere."""
        found = subprocess.run(["ip", "netns", "pids", self.name], capture_output=True, text=True, check=False)
        return [int(pid) for pid in found.stdout.split() if int(pid) != os.getpid()]

    def signal(self, which: signal.Signals) -> None:
        """To everything that runs here, as a laptop that falls asleep stops everything on it."""
        for pid in self.pids():
            try:
                os.kill(pid, which)
            except ProcessLookupError:
                continue

    def remove(self) -> None:
        remove(self.name)
        if self._thread is not None:
            # With its browsers and drivers gone, whatever it still waited for has failed.
            self._thread.shutdown(cancel_futures=True)
            self._thread = None

    def _enter(self) -> None:
        with Path(f"/run/netns/{self.name}").open("rb") as handle:
            libc = ctypes.CDLL(None, use_errno=True)
            if libc.setns(handle.fileno(), CLONE_NEWNET) != 0:
                raise OSError(ctypes.get_errno(), f"cannot enter {self.name}")


def remove(name: str) -> None:
    """Ends every process in it first: a namespace lives as long as one of them does."""
    place = Namespace("")
    place.name = name

    def emptied() -> bool:
        place.signal(signal.SIGKILL)
        return not place.pids()

    wait_until(emptied, f"{name} is empty", 20)
    subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False, env=environment())


@contextmanager
def folder() -> Iterator[Path]:
    """Gone afterwards. Its name, too, tells which process made it."""
    made = Path(tempfile.mkdtemp(prefix=f"{PREFIX}-{os.getpid()}-"))
    made.chmod(0o755)  # coturn may run as somebody else
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def sweep() -> list[str]:
    """Removes what runs left behind that were killed themselves; answers the names."""
    places = [name for name in names() if is_orphan(name)]
    for name in places:
        remove(name)
    folders = [one for one in Path(tempfile.gettempdir()).glob(f"{PREFIX}-*") if is_orphan(one.name)]
    for one in folders:
        shutil.rmtree(one, ignore_errors=True)
    return [*places, *(one.name for one in folders)]


def names() -> list[str]:
    return [line.split()[0] for line in run("ip", "netns", "list").splitlines() if line]


def is_orphan(name: str) -> bool:
    found = OURS.fullmatch(name)
    return found is not None and not Path(f"/proc/{found['pid']}").exists()
