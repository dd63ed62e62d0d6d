"""All SQL over many applications at once: none of it asks once per row."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from vivavoce.accounts.models import Person
from vivavoce.admissions.application_repository import ApplicationFilters, in_cycle
from vivavoce.admissions.changes import Standing
from vivavoce.admissions.models import Application
from vivavoce.admissions.repository import SCHEDULED, interviews
from vivavoce.admissions.rules import ApplicationStatus

IDS_IN_A_STATEMENT = 10_000
"""Both databases take more parameters; SQLite's limit is 32,766."""


class Candidate(NamedTuple):
    id: str
    name: str
    """The student's."""
    standing: Standing


class BulkRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def lock_ids(self, cycle_id: str, ids: Collection[str]) -> Sequence[Candidate]:
        """Those of the cycle."""
        return self._lock(*in_cycle(cycle_id, ApplicationFilters()), Application.id.in_(ids))

    def lock_matching(self, cycle_id: str, filters: ApplicationFilters) -> Sequence[Candidate]:
        return self._lock(*in_cycle(cycle_id, filters))

    def _lock(self, *conditions: ColumnElement[bool]) -> Sequence[Candidate]:
        """Held until the commit; taken in the order of ids, so that two changes at once do not deadlock."""
        a = Application
        rows = self._session.execute(
            select(a.id, Person.name, a.status, a.score, a.checked, a.reason)
            .join(Person, Person.id == a.student_id)
            .where(*conditions)
            .order_by(a.id)
            .with_for_update(key_share=True, of=a)
        )
        return [
            Candidate(id_, name, Standing(ApplicationStatus(status), score, checked, reason))
            for id_, name, status, score, checked, reason in rows
        ]

    def with_scheduled_interview(self, cycle_id: str) -> set[str]:
        """Ids of applications."""
        of_cycle = select(interviews.c.application_id).where(SCHEDULED, interviews.c.admission_cycle_id == cycle_id)
        return set(self._session.scalars(of_cycle))

    def write(self, ids: Sequence[str], values: Mapping[str, object]) -> None:
        for start in range(0, len(ids), IDS_IN_A_STATEMENT):
            some = ids[start : start + IDS_IN_A_STATEMENT]
            self._session.execute(update(Application).where(Application.id.in_(some)).values(**values))
