"""All SQL over people, sessions, one-time links and failed sign-ins."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, func, select, text, tuple_, update
from sqlalchemy.orm import Session

from vivavoce.accounts.models import FailedLogin, LoginSession, OneTimeLink, Person, Role
from vivavoce.accounts.sessions import TOUCH_EVERY, Lifetime
from vivavoce.search import mentions

Place = tuple[str, str]
"""Where a page ends: name and id of its last person."""


class SessionRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def live(self, session_id: str, lifetime: Lifetime, now: datetime) -> tuple[LoginSession, Person] | None:
        found = self._session.execute(
            select(LoginSession, Person)
            .join(Person, Person.id == LoginSession.person_id)
            .where(
                LoginSession.id == session_id,
                LoginSession.expires_at > now,
                LoginSession.last_seen_at > lifetime.seen_after(now),
                Person.disabled_at.is_(None),
            )
        ).one_or_none()
        return (found[0], found[1]) if found else None

    def add(self, session_id: str, person_id: str, lifetime: Lifetime, now: datetime) -> None:
        self._session.add(
            LoginSession(
                id=session_id,
                person_id=person_id,
                created_at=now,
                last_seen_at=now,
                expires_at=now + lifetime.absolute,
            )
        )

    def touch(self, session_ids: Collection[str], lifetime: Lifetime, now: datetime) -> None:
        """Never wakes one that is already idle for too long."""
        self._session.execute(
            update(LoginSession)
            .where(
                LoginSession.id.in_(session_ids),
                LoginSession.last_seen_at <= now - TOUCH_EVERY,
                LoginSession.last_seen_at > lifetime.seen_after(now),
            )
            .values(last_seen_at=now)
        )

    def end(self, session_id: str) -> bool:
        """True when there was one."""
        ended = delete(LoginSession).where(LoginSession.id == session_id).returning(LoginSession.id)
        return self._session.scalar(ended) is not None

    def end_all(self, person_id: str, keep: str | None = None) -> Sequence[str]:
        """Ends the person's sessions but `keep`; answers the ids of those that ended."""
        others = LoginSession.person_id == person_id
        if keep is not None:
            others &= LoginSession.id != keep
        return self._session.scalars(delete(LoginSession).where(others).returning(LoginSession.id)).all()

    def prune(self, lifetime: Lifetime, now: datetime) -> None:
        self._session.execute(
            delete(LoginSession).where(
                (LoginSession.expires_at <= now) | (LoginSession.last_seen_at <= lifetime.seen_after(now))
            )
        )


class PersonRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def by_id(self, person_id: str) -> Person | None:
        return self._session.get(Person, person_id)

    def by_email(self, email: str) -> Person | None:
        return self._session.scalar(select(Person).where(Person.email == email))

    def locked(self, person_id: str) -> Person | None:
        """Its row is held until the transaction ends: sign-in and password change must not pass each other."""
        return self._session.scalar(select(Person).where(Person.id == person_id).with_for_update())

    def hold(self, ids: Collection[str]) -> dict[str, Person]:
        """Read anew and held until the transaction ends, in the order of ids: two who change each other must queue."""
        rows = select(Person).where(Person.id.in_(ids)).order_by(Person.id)
        fresh = rows.with_for_update(key_share=True).execution_options(populate_existing=True)
        return {person.id: person for person in self._session.scalars(fresh)}

    def search(self, role: Role | None, words: str, after: Place | None, limit: int | None) -> Sequence[Person]:
        """By name or e-mail, case-insensitive; all roles when `role` is None, all people when `limit` is."""
        by_name = func.lower(Person.name), Person.id
        found = select(Person).order_by(*by_name).limit(limit)
        if role is not None:
            found = found.where(Person.role == role)
        if words:
            found = found.where(mentions(words, Person.name, Person.email))
        if after is not None:
            # Only the database knows what it makes of a name in lower case.
            found = found.where(tuple_(*by_name) > tuple_(func.lower(after[0]), after[1]))
        return self._session.scalars(found).all()

    def add(self, person: Person) -> None:
        """Raises IntegrityError when the e-mail is taken."""
        self._session.add(person)
        self._session.flush()


class LinkRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, link: OneTimeLink) -> None:
        self._session.add(link)

    def person_of(self, link_id: str, now: datetime) -> Person | None:
        """Whose link it is, while it can be used."""
        return self._session.scalar(
            select(Person)
            .join(OneTimeLink, OneTimeLink.person_id == Person.id)
            .where(OneTimeLink.id == link_id, *self._usable(now), Person.disabled_at.is_(None))
        )

    def redeem(self, link_id: str, now: datetime) -> bool:
        """True for exactly one caller, however many try at once."""
        used = (
            update(OneTimeLink)
            .where(OneTimeLink.id == link_id, *self._usable(now))
            .values(used_at=now)
            .returning(OneTimeLink.id)
        )
        return self._session.scalar(used) is not None

    def forget_unused(self, person_id: str) -> None:
        self._session.execute(
            delete(OneTimeLink).where(OneTimeLink.person_id == person_id, OneTimeLink.used_at.is_(None))
        )

    def has_passed_on(self, person_id: str) -> bool:
        """Whether there is one that no mail carries, and that has not been used."""
        theirs = (OneTimeLink.person_id == person_id, OneTimeLink.used_at.is_(None))
        return self._session.scalar(select(exists().where(*theirs, OneTimeLink.carried_by.is_(None)))) or False

    @staticmethod
    def _usable(now: datetime) -> tuple[ColumnElement[bool], ...]:
        return (OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > now)


class FailedLoginRepository:
    LOCK_ID = 0x6C6F6769  # "logi"

    def __init__(self, session: Session) -> None:
        self._session = session

    def lock(self) -> None:
        """One at a time counts and adds, or parallel guesses would all see the same count. SQLite's writing
        transactions are alone anyway."""
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(text("SELECT pg_advisory_xact_lock(:id)"), {"id": self.LOCK_ID})

    def prune(self, before: datetime) -> None:
        self._session.execute(delete(FailedLogin).where(FailedLogin.at <= before))

    def times(self, bucket: str) -> Sequence[datetime]:
        return self._session.scalars(
            select(FailedLogin.at).where(FailedLogin.bucket == bucket).order_by(FailedLogin.at)
        ).all()

    def add(self, row_id: str, bucket: str, at: datetime) -> None:
        self._session.add(FailedLogin(id=row_id, bucket=bucket, at=at))

    def remove(self, row_ids: Collection[str]) -> None:
        self._session.execute(delete(FailedLogin).where(FailedLogin.id.in_(row_ids)))
