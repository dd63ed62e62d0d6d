"""What a worker does with the outbox, each step a statement of its own: whatever is killed between two of them, the
next worker finds out where it was."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from vivavoce.notifications.models import Mail, Notice
from vivavoce.notifications.rules import INVITATIONS, LEASE, OPEN, MailStatus, Outcome, after_failure


class QueueRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def claim(self, lease_id: str, now: datetime) -> Mail | None:
        """The next one that is due, for this worker alone until its lease ends."""
        found = self._session.scalar(
            select(Mail)
            .where(Mail.status == MailStatus.WAITING, Mail.due_at <= now)
            .order_by(Mail.due_at, Mail.created_at, Mail.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if found is None:
            return None
        found.status, found.attempts = MailStatus.SENDING, found.attempts + 1
        found.lease_id, found.lease_until = lease_id, now + LEASE
        return found

    def holds(self, mail_id: str, lease_id: str) -> bool:
        """Whether it is still in this worker's hands."""
        held = select(Mail.id).where(_held(mail_id, lease_id), Mail.status == MailStatus.SENDING)
        return self._session.scalar(held) is not None

    def give_up(self, mail_id: str, lease_id: str) -> None:
        """There is nothing to tell any more."""
        self._session.execute(
            update(Mail)
            .where(_held(mail_id, lease_id), Mail.status == MailStatus.SENDING)
            .values(status=MailStatus.OBSOLETE, lease_id=None, lease_until=None)
        )

    def put_back(self, mail_id: str, lease_id: str) -> None:
        """It was not even tried."""
        self._session.execute(
            update(Mail)
            .where(_held(mail_id, lease_id), Mail.status == MailStatus.SENDING)
            .values(status=MailStatus.WAITING, attempts=Mail.attempts - 1, lease_id=None, lease_until=None)
        )

    def finishing(self, mail_id: str, lease_id: str, now: datetime) -> bool:
        """Before the last dot: whether it may still go. It may not when it was taken back, has expired, or has been
        in this worker's hands for too long."""
        changed = self._session.execute(
            update(Mail)
            .where(
                _held(mail_id, lease_id),
                Mail.status == MailStatus.SENDING,
                Mail.lease_until > now,
                or_(Mail.expires_at.is_(None), Mail.expires_at > now),
            )
            .values(status=MailStatus.FINISHING)
            .returning(Mail.id)
        )
        return changed.first() is not None

    def sent(self, mail_id: str, lease_id: str, now: datetime) -> None:
        self._session.execute(
            update(Mail)
            .where(_held(mail_id, lease_id))
            .values(status=MailStatus.SENT, sent_at=now, lease_id=None, lease_until=None, last_error="")
        )

    def failed(self, mail_id: str, lease_id: str, outcome: Outcome, error: str, now: datetime) -> None:
        held = select(Mail).where(_held(mail_id, lease_id), Mail.status.in_(OPEN)).with_for_update()
        if (mail := self._session.scalar(held)) is not None:
            self._settle(mail, outcome, error, now)

    def recover(self, now: datetime) -> None:
        """What a worker had when it died."""
        left = self._session.scalars(
            select(Mail)
            .where(Mail.status.in_([MailStatus.SENDING, MailStatus.FINISHING]), Mail.lease_until <= now)
            .with_for_update(skip_locked=True)
        ).all()
        for mail in left:
            outcome = Outcome.UNKNOWN if mail.status == MailStatus.FINISHING else Outcome.TEMPORARY
            self._settle(mail, outcome, "The server that was sending it stopped.", now)

    def expire(self, now: datetime) -> None:
        self._session.execute(
            update(Mail)
            .where(Mail.status == MailStatus.WAITING, Mail.expires_at <= now)
            .values(status=MailStatus.OBSOLETE)
            .execution_options(synchronize_session=False)
        )

    def next_due(self) -> datetime | None:
        return self._session.scalar(select(func.min(Mail.due_at)).where(Mail.status == MailStatus.WAITING))

    def notices(self, mail_id: str) -> list[Notice]:
        return list(self._session.scalars(select(Notice).where(Notice.mail_id == mail_id).order_by(Notice.id)))

    def _settle(self, mail: Mail, outcome: Outcome, error: str, now: datetime) -> None:
        what = after_failure(outcome, attempts=mail.attempts, doubts=mail.doubts, created_at=mail.created_at, now=now)
        mail.status, mail.doubts, mail.due_at, mail.last_error = what.status, what.doubts, what.due_at, error
        mail.lease_id = mail.lease_until = None
        if what.status is MailStatus.WAITING and self._is_overtaken(mail):
            mail.status = MailStatus.OBSOLETE

    def _is_overtaken(self, mail: Mail) -> bool:
        if mail.kind not in INVITATIONS:
            return False
        newer = aliased(Mail)
        about = exists().where(
            Notice.mail_id == newer.id, Notice.subject_id == mail.subject_id, Notice.kind.in_(INVITATIONS)
        )
        found = select(newer.id).where(newer.person_id == mail.person_id, newer.created_at > mail.created_at, about)
        return self._session.scalar(found.limit(1)) is not None


def _held(mail_id: str, lease_id: str) -> ColumnElement[bool]:
    return and_(Mail.id == mail_id, Mail.lease_id == lease_id)
