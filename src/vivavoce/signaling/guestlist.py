"""What the hub asks of the database; every method blocks, so the hub calls them in a thread."""

from collections.abc import Collection
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from vivavoce.accounts.repository import SessionRepository
from vivavoce.accounts.sessions import Lifetime, wants_touch
from vivavoce.bus import Bus, InterviewChanged
from vivavoce.clock import Clock
from vivavoce.database import Database, after_commit
from vivavoce.errors import Unavailable
from vivavoce.signaling.authorization import Admission, Asked, Verdict, decide
from vivavoce.signaling.repository import RoomRepository


class Guestlist(Protocol):
    def check(self, asked: Collection[Asked]) -> dict[Asked, Verdict]:
        """Raises Unavailable when nobody can say."""

    def keep_alive(self, admissions: Collection[tuple[Asked, Admission]]) -> None:
        """These sessions are in use. Raises Unavailable."""

    def admit(self, interview_id: str) -> None:
        """Its student need not wait any more, now or later. Raises Unavailable."""


class StoredGuestlist:
    def __init__(self, database: Database, lifetime: Lifetime, clock: Clock, bus: Bus) -> None:
        self._database, self._lifetime, self._clock, self._bus = database, lifetime, clock, bus

    def check(self, asked: Collection[Asked]) -> dict[Asked, Verdict]:
        try:
            with self._database.reading() as session:
                standings = RoomRepository(session).standings(asked)
        except SQLAlchemyError as error:
            raise Unavailable from error
        now = self._clock()
        return {one: decide(standing, self._lifetime, now) for one, standing in standings.items()}

    def keep_alive(self, admissions: Collection[tuple[Asked, Admission]]) -> None:
        now = self._clock()
        stale = {asked.session_id for asked, admission in admissions if wants_touch(admission.session_seen_at, now)}
        if not stale:
            return
        try:
            with self._database.writing() as session:
                SessionRepository(session).touch(stale, self._lifetime, now)
        except SQLAlchemyError as error:
            raise Unavailable from error

    def admit(self, interview_id: str) -> None:
        """Those who wait hear of it as of any change of the interview: they are reviewed, and let in."""
        try:
            with self._database.writing() as session:
                RoomRepository(session).admit(interview_id, self._clock())
                after_commit(session, lambda: self._bus.publish(InterviewChanged(interview_id)))
        except SQLAlchemyError as error:
            raise Unavailable from error
