"""What speaks against one change to many interviews, while it is only looked at."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from vivavoce.clock import Clock
from vivavoce.interviews.bulk_schemas import BulkItem, InterviewsBulkResult
from vivavoce.interviews.repository import InterviewRepository, InterviewRow
from vivavoce.interviews.rules import InterviewStatus
from vivavoce.scheduling.hint_rules import Meeting
from vivavoce.scheduling.hint_service import HintService


class BulkHints:
    def __init__(self, session: Session, clock: Clock) -> None:
        self._hints, self._interviews = HintService(session, clock), InterviewRepository(session)

    def beside(self, result: InterviewsBulkResult) -> InterviewsBulkResult:
        """While it is only looked at: of those that take place at another time, or with somebody else."""
        if not result.dry_run:
            return result
        moved = [one for one in result.items if one.changes and one.after_status is InterviewStatus.SCHEDULED]
        rows = self._interviews.several([one.id for one in moved])
        hints = self._hints.of_many([_meeting(one, rows) for one in moved])
        said = {one.id: [hint.message for hint in some] for one, some in zip(moved, hints, strict=True)}
        items = [one.model_copy(update={"hints": said.get(one.id, [])}) for one in result.items]
        return result.model_copy(update={"items": items})


def _meeting(item: BulkItem, rows: Mapping[str, InterviewRow]) -> Meeting:
    row = rows[item.id]
    panel = tuple(person.id for person in row.panel)
    length = row.interview.duration_minutes
    return Meeting(row.application.id, item.after_time, length, item.after_lead.id, panel)
