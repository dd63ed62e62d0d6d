"""Declaring conflicts of interest, from either side, and looking for likely ones."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.accounts.models import OFFICE_ROLES, Person, Role
from vivavoce.admissions.repository import CycleRepository
from vivavoce.admissions.views import person_ref, student_ref
from vivavoce.clock import Clock
from vivavoce.errors import NotFound, refuse
from vivavoce.interviews.conflict_repository import ConflictRepository, Declared, Pair
from vivavoce.interviews.conflict_rules import suggestions
from vivavoce.interviews.conflict_schemas import ConflictIn, ConflictOut, CycleConflicts, SuggestionOut
from vivavoce.interviews.models import ConflictOfInterest
from vivavoce.interviews.occupation_repository import OccupationRepository
from vivavoce.interviews.repository import InterviewRepository


class ConflictService:
    def __init__(self, session: Session, clock: Clock) -> None:
        self._conflicts, self._interviews = ConflictRepository(session), InterviewRepository(session)
        self._cycles, self._occupations, self._clock = CycleRepository(session), OccupationRepository(session), clock

    def of_cycle(self, cycle_id: str) -> CycleConflicts:
        """Raises NotFound."""
        if self._cycles.find(cycle_id) is None:
            raise NotFound
        now = self._clock()
        meetings, declared = self._conflicts.meetings(cycle_id, now), self._conflicts.of_cycle(cycle_id)
        decided = {(one.conflict.staff_id, one.conflict.student_id) for one in declared}
        return CycleConflicts(
            declared=[_declared(one, meetings) for one in declared if one.conflict.holds],
            suggested=self._suggested(cycle_id, decided, meetings),
            server_time=now,
        )

    def decide(self, body: ConflictIn, caller: Caller) -> None:
        """By an admin. Raises Unacceptable."""
        people = self._interviews.people([body.staff_id, body.student_id])
        staff, student = people.get(body.staff_id), people.get(body.student_id)
        if staff is None or staff.role not in OFFICE_ROLES:
            raise refuse("staff_id", "not_an_interviewer", "There is no such interviewer.")
        if student is None or student.role != Role.STUDENT:
            raise refuse("student_id", "not_a_student", "There is no such applicant.")
        self._put(body.staff_id, body.student_id, body.reason or "", caller, holds=body.holds)

    def declare_own(self, interview_id: str, reason: str, caller: Caller) -> None:
        """By whoever is to interview. Raises NotFound."""
        row = self._interviews.find(caller, interview_id)
        if row is None:
            raise NotFound
        self._put(caller.id, row.student.id, reason, caller)

    def declare_of_student(self, interview_id: str, position: int, reason: str, caller: Caller) -> None:
        """By the student. Raises NotFound and Unacceptable."""
        row = self._interviews.find(caller, interview_id)
        if row is None:
            raise NotFound
        office = [row.lead, *row.panel]
        if position >= len(office):
            raise refuse("position", "unknown_person", "There is no such person in this interview.")
        self._put(office[position].id, caller.id, reason, caller)

    def _put(self, staff_id: str, student_id: str, reason: str, caller: Caller, *, holds: bool = True) -> None:
        """Under the lock that every booking of either takes first."""
        self._occupations.lock_people([staff_id, student_id])
        self._conflicts.put(
            ConflictOfInterest(
                staff_id=staff_id,
                student_id=student_id,
                holds=holds,
                reason=reason,
                declared_by_id=caller.id,
                declared_at=self._clock(),
            )
        )

    def _suggested(self, cycle_id: str, decided: set[Pair], meetings: Mapping[Pair, datetime]) -> list[SuggestionOut]:
        office, applicants = self._conflicts.office(), self._conflicts.applicants(cycle_id)
        staff: dict[str, Person] = {person.id: person for person, _ in office}
        students: dict[str, Person] = {person.id: person for person, _ in applicants}
        found = suggestions([known for _, known in office], [known for _, known in applicants])
        return [
            SuggestionOut(
                staff=person_ref(staff[one.staff_id]),
                student=student_ref(students[one.student_id]),
                why=list(one.why),
                meets_at=meetings.get((one.staff_id, one.student_id)),
            )
            for one in found
            if (one.staff_id, one.student_id) not in decided
        ]


def _declared(one: Declared, meetings: Mapping[Pair, datetime]) -> ConflictOut:
    return ConflictOut(
        staff=person_ref(one.staff),
        student=student_ref(one.student),
        reason=one.conflict.reason,
        declared_by=person_ref(one.by),
        declared_at=one.conflict.declared_at,
        meets_at=meetings.get((one.conflict.staff_id, one.conflict.student_id)),
    )
