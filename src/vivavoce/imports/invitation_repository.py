"""All SQL of inviting a cycle's students."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from vivavoce.accounts.models import OneTimeLink, Person, Role
from vivavoce.admissions.models import Application


class Invited(NamedTuple):
    person_id: str
    name: str
    email: str


class InvitationRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def without_password(self, cycle_id: str) -> Sequence[Invited]:
        """The cycle's students who cannot sign in yet and are not disabled, by name and e-mail."""
        rows = self._session.execute(
            select(Person.id, Person.name, Person.email)
            .join(Application, Application.student_id == Person.id)
            .where(
                Application.admission_cycle_id == cycle_id,
                Person.role == Role.STUDENT,
                Person.password_hash.is_(None),
                Person.disabled_at.is_(None),
            )
            .order_by(Person.name, Person.email)
        )
        return [Invited(*row) for row in rows]

    def forget_unused_links(self, cycle_id: str) -> None:
        """Of all of the cycle's students who have no password: they had only invitations."""
        students = (
            select(Person.id)
            .join(Application, Application.student_id == Person.id)
            .where(Application.admission_cycle_id == cycle_id, Person.password_hash.is_(None))
        )
        self._session.execute(
            delete(OneTimeLink)
            .where(OneTimeLink.used_at.is_(None), OneTimeLink.person_id.in_(students))
            .execution_options(synchronize_session=False)
        )

    def add_links(self, hashes: Sequence[tuple[str, str]], now: datetime, until: datetime) -> None:
        """`hashes`: (person's id, the token's hash)."""
        rows = [
            {"id": token_hash, "person_id": person_id, "created_at": now, "expires_at": until}
            for person_id, token_hash in hashes
        ]
        if rows:
            self._session.execute(insert(OneTimeLink), rows)
