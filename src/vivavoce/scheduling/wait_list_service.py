"""Joining the wait list and leaving it, for students; what the office reads of it."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.admissions.repository import CycleRepository
from vivavoce.admissions.views import student_ref
from vivavoce.clock import Clock
from vivavoce.errors import FieldError, NotFound, StaleVersion, Unacceptable
from vivavoce.interviews.repository import InterviewRepository
from vivavoce.scheduling.errors import ChoiceRefused
from vivavoce.scheduling.models import WaitListEntry
from vivavoce.scheduling.openings import Openings, Wish
from vivavoce.scheduling.spans import by_day, days_shown, errors_of_days, errors_outside
from vivavoce.scheduling.wait_list_repository import WaitListRepository
from vivavoce.scheduling.wait_list_schemas import WaitingStudent, WaitList, WaitListIn


class WaitListService:
    def __init__(self, session: Session, clock: Clock) -> None:
        self._cycles, self._interviews = CycleRepository(session), InterviewRepository(session)
        self._openings, self._entries, self._clock = Openings(session, clock), WaitListRepository(session), clock

    def read(self, cycle_id: str) -> WaitList:
        """Raises NotFound."""
        if self._cycles.find(cycle_id) is None:
            raise NotFound
        now = self._clock()
        mine = (one for one in self._openings.on_the_list() if one.row.cycle.id == cycle_id and one.waits(now))
        return WaitList(items=[_out(one.entry, one) for one in mine if one.entry], server_time=now)

    def join(self, interview_id: str, body: WaitListIn, caller: Caller) -> None:
        """Anew, too: who changes what would suit them keeps their turn.

        Raises NotFound, ChoiceRefused, StaleVersion, Unacceptable.
        """
        wish, now = self._held(interview_id, caller), self._clock()
        why = wish.refusal(now)
        if why is not None:
            raise ChoiceRefused(why)
        before = self._openings.waiting(wish)
        if body.version != (before.version if before else 0):
            raise StaleVersion
        entry = WaitListEntry(
            interview_id=interview_id,
            interview_time=wish.row.interview.interview_time,
            time_zone=body.time_zone,
            days=by_day(body.days),
            joined_at=before.joined_at if before else now,
            version=body.version + 1,
        )
        errors = [*_errors(body, wish)] or [*self._nothing_fits(replace(wish, entry=entry))]
        if errors:
            raise Unacceptable(errors=errors)
        self._entries.put(entry)

    def leave(self, interview_id: str, caller: Caller) -> None:
        """Raises NotFound."""
        self._entries.remove(self._held(interview_id, caller).interview_id)

    def _held(self, interview_id: str, caller: Caller) -> Wish:
        """Raises NotFound."""
        row = self._interviews.lock(caller, interview_id)
        wish = self._openings.wish(row) if row is not None else None
        if wish is None or wish.rules is None:
            raise NotFound
        return wish

    def _nothing_fits(self, wish: Wish) -> Iterator[FieldError]:
        if not self._openings.could_suit(wish):
            minutes = wish.row.interview.duration_minutes
            when = "from 7 to 22, not too soon, and besides the time you have"
            words = f"Give at least {minutes} minutes in one go, {when}."
            yield FieldError("days", "nothing_fits", words)


def _errors(body: WaitListIn, wish: Wish) -> Iterator[FieldError]:
    yield from errors_of_days("days", body.days)
    yield from errors_outside("days", body.days, wish.first.isoformat(), wish.last.isoformat())


def _out(entry: WaitListEntry, wish: Wish) -> WaitingStudent:
    return WaitingStudent(
        interview_id=entry.interview_id,
        student=student_ref(wish.row.student),
        interview_time=wish.row.interview.interview_time,
        joined_at=entry.joined_at,
        time_zone=entry.time_zone,
        days=days_shown(entry.days),
    )
