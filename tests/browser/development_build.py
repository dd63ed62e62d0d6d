"""The web app built for development, served in place of the real one: only there does React warn."""

import mimetypes
import os
import re
import subprocess
from pathlib import Path

from playwright.sync_api import BrowserContext, Route

NONCE = re.compile(r'nonce="([^"]+)"')


def build(web: Path, target: Path) -> Path:
    command = ["npx", "vite", "build", "--mode", "development", "--outDir", str(target), "--emptyOutDir"]
    environment = {**os.environ, "NODE_ENV": "development"}
    subprocess.run(command, cwd=web, env=environment, check=True, capture_output=True, timeout=200)
    return target


def serve(context: BrowserContext, folder: Path) -> None:
    """The server's own pages, headers and nonce, with the scripts of `folder`."""

    def asset(route: Route) -> None:
        file = folder / "assets" / route.request.url.rsplit("/", 1)[1].split("?")[0]
        route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "text/plain")

    def page(route: Route) -> None:
        if route.request.resource_type != "document":
            route.fallback()
            return
        answer = route.fetch()
        nonce = NONCE.search(answer.text())
        index = (folder / "index.html").read_text()
        route.fulfill(response=answer, body=index.replace("__CSP_NONCE__", nonce.group(1) if nonce else ""))

    # A page that Playwright hands over comes from no address at all, and may not call this machine unasked.
    context.grant_permissions(["camera", "microphone", "local-network-access"])
    context.route("**/*", page)
    context.route("**/assets/**", asset)
