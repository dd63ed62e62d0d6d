"""Takes people's time for an interview, or says who is busy and when. Every way to `scheduled` passes here."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from vivavoce.errors import FieldError
from vivavoce.interviews.errors import InterviewTaken
from vivavoce.interviews.occupation_repository import Busy, OccupationRepository
from vivavoce.interviews.terms import Slot


class Booking:
    def __init__(self, session: Session) -> None:
        self._occupations = OccupationRepository(session)

    def move(self, interview_id: str, before: Slot | None, after: Slot | None, time_zone: str) -> None:
        """Raises InterviewTaken, with an error beside the field of each person who is busy.

        `time_zone` is the one in which the times of those errors are told.
        """
        if before == after:
            return
        if after is None:
            self._occupations.release(interview_id)
            return
        self._occupations.lock_people(after.people)
        busy = self._occupations.busy(after.people, after.starts_at, after.ends_at, besides=interview_id)
        if busy:
            raise InterviewTaken(errors=_beside_fields(busy, after, time_zone))
        self._occupations.release(interview_id)
        self._occupations.take(interview_id, after.people, after.starts_at, after.ends_at)


def _beside_fields(busy: Sequence[Busy], slot: Slot, time_zone: str) -> list[FieldError]:
    in_order = sorted(busy, key=lambda one: (slot.people.index(one.person_id), one.starts_at))
    return [FieldError(*_field_and_code(one.person_id, slot), _words(one, ZoneInfo(time_zone))) for one in in_order]


def _field_and_code(person_id: str, slot: Slot) -> tuple[str, str]:
    if person_id == slot.student_id:
        return "interview_time", "student_busy"
    return ("admin_id" if person_id == slot.admin_id else "interviewer_ids"), "person_busy"


def _words(busy: Busy, zone: ZoneInfo) -> str:
    start, end = busy.starts_at.astimezone(zone), busy.ends_at.astimezone(zone)
    return f"{busy.name} already has an interview on {_day(start)}, {start:%H:%M}–{end:%H:%M} ({zone.key})."  # noqa: RUF001 (an en dash between times)


def _day(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b %Y}"
