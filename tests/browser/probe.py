"""What a page really shows, plays and sends, read from the browser itself."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.media import Look
from tests.browser.waiting import wait_until

SCRIPT = Path(__file__).with_name("probe.js").read_text()
SECONDS = 45
TONE_TOLERANCE = 40
"""Hz; the analyser's bins are 12 Hz wide."""
COLOR_TOLERANCE = 90
"""Per channel; the codec and the color matrix move a pure color."""

REMOTE = "[data-testid=remote-video]"
LOCAL = "[data-testid=local-video]"
SCREEN = "[data-testid=remote-screen]"


class Probe:
    def __init__(self, page: Page) -> None:
        self._page = page

    def sees(self, look: Look, video: str = REMOTE) -> None:
        """Waits until the video shows the color of `look`; a timeout means that it never did."""
        self._wait(
            """([video, rgb, far]) => {
                const seen = viva.color(video);
                return seen !== null && seen.every((value, i) => Math.abs(value - rgb[i]) < far);
            }""",
            [video, list(look.rgb), COLOR_TOLERANCE],
        )

    def shows(self, video: str) -> None:
        """Waits until the video shows anything at all."""
        self._wait("(video) => viva.color(video) !== null", video)

    def hears(self, look: Look) -> None:
        self._wait(
            "([video, tone, far]) => Math.abs((viva.tone(video) ?? 0) - tone) < far",
            [REMOTE, look.tone, TONE_TOLERANCE],
        )

    def hears_nothing(self) -> None:
        """Waits for a second of silence."""
        self._wait("(video) => viva.silence(video)", REMOTE)

    def color(self, video: str = REMOTE) -> list[int] | None:
        found: list[int] | None = self._page.evaluate("(video) => viva.color(video)", video)
        return found

    def decodes_more(self, by: int = 10) -> None:
        """Waits until `by` further frames of others have been decoded."""
        self._grows("inbound-rtp", "video", "framesDecoded", by)

    def packets_sent(self) -> int:
        return self.total("outbound-rtp", None, "packetsSent")

    def sends(self, kind: str) -> None:
        """Waits until further packets of `kind` (audio, video) leave."""
        self._grows("outbound-rtp", kind, "packetsSent", 4)

    def transport_is_up(self) -> None:
        self._wait("() => viva.connections.some((one) => one.connectionState === 'connected')")

    def pass_own_frames(self, count: int = 20) -> None:
        self._page.evaluate("(count) => viva.ownFrames(count)", count)

    def total(self, kind_of_report: str, kind: str | None, field: str) -> int:
        return int(self._page.evaluate("(asked) => viva.total(...asked)", [kind_of_report, kind, field]))

    def holds(self, kind: str, count: int) -> None:
        """Waits until the page holds so many live tracks of `kind` of its own devices."""
        self._wait("([kind, count]) => viva.live(kind) === count", [kind, count])

    def follow_picture(self) -> None:
        self._page.evaluate("viva.followPicture()")

    def longest_gap(self) -> float:
        """Milliseconds without a new picture, at most, since follow_picture()."""
        return float(self._page.evaluate("viva.longestGap()"))

    def connections(self) -> int:
        return int(self._page.evaluate("viva.connections.length"))

    def violations(self) -> list[str]:
        return list(self._page.evaluate("viva.violations"))

    def socket_closed(self, code: int) -> None:
        self._wait("(code) => viva.closes.includes(code)", code)

    def closes(self) -> list[int]:
        """The codes that its sockets were closed with."""
        return list(self._page.evaluate("viva.closes"))

    def sockets_made(self) -> int:
        return int(self._page.evaluate("viva.sockets.length"))

    def socket_reopened(self, earlier: int) -> None:
        """Waits until a socket newer than the first `earlier` ones is open."""
        self._wait("(earlier) => viva.sockets.slice(earlier).some((one) => one.readyState === 1)", earlier)

    def close(self) -> None:
        self._page.context.close()

    def _grows(self, report: str, kind: str, field: str, by: int) -> None:
        """Asked again and again from here: for wait_for_function a promise is true before it is kept."""
        enough = self.total(report, kind, field) + by
        wait_until(lambda: self.total(report, kind, field) >= enough, f"{field} of {kind} grows by {by}", SECONDS)

    def _wait(self, condition: str, argument: Any = None) -> None:
        self._page.wait_for_function(condition, arg=argument, timeout=SECONDS * 1000)
