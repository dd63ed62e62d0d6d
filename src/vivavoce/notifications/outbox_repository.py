"""Writing to the outbox, in the transaction of what is told."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, insert, select, tuple_, update
from sqlalchemy.orm import Session

from vivavoce.accounts.models import Person, Role
from vivavoce.bus import Bus, MailsWaiting
from vivavoce.clock import Clock
from vivavoce.database import after_commit, batches
from vivavoce.notifications.facts import Told
from vivavoce.notifications.models import Mail, Notice
from vivavoce.notifications.rules import INVITATIONS, REMINDER, Kind, MailStatus


def _letters(told: Iterable[Told], people: Container[str]) -> list[list[Told]]:
    letters = defaultdict[tuple[str, str], list[Told]](list)
    for one in told:
        if one.person_id in people:
            letters[one.person_id, "" if one.kind in INVITATIONS else f"{one.kind} {one.subject_id}"].append(one)
    return list(letters.values())


class Outbox:
    def __init__(self, session: Session, clock: Clock, new_id: Callable[[], str], bus: Bus) -> None:
        self._session, self._clock, self._new_id, self._bus = session, clock, new_id, bus

    def tell(self, told: Sequence[Told]) -> int:
        """Of what changes in their calendars each person hears in one mail; of anything else, in one each. Answers how
        many mails that is."""
        people = {person.id: person for person in self._people(sorted({one.person_id for one in told}))}
        mails = [(self._mail(people[many[0].person_id], many), many) for many in _letters(told, people)]
        if not mails:
            return 0
        self._overtake(told)
        self._session.execute(insert(Mail), [mail for mail, _ in mails])
        self._session.execute(insert(Notice), [self._notice(mail, one) for mail, many in mails for one in many])
        after_commit(self._session, lambda: self._bus.publish(MailsWaiting()))
        return len(mails)

    def take_back_reminders(self, subject_ids: Sequence[str]) -> None:
        """Of what has been moved or cancelled. Whoever is sending one finds it gone before the last dot."""
        for some in batches(subject_ids):
            self._give_up(
                Mail.subject_id.in_(some),
                Mail.kind.startswith(REMINDER),
                Mail.status.in_([MailStatus.WAITING, MailStatus.SENDING]),
            )

    def take_back(self, person_id: str, kind: Kind) -> None:
        """What of this kind is not out yet. Whoever is sending it finds it gone before the last dot."""
        of_person = (Mail.person_id == person_id, Mail.kind == kind)
        self._give_up(*of_person, Mail.status.in_([MailStatus.WAITING, MailStatus.SENDING]))

    def _overtake(self, told: Sequence[Told]) -> None:
        """An invitation that was tried in vain gives way to the next one, so that nobody hears of an old time last."""
        about = [(one.person_id, one.subject_id) for one in told if one.kind in INVITATIONS]
        for some in batches(about):
            same = tuple_(Mail.person_id, Mail.subject_id).in_(some)
            tried = (Mail.kind.in_(INVITATIONS), Mail.status == MailStatus.WAITING, Mail.attempts > 0)
            self._give_up(same, *tried)

    def _give_up(self, *which: ColumnElement[bool]) -> None:
        self._session.execute(
            update(Mail).where(*which).values(status=MailStatus.OBSOLETE).execution_options(synchronize_session=False)
        )

    def _people(self, ids: Sequence[str]) -> list[Person]:
        able = select(Person).where(Person.disabled_at.is_(None))
        return [one for some in batches(ids) for one in self._session.scalars(able.where(Person.id.in_(some)))]

    def _mail(self, person: Person, told: Sequence[Told]) -> Mapping[str, object]:
        now, ends = self._clock(), [one.expires_at for one in told]
        return {
            "id": self._new_id(),
            "person_id": person.id,
            "email": person.email,
            "name": person.name,
            "time_zone": person.time_zone,
            "for_student": person.role == Role.STUDENT,
            "kind": told[0].kind if len(told) == 1 else Kind.SEVERAL,
            "subject_id": told[0].subject_id if len(told) == 1 else None,
            "status": MailStatus.WAITING,
            "attempts": 0,
            "doubts": 0,
            "due_at": now,
            "expires_at": max((end for end in ends if end), default=None) if all(ends) else None,
            "last_error": "",
            "created_at": now,
        }

    def _notice(self, mail: Mapping[str, object], told: Told) -> Mapping[str, object]:
        return {
            "id": self._new_id(),
            "mail_id": mail["id"],
            "person_id": told.person_id,
            "subject_id": told.subject_id,
            "kind": told.kind,
            "sequence": told.sequence,
            "facts": dict(told.facts),
        }
