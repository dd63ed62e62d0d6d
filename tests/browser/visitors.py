"""A person at a browser of their own, signed in, watched."""

from dataclasses import dataclass
from typing import Any, Protocol

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.browsers import Browsers, Kind
from tests.browser.media import BLUE, RED, Look
from tests.browser.office import DEMO, PASSWORD
from tests.browser.probe import SCRIPT, Probe
from tests.browser.watch import Watch

LOOKS: dict[str, Look] = {"ada": RED, "ben": RED, "ivy": RED, "sam": BLUE, "eve": BLUE, "kim": BLUE}
PATIENCE = 30_000
"""Milliseconds that a busy machine may take for anything a person sees."""

expect.set_options(timeout=PATIENCE)


@dataclass
class Visitor:
    name: str
    look: Look
    context: BrowserContext
    page: Page
    probe: Probe
    watch: Watch

    def sign_in(self) -> None:
        answer = self.context.request.post("/api/auth/login", data={"email": self.name + DEMO, "password": PASSWORD})
        assert answer.ok, answer.text()

    def goto(self, path: str) -> Page:
        self.page.goto(path)
        return self.page

    def another_tab(self) -> "Visitor":
        page = self.context.new_page()
        return Visitor(self.name, self.look, self.context, page, Probe(page), self.watch)


class Site(Protocol):
    """A server under test, as browsers reach it."""

    @property
    def url(self) -> str: ...


class Visitors:
    """`enter("ada")` opens Ada's browser, signed in; `""` is nobody. Leaving checks that nothing went wrong."""

    def __init__(self, browsers: Browsers, server: Site) -> None:
        self._browsers = browsers
        self._server = server
        self._inside: list[Visitor] = []

    def enter(self, name: str, kind: Kind | None = None, **options: Any) -> Visitor:
        look = LOOKS.get(name, RED)
        context = self._browsers.get(kind or Kind(look)).new_context(base_url=self._server.url, **options)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(SCRIPT)
        watch = Watch(context, self._server.url)
        page = context.new_page()
        visitor = Visitor(name, look, context, page, Probe(page), watch)
        self._inside.append(visitor)
        if name:
            visitor.sign_in()
        return visitor

    def leave(self) -> None:
        """Closes every browser window; fails the test with what went wrong in any of them."""
        complaints = [
            f"{one.name or 'nobody'}: {complaint}" for one in self._inside for complaint in one.watch.complaints
        ]
        for visitor in self._inside:
            if visitor.context.browser is None or visitor.context.browser.is_connected():
                visitor.context.close()
        self._inside.clear()
        if complaints:
            pytest.fail("\n".join(complaints), pytrace=False)
