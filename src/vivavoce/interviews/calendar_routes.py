"""The address under which a person's calendar program reads their interviews."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response, status

from vivavoce.accounts.deps import CallerDep
from vivavoce.accounts.visitor import Visitor
from vivavoce.database import SessionDep
from vivavoce.interviews.calendar_schemas import CalendarAddress, CalendarState
from vivavoce.interviews.calendar_service import CalendarService
from vivavoce.problems import PROBLEMS

router = APIRouter(prefix="/api/calendar", tags=["calendar"], responses=PROBLEMS)


def _new_token() -> str:
    return secrets.token_urlsafe(32)


async def _service(request: Request, session: SessionDep) -> CalendarService:
    return CalendarService(session, request.app.state.clock, _new_token, request.app.state.mailer.office)


CalendarDep = Annotated[CalendarService, Depends(_service)]
Token = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{43}$")]


@router.get("")
def calendar_state(caller: CallerDep, calendar: CalendarDep) -> CalendarState:
    return calendar.state(caller)


@router.post("", status_code=status.HTTP_201_CREATED)
def open_calendar(caller: CallerDep, calendar: CalendarDep, request: Request) -> CalendarAddress:
    """A new address; the one before stops working."""
    return calendar.open(caller, Visitor.of(request).site)


@router.delete("", status_code=status.HTTP_204_NO_CONTENT)
def close_calendar(caller: CallerDep, calendar: CalendarDep) -> None:
    calendar.close(caller)


@router.get("/{token}.ics", response_class=Response, responses={200: {"content": {"text/calendar": {}}}})
def read_calendar(token: Token, calendar: CalendarDep) -> Response:
    """For calendar programs, which cannot sign in."""
    return Response(calendar.read(token), media_type="text/calendar; charset=utf-8")
