"""What an admin changes about a person: name, time zone, role, and whether they may sign in."""

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.accounts.models import OFFICE_ROLES, Person, Role
from vivavoce.accounts.repository import LinkRepository, PersonRepository, SessionRepository
from vivavoce.accounts.schemas import PersonUpdate
from vivavoce.bus import Bus, SessionsEnded
from vivavoce.clock import Clock
from vivavoce.database import after_commit
from vivavoce.errors import Conflict, FieldError, NotFound, NotSignedIn


class OwnAccount(Conflict):
    code = "own_account"
    detail = "This is your own account. Ask another admin to disable it or to change its role."


class RoleFixed(Conflict):
    code = "role_fixed"
    detail = "A student's account never becomes one of the office, nor the other way round. Invite them anew."


class PersonChanges:
    def __init__(self, session: Session, clock: Clock, bus: Bus) -> None:
        self._people, self._links = PersonRepository(session), LinkRepository(session)
        self._sessions = SessionRepository(session)
        self._session, self._clock, self._bus = session, clock, bus

    def change(self, person_id: str, body: PersonUpdate, caller: Caller) -> Person:
        """Raises NotFound, OwnAccount, RoleFixed; NotSignedIn when another admin was quicker with the caller.

        That last look is what keeps an admin in the house: nobody disables or demotes themself, and of two who
        disable each other at the same moment only one does.
        """
        held = self._people.hold([person_id, caller.id])
        person, admin = held.get(person_id), held.get(caller.id)
        if admin is None or admin.role != Role.ADMIN or admin.disabled_at is not None:
            raise NotSignedIn
        if person is None:
            raise NotFound
        _refuse(person, body, own=person_id == caller.id)
        person.name = body.name or person.name
        person.time_zone = body.time_zone or person.time_zone
        if body.role is not None and body.role != person.role:
            person.role = body.role
            self._end_sessions(person)
        if body.disabled is not None:
            self._set_disabled(person, disabled=body.disabled)
        return person

    def _set_disabled(self, person: Person, *, disabled: bool) -> None:
        """Enabled again, a person has the password they had."""
        if disabled == (person.disabled_at is not None):
            return
        person.disabled_at = self._clock() if disabled else None
        if disabled:
            self._links.forget_unused(person.id)
            self._end_sessions(person)

    def _end_sessions(self, person: Person) -> None:
        ended = tuple(self._sessions.end_all(person.id))
        if ended:
            after_commit(self._session, lambda: self._bus.publish(SessionsEnded(ended)))


def _refuse(person: Person, body: PersonUpdate, *, own: bool) -> None:
    other_role = body.role is not None and body.role != person.role
    if own and (body.disabled or other_role):
        raise _beside(OwnAccount, "disabled" if body.disabled else "role")
    if body.role is not None and (body.role in OFFICE_ROLES) != (person.role in OFFICE_ROLES):
        raise _beside(RoleFixed, "role")


def _beside(error: type[Conflict], field: str) -> Conflict:
    return error(errors=[FieldError(field, error.code, error.detail)])
