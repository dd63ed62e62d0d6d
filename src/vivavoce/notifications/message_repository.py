"""What people have been told, for the office."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import Session

from vivavoce.accounts.models import Person
from vivavoce.notifications.models import Mail, Notice
from vivavoce.notifications.rules import INVITATIONS, MailStatus
from vivavoce.search import mentions

Position = tuple[datetime, str]


@dataclass(frozen=True)
class MessageFilters:
    status: MailStatus | None = None
    person_id: str | None = None
    q: str | None = None


class MessageRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def page(self, filters: MessageFilters, after: Position | None, limit: int) -> Sequence[Mail]:
        """The newest first."""
        statement = select(Mail).where(*_conditions(filters)).order_by(Mail.created_at.desc(), Mail.id.desc())
        if after is not None:
            statement = statement.where(tuple_(Mail.created_at, Mail.id) < after)
        return self._session.scalars(statement.limit(limit)).all()

    def counts(self) -> Mapping[str, int]:
        """Of each status."""
        rows = self._session.execute(select(Mail.status, func.count()).group_by(Mail.status))
        return {row[0]: row[1] for row in rows}

    def find(self, mail_id: str, *, hold: bool = False) -> Mail | None:
        found = select(Mail).where(Mail.id == mail_id)
        return self._session.scalar(found.with_for_update() if hold else found)

    def notices(self, mail_ids: Sequence[str]) -> Mapping[str, list[Notice]]:
        found: dict[str, list[Notice]] = {mail_id: [] for mail_id in mail_ids}
        for notice in self._session.scalars(
            select(Notice).where(Notice.mail_id.in_(mail_ids)).order_by(Notice.mail_id, Notice.id)
        ):
            found[notice.mail_id].append(notice)
        return found

    def has_person(self, person_id: str) -> bool:
        return self._session.get(Person, person_id) is not None

    def invitations(self, person_id: str) -> Sequence[tuple[Notice, Mail]]:
        """Everything about their calendar, by subject, and of each the newest first."""
        rows = self._session.execute(
            select(Notice, Mail)
            .join(Mail, Mail.id == Notice.mail_id)
            .where(Notice.person_id == person_id, Notice.kind.in_(INVITATIONS))
            .order_by(Notice.subject_id, Notice.sequence.desc(), Mail.created_at.desc(), Notice.id)
        )
        return [(notice, mail) for notice, mail in rows]


def _conditions(filters: MessageFilters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.status is not None:
        conditions.append(Mail.status == filters.status)
    if filters.person_id is not None:
        conditions.append(Mail.person_id == filters.person_id)
    if filters.q:
        conditions.append(mentions(filters.q, Mail.name, Mail.email))
    return conditions
