"""All SQL of signaling: one statement for any number of sockets."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, RowMapping, bindparam, cast, func, select, update
from sqlalchemy import Text as SqlText
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from vivavoce.accounts.models import LoginSession
from vivavoce.accounts.models import Person as PersonRow
from vivavoce.interviews.models import Interview, PanelMember
from vivavoce.interviews.rules import InterviewStatus
from vivavoce.signaling.authorization import Appointment, Asked, Login, Standing
from vivavoce.signaling.messages import Person


class RoomRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def standings(self, asked: Collection[Asked]) -> dict[Asked, Standing]:
        """Answers for each one asked, in a single statement: the question travels as one JSON parameter."""
        pairs = json.dumps([[one.interview_id, one.session_id] for one in asked])
        connection = self._session.connection()
        return _gather(connection.execute(_question(connection.dialect.name), {"pairs": pairs}).mappings())

    def admit(self, interview_id: str, now: datetime) -> None:
        """Their student is let in from now on."""
        self._session.execute(update(Interview).where(Interview.id == interview_id).values(admitted_at=now))

    def headlines(self, interview_ids: Collection[str]) -> dict[str, tuple[datetime, str]]:
        """When each interview starts and its student's name."""
        rows = self._session.execute(
            select(Interview.id, Interview.interview_time, PersonRow.name)
            .join(PersonRow, PersonRow.id == Interview.student_id)
            .where(Interview.id.in_(interview_ids))
        )
        return {id_: (interview_time, name) for id_, interview_time, name in rows}


@cache
def _question(dialect: str) -> Any:
    """Building it takes longer than the database takes to answer."""
    source, interview_id, session_id = _asked(dialect)
    return (
        select(
            interview_id.label("asked_interview"),
            session_id.label("asked_session"),
            LoginSession.last_seen_at,
            LoginSession.expires_at,
            PersonRow.id.label("person_id"),
            PersonRow.name,
            PersonRow.role,
            PersonRow.disabled_at,
            Interview.id.label("interview_id"),
            Interview.student_id,
            Interview.admin_id,
            Interview.interview_time,
            Interview.status,
            Interview.deleted_at,
            Interview.lobby,
            Interview.relay_only,
            Interview.admitted_at,
            PanelMember.person_id.label("panel_id"),
        )
        .select_from(source)
        .outerjoin(LoginSession, LoginSession.id == session_id)
        .outerjoin(PersonRow, PersonRow.id == LoginSession.person_id)
        .outerjoin(Interview, Interview.id == interview_id)
        .outerjoin(PanelMember, PanelMember.interview_id == Interview.id)
    )


def _asked(dialect: str) -> tuple[FromClause, ColumnElement[str], ColumnElement[str]]:
    """The JSON parameter as rows: each database unpacks it its own way."""
    pairs = bindparam("pairs", type_=SqlText())
    if dialect == "sqlite":
        each = func.json_each(pairs).table_valued("value", name="asked")
        return each, func.json_extract(each.c.value, "$[0]"), func.json_extract(each.c.value, "$[1]")
    unpacked = func.jsonb_array_elements(cast(pairs, JSONB)).table_valued("value", name="asked")
    value = cast(unpacked.c.value, JSONB)
    return unpacked, value[0].astext, value[1].astext


def _gather(rows: Iterable[RowMapping]) -> dict[Asked, Standing]:
    """One row per panel member becomes one standing per question."""
    found: dict[Asked, RowMapping] = {}
    panels: dict[Asked, set[str]] = {}
    for row in rows:
        asked = Asked(row["asked_interview"], row["asked_session"])
        found[asked] = row
        panels.setdefault(asked, set()).update([row["panel_id"]] if row["panel_id"] else [])
    return {asked: Standing(_login(row), _appointment(row, panels[asked])) for asked, row in found.items()}


def _login(row: RowMapping) -> Login | None:
    if row["person_id"] is None:
        return None
    person = Person(id=row["person_id"], name=row["name"], role=row["role"])
    return Login(person, row["last_seen_at"], row["expires_at"], disabled=row["disabled_at"] is not None)


def _appointment(row: RowMapping, panel: set[str]) -> Appointment | None:
    if row["interview_id"] is None:
        return None
    return Appointment(
        student_id=row["student_id"],
        lead_id=row["admin_id"],
        panel_ids=frozenset(panel),
        interview_time=row["interview_time"],
        status=InterviewStatus(row["status"]),
        deleted=row["deleted_at"] is not None,
        lobby=row["lobby"],
        relay_only=row["relay_only"],
        admitted=row["admitted_at"] is not None,
    )
