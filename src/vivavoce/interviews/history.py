"""What is kept of every change: who, when, from what to what."""

from collections.abc import Callable
from datetime import datetime, timedelta

from vivavoce.accounts.caller import Caller
from vivavoce.clock import Clock
from vivavoce.interviews.models import InterviewEvent
from vivavoce.interviews.repository import InterviewRepository
from vivavoce.interviews.schemas import Action
from vivavoce.interviews.terms import Changes

IN_ONE_GO = timedelta(minutes=10)
"""The room saves notes while they are typed. What somebody types within this time of the first save is one event;
no longer, so that a text deleted by mistake can be found again."""


class History:
    def __init__(self, repository: InterviewRepository, clock: Clock, new_id: Callable[[], str]) -> None:
        self._repository, self._clock, self._new_id = repository, clock, new_id

    def note(self, interview_id: str, caller: Caller, action: Action, changes: Changes) -> None:
        """Whoever notes holds the interview's row, or two at once would take the same number."""
        last, now = self._repository.last_event(interview_id), self._clock()
        if last is not None and _goes_on(last, caller.id, changes, now):
            last.changes = {"notes": {**last.changes["notes"], "to": changes["notes"]["to"]}}
            return
        event = InterviewEvent(
            id=self._new_id(),
            interview_id=interview_id,
            number=last.number + 1 if last else 1,
            at=now,
            by_id=caller.id,
            action=action,
            changes=changes,
        )
        self._repository.add(event)

    def last_number(self, interview_id: str) -> int:
        last = self._repository.last_event(interview_id)
        return last.number if last else 0


def _goes_on(last: InterviewEvent, by_id: str, changes: Changes, now: datetime) -> bool:
    only_notes = set(changes) == set(last.changes) == {"notes"}
    return only_notes and last.action == "changed" and last.by_id == by_id and now - last.at <= IN_ONE_GO
