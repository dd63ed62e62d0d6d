"""What people have been told: reading it, sending again what failed, and trying a mail out."""

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.accounts.models import Role
from vivavoce.bus import Bus, MailsWaiting
from vivavoce.clock import Clock
from vivavoce.database import after_commit
from vivavoce.errors import NotFound
from vivavoce.notifications import schemas, views
from vivavoce.notifications.errors import NotToBeSentAgain
from vivavoce.notifications.facts import Letter, Office, Recipient, Told
from vivavoce.notifications.letters import letter_of
from vivavoce.notifications.message_repository import MessageFilters, MessageRepository
from vivavoce.notifications.mime import message
from vivavoce.notifications.models import Mail
from vivavoce.notifications.outbox_repository import Outbox
from vivavoce.notifications.rendering import rendered, subject
from vivavoce.notifications.rules import AGAIN, Kind, MailStatus
from vivavoce.notifications.samples import SAMPLES, sample
from vivavoce.paging import decode_position, encode_cursor


class MessageService:
    def __init__(
        self, session: Session, clock: Clock, new_id: Callable[[], str], bus: Bus, state: views.Posting
    ) -> None:
        self._session, self._clock, self._new_id, self._bus, self._state = session, clock, new_id, bus, state
        self._repository = MessageRepository(session)

    @property
    def _office(self) -> Office:
        return self._state.office

    def page(self, filters: MessageFilters, cursor: str | None, limit: int) -> schemas.MessagePage:
        found = self._repository.page(filters, decode_position(cursor) if cursor else None, limit + 1)
        mails, more = found[:limit], len(found) > limit
        notices = self._repository.notices([mail.id for mail in mails])
        return schemas.MessagePage(
            items=[views.item(mail, subject(letter_of(mail, notices[mail.id]), self._office)) for mail in mails],
            outbox=views.outbox(self._state, self._repository.counts()),
            server_time=self._clock(),
            next_cursor=encode_cursor(mails[-1].created_at.isoformat(), mails[-1].id) if more else None,
        )

    def read(self, mail_id: str) -> schemas.Message:
        return self._message(self._find(mail_id))

    def file(self, mail_id: str) -> bytes:
        """As it goes out, to be opened in a mail program."""
        letter = self._letter(self._find(mail_id))
        return message(letter, rendered(letter, self._office), self._office).as_bytes()

    def send_again(self, mail_id: str) -> schemas.Message:
        """Raises NotFound and NotToBeSentAgain."""
        mail = self._find(mail_id, hold=True)
        if mail.status not in AGAIN:
            raise NotToBeSentAgain
        mail.status, mail.doubts, mail.attempts, mail.due_at = MailStatus.WAITING, 0, 0, self._clock()
        after_commit(self._session, lambda: self._bus.publish(MailsWaiting()))
        return self._message(mail)

    def held(self, person_id: str) -> schemas.HeldInvitations:
        """Of everything ahead and behind, by time. Raises NotFound."""
        if not self._repository.has_person(person_id):
            raise NotFound
        rows = self._repository.invitations(person_id)
        items = [views.held(list(group)) for _, group in groupby(rows, key=lambda row: row[0].subject_id)]
        items.sort(key=lambda one: (one.newest_starts_at, one.interview_id))
        return schemas.HeldInvitations(items=items, server_time=self._clock())

    def templates(self, caller: Caller) -> schemas.MailTemplates:
        items = [self._template(kind, caller) for kind in SAMPLES]
        return schemas.MailTemplates(items=items, server_time=self._clock())

    def try_out(self, kind: str, caller: Caller) -> None:
        """An example of it, to the caller, without an invitation for the calendar."""
        if kind not in SAMPLES:
            raise NotFound
        letter = sample(kind, _recipient(caller), self._clock())
        facts = {**letter.told[0].facts, "sample": kind}
        told = Told(caller.id, self._new_id(), Kind.TEST, 0, facts)
        Outbox(self._session, self._clock, self._new_id, self._bus).tell([told])

    def _template(self, kind: str, caller: Caller) -> schemas.MailTemplate:
        to, now = _recipient(caller), self._clock()
        words = rendered(sample(kind, to, now), self._office)
        student = rendered(sample(kind, replace(to, for_student=True), now), self._office)
        return schemas.MailTemplate(kind=kind, subject=words.subject, text=words.text, for_students=student.text)

    def _find(self, mail_id: str, *, hold: bool = False) -> Mail:
        mail = self._repository.find(mail_id, hold=hold)
        if mail is None:
            raise NotFound
        return mail

    def _message(self, mail: Mail) -> schemas.Message:
        return views.message(mail, rendered(self._letter(mail), self._office))

    def _letter(self, mail: Mail) -> Letter:
        return letter_of(mail, self._repository.notices([mail.id])[mail.id])


def _recipient(caller: Caller) -> Recipient:
    return Recipient(caller.id, caller.email, caller.name, caller.time_zone, caller.role is Role.STUDENT)
