"""The web app: every page path answers the same HTML, signed in or not; its assets are cached for good."""

import html
import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse
from starlette.convertors import Convertor, register_url_convertor
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

NONCE_PLACEHOLDER = "__CSP_NONCE__"
CONTACT_PLACEHOLDER = "__OFFICE_CONTACT__"
NOT_BUILT = "<!doctype html><title>Vivavoce</title><p>The web app is not built. Run <code>make run</code>."
PAGE = re.compile(r"(login|token|profile|admin(/.*)?|interviewer/.*|student/.*|interview/[^/]+)?/?", re.ASCII)


class PagePath(Convertor[str]):
    """Every path but those of the API, sockets and assets: those have their own 404 and 405."""

    regex = "(?!(?:api|ws|assets)(?:/|$)).*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("page", PagePath())


def web_folder() -> Path | None:
    """In the wheel `vivavoce/static`; in a checkout `web/dist`."""
    packaged = Path(str(files("vivavoce"))) / "static"
    checkout = Path(__file__).parents[2] / "web" / "dist"
    return next((folder for folder in (packaged, checkout) if (folder / "index.html").is_file()), None)


@lru_cache(maxsize=4)
def _index(file: Path, _modified: float) -> str:
    return file.read_text("utf-8")


def index_html(nonce: str, contact: str) -> str:
    """The contact is in the page itself: it must be there above all when nothing else works."""
    folder = web_folder()
    if folder is None:
        return NOT_BUILT
    file = folder / "index.html"
    page = _index(file, file.stat().st_mtime)
    return page.replace(NONCE_PLACEHOLDER, nonce).replace(CONTACT_PLACEHOLDER, html.escape(contact))


class Assets(StaticFiles):
    """File names carry a hash of their content, so browsers may keep them for good."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code == 200:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


router = APIRouter(include_in_schema=False)


@router.get("/{path:page}")
def page(path: str, request: Request) -> HTMLResponse:
    status = 200 if PAGE.fullmatch(path) else 404
    headers = {"Cache-Control": "no-cache"}
    contact = request.app.state.settings.office_contact
    return HTMLResponse(index_html(request.scope["state"]["csp_nonce"], contact), status, headers)


def install_pages(app: FastAPI) -> None:
    folder = web_folder()
    if folder is not None:
        app.mount("/assets", GZipMiddleware(Assets(directory=folder / "assets"), minimum_size=1024), name="assets")
    app.include_router(router)
