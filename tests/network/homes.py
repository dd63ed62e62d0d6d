"""The computer in a home: its browsers run in the home's network, steered by a Playwright that lives there too."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.browsers import Browsers, Kind, find_chromium
from tests.browser.media import Look
from tests.network.certificates import Certificates
from tests.network.namespaces import Namespace, environment

FIREFOX_PREFERENCES: dict[str, str | float | bool] = {
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
    "media.autoplay.default": 0,
}


class TrustingBrowsers(Browsers):
    """Chromium that trusts the lab's certificates, also those of relays."""

    def __init__(self, playwright: Playwright, folder: Path, home: Path) -> None:
        super().__init__(playwright, folder)
        self._home = home

    def _launch(self, kind: Kind) -> Browser:
        return self._playwright.chromium.launch(
            executable_path=find_chromium(),
            args=self._flags(kind),
            env={**environment(), "HOME": str(self._home)},
        )


class Home:
    def __init__(self, place: Namespace, folder: Path, certificates: Certificates, program: str = "chromium") -> None:
        self.place, self._folder, self._certificates, self._program = place, folder, certificates, program
        self._playwright: Playwright | None = None
        self._chromium: TrustingBrowsers | None = None
        self._firefox: Browser | None = None

    def browser(self, look: Look) -> Browser:
        """To be called at home."""
        if self._playwright is None:
            self._playwright = sync_playwright().start()
        if self._program == "firefox":
            return self._open_firefox(self._playwright)
        if self._chromium is None:
            self._folder.mkdir(exist_ok=True)
            self._chromium = TrustingBrowsers(self._playwright, self._folder, self._certificates.home)
        return self._chromium.get(Kind(look))

    def use(self, program: str) -> None:
        """`chromium` or `firefox`, for whoever comes next."""
        self._program = program

    def close(self) -> None:
        if self._playwright is not None:
            self.place.call(self._close)

    def _open_firefox(self, playwright: Playwright) -> Browser:
        if self._firefox is None:
            executable = shutil.which("firefox-esr") or shutil.which("firefox")
            if executable is None:
                pytest.skip("no Firefox on this machine")
            self._firefox = playwright.firefox.launch(
                channel="moz-firefox", executable_path=executable, firefox_user_prefs=FIREFOX_PREFERENCES
            )
        return self._firefox

    def _close(self) -> None:
        if self._chromium is not None:
            self._chromium.close()
        if self._firefox is not None:
            self._firefox.close()
        if self._playwright is not None:
            self._playwright.stop()
            self._playwright = None
