"""All SQL of inviting a cycle's students."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from vivavoce.accounts.models import OneTimeLink, Person, Role
from vivavoce.admissions.models import Application

AT_A_TIME = 500
"""Ids in one statement."""


class Invited(NamedTuple):
    person_id: str
    name: str
    email: str


class InvitationRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def hold_without_password(self, cycle_id: str) -> Sequence[Invited]:
        """The cycle's students who cannot sign in yet and are not disabled, by name and e-mail.

        Held, in the order of their ids, before their links are touched: whoever accepts a link, makes one or disables
        an account holds the person first, too.
        """
        of_cycle = select(Application.student_id).where(Application.admission_cycle_id == cycle_id)
        rows = self._session.execute(
            select(Person.id, Person.name, Person.email)
            .where(
                Person.id.in_(of_cycle),
                Person.role == Role.STUDENT,
                Person.password_hash.is_(None),
                Person.disabled_at.is_(None),
            )
            .order_by(Person.id)
            .with_for_update(key_share=True)
        )
        return sorted((Invited(*row) for row in rows), key=lambda one: (one.name, one.email))

    def forget_unused_links(self, person_ids: Sequence[str]) -> None:
        for start in range(0, len(person_ids), AT_A_TIME):
            part = person_ids[start : start + AT_A_TIME]
            self._session.execute(
                delete(OneTimeLink)
                .where(OneTimeLink.used_at.is_(None), OneTimeLink.person_id.in_(part))
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
