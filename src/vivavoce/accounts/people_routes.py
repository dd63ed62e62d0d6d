"""People and their one-time links, for admins."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from vivavoce.accounts.deps import AdminDep
from vivavoce.accounts.models import Role
from vivavoce.accounts.people import PeopleService
from vivavoce.accounts.person_changes import PersonChanges
from vivavoce.accounts.schemas import LinkOut, NewPersonIn, NewPersonOut, Person, PersonList, PersonUpdate
from vivavoce.accounts.visitor import Visitor
from vivavoce.database import SessionDep
from vivavoce.fields import PathId
from vivavoce.paging import CursorQuery, OptionalLimitQuery, SearchQuery
from vivavoce.problems import PROBLEMS

router = APIRouter(prefix="/api/admin/people", tags=["people"], responses=PROBLEMS)


def get_service(request: Request, session: SessionDep) -> PeopleService:
    return PeopleService(session, request.app.state.clock, Visitor.of(request).site)


ServiceDep = Annotated[PeopleService, Depends(get_service)]


async def get_changes(request: Request, session: SessionDep) -> PersonChanges:
    return PersonChanges(session, request.app.state.clock, request.app.state.bus)


ChangesDep = Annotated[PersonChanges, Depends(get_changes)]


@router.get("")
def list_people(
    _: AdminDep,
    service: ServiceDep,
    request: Request,
    *,
    role: Role | None = None,
    q: SearchQuery = None,
    cursor: CursorQuery = None,
    limit: OptionalLimitQuery = None,
) -> PersonList:
    """By name; `q` looks in names and e-mail addresses. Without `limit`: everyone."""
    people, following = service.search(role, q or "", cursor, limit)
    items = [Person.of(person) for person in people]
    return PersonList(items=items, server_time=request.app.state.clock(), next_cursor=following)


@router.post("", status_code=201)
def invite_person(body: NewPersonIn, _: AdminDep, service: ServiceDep, request: Request) -> NewPersonOut:
    zone = body.time_zone or request.app.state.settings.office_time_zone
    person, issued = service.invite(body.email, body.name, body.role, zone)
    return NewPersonOut(person=Person.of(person), link=issued.link)


@router.post("/{person_id}/invitation")
def issue_link(person_id: PathId, _: AdminDep, service: ServiceDep) -> LinkOut:
    """An invitation for whoever has no password yet, else a way to set a new one. Earlier links stop working."""
    issued = service.link_for(person_id)
    return LinkOut(link=issued.link, expires_at=issued.expires_at)


@router.patch("/{person_id}")
def change_person(person_id: PathId, body: PersonUpdate, caller: AdminDep, changes: ChangesDep) -> Person:
    """Disabling, and another role, end the person's sessions; disabling also their unused links."""
    return Person.of(changes.change(person_id, body, caller))
