"""One change to many interviews: all of them or none, looked at first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.admissions.schemas import PersonRef
from vivavoce.admissions.views import person_ref, student_ref
from vivavoce.bus import Bus
from vivavoce.clock import Clock
from vivavoce.errors import AppError, FieldError, NotFound, refuse
from vivavoce.interviews.announcing import say_changed
from vivavoce.interviews.attempts import attempt
from vivavoce.interviews.bulk_repository import BulkInterviewRepository
from vivavoce.interviews.bulk_schemas import BulkAction, BulkItem, InterviewsBulk, InterviewsBulkResult
from vivavoce.interviews.errors import BulkRefused, NotScheduled
from vivavoce.interviews.models import Interview
from vivavoce.interviews.repository import InterviewRepository, InterviewRow
from vivavoce.interviews.rules import InterviewStatus
from vivavoce.interviews.schemas import InterviewUpdate
from vivavoce.interviews.service import InterviewService
from vivavoce.interviews.telling import Change, Telling
from vivavoce.notifications.outbox_repository import Outbox

TAKES_TIME = frozenset({BulkAction.MOVE, BulkAction.REASSIGN})


@dataclass(frozen=True)
class Seen:
    """What of an interview may change here."""

    time: datetime
    lead: PersonRef
    status: InterviewStatus


class BulkInterviews:
    def __init__(self, session: Session, clock: Clock, new_id: Callable[[], str], bus: Bus) -> None:
        self._session, self._bus = session, bus
        self._service = InterviewService(session, clock, new_id, bus)
        self._repository, self._rows = BulkInterviewRepository(session), InterviewRepository(session)
        self._telling = Telling(session, clock, Outbox(session, clock, new_id, bus))

    def apply(self, body: InterviewsBulk, caller: Caller) -> InterviewsBulkResult:
        """Raises NotFound, Unacceptable, and (unless `dry_run`) BulkRefused."""
        _insist(body)
        if body.dry_run:
            with self._session.begin_nested() as looking:
                result = self._apply(body, caller)
                looking.rollback()
            return result
        result = attempt(self._session, lambda: self._apply(body, caller))
        say_changed(self._session, self._bus, [item.id for item in result.items if item.changes])
        return result

    def _apply(self, body: InterviewsBulk, caller: Caller) -> InterviewsBulkResult:
        ids = [one.id for one in body.items]
        if self._repository.lock(ids, caller, [body.admin_id] if body.admin_id else []) != set(ids):
            raise NotFound
        carry_out = self._remind if body.action is BulkAction.REMIND else self._change
        items, told = carry_out(body, caller)
        problems = [item for item in items if item.problem]
        if problems and not body.dry_run:
            raise BulkRefused(errors=[_refused(body, item) for item in problems])
        return InterviewsBulkResult(
            dry_run=bool(body.dry_run),
            changed=sum(item.changes for item in items),
            told=told,
            problems=len(problems),
            items=items,
        )

    def _change(self, body: InterviewsBulk, caller: Caller) -> tuple[list[BulkItem], int]:
        """What becomes of each, and how many mails that is. Those that move give back their time first, so that they
        can change places."""
        rows = [self._row(one.id, caller) for one in body.items]
        if body.action in TAKES_TIME:
            self._repository.release([row.interview.id for row in rows if _differs(row.interview, body)])
        changes, items = list[Change](), list[BulkItem]()
        for one, row in zip(body.items, rows, strict=True):
            before = _seen(row)
            change, problem = self._one(row.interview, one.version, body, caller)
            changes += [change] if change else []
            after = _seen(self._row(one.id, caller)) if change else before
            items.append(_item(row, before, after, problem))
        return items, self._telling.tell(changes)

    def _one(
        self, interview: Interview, version: int, body: InterviewsBulk, caller: Caller
    ) -> tuple[Change | None, str | None]:
        if (problem := _why_not(interview)) is not None:
            return None, problem
        try:
            with self._session.begin_nested():
                return self._service.change(interview.id, _update(interview, version, body), caller), None
        except AppError as error:
            return None, error.errors[0].message if error.errors else error.detail

    def _remind(self, body: InterviewsBulk, caller: Caller) -> tuple[list[BulkItem], int]:
        rows = [self._row(one.id, caller) for one in body.items]
        ahead = [row.interview for row in rows if row.interview.status == InterviewStatus.SCHEDULED]
        told = self._telling.remind(ahead, self._repository.people([one.id for one in ahead]))
        return [_item(row, _seen(row), _seen(row), _why_not(row.interview)) for row in rows], told

    def _row(self, interview_id: str, caller: Caller) -> InterviewRow:
        row = self._rows.find(caller, interview_id)
        if row is None:
            raise NotFound
        return row


def _why_not(interview: Interview) -> str | None:
    return None if interview.status == InterviewStatus.SCHEDULED else NotScheduled.detail


def _insist(body: InterviewsBulk) -> None:
    if len({one.id for one in body.items}) != len(body.items):
        raise refuse("items", "repeated", "Each interview can be in it only once.")
    if (body.action is BulkAction.MOVE) != (body.minutes is not None) or body.minutes == 0:
        raise refuse("minutes", "minutes_with_move", "Say by how many minutes they move, for moving only.")
    if (body.action is BulkAction.REASSIGN) != (body.admin_id is not None):
        raise refuse("admin_id", "person_with_reassign", "Say who takes them over, for giving them away only.")


def _differs(interview: Interview, body: InterviewsBulk) -> bool:
    return _why_not(interview) is None and (body.action is BulkAction.MOVE or interview.admin_id != body.admin_id)


def _update(interview: Interview, version: int, body: InterviewsBulk) -> InterviewUpdate:
    asked: dict[BulkAction, dict[str, object]] = {
        BulkAction.MOVE: {"interview_time": interview.interview_time + timedelta(minutes=body.minutes or 0)},
        BulkAction.REASSIGN: {"admin_id": body.admin_id},
        BulkAction.CANCEL: {"status": InterviewStatus.CANCELLED},
    }
    return InterviewUpdate.model_validate({"version": version, **asked[body.action]})


def _seen(row: InterviewRow) -> Seen:
    interview = row.interview
    return Seen(interview.interview_time, person_ref(row.lead), InterviewStatus(interview.status))


def _item(row: InterviewRow, before: Seen, after: Seen, problem: str | None) -> BulkItem:
    return BulkItem(
        id=row.interview.id,
        student=student_ref(row.student),
        time_zone=row.interview.time_zone,
        before_time=before.time,
        after_time=after.time,
        before_lead=before.lead,
        after_lead=after.lead,
        before_status=before.status,
        after_status=after.status,
        changes=after != before,
        problem=problem,
        hints=[],
    )


def _refused(body: InterviewsBulk, item: BulkItem) -> FieldError:
    index = next(number for number, one in enumerate(body.items) if one.id == item.id)
    return FieldError(f"items.{index}", BulkRefused.code, f"{item.student.name}: {item.problem}")
