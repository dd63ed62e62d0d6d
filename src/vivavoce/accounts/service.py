"""Signing in and out, one-time links, the own profile.

These verbs hash passwords, so they open their own short transactions around the hashing instead of holding the
request's: on SQLite an open writing transaction would keep everybody else from writing meanwhile.
"""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm import Session

from vivavoce.accounts.attempts import Attempts
from vivavoce.accounts.caller import Caller
from vivavoce.accounts.models import Person
from vivavoce.accounts.passwords import Passwords, refuse_weak
from vivavoce.accounts.repository import LinkRepository, PersonRepository, SessionRepository
from vivavoce.accounts.sessions import Lifetime, new_token, token_hash
from vivavoce.accounts.throttle import account_tag, password_change_buckets, sign_in_buckets
from vivavoce.bus import Bus, SessionsEnded
from vivavoce.clock import Clock
from vivavoce.database import Database, after_commit
from vivavoce.errors import AppError, FieldError, NotSignedIn, Unacceptable, refuse


class WrongCredentials(AppError):
    status, code = 401, "wrong_credentials"
    detail = "This e-mail and password do not go together. Check both, or ask the office for a new link."


class LinkNotValid(Unacceptable):
    code = "link_not_valid"
    detail = "This link has been used, has expired, or was replaced. Ask the office for a new one."

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("token", self.code, self.detail)])


@dataclass(frozen=True)
class SignedIn:
    person: Person
    token: str
    """For the cookie; only its hash is stored."""


@dataclass(frozen=True)
class ProfileChange:
    """None: stays as it is."""

    name: str | None = None
    time_zone: str | None = None
    password: str | None = None
    current_password: str | None = None


def keep_alive(database: Database, session_ids: Collection[str], lifetime: Lifetime, now: datetime) -> None:
    """For requests; in a transaction of its own, since the request's may be a reading one.

    If the database is busy or gone, or another one is under way, the next request tries again.
    """
    if not database.on_the_side.acquire(blocking=False):
        return
    try:
        with suppress(OperationalError, NoConnection), database.writing() as session:
            SessionRepository(session).touch(session_ids, lifetime, now)
    finally:
        database.on_the_side.release()


class AccountService:
    def __init__(self, database: Database, bus: Bus, clock: Clock, lifetime: Lifetime, passwords: Passwords) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock
        self._lifetime = lifetime
        self._passwords = passwords
        self._attempts = Attempts(database, clock)

    def login(
        self, email: str, password: str, *, network: str, browser: str | None, old_session: str | None
    ) -> SignedIn:
        """`browser`: its id, if it has signed in to this account before. `old_session` ends: it is this browser's.

        Raises WrongCredentials, the same for an unknown e-mail and after the same work, and TooManyAttempts.
        """
        email = email.strip().lower()
        attempt = self._attempts.begin(sign_in_buckets(account_tag(email), network, browser))
        with self._database.reading() as session:
            person = PersonRepository(session).by_email(email)
        usable = person if person is not None and person.disabled_at is None else None
        stored = usable.password_hash if usable else None
        verdict = self._passwords.verify(password, stored)
        if usable is None or not verdict.matches:
            raise WrongCredentials
        with self._database.writing() as session:
            self._attempts.forgive(session, attempt)
            person = self._unchanged(session, usable.id, stored)
            person.password_hash = verdict.better_hash or stored
            return self._start(session, person, old_session)

    def logout(self, session: Session, caller: Caller) -> None:
        SessionRepository(session).end(caller.session_id)
        self._announce(session, [caller.session_id])

    def redeem(self, token: str, password: str, *, old_session: str | None = None) -> SignedIn:
        """Accepts an invitation or resets a password. Raises LinkNotValid and Unacceptable."""
        link_id = token_hash(token)
        with self._database.reading() as session:
            owner = LinkRepository(session).person_of(link_id, self._clock())
        if owner is None:
            raise LinkNotValid
        refuse_weak(password, owner.email)
        hashed = self._passwords.hash(password)
        with self._database.writing() as session:
            person = PersonRepository(session).locked(owner.id)
            links = LinkRepository(session)
            if person is None or person.disabled_at is not None or not links.redeem(link_id, self._clock()):
                raise LinkNotValid
            self._set_password(session, person, hashed)
            return self._start(session, person, old_session)

    def change_profile(self, caller: Caller, change: ProfileChange) -> Person:
        """A new password ends the person's other sessions. Raises Unacceptable and TooManyAttempts."""
        hashed, stored = None, None
        if change.password is not None:
            stored = self._verified_hash(caller, change.current_password)
            refuse_weak(change.password, caller.email)
            hashed = self._passwords.hash(change.password)
        with self._database.writing() as session:
            person = PersonRepository(session).locked(caller.id)
            if person is None:
                raise NotSignedIn
            person.name = change.name or person.name
            person.time_zone = change.time_zone or person.time_zone
            if hashed is not None:
                self._unchanged(session, caller.id, stored)
                self._set_password(session, person, hashed, keep=caller.session_id)
            return person

    def _verified_hash(self, caller: Caller, current_password: str | None) -> str | None:
        if current_password is None:
            raise refuse("current_password", "missing", "Enter your current password to change it.")
        attempt = self._attempts.begin(password_change_buckets(caller.id))
        with self._database.reading() as session:
            person = PersonRepository(session).by_id(caller.id)
        stored = person.password_hash if person else None
        if not self._passwords.verify(current_password, stored).matches:
            raise refuse("current_password", "wrong_password", "This is not your current password.")
        with self._database.writing() as session:
            self._attempts.forgive(session, attempt)
        return stored

    def _unchanged(self, session: Session, person_id: str, stored: str | None) -> Person:
        """The person, held, unless a reset or a disabling came in between."""
        person = PersonRepository(session).locked(person_id)
        if person is None or person.disabled_at is not None or person.password_hash != stored:
            raise WrongCredentials
        return person

    def _set_password(self, session: Session, person: Person, hashed: str, keep: str | None = None) -> None:
        """Sessions and links from before end with the old one: whoever has them may be why it was changed."""
        person.password_hash = hashed
        LinkRepository(session).forget_unused(person.id)
        self._announce(session, SessionRepository(session).end_all(person.id, keep))

    def _start(self, session: Session, person: Person, old_session: str | None) -> SignedIn:
        """Always under a new token; what this browser had before, planted or not, ends."""
        token, now = new_token(), self._clock()
        sessions = SessionRepository(session)
        if old_session is not None and sessions.end(old_session):
            self._announce(session, [old_session])
        sessions.prune(self._lifetime, now)
        sessions.add(token_hash(token), person.id, self._lifetime, now)
        return SignedIn(person, token)

    def _announce(self, session: Session, ended: Collection[str]) -> None:
        if ended:
            message = SessionsEnded(tuple(ended))
            after_commit(session, lambda: self._bus.publish(message))
