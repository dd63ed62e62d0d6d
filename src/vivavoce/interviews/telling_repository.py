"""All SQL for telling people of interviews: sets of them at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from vivavoce.database import batches
from vivavoce.interviews.models import Interview, Occupation
from vivavoce.interviews.rules import InterviewStatus
from vivavoce.notifications.models import Mail, Notice


@dataclass(frozen=True)
class Due:
    """Somebody to be reminded."""

    interview_id: str
    person_id: str
    told_at: datetime | None
    """When they last heard of it."""


class TellingRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def flush(self) -> None:
        self._session.flush()

    def due(self, kind: str, after: datetime, until: datetime) -> Sequence[Due]:
        """Who has an interview in (after, until] and has not been told this of it as it is now. The interviews are
        held until the commit; those that somebody else holds come next time."""
        told = exists().where(
            Notice.person_id == Occupation.person_id,
            Notice.subject_id == Interview.id,
            Notice.kind == kind,
            Notice.sequence == Interview.sequence,
        )
        last = (
            select(func.max(Mail.created_at))
            .join(Notice, Notice.mail_id == Mail.id)
            .where(Notice.person_id == Occupation.person_id, Notice.subject_id == Interview.id)
            .scalar_subquery()
        )
        rows = self._session.execute(
            select(Interview.id, Occupation.person_id, last)
            .join(Occupation, Occupation.interview_id == Interview.id)
            .where(
                Interview.status == InterviewStatus.SCHEDULED,
                Interview.deleted_at.is_(None),
                Interview.interview_time > after,
                Interview.interview_time <= until,
                ~told,
            )
            .order_by(Interview.interview_time, Interview.id, Occupation.person_id)
            .with_for_update(of=Interview, key_share=True, skip_locked=True)
        )
        return [Due(*row) for row in rows]

    def reminded(self, interview_ids: Sequence[str], kind: str) -> Mapping[str, int]:
        """How often somebody was already, at most."""
        last = select(Notice.subject_id, func.max(Notice.sequence) + 1).where(Notice.kind == kind)
        return {
            row[0]: row[1]
            for some in batches(interview_ids)
            for row in self._session.execute(last.where(Notice.subject_id.in_(some)).group_by(Notice.subject_id))
        }
