"""Each start of the demo tries to leave Sam and Ada an interview that can be joined; it never fails over it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import structlog
from fastapi import FastAPI
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.accounts.models import Person, Role
from vivavoce.clock import new_id
from vivavoce.database import Database
from vivavoce.errors import AppError
from vivavoce.interviews.errors import InterviewTaken
from vivavoce.interviews.repository import InterviewRepository, InterviewRow
from vivavoce.interviews.rules import InterviewStatus, joinable
from vivavoce.interviews.schemas import InterviewCreate, InterviewUpdate
from vivavoce.interviews.service import InterviewService
from vivavoce.operations.demo_interviews import QUARTER, next_quarter
from vivavoce.operations.repository import OperationsRepository

ADA, SAM = "ada@example.edu", "sam@example.edu"
AHEAD = timedelta(minutes=15)
WITHIN = timedelta(hours=23)

log: structlog.stdlib.BoundLogger = structlog.get_logger("vivavoce.demo")


def keep_joinable(app: FastAPI) -> None:
    """People of the demo may have changed anything since the last start, so every rule may say no."""
    try:
        for when in times_from(app.state.clock()):
            if _try(app, when):
                return
    except (AppError, SQLAlchemyError) as error:
        log.info("Sam and Ada have no interview to join", why=type(error).__name__)


def times_from(now: datetime) -> Iterator[datetime]:
    """The nearest first."""
    when = next_quarter(now + AHEAD)
    while when <= now + WITHIN:
        yield when
        when += QUARTER


def _try(app: FastAPI, when: datetime) -> bool:
    """False when somebody is busy then."""
    database: Database = app.state.database
    try:
        with database.writing() as session:
            service = InterviewService(session, app.state.clock, new_id, app.state.bus)
            _settle(session, service, when, app.state.clock())
    except InterviewTaken:
        return False
    return True


def _settle(session: Session, service: InterviewService, when: datetime, now: datetime) -> None:
    """Moves the scheduled one that they have if it cannot be joined; makes one if they have none."""
    ada = OperationsRepository(session).person(ADA)
    if ada is None:
        return
    caller = _caller(ada)
    found = _scheduled(session, caller)
    if found is None:
        application_id = OperationsRepository(session).selected_application(SAM)
        if application_id is not None:
            service.create(InterviewCreate(application_id=application_id, interview_time=when), caller)
    elif not joinable(InterviewStatus.SCHEDULED, found.interview.interview_time, now):
        change = InterviewUpdate(version=found.interview.version, interview_time=when)
        service.update(found.interview.id, change, caller)


def _scheduled(session: Session, ada: Caller) -> InterviewRow | None:
    rows = InterviewRepository(session).all_of(ada)
    theirs = (row for row in rows if row.student.email == SAM and row.lead.id == ada.id)
    return next((row for row in theirs if row.interview.status == InterviewStatus.SCHEDULED), None)


def _caller(person: Person) -> Caller:
    return Caller(person.id, person.name, person.email, Role(person.role), person.time_zone, session_id="")
