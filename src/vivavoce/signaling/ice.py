"""STUN and TURN servers as a page needs them; TURN passwords are made per person and expire (coturn's REST scheme)."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from vivavoce.clock import iso
from vivavoce.settings import Settings
from vivavoce.signaling.messages import Ice, IceServer

LIFETIME: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class IceOffer:
    ice: Ice
    renew_at: datetime | None
    """Well before it expires; None when nothing does."""


class IceServers:
    def __init__(self, settings: Settings) -> None:
        self._stun = settings.stun_urls
        self._turn = settings.turn_urls
        self._secret = settings.turn_secret.get_secret_value() if settings.turn_secret else ""
        self._policy = settings.ice_transport_policy

    def offer(
        self, person_id: str, now: datetime, lifetime: timedelta | None = None, *, relay_only: bool = False
    ) -> IceOffer:
        lifetime = lifetime or LIFETIME
        policy = "relay" if relay_only else self._policy
        servers = [IceServer(urls=self._stun)] if self._stun else []
        if not self._turn or not self._secret:
            return IceOffer(Ice(tuple(servers), None, policy), None)
        expires = now + lifetime
        servers.append(self._relay(person_id, expires))
        return IceOffer(Ice(tuple(servers), iso(expires), policy), now + lifetime / 2)

    def _relay(self, person_id: str, expires: datetime) -> IceServer:
        username = f"{int(expires.timestamp())}:{person_id}"
        # HMAC-SHA1 is what coturn's use-auth-secret computes.
        digest = hmac.digest(self._secret.encode(), username.encode(), hashlib.sha1)
        return IceServer(urls=self._turn, username=username, credential=base64.b64encode(digest).decode())
