"""The whole lab: networks, the site, the relay, and the people at home. Started once, put in order for each test."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Error

from tests.browser.media import BLUE, RED, Look
from tests.network import certificates, nat, shaping, textbook
from tests.network.guests import ENOUGH, Guest
from tests.network.homes import Home
from tests.network.relay import Relay
from tests.network.shaping import Shaper
from tests.network.site import Site
from tests.network.topology import Topology

T = TypeVar("T")
Pair = tuple[T, T]
CHROMIUM = ("chromium", "chromium")


@dataclass
class Call:
    """Ada at home-a, Kim at home-b, in the same room."""

    ada: Guest
    kim: Guest

    @property
    def both(self) -> tuple[Guest, Guest]:
        return self.ada, self.kim

    def take_seats(self, path: str) -> "Call":
        for one in self.both:
            one.take_seat(path)
        for one in self.both:
            one.transport_is_up()
        return self

    def press(self) -> "Call":
        """Both press Start Call; afterwards both see each other move."""
        for one in self.both:
            one.press_start()
        for one in self.both:
            one.first_frame()
        self.see_each_other()
        return self

    def begin(self) -> "Call":
        for one in self.both:
            one.begin()
        return self

    def see_each_other(self, frames: int = ENOUGH) -> None:
        """Both at the same time are shown so many further frames."""
        shown = [one.shown() for one in self.both]
        for one, earlier in zip(self.both, shown, strict=True):
            one.has_seen(earlier + frames)

    def frozen(self) -> float:
        """Of the one who was worse off."""
        return max(one.frozen() for one in self.both)


class Lab:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.topology = Topology()
        self.certificates = certificates.make(folder)
        self.internet = self.topology.internet
        self.relay = Relay(folder, self.internet, self.certificates)
        self.site = Site(folder / "site", self.internet, self.certificates)
        self._homes = [
            Home(place, folder / place.place, self.certificates)
            for place in (self.topology.home_a, self.topology.home_b)
        ]
        self._guests: list[Guest] = []

    def start(self) -> None:
        self.topology.build()
        self.put_in_order()
        self.relay.start()
        self.site.populate()
        self.site.start()

    def stop(self) -> None:
        try:
            for home in self._homes:
                home.close()
        finally:
            self.site.stop()
            self.relay.stop()
            self.topology.remove()

    def put_in_order(self, kind_a: str = "cone", kind_b: str = "cone", block: str = "nothing") -> None:
        """Every router and the internet as wanted; by default as most people have it at home."""
        self.topology.back_to_wifi()
        routers = self.topology.routers
        for name, kind in (("router-a", kind_a), ("router-b", kind_b), ("mobile", kind_a)):
            nat.make_router(routers[name], kind)
        self.block(block)

    def block(self, what: str) -> None:
        nat.block(self.internet, what)

    def seat(self, site: Site | None = None, looks: Pair[Look] = (RED, BLUE), programs: Pair[str] = CHROMIUM) -> Call:
        """Both in the green room of a fresh interview; nobody has pressed yet, the browsers have found each other."""
        at = site or self.site
        call = self.enter(at, looks, programs)
        call.take_seats(at.schedule("kim").path)
        return call

    def enter(self, site: Site | None = None, looks: Pair[Look] = (RED, BLUE), programs: Pair[str] = CHROMIUM) -> Call:
        """Both signed in, nowhere yet."""
        call = self._call((site or self.site).url, looks, programs)
        for one in call.both:
            one.sign_in()
        return call

    @contextmanager
    def textbook_call(self) -> Iterator[Call]:
        """The call to compare with, both pages open."""
        with self.internet.call(textbook.serve, self.certificates) as server:
            call = self._call(server.url, (RED, BLUE), CHROMIUM)
            for one, path in zip(call.both, ("/?", "/?polite"), strict=True):
                one.take_seat(path)
            yield call

    @contextmanager
    def site_with_short_credentials(self, seconds: int) -> Iterator[Site]:
        """Another server, whose relay passwords live only so long."""
        site = Site(self._folder / "short", self.internet, self.certificates, seconds)
        site.populate()
        site.start()
        try:
            yield site
        finally:
            site.stop()

    @contextmanager
    def bad_line(self) -> Iterator[Shaper]:
        """Between Ada's router and the internet. Good until told otherwise."""
        near, far = self.topology.open_line()
        shaper = Shaper(self.topology.line.inside(sys.executable, shaping.__file__, near, far))
        try:
            yield shaper
        finally:
            shaper.stop()
            self.topology.close_line()

    def part(self) -> list[str]:
        """Everybody goes; answers what went wrong in their pages."""
        people, self._guests = self._guests, []
        errors = [error for one in people for error in one.errors]
        for one in people:
            try:
                one.leave()
            except Error as error:
                errors.append(f"{one.name} cannot leave: {error}")
        return errors

    def _call(self, url: str, looks: Pair[Look], programs: Pair[str]) -> Call:
        for name, look, home, program in zip(("ada", "kim"), looks, self._homes, programs, strict=True):
            home.use(program)
            self._guests.append(Guest(name, look, home, url))
        return Call(*self._guests[-2:])
