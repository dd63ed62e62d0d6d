"""One-time links that go by mail, for admins. (Links that admins pass on themselves: accounts/people_routes.py.)"""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, status

from vivavoce.accounts.deps import AdminDep
from vivavoce.accounts.people_routes import ServiceDep
from vivavoce.accounts.schemas import NewPersonIn, Person
from vivavoce.clock import new_id
from vivavoce.database import SessionDep
from vivavoce.fields import PathId
from vivavoce.notifications.invitation_service import InvitationService
from vivavoce.problems import PROBLEMS

router = APIRouter(prefix="/api/admin", tags=["people"], responses=PROBLEMS)


async def _service(request: Request, session: SessionDep, people: ServiceDep) -> InvitationService:
    state = request.app.state
    return InvitationService(session, state.clock, new_id, state.bus, people)


InvitationsDep = Annotated[InvitationService, Depends(_service)]


@router.post("/invitations", status_code=status.HTTP_201_CREATED)
def invite_by_mail(body: NewPersonIn, _: AdminDep, invitations: InvitationsDep, request: Request) -> Person:
    """As `POST /api/admin/people`, but the link goes by mail: no answer holds it."""
    zone = body.time_zone or request.app.state.settings.office_time_zone
    return Person.of(invitations.invite(body.email, body.name, body.role, zone))


@router.post("/people/{person_id}/invitation-mail", status_code=status.HTTP_204_NO_CONTENT)
def mail_link(person_id: PathId, _: AdminDep, invitations: InvitationsDep) -> None:
    """An invitation for whoever has no password yet, else a way to set a new one. Earlier links stop working."""
    invitations.send_link(person_id)
