"""Gives free times to whoever waits for them, the longest waiting first. Any number may look beside each other: one
transaction gives one time, and reads anew who comes first once it holds those whose time it is."""

from collections.abc import Callable, Container

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.accounts.models import Role
from vivavoce.bus import Bus
from vivavoce.clock import Clock
from vivavoce.database import Database
from vivavoce.interviews.repository import InterviewRepository
from vivavoce.scheduling.errors import TimeGone
from vivavoce.scheduling.moving import Moving
from vivavoce.scheduling.openings import Openings, Wish
from vivavoce.scheduling.rounds import trouble_said
from vivavoce.scheduling.wait_list_repository import WaitListRepository
from vivavoce.scheduling.wait_list_rules import Place


class Giver:
    def __init__(self, database: Database, clock: Clock, new_id: Callable[[], str], bus: Bus) -> None:
        self._database, self._clock, self._new_id, self._bus = database, clock, new_id, bus

    def look(self) -> None:
        """Until nothing that is free suits anybody who waits: each time that somebody leaves may suit another."""
        tried = set[str]()
        while (found := self._next(tried)) is not None:
            interview_id, place = found
            tried.add(interview_id)
            with (
                trouble_said("giving a time to who waits", interview_id),
                self._database.on_the_side,
                self._database.writing() as session,
            ):
                self._give(session, interview_id, place)

    def _next(self, tried: Container[str]) -> tuple[str, Place] | None:
        """Who could not be given one is not tried again in this look. Forgets whose interview has moved or ended, or
        can be moved no more."""
        with self._database.reading() as session:
            openings, now = Openings(session, self._clock), self._clock()
            listed = openings.on_the_list()
            over = [one.entry for one in listed if one.entry and not one.waits(now)]
            found = openings.board_of([one for one in listed if one.waits(now)]).next(tried)
        if over:
            with self._database.on_the_side, self._database.writing() as session:
                WaitListRepository(session).forget(over)
        return found

    def _give(self, session: Session, interview_id: str, place: Place) -> None:
        """In the student's name: it is one of their changes."""
        wish = Openings(session, self._clock).listed(interview_id)
        if wish is None or InterviewRepository(session).lock(_caller(wish), interview_id) is None:
            return
        try:
            Moving(session, self._clock, self._new_id, self._bus).move(wish, place.at, _caller(wish))
        except TimeGone:
            return  # somebody was quicker: the next look sees what is left


def _caller(wish: Wish) -> Caller:
    student = wish.row.student
    return Caller(student.id, student.name, student.email, Role(student.role), student.time_zone, session_id="")
