"""What routers at home do to packets, and what firewalls on the way keep back: nftables rules, replaced as a whole."""

import re

from tests.network.namespaces import Namespace
from tests.network.topology import SITE

ROUTER = """
flush ruleset
table ip lab {{
  chain hidden {{
    type nat hook postrouting priority srcnat
    oifname "wan" masquerade {ports}
  }}
  chain to_the_router {{
    type filter hook input priority filter
    iifname "wan" ct state != {{ established, related }} drop
  }}
  chain into_the_home {{
    type filter hook forward priority filter
    iifname "wan" ct state != {{ established, related }} drop
  }}
}}
"""
PORTS = {"cone": "", "symmetric": "fully-random"}
"""cone: one outer port for all destinations, as most homes have it. symmetric: a new one for each, as in offices."""

INTERNET = """
flush ruleset
table ip lab {{
  chain across {{
    type filter hook forward priority filter
    {across}
  }}
  chain arriving {{
    type filter hook input priority filter
    iifname "lo" accept
    {arriving}
  }}
}}
"""
BLOCKS = {
    "nothing": ("", ""),
    "nothing, but counts": ("ip daddr { 44.128.1.0/24, 44.128.2.0/24 } counter", ""),
    "udp between people": ("meta l4proto udp drop", ""),
    "all udp": ("meta l4proto udp drop", "meta l4proto udp drop"),
    "all but tcp 443": ("drop", "tcp dport != 443 drop; meta l4proto != tcp drop"),
    "the site": ("", f"ip daddr {SITE} drop"),
}
"""Rules for what goes across the internet, and for what arrives at the site and the relay."""


def make_router(router: Namespace, kind: str) -> None:
    router.execute("nft", "-f", "-", text=ROUTER.format(ports=PORTS[kind]))


def block(internet: Namespace, what: str) -> None:
    across, arriving = (rules.replace("; ", "\n    ") for rules in BLOCKS[what])
    internet.execute("nft", "-f", "-", text=INTERNET.format(across=across, arriving=arriving))


def crossed(internet: Namespace) -> int:
    """Packets from one home to another since `nothing, but counts`; what goes by the relay or the site is none."""
    (found,) = re.findall(r"counter packets (\d+)", internet.execute("nft", "list", "ruleset"))
    return int(found)
