"""A person at a browser in one of the lab's homes. Every method runs in that home's network and thread."""

import os
import re
import signal
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from playwright.sync_api import Page, expect

from tests.browser.media import Look
from tests.browser.office import DEMO, PASSWORD
from tests.browser.pages import Room
from tests.browser.probe import REMOTE, SCRIPT, Probe
from tests.browser.waiting import wait_until
from tests.network.homes import Home

MEASURING = Path(__file__).with_name("measuring.js").read_text("utf-8")
PATIENCE = 60_000
"""Milliseconds for whatever must happen at all; what is measured has bars of its own."""
SAMPLES_A_SECOND = 48_000
FPS = 15
ENOUGH = 2 * FPS
"""Frames, two seconds of them: more than were still on their way when a path broke."""
NO_ERRORS = ("establish a connection to the server at wss:", "was interrupted while the page was loading.")
"""What Firefox notes of a server that is away, where Chromium writes to its console: the page cannot keep it quiet."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Words:
    """Something that could be read, and after how many seconds."""

    text: str
    after: float


@dataclass(frozen=True)
class Way:
    """How media travels: kinds of the two candidates (host, srflx, prflx, relay), and how the own one is reached."""

    local: str
    remote: str
    protocol: str

    @property
    def relayed(self) -> bool:
        return "relay" in {self.local, self.remote}

    @property
    def words(self) -> str:
        return f"over the relay ({self.protocol})" if self.relayed else "directly"


@dataclass(frozen=True)
class Sound:
    """Samples: all that were played so far, and those of them that had to be made up."""

    played: int
    concealed: int

    def share_made_up_since(self, earlier: "Sound") -> float:
        return (self.concealed - earlier.concealed) / (self.played - earlier.played)


def at_home(method: Callable[Concatenate["Guest", P], T]) -> Callable[Concatenate["Guest", P], T]:
    @wraps(method)
    def there(self: "Guest", /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self.home.place.call(method, self, *args, **kwargs)

    return there


class Guest:
    def __init__(self, name: str, look: Look, home: Home, site: str) -> None:
        self.name, self.look, self.home, self._site = name, look, home, site
        self.errors: list[str] = []
        self._page: Page
        self._open()

    @at_home
    def _open(self) -> None:
        context = self.home.browser(self.look).new_context(base_url=self._site, ignore_https_errors=True)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(SCRIPT)
        context.add_init_script(MEASURING)
        context.on("weberror", lambda error: self._note(str(error.error)))
        self._page = context.new_page()

    def _note(self, error: str) -> None:
        if not any(one in error for one in NO_ERRORS):
            self.errors.append(f"{self.name}: {error}")

    @at_home
    def sign_in(self) -> None:
        answer = self._page.context.request.post(
            "/api/auth/login", data={"email": self.name + DEMO, "password": PASSWORD}
        )
        assert answer.ok, answer.text()

    @at_home
    def take_seat(self, path: str) -> None:
        """In the green room, with the own picture. The way to the other is looked for in the background."""
        self._page.goto(path)
        expect(Room(self._page).start).to_be_enabled(timeout=PATIENCE)

    @at_home
    def checks_connection(self) -> str:
        """In the green room; answers what it found of the relay."""
        page = self._page
        page.get_by_text("Check sound and connection").click()
        Room(page).press("Check now")
        found = page.get_by_text(re.compile("^Relay reached over"))
        expect(found).to_be_visible(timeout=PATIENCE)
        return found.inner_text()

    @at_home
    def reload(self) -> None:
        self._page.reload()
        expect(Room(self._page).start).to_be_enabled(timeout=PATIENCE)

    @at_home
    def crash(self) -> None:
        """The kernel kills the process of this page; another tab of the same browser is there in its place."""
        browser = self._page.context.browser
        assert browser is not None
        with self._page.expect_event("crash"):
            for one in browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]:
                if one["type"] == "renderer":
                    os.kill(one["id"], signal.SIGKILL)
        self._page = self._page.context.new_page()

    @at_home
    def open_tab(self) -> None:
        """Another tab beside the one that was used so far, which is no longer looked at."""
        self._page = self._page.context.new_page()

    @at_home
    def loads_at(self, path: str, at: float) -> None:
        """At that time on the machine's clock, in milliseconds."""
        self._page.evaluate("([path, at]) => { setTimeout(() => location.assign(path), at - Date.now()); }", [path, at])

    @at_home
    def is_seated(self, path: str) -> None:
        self._page.wait_for_url(f"**{path}")
        expect(Room(self._page).start).to_be_enabled(timeout=PATIENCE)

    @at_home
    def presses_at(self, at: float) -> None:
        button = Room(self._page).start.element_handle()
        self._page.evaluate("([button, at]) => { setTimeout(() => button.click(), at - Date.now()); }", [button, at])

    @at_home
    def transport_is_up(self) -> None:
        Probe(self._page).transport_is_up()

    @at_home
    def press_start(self) -> None:
        self._page.get_by_role("button", name="Start Call").click()

    @at_home
    def first_frame(self) -> float:
        """Waits for it; on the machine's clock, in milliseconds, as `pressed` is."""
        self._page.wait_for_function("() => viva.marks.firstFrame")
        return float(self._page.evaluate("viva.marks.firstFrame"))

    @at_home
    def pressed(self) -> float:
        return float(self._page.evaluate("viva.marks.press"))

    @at_home
    def begin(self) -> None:
        """From now on frozen pictures and words count."""
        self._page.evaluate("lab.begin()")

    @at_home
    def has_seen(self, frames: int) -> None:
        """Waits until so many frames have been shown since the page was opened."""
        self._wait("(frames) => lab.shown() >= frames", frames)

    @at_home
    def shown(self) -> int:
        """Frames of others since the page was opened."""
        return int(self._page.evaluate("lab.shown()"))

    @at_home
    def lets_pass(self, seconds: float) -> None:
        """Waits until begin() was so long ago, by the page's own clock: the page goes on meanwhile."""
        self._wait("(seconds) => lab.passed() >= seconds", seconds, seconds)

    @at_home
    def picture_stands(self, seconds: float = 1) -> None:
        self._wait("(seconds) => lab.stands() > seconds", seconds, seconds)

    @at_home
    def frozen(self) -> float:
        """Seconds without a new picture, at most, since begin()."""
        return float(self._page.evaluate("lab.frozen()"))

    @at_home
    def sees_people(self) -> int:
        return self._page.locator(REMOTE).count()

    @at_home
    def words(self) -> list[Words]:
        return [Words(one["text"], float(one["after"])) for one in self._page.evaluate("lab.words()")]

    @at_home
    def reads(self, words: str) -> None:
        self._wait("(words) => lab.words().some((one) => one.text.includes(words))", words)

    @at_home
    def modals(self) -> int:
        return int(self._page.evaluate("lab.modals"))

    @at_home
    def way(self) -> Way:
        wait_until(lambda: self._page.evaluate("lab.way()") is not None, f"{self.name} is connected")
        return Way(**self._page.evaluate("lab.way()"))

    @at_home
    def sound(self) -> Sound:
        return Sound(**self._page.evaluate("lab.sound()"))

    @at_home
    def hears_for(self, seconds: float) -> None:
        """Waits until so much more sound has been played, made up or not."""
        enough = self._played() + seconds * SAMPLES_A_SECOND
        wait_until(lambda: self._played() >= enough, f"{self.name} hears {seconds:g} s more", seconds + PATIENCE / 1000)

    @at_home
    def credentials(self) -> list[tuple[str, str]]:
        """Of the relay, as the page's connections have them now."""
        return [(one["username"], one["credential"]) for one in self._page.evaluate("lab.credentials()")]

    @at_home
    def sockets_made(self) -> int:
        return Probe(self._page).sockets_made()

    @at_home
    def socket_reopened(self, earlier: int) -> None:
        Probe(self._page).socket_reopened(earlier)

    @at_home
    def connections(self) -> int:
        return Probe(self._page).connections()

    @at_home
    def leave(self) -> None:
        self._page.context.close()

    def _played(self) -> int:
        return int(self._page.evaluate("lab.sound()")["played"])

    def _wait(self, condition: str, argument: Any = None, takes: float = 0) -> None:
        """`takes`: seconds that it cannot be quicker than."""
        self._page.wait_for_function(condition, arg=argument, timeout=PATIENCE + takes * 1000)
