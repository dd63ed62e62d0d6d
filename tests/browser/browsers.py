"""Real Chromium processes, one for each look (camera and microphone), kept for the whole run."""

import os
import shutil
import signal
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright

from tests.browser.media import Look, write_camera, write_microphone

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AUTOPLAY = "--autoplay-policy=no-user-gesture-required"
FAKE_DEVICES = "--use-fake-device-for-media-stream"
GRANT = "--use-fake-ui-for-media-stream"


@dataclass(frozen=True)
class Kind:
    """A browser as somebody has it at home."""

    look: Look | None
    """None: neither camera nor microphone."""
    granted: bool = True
    autoplay: bool = True
    fps: int = 15
    """Enough to see a picture move; a camera in earnest makes 30."""


def find_chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    return next((found for name in names if (found := shutil.which(name))), "")


class Browsers:
    def __init__(self, playwright: Playwright, folder: Path) -> None:
        self._playwright = playwright
        self._folder = folder
        self._running: dict[Kind, Browser] = {}

    def get(self, kind: Kind) -> Browser:
        running = self._running.get(kind)
        if running is None or not running.is_connected():
            running = self._running[kind] = self._launch(kind)
        return running

    def close(self) -> None:
        for browser in self._running.values():
            browser.close()

    def _launch(self, kind: Kind) -> Browser:
        executable = find_chromium()
        if not executable:
            pytest.skip("no Chromium or Chrome on this machine")
        return self._playwright.chromium.launch(executable_path=executable, args=self._flags(kind))

    def _flags(self, kind: Kind) -> list[str]:
        flags = [*FLAGS, *([GRANT] if kind.granted else [])]
        if kind.autoplay:
            flags.append(AUTOPLAY)
        if kind.look is not None:
            camera = write_camera(self._folder / f"{kind.look.name}-{kind.fps}.y4m", kind.look, kind.fps)
            microphone = write_microphone(self._folder / f"{kind.look.name}.wav", kind.look)
            flags += [
                FAKE_DEVICES,
                f"--use-file-for-fake-video-capture={camera}",
                f"--use-file-for-fake-audio-capture={microphone}",
            ]
        return flags


def kill_browser(context: BrowserContext) -> None:
    """Kills the process of the context's browser, as the kernel would; the next one to ask for it gets a new one."""
    assert context.browser is not None
    processes = context.browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    (pid,) = [one["id"] for one in processes if one["type"] == "browser"]
    os.kill(pid, signal.SIGKILL)
