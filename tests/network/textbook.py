"""The call to compare with when a network changes: what tutorials do, served on the lab's internet."""

from pathlib import Path

import msgspec
from bench.textbook.server import TextbookServer

from tests.conftest import make_settings
from tests.network.certificates import Certificates
from tests.network.relay import SECRET
from tests.network.site import STUN, TURN
from tests.network.topology import SITE
from vivavoce.clock import utc_now
from vivavoce.signaling.ice import IceServers

PAGE = Path(__file__).with_name("textbook.html").read_text("utf-8")
PORT = 8444


def serve(certificates: Certificates) -> TextbookServer:
    """To be called on the internet. The page gets the same STUN and TURN servers as the product's."""
    settings = make_settings("sqlite://", Path(), stun_urls=STUN, turn_urls=TURN, turn_secret=SECRET)
    servers = IceServers(settings).offer("textbook", utc_now()).ice.ice_servers
    page = PAGE.replace("ICE_SERVERS", msgspec.json.encode(servers).decode())
    return TextbookServer(page.encode(), SITE, PORT, certificates.server)
