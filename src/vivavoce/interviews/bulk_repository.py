"""All SQL for changing many interviews at once. Locks are taken in the one order there is: cycles, applications,
interviews, people, each by their ids."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.admissions.models import Application, Cycle
from vivavoce.admissions.repository import Lock, locked
from vivavoce.database import batches
from vivavoce.interviews.models import Interview, Occupation, PanelMember
from vivavoce.interviews.occupation_repository import OccupationRepository
from vivavoce.interviews.repository import visible_to


class BulkInterviewRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def lock(self, ids: Sequence[str], caller: Caller, further_people: Iterable[str]) -> set[str]:
        """Of the interviews that this caller may see: they and everybody in them are held. Answers their ids."""
        rows = [
            row
            for some in batches(sorted(ids))
            for row in self._session.execute(
                select(Interview.admission_cycle_id, Interview.application_id, Interview.id).where(
                    visible_to(caller), Interview.id.in_(some)
                )
            )
        ]
        cycles, applications, interviews = (sorted({row[place] for row in rows}) for place in range(3))
        self._hold(select(Cycle.id).where(Cycle.id.in_(cycles)).order_by(Cycle.id), "share")
        for some in batches(applications):
            self._hold(select(Application.id).where(Application.id.in_(some)).order_by(Application.id), "update")
        for some in batches(interviews):
            self._hold(select(Interview.id).where(Interview.id.in_(some)).order_by(Interview.id), "update")
        self._lock_people(interviews, further_people)
        return set(interviews)

    def _hold(self, statement: Select[str], how: Lock) -> None:
        self._session.execute(locked(statement, how)).all()

    def people(self, ids: Sequence[str]) -> Mapping[str, list[str]]:
        """Of those that are scheduled: who is in them."""
        found: dict[str, list[str]] = {one: [] for one in ids}
        for some in batches(ids):
            rows = select(Occupation.interview_id, Occupation.person_id).where(Occupation.interview_id.in_(some))
            for interview_id, person_id in self._session.execute(rows.order_by(Occupation.person_id)):
                found[interview_id].append(person_id)
        return found

    def release(self, ids: Sequence[str]) -> None:
        """So that they can change places among each other."""
        for some in batches(ids):
            self._session.execute(delete(Occupation).where(Occupation.interview_id.in_(some)))

    def _lock_people(self, interview_ids: Sequence[str], further: Iterable[str]) -> None:
        people = set(further)
        for some in batches(interview_ids):
            of_them = select(Interview.student_id, Interview.admin_id).where(Interview.id.in_(some))
            panels = select(PanelMember.person_id).where(PanelMember.interview_id.in_(some))
            people.update(person for row in self._session.execute(of_them) for person in row)
            people.update(self._session.scalars(panels))
        for some in batches(sorted(people)):
            OccupationRepository(self._session).lock_people(some)
