"""The office's people: who is there, whom to invite, and the one-time links that let them in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from vivavoce.accounts.models import OneTimeLink, Person, Role
from vivavoce.accounts.repository import LinkRepository, PersonRepository, Place
from vivavoce.accounts.sessions import new_token, token_hash
from vivavoce.clock import Clock, new_id
from vivavoce.errors import Conflict, FieldError, NotFound
from vivavoce.paging import decode_cursor, encode_cursor

INVITATION_LIFE = timedelta(days=7)
RESET_LIFE = timedelta(days=1)
FIRST_ADMIN_LIFE = timedelta(minutes=30)


class EmailTaken(Conflict):
    code = "email_taken"
    detail = "Somebody with this e-mail address is here already. Find them in the list instead."

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("email", self.code, self.detail)])


class PersonDisabled(Conflict):
    code = "person_disabled"
    detail = "This account is disabled, so a link would not let them in."


@dataclass(frozen=True)
class IssuedLink:
    link: str
    """Carries the token in its fragment, which browsers send to no server."""
    expires_at: datetime


class PeopleService:
    """`site` is scheme, host and port that people's browsers use, for the links."""

    def __init__(self, session: Session, clock: Clock, site: str) -> None:
        self._people = PersonRepository(session)
        self._links = LinkRepository(session)
        self._session = session
        self._clock = clock
        self._site = site

    def search(
        self, role: Role | None, words: str, cursor: str | None, limit: int | None
    ) -> tuple[Sequence[Person], str | None]:
        """And the cursor of the next page, where there is one. Without a limit: all of them."""
        after = _place(cursor) if cursor else None
        found = self._people.search(role, words, after, limit and limit + 1)
        if limit is None or len(found) <= limit:
            return found, None
        last = found[limit - 1]
        return found[:limit], encode_cursor(last.name, last.id)

    def invite(self, email: str, name: str, role: Role, time_zone: str) -> tuple[Person, IssuedLink]:
        """Raises EmailTaken."""
        person = self.add(email, name, role, time_zone)
        return person, self.issue(person)

    def link_for(self, person_id: str) -> IssuedLink:
        """An invitation for whoever has no password yet, else a reset. Raises NotFound and PersonDisabled."""
        return self.issue(self.hold(person_id))

    def hold(self, person_id: str) -> Person:
        """Who may have a link. Raises NotFound and PersonDisabled."""
        person = self._people.hold([person_id]).get(person_id)
        if person is None:
            raise NotFound
        if person.disabled_at is not None:
            raise PersonDisabled
        return person

    def issue(self, person: Person) -> IssuedLink:
        """The newest link is the only one: an older one may be in the wrong mailbox."""
        self.end_links(person)
        return self._issue(person, _life(person))

    def issue_by_mail(self, person: Person, mail_id: str, *, beside_earlier: bool) -> IssuedLink | None:
        """None: since the mail was written, which ended all links, somebody has made one to pass on."""
        if self._links.has_passed_on(person.id):
            return None
        if not beside_earlier:
            self.end_links(person)
        return self._issue(person, _life(person), mail_id)

    def end_links(self, person: Person) -> None:
        self._links.forget_unused(person.id)

    def create_admin(self, email: str, name: str, time_zone: str) -> IssuedLink:
        """For the command line. An admin who is there already gets a new link: a way back in.

        Raises EmailTaken when it belongs to somebody of another role.
        """
        person = self._people.by_email(email)
        if person is None:
            person = self.add(email, name, Role.ADMIN, time_zone)
        elif person.role != Role.ADMIN or person.disabled_at is not None:
            raise EmailTaken
        self.end_links(person)
        return self._issue(person, FIRST_ADMIN_LIFE)

    def add(self, email: str, name: str, role: Role, time_zone: str) -> Person:
        """Raises EmailTaken."""
        person = Person(
            id=new_id(), email=email, name=name, role=role, time_zone=time_zone, is_demo=False, created_at=self._clock()
        )
        try:
            with self._session.begin_nested():
                self._people.add(person)
        except IntegrityError as error:
            raise EmailTaken from error
        return person

    def _issue(self, person: Person, life: timedelta, carried_by: str | None = None) -> IssuedLink:
        token, now = new_token(), self._clock()
        link = OneTimeLink(
            id=token_hash(token), person_id=person.id, created_at=now, expires_at=now + life, carried_by=carried_by
        )
        self._links.add(link)
        return IssuedLink(f"{self._site}/token#{token}", link.expires_at)


def _life(person: Person) -> timedelta:
    return INVITATION_LIFE if person.password_hash is None else RESET_LIFE


def _place(cursor: str) -> Place:
    name, person_id = decode_cursor(cursor, 2)
    return name, person_id
