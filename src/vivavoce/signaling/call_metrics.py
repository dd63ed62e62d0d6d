"""What pages report of their calls: how they reach each other, how soon, what was repaired. No ids, no addresses."""

from enum import StrEnum
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram

FRAME_SECONDS: Final = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)


class Way(StrEnum):
    """The kind of ICE candidate that shapes a connection: a relay on either side makes it one."""

    HOST = "host"
    SRFLX = "srflx"
    PRFLX = "prflx"
    RELAY = "relay"


class Transport(StrEnum):
    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


class Repair(StrEnum):
    STALLED = "stalled"
    """Nothing arrived any more."""
    LAME = "lame"
    """Sound or picture was missing, although the connection carried."""
    ROUND = "round"
    """An ICE restart beside a fresh connection."""
    FRESH = "fresh"
    """The fresh connection took over."""
    AGAIN = "again"
    """Tracks were put back in place."""


class CallMetrics:
    def __init__(self, registry: CollectorRegistry) -> None:
        self.routes = Counter(
            "vivavoce_call_routes", "Connections between pages.", ["route", "transport"], registry=registry
        )
        self.first_frames = Histogram(
            "vivavoce_call_first_frame_seconds",
            "From the second press of Start Call to the first picture or sound.",
            buckets=FRAME_SECONDS,
            registry=registry,
        )
        self.repairs = Counter(
            "vivavoce_call_recoveries", "What pages did to keep a call.", ["kind"], registry=registry
        )
        for way in Way:
            for transport in Transport:
                self.routes.labels(way, transport)
        for repair in Repair:
            self.repairs.labels(repair)
