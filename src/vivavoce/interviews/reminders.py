"""Reminders, found anew from what holds now: nothing is prepared that could be out of date."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import pairwise

from sqlalchemy.orm import Session

from vivavoce.bus import Bus
from vivavoce.clock import Clock
from vivavoce.interviews.repository import InterviewRepository
from vivavoce.interviews.telling import facts_of
from vivavoce.interviews.telling_repository import TellingRepository
from vivavoce.notifications.facts import Told
from vivavoce.notifications.outbox_repository import Outbox
from vivavoce.notifications.rules import reminder_kind


class Reminders:
    def __init__(self, leads: Sequence[timedelta], clock: Clock, new_id: Callable[[], str], bus: Bus) -> None:
        self._leads = sorted({timedelta(0), *leads}, reverse=True)
        self._clock, self._new_id, self._bus = clock, new_id, bus

    def __call__(self, session: Session) -> None:
        """Of two that are due at once, after a time without a server, the later one is sent. Whoever was told of the
        interview after the moment of the reminder needs none."""
        outbox = Outbox(session, self._clock, self._new_id, self._bus)
        for lead, next_lead in pairwise(self._leads):
            outbox.tell(self._due(session, lead, next_lead))

    def _due(self, session: Session, lead: timedelta, next_lead: timedelta) -> list[Told]:
        now, kind = self._clock(), reminder_kind(int(lead.total_seconds()) // 60)
        due = TellingRepository(session).due(kind, now + next_lead, now + lead)
        rows = InterviewRepository(session).several(sorted({one.interview_id for one in due}))
        facts = {interview_id: facts_of(row) for interview_id, row in rows.items()}
        return [
            Told(
                one.person_id,
                one.interview_id,
                kind,
                facts[one.interview_id].sequence,
                facts[one.interview_id].as_json(),
                facts[one.interview_id].starts_at,
            )
            for one in due
            if one.told_at is None or one.told_at <= facts[one.interview_id].starts_at - lead
        ]
