"""Who is told what of a change, in the transaction of the change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from sqlalchemy.orm import Session

from vivavoce.clock import Clock
from vivavoce.interviews.models import Interview
from vivavoce.interviews.repository import InterviewRepository, InterviewRow
from vivavoce.interviews.rules import InterviewStatus, ends_at
from vivavoce.interviews.telling_repository import TellingRepository
from vivavoce.interviews.terms import Slot, Terms, slot_of
from vivavoce.notifications.facts import InterviewFacts, Told
from vivavoce.notifications.outbox_repository import Outbox
from vivavoce.notifications.rules import REMINDED_BY_HAND, Kind


@dataclass(frozen=True)
class Change:
    """Of an interview that already is as it will be."""

    interview: Interview
    before: Terms | None
    """None: it is new."""
    after: Terms | None
    """None: it is deleted."""
    from_wait_list: bool = False
    """The student had waited for such a time."""

    @cached_property
    def entries(self) -> tuple[Slot | None, Slot | None]:
        """In people's calendars, before and after."""
        return _entry(self.before, self.interview), _entry(self.after, self.interview)


def _entry(terms: Terms | None, interview: Interview) -> Slot | None:
    """What has taken place, or was missed, stays in calendars."""
    if terms is None or terms.status is InterviewStatus.CANCELLED:
        return None
    return slot_of(replace(terms, status=InterviewStatus.SCHEDULED), interview.student_id)


def news(before: Slot | None, after: Slot | None, now: datetime) -> dict[str, Kind]:
    """Whom it concerns, and how. What is over concerns nobody. Pure."""
    was = frozenset(before.people) if before and before.ends_at > now else frozenset[str]()
    will = frozenset(after.people) if after and after.ends_at > now else frozenset[str]()
    told = dict.fromkeys(sorted(will - was), Kind.SCHEDULED)
    told |= dict.fromkeys(sorted(will & was), Kind.MOVED) if before != after else {}
    return told | dict.fromkeys(sorted(was - will), Kind.CANCELLED)


def facts_of(row: InterviewRow, was_at: datetime | None = None, *, from_wait_list: bool = False) -> InterviewFacts:
    return InterviewFacts(
        interview_id=row.interview.id,
        sequence=row.interview.sequence,
        starts_at=row.interview.interview_time,
        minutes=row.interview.duration_minutes,
        programme=row.application.programme,
        cycle=row.cycle.name,
        student=row.student.name,
        interviewers=tuple(person.name for person in (row.lead, *row.panel)),
        was_at=was_at,
        from_wait_list=from_wait_list,
    )


class Telling:
    def __init__(self, session: Session, clock: Clock, outbox: Outbox) -> None:
        self._repository, self._clock, self._outbox = TellingRepository(session), clock, outbox
        self._interviews = InterviewRepository(session)

    def tell(self, changes: Sequence[Change]) -> int:
        """Raises the SEQUENCE of each that changed in people's calendars. Answers how many mails that is."""
        moved = [one for one in changes if one.entries[0] != one.entries[1]]
        for one in moved:
            one.interview.sequence += one.before is not None
        self._repository.flush()
        self._outbox.take_back_reminders([one.interview.id for one in changes if _needs_none(one)])
        return self._outbox.tell(list(self._told(moved)))

    def cannot_attend(self, interview: Interview, number: int, message: str) -> None:
        """For whoever leads it. `number`: of the answer, so that each is told once."""
        if ends_at(interview.interview_time, interview.duration_minutes) <= self._clock():
            return
        facts = facts_of(self._interviews.several([interview.id])[interview.id])
        told = Told(
            interview.admin_id, interview.id, Kind.CANNOT_ATTEND, number,
            {**facts.as_json(), "message": message}, facts.ends_at,
        )  # fmt: skip
        self._outbox.tell([told])

    def remind(self, interviews: Sequence[Interview], people: Mapping[str, Sequence[str]]) -> int:
        """By hand, whenever the office wants it. Answers how many mails that is."""
        rows = self._interviews.several([one.id for one in interviews])
        before = self._repository.reminded([one.id for one in interviews], REMINDED_BY_HAND)
        told = [
            Told(person, key, REMINDED_BY_HAND, before.get(key, 0), facts.as_json(), facts.starts_at)
            for key, facts in ((key, facts_of(row)) for key, row in rows.items())
            for person in people[key]
        ]
        return self._outbox.tell(told)

    def _told(self, changes: Sequence[Change]) -> Iterator[Told]:
        """What no longer takes place keeps its time, in calendars, too."""
        rows = self._interviews.several([one.interview.id for one in changes])
        for one in changes:
            told = facts_of(rows[one.interview.id], _was_at(one), from_wait_list=one.from_wait_list)
            for person_id, kind in news(*one.entries, self._clock()).items():
                yield Told(person_id, one.interview.id, kind, told.sequence, told.as_json(), told.ends_at)


def _needs_none(change: Change) -> bool:
    ended = change.after is None or change.after.status is not InterviewStatus.SCHEDULED
    return ended or change.entries[0] != change.entries[1]


def _was_at(change: Change) -> datetime | None:
    if change.before is None or change.before.status is not InterviewStatus.SCHEDULED:
        return None
    return change.before.interview_time
