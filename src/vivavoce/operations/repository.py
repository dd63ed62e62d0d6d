"""All SQL of the operators' commands and numbers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import case, delete, exists, func, select, update
from sqlalchemy.orm import Session

from vivavoce.accounts.models import LoginSession, Person, Role
from vivavoce.admissions.models import Application, Cycle
from vivavoce.admissions.rules import ApplicationStatus
from vivavoce.database import Base, Instant
from vivavoce.interviews.rules import CREATE_PHASES
from vivavoce.notifications.models import Mail
from vivavoce.notifications.rules import AGAIN, OPEN, MailStatus


class OperationsRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def database_version(self) -> str:
        """Such as `PostgreSQL 15.18`."""
        if self._session.get_bind().dialect.name == "sqlite":
            return f"SQLite {self._session.scalar(select(func.sqlite_version()))}"
        return f"PostgreSQL {self._session.scalar(select(func.current_setting('server_version')))}"

    def database_time(self) -> datetime:
        """PostgreSQL's own clock, this moment."""
        return self._session.execute(select(func.clock_timestamp(type_=Instant()))).scalar_one()

    def has_people(self) -> bool:
        return bool(self._session.scalar(select(exists().select_from(Person))))

    def has_demo_people(self) -> bool:
        return bool(self._session.scalar(select(exists().where(Person.is_demo))))

    def add_all(self, rows: Sequence[Base]) -> None:
        """Table by table, the referred-to first: without ORM relationships a flush does not know the order."""
        for table in Base.metadata.sorted_tables:
            self._session.add_all(row for row in rows if row.__table__ is table)
            self._session.flush()

    def person(self, email: str) -> Person | None:
        return self._session.scalar(select(Person).where(Person.email == email))

    def cycles_called(self, name_or_id: str) -> list[Cycle]:
        called = (Cycle.id == name_or_id) | (Cycle.name == name_or_id)
        return list(self._session.scalars(select(Cycle).where(called).order_by(Cycle.id)))

    def admins(self, email: str | None) -> list[Person]:
        """Who may sign in."""
        found = select(Person).where(Person.role == Role.ADMIN, Person.disabled_at.is_(None))
        wanted = found if email is None else found.where(Person.email == email.strip().lower())
        return list(self._session.scalars(wanted.order_by(Person.email)))

    def selected_application(self, email: str) -> str | None:
        """Of the student with this e-mail, in a cycle where interviews may be scheduled."""
        return self._session.scalar(
            select(Application.id)
            .join(Person, Person.id == Application.student_id)
            .join(Cycle, Cycle.id == Application.admission_cycle_id)
            .where(
                Person.email == email,
                Application.status == ApplicationStatus.SELECTED,
                Cycle.phase.in_(CREATE_PHASES),
            )
        )

    def outbox(self, now: datetime) -> tuple[int, int, datetime | None]:
        """Mails that wait, mails that somebody must look at, and since when the oldest of the former is due."""
        is_due = (Mail.status == MailStatus.WAITING) & (Mail.due_at <= now)
        found = self._session.execute(
            select(
                func.count(case((Mail.status.in_(OPEN), 1))),
                func.count(case((Mail.status.in_(AGAIN), 1))),
                func.min(case((is_due, Mail.due_at))),
            ).where(Mail.status.in_(OPEN | AGAIN))
        ).one()
        return found[0], found[1], found[2]

    def give_demo_people(self, password_hash: str) -> None:
        """Whoever is signed in with an older password is signed out."""
        demo = select(Person.id).where(Person.is_demo)
        self._session.execute(delete(LoginSession).where(LoginSession.person_id.in_(demo)))
        self._session.execute(update(Person).where(Person.is_demo).values(password_hash=password_hash))
