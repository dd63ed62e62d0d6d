"""Who may call a route: `caller: AdminDep` in its signature is the whole of its authorization by role.

Not signed in: 401. A role that may never do this: 403.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated

from fastapi import BackgroundTasks, Depends, Request, Security
from fastapi.security import APIKeyCookie
from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.accounts.models import OFFICE_ROLES, LoginSession, Person, Role
from vivavoce.accounts.repository import SessionRepository
from vivavoce.accounts.service import keep_alive
from vivavoce.accounts.sessions import COOKIE, Lifetime, session_id_of, wants_touch
from vivavoce.database import Database, SessionDep
from vivavoce.errors import Forbidden, NotSignedIn

# Only to describe the cookie in the OpenAPI document; it is read in `caller_of`.
_cookie_scheme = APIKeyCookie(name=COOKIE, auto_error=False, scheme_name="session")


def find_caller(request: Request, session: Session, background: BackgroundTasks) -> Caller:
    """Raises NotSignedIn."""
    session_id = session_id_of(request.cookies)
    now: datetime = request.app.state.clock()
    lifetime = Lifetime.of_hours(request.app.state.settings.session_hours)
    found = session_id and SessionRepository(session).live(session_id, lifetime, now)
    if not found:
        raise NotSignedIn
    login, person = found
    if wants_touch(login.last_seen_at, now):
        background.add_task(keep_alive, request.app.state.database, [login.id], lifetime, now)
    return _caller(login, person)


def _caller(login: LoginSession, person: Person) -> Caller:
    return Caller(
        id=person.id,
        name=person.name,
        email=person.email,
        role=Role(person.role),
        time_zone=person.time_zone,
        session_id=login.id,
    )


def get_caller(
    request: Request,
    session: SessionDep,
    background: BackgroundTasks,
    _: Annotated[str | None, Security(_cookie_scheme)],
) -> Caller:
    return find_caller(request, session, background)


def get_caller_apart(
    request: Request, background: BackgroundTasks, _: Annotated[str | None, Security(_cookie_scheme)]
) -> Caller:
    """For routes that hash a password: no transaction stays open meanwhile."""
    database: Database = request.app.state.database
    with database.reading() as session:
        return find_caller(request, session, background)


async def get_admin_apart(caller: Annotated[Caller, Depends(get_caller_apart)]) -> Caller:
    """For routes that take long to read their body: no transaction stays open meanwhile."""
    return require_admin(caller)


def require_admin(caller: Caller) -> Caller:
    """Raises Forbidden."""
    if caller.role is not Role.ADMIN:
        raise Forbidden
    return caller


CallerDep = Annotated[Caller, Depends(get_caller)]
CallerApartDep = Annotated[Caller, Depends(get_caller_apart)]
AdminApartDep = Annotated[Caller, Depends(get_admin_apart)]


def _with_role(*roles: Role) -> Callable[[Caller], Awaitable[Caller]]:
    async def check(caller: CallerDep) -> Caller:
        if caller.role not in roles:
            raise Forbidden
        return caller

    return check


AdminDep = Annotated[Caller, Depends(_with_role(Role.ADMIN))]
InterviewerDep = Annotated[Caller, Depends(_with_role(Role.INTERVIEWER))]
StudentDep = Annotated[Caller, Depends(_with_role(Role.STUDENT))]
OfficeDep = Annotated[Caller, Depends(_with_role(*OFFICE_ROLES))]
