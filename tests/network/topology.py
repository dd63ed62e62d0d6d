"""Two homes behind routers, a mobile network, and the internet between them.

    home-a ── wifi0 ── router-a ──┐
       └───── lte0 ─── mobile ────┤ internet: the site and the relay
    home-b ── wifi0 ── router-b ──┘

Addresses look public where they are public in life, so that deploy/coturn.conf holds as it is. Nothing leaves the
machine: no namespace has a way out.
"""

from contextlib import suppress
from dataclasses import dataclass

from tests.network.namespaces import Namespace

SITE, RELAY = "44.128.0.1", "44.128.0.2"


@dataclass(frozen=True)
class Uplink:
    """A router between a home and the internet."""

    router: str
    home: str
    device: str
    inner: str
    """First three numbers of the network at home; the router is .1, the computer .2."""
    outer: str
    """Of the network towards the internet; the internet's end is .1, the router .2."""
    far_end: str
    """The internet's device."""

    @property
    def address(self) -> str:
        """What the internet sees."""
        return f"{self.outer}.2"


WIFI_A = Uplink("router-a", "home-a", "wifi0", "10.1.0", "44.128.1", "to-a")
WIFI_B = Uplink("router-b", "home-b", "wifi0", "10.2.0", "44.128.2", "to-b")
LTE_A = Uplink("mobile", "home-a", "lte0", "10.3.0", "44.128.3", "to-mobile")
UPLINKS = (WIFI_A, WIFI_B, LTE_A)


class Topology:
    """Built at once; `remove` takes everything away, also what a failed start had made by then."""

    def __init__(self) -> None:
        self.internet, self.home_a, self.home_b = (Namespace(place) for place in ("internet", "home-a", "home-b"))
        self.routers = {uplink.router: Namespace(uplink.router) for uplink in UPLINKS}
        self.line = Namespace("line-a")
        """Between router-a and the internet while something is the matter with that line."""
        self._on_mobile = False
        homes = (self.home_a, self.home_b)
        self._places = {one.place: one for one in (self.internet, *homes, *self.routers.values())}

    def build(self) -> None:
        for place in self._places.values():
            place.make()
        for address in (SITE, RELAY):
            self.internet.ip("addr", "add", f"{address}/32", "dev", "lo")
        self._dark_hole()
        for uplink in UPLINKS:
            self._lay(uplink)
        for router in (self.internet, *self.routers.values()):
            router.execute("sysctl", "-qw", "net.ipv4.ip_forward=1")
        self.home_a.ip("link", "set", LTE_A.device, "down")
        for uplink in (WIFI_A, WIFI_B):
            self._route_through(uplink)

    def remove(self) -> None:
        for place in (self.line, *self._places.values()):
            place.remove()

    def switch_to_mobile(self) -> None:
        """Out of the house: Wi-Fi is gone, and with it the address."""
        self._on_mobile = True
        self.home_a.ip("link", "set", WIFI_A.device, "down")
        self.home_a.ip("link", "set", LTE_A.device, "up")
        self._route_through(LTE_A)

    def back_to_wifi(self) -> None:
        if not self._on_mobile:
            return
        self._on_mobile = False
        self.home_a.ip("link", "set", LTE_A.device, "down")
        self.home_a.ip("link", "set", WIFI_A.device, "up")
        self._route_through(WIFI_A)

    def open_line(self) -> tuple[str, str]:
        """Takes the cable between router-a and the internet apart; answers the devices of the two ends in `line`."""
        self.line.make()
        self.routers[WIFI_A.router].ip("link", "del", "wan")
        for near, far, device in ((WIFI_A.router, "wan", "near"), ("internet", WIFI_A.far_end, "far")):
            self._cable(self._places[near], far, self.line, device)
        self._address(WIFI_A)
        router = self.routers[WIFI_A.router]
        ends = ((router, "wan"), (self.internet, WIFI_A.far_end), (self.line, "near"), (self.line, "far"))
        for place, device in ends:
            # Whoever forwards frames by hand needs them as they are on a wire: summed up, and not larger than it takes.
            place.execute("ethtool", "-K", device, "tx", "off", "rx", "off", "tso", "off", "gso", "off", "gro", "off")
        return "near", "far"

    def close_line(self) -> None:
        self.line.remove()
        with suppress(RuntimeError):  # the cable's other end went with the namespace
            self.routers[WIFI_A.router].ip("link", "del", "wan")
        self._cable(self.routers[WIFI_A.router], "wan", self.internet, WIFI_A.far_end)
        self._address(WIFI_A)

    def _dark_hole(self) -> None:
        """The rest of the world: takes packets and never answers, as a real one does with private addresses."""
        self._cable(self.internet, "world", self.internet, "nobody")
        self.internet.ip("addr", "add", "44.129.0.1/30", "dev", "world")
        self.internet.ip(
            "neigh", "add", "44.129.0.2", "lladdr", "02:00:00:00:00:01", "dev", "world", "nud", "permanent"
        )
        self.internet.ip("route", "add", "default", "via", "44.129.0.2")

    def _lay(self, uplink: Uplink) -> None:
        home, router = self._places[uplink.home], self.routers[uplink.router]
        self._cable(home, uplink.device, router, "lan")
        home.ip("addr", "add", f"{uplink.inner}.2/24", "dev", uplink.device)
        router.ip("addr", "add", f"{uplink.inner}.1/24", "dev", "lan")
        self._cable(router, "wan", self.internet, uplink.far_end)
        self._address(uplink)

    def _address(self, uplink: Uplink) -> None:
        router = self.routers[uplink.router]
        router.ip("addr", "add", f"{uplink.address}/24", "dev", "wan")
        self.internet.ip("addr", "add", f"{uplink.outer}.1/24", "dev", uplink.far_end)
        router.ip("route", "add", "default", "via", f"{uplink.outer}.1")

    def _route_through(self, uplink: Uplink) -> None:
        self._places[uplink.home].ip("route", "replace", "default", "via", f"{uplink.inner}.1")

    @staticmethod
    def _cable(one: Namespace, device: str, other: Namespace, other_device: str) -> None:
        one.ip("link", "add", device, "type", "veth", "peer", "name", other_device, "netns", other.name)
        one.ip("link", "set", device, "up")
        other.ip("link", "set", other_device, "up")
