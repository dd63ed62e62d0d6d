"""Takes the README's pictures of a running demo: `PYTHONPATH=. python scripts/screenshots.py http://localhost:8000`.

The faces are drawn here and played to Chromium as cameras (a motion JPEG of one frame).
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from tests.browser.browsers import FAKE_DEVICES, FLAGS, GRANT, find_chromium

IMAGES = Path(__file__).parents[1] / "docs" / "images"
PASSWORD = "vivavoce-demo"  # noqa: S105 (printed by every demo)
PORTRAIT = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480" width="640" height="480">
<rect width="640" height="480" fill="{wall}"/><rect x="430" y="40" width="150" height="210" fill="{frame}" rx="6"/>
<path d="M120 480c10-120 90-150 200-150s190 30 200 150z" fill="{shirt}"/>
<rect x="282" y="270" width="76" height="90" rx="34" fill="{skin}"/>
<ellipse cx="320" cy="205" rx="88" ry="108" fill="{skin}"/><path d="{hair}" fill="{dark}"/>
<circle cx="288" cy="205" r="8" fill="#1d1c1a"/><circle cx="352" cy="205" r="8" fill="#1d1c1a"/>
<path d="M286 252q34 26 68 0" fill="none" stroke="#1d1c1a" stroke-width="6" stroke-linecap="round"/></svg>"""
SHORT = "M228 200c-10-90 40-125 92-125s102 35 92 125c-12-50-40-72-92-72s-80 22-92 72z"
LONG = (
    "M218 330c-24-170 0-260 102-260s126 90 102 260c-8 10-26 10-30 0 24-130-4-196-72-196s-96 66-72 196c-4 10-22 10-30 0z"
)
FACES = {
    "sam": {
        "wall": "#9fb0a6",
        "frame": "#7d8f86",
        "shirt": "#31566b",
        "skin": "#a8714d",
        "dark": "#2a1d17",
        "hair": SHORT,
    },
    "ada": {
        "wall": "#c9b79c",
        "frame": "#a8957a",
        "shirt": "#5b3a52",
        "skin": "#e2b694",
        "dark": "#4a2f22",
        "hair": LONG,
    },
}


def draw_camera(browser: Browser, name: str, folder: Path) -> Path:
    page = browser.new_page(viewport={"width": 640, "height": 480})
    page.set_content(f"<style>body{{margin:0}}</style>{PORTRAIT.format(**FACES[name])}")
    file = folder / f"{name}.mjpeg"
    file.write_bytes(page.screenshot(type="jpeg", quality=92) * 2)
    page.close()
    return file


def launch(playwright: Playwright, *more: str) -> Browser:
    return playwright.chromium.launch(executable_path=find_chromium(), args=[*FLAGS, *more])


def sign_in(browser: Browser, site: str, name: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(f"{site}/login")
    page.get_by_label("Email").fill(f"{name}@example.edu")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/dashboard")
    return page


def main(site: str) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        plain = launch(playwright)
        pages = {}
        for name in FACES:
            camera = draw_camera(plain, name, Path(folder))
            browser = launch(playwright, FAKE_DEVICES, GRANT, f"--use-file-for-fake-video-capture={camera}")
            pages[name] = sign_in(browser, site, name)
        sam, ada = pages["sam"], pages["ada"]
        sam.get_by_role("link", name="Join Interview").first.click()
        sam.get_by_role("button", name="Start Call").click()
        ada.goto(f"{site}/admin/interviews")
        ada.get_by_text("Sam", exact=True).nth(1).wait_for()
        ada.screenshot(path=IMAGES / "interviews.png")
        ada.get_by_role("link", name="Join Interview").first.click()
        ada.get_by_role("button", name="Start Call").click()
        ada.get_by_text("Connected, encrypted").wait_for()
        ada.get_by_label("Notes").fill("Explains half-life well; ask about the error bars.")
        ada.get_by_text("Saved").wait_for()
        ada.screenshot(path=IMAGES / "room.png")


if __name__ == "__main__":
    main(sys.argv[1])
