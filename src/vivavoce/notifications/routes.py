"""What people have been told, for admins."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response, status

from vivavoce.accounts.deps import AdminDep
from vivavoce.fields import ID_PATTERN, PathId
from vivavoce.notifications.deps import MessagesDep
from vivavoce.notifications.message_repository import MessageFilters
from vivavoce.notifications.rules import MailStatus
from vivavoce.notifications.schemas import HeldInvitations, MailTemplates, Message, MessagePage
from vivavoce.paging import DEFAULT_LIMIT, CursorQuery, LimitQuery, SearchQuery
from vivavoce.problems import PROBLEMS

router = APIRouter(prefix="/api/admin", tags=["messages"], responses=PROBLEMS)


async def _filters(
    status: MailStatus | None = None,
    person_id: Annotated[str | None, Query(pattern=ID_PATTERN)] = None,
    q: SearchQuery = None,
) -> MessageFilters:
    return MessageFilters(status, person_id, q)


@router.get("/messages")
def list_messages(
    _: AdminDep,
    messages: MessagesDep,
    filters: Annotated[MessageFilters, Depends(_filters)],
    cursor: CursorQuery = None,
    limit: LimitQuery = DEFAULT_LIMIT,
) -> MessagePage:
    """The newest first; `q` looks in names and addresses."""
    return messages.page(filters, cursor, limit)


@router.get("/messages/{message_id}")
def read_message(message_id: PathId, _: AdminDep, messages: MessagesDep) -> Message:
    return messages.read(message_id)


@router.get(
    "/messages/{message_id}/file", response_class=Response, responses={200: {"content": {"message/rfc822": {}}}}
)
def message_file(message_id: PathId, _: AdminDep, messages: MessagesDep) -> Response:
    """As it goes out, for a mail program to open."""
    headers = {"Content-Disposition": 'attachment; filename="message.eml"'}
    return Response(messages.file(message_id), media_type="message/rfc822", headers=headers)


@router.post("/messages/{message_id}/retry")
def send_again(message_id: PathId, _: AdminDep, messages: MessagesDep) -> Message:
    """Only what failed or may not have arrived (409 else)."""
    return messages.send_again(message_id)


@router.get("/people/{person_id}/held")
def held_invitations(person_id: PathId, _: AdminDep, messages: MessagesDep) -> HeldInvitations:
    """What somebody's calendar says, as far as mails have told it, and what it should say."""
    return messages.held(person_id)


@router.get("/mail-templates")
def mail_templates(caller: AdminDep, messages: MessagesDep) -> MailTemplates:
    """Each with made-up facts, as the office and as students read it."""
    return messages.templates(caller)


@router.post("/mail-templates/{kind}/test", status_code=status.HTTP_204_NO_CONTENT)
def try_out(kind: str, caller: AdminDep, messages: MessagesDep) -> None:
    """Sends the example to the caller."""
    messages.try_out(kind, caller)
