"""Credentials for trying the way to the relay, days before a call or just before it."""

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from math import ceil
from threading import Lock
from typing import Final

from vivavoce.accounts.caller import Caller
from vivavoce.clock import Clock
from vivavoce.errors import AppError
from vivavoce.interviews.rehearsal_service import RehearsalService
from vivavoce.signaling.ice import IceServers
from vivavoce.signaling.schemas import IceServerOut, RehearsalIce

LIFETIME: Final = timedelta(minutes=5)
WINDOW: Final = timedelta(minutes=10)
AT_MOST: Final = 20
"""In a window and for one person: somebody who tries one cable after the other, not a program."""


class TooMany(AppError):
    status, code = 429, "too_many"

    def __init__(self, retry_after: int) -> None:
        super().__init__()
        self.retry_after = retry_after

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self.retry_after)}


class TooManyRehearsals(TooMany):
    code = "too_many_rehearsals"
    detail = "That were many checks in a short time. Please wait a few minutes, then check again."


class Allowance:
    """Counts what each person does, in this process alone: the sockets hand out such credentials without counting, so
    nothing depends on it. Safe to use from several threads."""

    def __init__(
        self, clock: Clock, at_most: int = AT_MOST, refusal: Callable[[int], TooMany] = TooManyRehearsals
    ) -> None:
        self._clock, self._at_most, self._refusal, self._lock = clock, at_most, refusal, Lock()
        self._taken: dict[str, deque[datetime]] = {}

    def take(self, person_id: str) -> None:
        """Raises the refusal."""
        now = self._clock()
        with self._lock:
            self._forget(now)
            mine = self._taken.setdefault(person_id, deque())
            if len(mine) >= self._at_most:
                raise self._refusal(ceil((mine[0] + WINDOW - now).total_seconds()))
            mine.append(now)

    def _forget(self, now: datetime) -> None:
        """Also what a clock that was set back has left in the future."""
        for person_id, taken in list(self._taken.items()):
            kept = deque(at for at in taken if now - WINDOW < at <= now)
            if kept:
                self._taken[person_id] = kept
            else:
                del self._taken[person_id]


class RehearsalCredentials:
    def __init__(self, rehearsals: RehearsalService, ice: IceServers, allowance: Allowance, clock: Clock) -> None:
        self._rehearsals, self._ice, self._allowance, self._clock = rehearsals, ice, allowance, clock

    def give(self, interview_id: str, caller: Caller) -> RehearsalIce:
        """Raises NotFound, NotScheduled, TooManyRehearsals."""
        interview = self._rehearsals.insist(interview_id, caller)
        self._allowance.take(caller.id)
        now = self._clock()
        offered = self._ice.offer(caller.id, now, LIFETIME, relay_only=interview.relay_only)
        ice = offered.ice
        servers = [
            IceServerOut(urls=list(one.urls), username=one.username, credential=one.credential)
            if one.credential
            else IceServerOut(urls=list(one.urls))
            for one in ice.ice_servers
        ]
        return RehearsalIce.model_validate(
            {
                "ice_servers": servers,
                "ice_expires_at": ice.ice_expires_at,
                "ice_transport_policy": ice.ice_transport_policy,
                "server_time": now,
            }
        )
