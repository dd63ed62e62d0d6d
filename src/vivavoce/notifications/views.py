"""From rows to what admins get."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vivavoce.notifications import schemas
from vivavoce.notifications.facts import Office, Rendered, interview_facts
from vivavoce.notifications.models import Mail, Notice
from vivavoce.notifications.rules import MailStatus


@dataclass(frozen=True)
class Posting:
    """How mails leave this server, as it knows itself."""

    office: Office
    delivery: schemas.Delivery
    trouble: str


def outbox(posting: Posting, counts: Mapping[str, int]) -> schemas.OutboxState:
    return schemas.OutboxState(
        delivery=posting.delivery, sender=posting.office.sender, trouble=posting.trouble, counts=dict(counts)
    )


def item(mail: Mail, subject: str) -> schemas.MessageItem:
    return schemas.MessageItem(
        id=mail.id,
        to=schemas.MailTo(id=mail.person_id, name=mail.name, email=mail.email),
        kind=mail.kind,
        status=MailStatus(mail.status),
        subject=subject,
        attempts=mail.attempts,
        last_error=mail.last_error,
        created_at=mail.created_at,
        due_at=mail.due_at,
        sent_at=mail.sent_at,
    )


def message(mail: Mail, words: Rendered) -> schemas.Message:
    shown = item(mail, words.subject).model_dump()
    return schemas.Message(**shown, text=words.text, invitations=len(words.calendars))


def held(invitations: Sequence[tuple[Notice, Mail]]) -> schemas.HeldInvitation:
    """`invitations`: all to one person about one interview, the newest first."""
    notice, mail = invitations[0]
    sent = next((told for told, by in invitations if by.status == MailStatus.SENT), None)
    newest = interview_facts(notice.facts)
    return schemas.HeldInvitation(
        interview_id=notice.subject_id,
        held=sent.kind if sent else None,
        held_sequence=sent.sequence if sent else None,
        held_starts_at=interview_facts(sent.facts).starts_at if sent else None,
        newest=notice.kind,
        newest_sequence=notice.sequence,
        newest_starts_at=newest.starts_at,
        newest_status=MailStatus(mail.status),
        current=mail.status == MailStatus.SENT,
    )
