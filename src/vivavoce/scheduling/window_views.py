"""When students can, between rows and JSON."""

from datetime import datetime

from vivavoce.accounts.models import Person
from vivavoce.admissions.schemas import StudentRef
from vivavoce.scheduling.draft_rules import ON_ITS_WAY
from vivavoce.scheduling.models import StudentWindows, WindowRequest
from vivavoce.scheduling.spans import by_day, days_shown
from vivavoce.scheduling.window_repository import Asked
from vivavoce.scheduling.window_rules import is_open
from vivavoce.scheduling.window_schemas import Answered, StudentWindowsIn, StudentWindowsOut, WindowRequestOut


def request_out(row: WindowRequest) -> WindowRequestOut:
    return WindowRequestOut(
        first_day=row.first_day, last_day=row.last_day, closes_at=row.closes_at, version=row.version
    )


def answered(person: Person, answer: StudentWindows | None, now: datetime) -> Answered:
    given = answer or no_answer("", person.time_zone, now)
    return Answered(
        student=StudentRef(id=person.id, name=person.name, email=person.email, time_zone=person.time_zone),
        answered_at=answer.answered_at if answer else None,
        minutes=sum(ends - starts for pairs in given.days.values() for starts, ends in pairs),
        language=given.language,
        extra_minutes=given.extra_minutes,
        captioner=given.captioner,
        needs=given.needs,
    )


def windows_out(asked: Asked, time_zone: str, now: datetime) -> StudentWindowsOut:
    """`time_zone`: the student's, where they have not answered."""
    answer = asked.answer or no_answer(asked.application.id, time_zone, now)
    return StudentWindowsOut(
        application_id=asked.application.id,
        cycle_name=asked.cycle.name,
        programme=asked.application.programme,
        first_day=asked.request.first_day,
        last_day=asked.request.last_day,
        closes_at=asked.request.closes_at,
        allotted_at=_allotted_at(asked),
        open=is_open(asked.cycle.phase, asked.request.closes_at, now),
        version=answer.version,
        time_zone=answer.time_zone,
        days=days_shown(answer.days),
        language=answer.language,
        extra_minutes=answer.extra_minutes,
        captioner=answer.captioner,
        needs=answer.needs,
    )


def _allotted_at(asked: Asked) -> datetime | None:
    """A draft that somebody has yet to look at says nothing of when they will."""
    allotment = asked.allotment
    if allotment is None or not allotment.publishes or allotment.status not in ON_ITS_WAY:
        return None
    return max(allotment.at, asked.request.closes_at)


def answer_row(application_id: str, body: StudentWindowsIn, now: datetime) -> StudentWindows:
    return StudentWindows(
        application_id=application_id,
        time_zone=body.time_zone,
        days=by_day(body.days),
        language=body.language,
        extra_minutes=body.extra_minutes,
        captioner=body.captioner,
        needs=body.needs,
        version=body.version + 1,
        answered_at=now,
    )


def no_answer(application_id: str, time_zone: str, now: datetime) -> StudentWindows:
    return StudentWindows(
        application_id=application_id,
        time_zone=time_zone,
        days={},
        language="",
        extra_minutes=0,
        captioner=False,
        needs="",
        version=0,
        answered_at=now,
    )
