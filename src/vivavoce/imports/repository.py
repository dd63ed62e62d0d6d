"""All SQL of imports: what is stored about the rows of a file, and a plan's writes in bulk.

Whoever imports holds the cycle FOR NO KEY UPDATE, so nobody else writes its applications. Accounts are another matter:
new ones go in by e-mail and changes by id, so that two cycles' imports of the same people queue and do not deadlock.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from vivavoce.accounts.models import Person, Role
from vivavoce.admissions.models import Application, ApplicationDraft
from vivavoce.admissions.rules import ApplicationStatus
from vivavoce.imports.plan import COMPARED, StoredApplication, StoredPerson
from vivavoce.imports.score_plan import StoredScore

Values = Mapping[str, Any]
"""Of one row, by column."""
CHANGEABLE = ("external_id", *COMPARED, "checked")
KEYS = {"application_id": Application.id, "external_id": Application.external_id, "email": Person.email}


class ImportRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def savepoint(self) -> AbstractContextManager[object]:
        return self._session.begin_nested()

    def people(self, emails: Collection[str]) -> dict[str, StoredPerson]:
        """By e-mail."""
        rows = self._session.execute(
            select(
                Person.id,
                Person.email,
                Person.name,
                Person.time_zone,
                Person.role == Role.STUDENT,
                Person.disabled_at.is_not(None),
                Person.password_hash.is_not(None),
            ).where(Person.email.in_(emails))
        )
        return {row[1]: StoredPerson(*row) for row in rows}

    def applications(
        self, cycle_id: str, external_ids: Collection[str], student_ids: Collection[str]
    ) -> Sequence[StoredApplication]:
        """Those of the cycle that have one of the ids, or are of one of the students."""
        asked = Application.external_id.in_(external_ids) | Application.student_id.in_(student_ids)
        rows = self._session.execute(
            select(
                Application.id,
                Application.external_id,
                Application.student_id,
                Person.email,
                Application.programme,
                Application.school,
                Application.address,
                Application.statement,
                Application.checked,
                (Application.status == ApplicationStatus.WITHDRAWN).label("withdrawn"),
            )
            .join(Person, Person.id == Application.student_id)
            .where(Application.admission_cycle_id == cycle_id, asked)
        )
        return [StoredApplication(**row._asdict()) for row in rows]

    def scores(self, cycle_id: str, column: str, keys: Collection[str]) -> dict[str, StoredScore]:
        """By key."""
        key = KEYS[column]
        rows = self._session.execute(
            select(key, Application.id, Person.name, Application.status, Application.score)
            .join(Person, Person.id == Application.student_id)
            .where(Application.admission_cycle_id == cycle_id, key.in_(keys))
        )
        return {str(row[0]): StoredScore(row[1], row[2], ApplicationStatus(row[3]), row[4]) for row in rows}

    def add_people(self, people: Sequence[Values]) -> None:
        """Raises IntegrityError when an e-mail has been taken meanwhile."""
        if people:
            self._session.execute(insert(Person), sorted(people, key=lambda person: person["email"]))

    def add_applications(self, applications: Sequence[Values]) -> None:
        """Raises IntegrityError when a student has applied meanwhile."""
        if applications:
            self._session.execute(insert(Application), applications)

    def forget_drafts(self, cycle_id: str) -> None:
        """Of students who have an application now."""
        applied = select(Application.student_id).where(Application.admission_cycle_id == cycle_id)
        self._session.execute(
            delete(ApplicationDraft)
            .where(ApplicationDraft.admission_cycle_id == cycle_id, ApplicationDraft.student_id.in_(applied))
            .execution_options(synchronize_session=False)
        )

    def change_applications(self, changes: Sequence[Values]) -> None:
        """`of`: the id; and all that is CHANGEABLE."""
        self._change(Application, changes, CHANGEABLE)

    def set_scores(self, changes: Sequence[Values]) -> None:
        """`of`: the id; and the score."""
        self._change(Application, [{**one, "status": ApplicationStatus.SCORED} for one in changes], ("score", "status"))

    def change_people(self, changes: Sequence[Values]) -> None:
        """`of`: the id; and what changes. Whoever has chosen a password meanwhile is left alone."""
        for names in (("name",), ("time_zone",), ("name", "time_zone")):
            rows = [one for one in changes if one.keys() == {"of", *names}]
            self._change(Person, rows, names, Person.password_hash.is_(None))

    def _change(
        self, model: type[Application | Person], changes: Sequence[Values], names: Sequence[str], *conditions: Any
    ) -> None:
        if not changes:
            return
        statement = (
            update(model.__table__)  # type: ignore[arg-type] # a mapped class's table is always a Table
            .where(model.id == bindparam("of"), *conditions)
            .values({name: bindparam(f"to_{name}") for name in names})
        )
        rows = [
            {"of": one["of"], **{f"to_{name}": one[name] for name in names}}
            for one in sorted(changes, key=lambda one: str(one["of"]))
        ]
        self._session.connection().execute(statement, rows)
