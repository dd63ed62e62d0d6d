"""Takes people's time for an interview, or says who is busy and when. Every way to `scheduled` passes here."""

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from vivavoce.errors import FieldError
from vivavoce.interviews.conflict_repository import ConflictRepository
from vivavoce.interviews.errors import InterviewTaken, conflict_found
from vivavoce.interviews.occupation_repository import Busy, OccupationRepository, Taking, takings
from vivavoce.interviews.terms import Slot
from vivavoce.interviews.walls import stretch


class Booking:
    def __init__(self, session: Session) -> None:
        self._occupations, self._conflicts = OccupationRepository(session), ConflictRepository(session)

    def move(self, interview_id: str, before: Slot | None, after: Slot | None, time_zone: str) -> None:
        """Raises InterviewTaken and ConflictOfInterestFound, with an error beside the field of each person.

        `time_zone` is the one in which the times of those errors are told.
        """
        if before == after:
            return
        if after is None:
            self._occupations.release(interview_id)
            return
        self.refuse_busy(interview_id, after, time_zone)  # who is too late waits for nobody
        taking = takings(after, self._occupations.lock_people(after.people))
        self._refuse(interview_id, after, taking, time_zone)
        self._refuse_conflicts(after)
        self._occupations.release(interview_id)
        self._occupations.take(interview_id, taking)

    def refuse_busy(self, interview_id: str, slot: Slot | None, time_zone: str) -> None:
        """Without taking anything, and without the buffers. Raises InterviewTaken."""
        if slot:
            self._refuse(interview_id, slot, takings(slot, {}), time_zone)

    def _refuse(self, interview_id: str, slot: Slot, taking: Sequence[Taking], time_zone: str) -> None:
        busy = self._occupations.busy(taking, besides=interview_id)
        if busy:
            raise InterviewTaken(errors=_beside_fields(busy, slot, time_zone))

    def _refuse_conflicts(self, slot: Slot) -> None:
        """Held by the lock on both: whoever declares one holds them, too."""
        found = self._conflicts.among(slot.interviewers, [slot.student_id])
        if found:
            raise conflict_found((_field_and_code(one, slot)[0], name) for (one, _), name in found.items())


def _beside_fields(busy: Sequence[Busy], slot: Slot, time_zone: str) -> list[FieldError]:
    in_order = sorted(busy, key=lambda one: (slot.people.index(one.person_id), one.starts_at))
    return [FieldError(*_field_and_code(one.person_id, slot), _words(one, ZoneInfo(time_zone))) for one in in_order]


def _field_and_code(person_id: str, slot: Slot) -> tuple[str, str]:
    if person_id == slot.student_id:
        return "interview_time", "student_busy"
    return ("admin_id" if person_id == slot.admin_id else "interviewer_ids"), "person_busy"


def _words(busy: Busy, zone: ZoneInfo) -> str:
    kept = (busy.free_at - busy.ends_at) // timedelta(minutes=1)
    between = f", and keeps {kept} minutes free after it" if kept else ""
    return f"{busy.name} already has an interview on {stretch(busy.starts_at, busy.ends_at, zone)}{between}."
