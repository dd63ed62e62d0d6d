"""Signing in and out, the own profile, one-time links; the office's name."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from vivavoce.accounts.deps import CallerApartDep, CallerDep
from vivavoce.accounts.hashing import in_turn
from vivavoce.accounts.passwords import Passwords, default_passwords
from vivavoce.accounts.schemas import LoginIn, Me, Office, ProfileIn, TokenIn
from vivavoce.accounts.service import AccountService, ProfileChange, SignedIn
from vivavoce.accounts.sessions import Lifetime
from vivavoce.accounts.visitor import Visitor
from vivavoce.database import SessionDep
from vivavoce.problems import PROBLEMS
from vivavoce.settings import Settings

router = APIRouter(prefix="/api", tags=["accounts"], responses=PROBLEMS)


async def get_lifetime(request: Request) -> Lifetime:
    return Lifetime.of_hours(request.app.state.settings.session_hours)


LifetimeDep = Annotated[Lifetime, Depends(get_lifetime)]
PasswordsDep = Annotated[Passwords, Depends(default_passwords)]
VisitorDep = Annotated[Visitor, Depends(Visitor.of)]


async def get_service(request: Request, lifetime: LifetimeDep, passwords: PasswordsDep) -> AccountService:
    state = request.app.state
    return AccountService(state.database, state.bus, state.clock, lifetime, passwords)


ServiceDep = Annotated[AccountService, Depends(get_service)]


def _welcome(signed_in: SignedIn, visitor: Visitor, lifetime: Lifetime, response: Response) -> Me:
    visitor.remember(response, signed_in.person.email, signed_in.token, lifetime)
    return Me.of(signed_in.person)


@router.post("/auth/login")
async def login(
    body: LoginIn, service: ServiceDep, visitor: VisitorDep, lifetime: LifetimeDep, response: Response
) -> Me:
    signed_in = await in_turn(
        partial(
            service.login,
            body.email,
            body.password,
            network=visitor.network,
            browser=visitor.browser_known_to(body.email),
            old_session=visitor.session_id,
        )
    )
    return _welcome(signed_in, visitor, lifetime, response)


@router.post("/auth/token")
async def redeem_link(
    body: TokenIn, service: ServiceDep, visitor: VisitorDep, lifetime: LifetimeDep, response: Response
) -> Me:
    """Accepts an invitation or resets a password: whoever holds the one-time link is signed in by it."""
    signed_in = await in_turn(partial(service.redeem, body.token, body.password, old_session=visitor.session_id))
    return _welcome(signed_in, visitor, lifetime, response)


@router.post("/auth/logout", status_code=204)
def logout(
    caller: CallerDep, session: SessionDep, service: ServiceDep, visitor: VisitorDep, response: Response
) -> None:
    service.logout(session, caller)
    visitor.forget_session(response)


@router.get("/auth/me")
def me(caller: CallerDep) -> Me:
    return Me.of(caller)


@router.patch("/auth/me")
async def change_profile(body: ProfileIn, caller: CallerApartDep, service: ServiceDep) -> Me:
    """A new password needs the current one, and ends this person's other sessions."""
    change = ProfileChange(**body.model_dump())
    return Me.of(await in_turn(partial(service.change_profile, caller, change)))


@router.get("/office")
def office(request: Request) -> Office:
    settings: Settings = request.app.state.settings
    return Office(name=settings.office_name, contact=settings.office_contact, time_zone=settings.office_time_zone)
