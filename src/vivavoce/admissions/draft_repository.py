"""All SQL over drafts of applications."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from vivavoce.accounts.models import Person
from vivavoce.admissions.models import Application, ApplicationDraft, Cycle
from vivavoce.admissions.repository import locked
from vivavoce.admissions.rules import Phase


class DraftRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def hold(self, student_id: str) -> None:
        """Saving a draft and applying must not pass each other, or the draft would outlive the application's start."""
        self._session.scalar(locked(select(Person.id).where(Person.id == student_id), "update"))

    def find(self, cycle_id: str, student_id: str) -> ApplicationDraft | None:
        return self._session.get(ApplicationDraft, (cycle_id, student_id))

    def add(self, draft: ApplicationDraft) -> None:
        self._session.add(draft)

    def forget(self, cycle_id: str, student_id: str) -> None:
        self._session.execute(
            delete(ApplicationDraft).where(
                ApplicationDraft.admission_cycle_id == cycle_id, ApplicationDraft.student_id == student_id
            )
        )

    def open_cycles(self, student_id: str) -> Sequence[tuple[Cycle, ApplicationDraft | None]]:
        """Those that take applications and have none of the student's, with their draft."""
        applied = select(Application.admission_cycle_id).where(Application.student_id == student_id)
        own_draft = (ApplicationDraft.admission_cycle_id == Cycle.id) & (ApplicationDraft.student_id == student_id)
        rows = self._session.execute(
            select(Cycle, ApplicationDraft)
            .outerjoin(ApplicationDraft, own_draft)
            .where(Cycle.phase == Phase.SUBMISSION, Cycle.id.not_in(applied))
            .order_by(Cycle.created_at, Cycle.id)
        )
        return [(cycle, draft) for cycle, draft in rows]
