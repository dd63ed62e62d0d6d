"""The whole lab: networks, the site, the relay, and the people at home. Started once, put in order for each test."""

from dataclasses import dataclass
from pathlib import Path

from tests.browser.media import BLUE, RED, Look
from tests.browser.office import Appointment
from tests.network import certificates, nat
from tests.network.guests import ENOUGH, Guest
from tests.network.homes import Home
from tests.network.relay import Relay
from tests.network.site import Site
from tests.network.topology import Topology


@dataclass
class Call:
    """Ada at home-a, Kim at home-b, in the same room."""

    ada: Guest
    kim: Guest
    appointment: Appointment

    @property
    def both(self) -> tuple[Guest, Guest]:
        return self.ada, self.kim

    def press(self) -> "Call":
        """Both press Start Call; afterwards both see each other move."""
        for one in self.both:
            one.press_start()
        for one in self.both:
            one.first_frame()
        self.see_each_other()
        return self

    def begin(self) -> None:
        for one in self.both:
            one.begin()

    def see_each_other(self, frames: int = ENOUGH) -> None:
        for one in self.both:
            one.sees_more(frames)

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

    def seat(self, programs: tuple[str, str] = ("chromium", "chromium"), site: Site | None = None) -> Call:
        """Both in the green room of a fresh interview, and nobody has pressed yet."""
        at = site or self.site
        appointment = at.schedule("kim")
        people = [
            self._enter(name, look, home, program, at)
            for name, look, home, program in zip(("ada", "kim"), (RED, BLUE), self._homes, programs, strict=True)
        ]
        for one in people:
            one.take_seat(appointment.path)
        return Call(people[0], people[1], appointment)

    def seat_warm(self, programs: tuple[str, str] = ("chromium", "chromium")) -> Call:
        """As seat(), once the browsers have found a way to each other in the background, as they do within seconds."""
        call = self.seat(programs)
        for one in call.both:
            one.transport_is_up()
        return call

    def part(self) -> list[str]:
        """Everybody goes; answers what went wrong in their pages."""
        errors = [error for one in self._guests for error in one.errors]
        for one in self._guests:
            one.leave()
        self._guests.clear()
        return errors

    def _enter(self, name: str, look: Look, home: Home, program: str, site: Site) -> Guest:
        home.use(program)
        one = Guest(name, look, home, site.url)
        self._guests.append(one)
        one.sign_in()
        return one
