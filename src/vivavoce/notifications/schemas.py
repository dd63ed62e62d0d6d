"""JSON of mails, for admins."""

from enum import StrEnum

from pydantic import BaseModel

from vivavoce.fields import InstantOut
from vivavoce.notifications.rules import MailStatus


class Delivery(StrEnum):
    SMTP = "smtp"
    FOLDER = "folder"
    """There is no mail server: mails are kept, and nobody gets them."""


class MailTo(BaseModel):
    id: str
    name: str
    email: str


class MessageItem(BaseModel):
    id: str
    to: MailTo
    kind: str
    """`scheduled`, `moved`, `cancelled`, `several`, `cannot_attend`, `windows_asked`, `times_allotted`, `test`, or
    `reminder_` and the minutes before."""
    status: MailStatus
    subject: str
    attempts: int
    last_error: str
    created_at: InstantOut
    due_at: InstantOut
    sent_at: InstantOut | None


class Message(MessageItem):
    text: str
    invitations: int
    """How many are attached for a calendar."""


class OutboxState(BaseModel):
    delivery: Delivery
    sender: str
    trouble: str
    """Why no mail goes out at the moment; empty when nothing is wrong."""
    counts: dict[str, int]
    """Of each status that there is."""


class MessagePage(BaseModel):
    items: list[MessageItem]
    outbox: OutboxState
    server_time: InstantOut
    next_cursor: str | None


class HeldInvitation(BaseModel):
    """What somebody's calendar says of one interview, as far as mails have told it."""

    interview_id: str
    held: str | None
    """The kind of the newest that was sent; none: nothing has been."""
    held_sequence: int | None
    held_starts_at: InstantOut | None
    newest: str
    newest_sequence: int
    newest_starts_at: InstantOut
    newest_status: MailStatus
    current: bool
    """Whether what was sent last is the newest there is."""


class HeldInvitations(BaseModel):
    items: list[HeldInvitation]
    server_time: InstantOut


class MailTemplate(BaseModel):
    kind: str
    subject: str
    text: str
    for_students: str
    """The text as a student reads it."""


class MailTemplates(BaseModel):
    items: list[MailTemplate]
    server_time: InstantOut
