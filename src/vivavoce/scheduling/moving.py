"""Gives a student another time: the one way for those who choose and for those who wait."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.bus import Bus
from vivavoce.clock import Clock
from vivavoce.interviews.announcing import say_changed
from vivavoce.interviews.attempts import attempt
from vivavoce.interviews.errors import ConflictOfInterestFound, InterviewTaken
from vivavoce.interviews.occupation_repository import OccupationRepository
from vivavoce.interviews.schemas import InterviewUpdate
from vivavoce.interviews.service import InterviewService
from vivavoce.interviews.telling import Change, Telling
from vivavoce.notifications.outbox_repository import Outbox
from vivavoce.scheduling.errors import TimeGone
from vivavoce.scheduling.openings import Openings, Wish
from vivavoce.scheduling.wait_list_repository import WaitListRepository
from vivavoce.scheduling.wait_list_rules import Place


class Moving:
    """Whoever calls holds the interview's row."""

    def __init__(self, session: Session, clock: Clock, new_id: Callable[[], str], bus: Bus) -> None:
        self._session, self._bus = session, bus
        self._openings, self._entries = Openings(session, clock), WaitListRepository(session)
        self._people, self._service = OccupationRepository(session), InterviewService(session, clock, new_id, bus)
        self._telling = Telling(session, clock, Outbox(session, clock, new_id, bus))

    def move(self, wish: Wish, at: datetime, caller: Caller) -> None:
        """Who interviews stays, where they can; else whoever has least to do. `caller`: the student.

        Raises TimeGone.
        """
        lead_id = self._held(wish, at).person_id
        interview = wish.row.interview
        asked = {"version": interview.version, "interview_time": at, "admin_id": lead_id}
        try:
            change = attempt(self._session, lambda: self._change(interview.id, asked, caller))
        except (InterviewTaken, ConflictOfInterestFound) as error:
            raise TimeGone from error
        self._entries.remove(interview.id)
        self._telling.tell([replace(change, from_wait_list=wish.entry is not None)] if change else [])
        say_changed(self._session, self._bus, [interview.id])

    def _change(self, interview_id: str, asked: dict[str, object], caller: Caller) -> Change | None:
        return self._service.change(interview_id, InterviewUpdate.model_validate(asked), caller)

    def _held(self, wish: Wish, at: datetime) -> Place:
        """Their rows are held before all is read again: limits count what others take meanwhile, and somebody who
        came before may have become able to have it."""
        able = {place.person_id for place in self._places(wish, at)}
        self._people.lock_people([*able, wish.row.student.id])
        self._session.expire_all()
        still = [place for place in self._places(wish, at) if place.person_id in able]
        if not still:
            raise TimeGone
        return still[0]

    def _places(self, wish: Wish, at: datetime) -> list[Place]:
        board = self._openings.board(None if wish.entry else wish)
        return [place for place in board.places(wish.interview_id) if place.at == at]
