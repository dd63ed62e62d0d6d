"""A person's interviews as a calendar that other programs read, under an address that only they know."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.accounts.models import Person, Role
from vivavoce.clock import Clock
from vivavoce.errors import NotFound
from vivavoce.interviews.calendar_repository import CalendarRepository
from vivavoce.interviews.calendar_schemas import CalendarAddress, CalendarState
from vivavoce.interviews.repository import InterviewRepository
from vivavoce.interviews.rules import InterviewStatus
from vivavoce.interviews.telling import facts_of
from vivavoce.notifications.calendar import feed
from vivavoce.notifications.facts import Office, Recipient
from vivavoce.secret_paths import CALENDAR

KEPT = timedelta(days=90)
"""So long ago may interviews be that are still in it."""


class CalendarService:
    def __init__(self, session: Session, clock: Clock, new_token: Callable[[], str], office: Office) -> None:
        self._clock, self._new_token, self._office = clock, new_token, office
        self._feeds, self._interviews = CalendarRepository(session), InterviewRepository(session)

    def state(self, caller: Caller) -> CalendarState:
        found = self._feeds.find(caller.id)
        return CalendarState(exists=found is not None, created_at=found.created_at if found else None)

    def open(self, caller: Caller, site: str) -> CalendarAddress:
        """A new address; the one before no longer works. It is told here and never again."""
        token = self._new_token()
        self._feeds.replace(caller.id, _hash(token), self._clock())
        return CalendarAddress(url=f"{site}{CALENDAR}{token}.ics")

    def close(self, caller: Caller) -> None:
        self._feeds.revoke(caller.id)

    def read(self, token: str) -> bytes:
        """Raises NotFound."""
        person = self._feeds.owner(_hash(token))
        if person is None:
            raise NotFound
        now = self._clock()
        rows = self._interviews.in_which(person.id, now - KEPT)
        entries = [(facts_of(row), row.interview.status != InterviewStatus.CANCELLED) for row in rows]
        return feed(entries, _recipient(person), self._office, now)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _recipient(person: Person) -> Recipient:
    return Recipient(person.id, person.email, person.name, person.time_zone, person.role == Role.STUDENT)
