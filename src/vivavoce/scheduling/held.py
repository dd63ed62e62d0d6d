"""Whose interview has taken place: they are asked for no time, and given none."""

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import aliased

from vivavoce.admissions.models import Application
from vivavoce.interviews.models import Interview
from vivavoce.interviews.rules import InterviewStatus

Held = aliased(Interview)


def is_held() -> ColumnElement[bool]:
    """Of an application."""
    return exists().where(
        Held.application_id == Application.id,
        Held.status == InterviewStatus.COMPLETED,
        Held.deleted_at.is_(None),
    )
