"""Who is told what of a change, in the transaction of the change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from vivavoce.clock import Clock
from vivavoce.interviews.models import Interview
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

    @property
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


class Telling:
    def __init__(self, session: Session, clock: Clock, outbox: Outbox) -> None:
        self._repository, self._clock, self._outbox = TellingRepository(session), clock, outbox

    def tell(self, changes: Sequence[Change]) -> None:
        """Raises the SEQUENCE of each that changed in people's calendars."""
        moved = [one for one in changes if one.entries[0] != one.entries[1]]
        for one in moved:
            one.interview.sequence += one.before is not None
        self._repository.flush()
        self._outbox.take_back_reminders([one.interview.id for one in changes if _needs_none(one)])
        self._outbox.tell(list(self._told(moved)))

    def cannot_attend(self, interview: Interview, number: int, message: str) -> None:
        """For whoever leads it. `number`: of the answer, so that each is told once."""
        if ends_at(interview.interview_time, interview.duration_minutes) <= self._clock():
            return
        facts = self._facts([Change(interview, None, None)])[interview.id]
        told = Told(
            interview.admin_id, interview.id, Kind.CANNOT_ATTEND, number,
            {**facts.as_json(), "message": message}, facts.ends_at,
        )  # fmt: skip
        self._outbox.tell([told])

    def remind(self, interviews: Sequence[Interview], people: Mapping[str, Sequence[str]]) -> int:
        """By hand, whenever the office wants it. Answers how many mails that is."""
        known = self._repository.about([one.id for one in interviews])
        before = self._repository.reminded([one.id for one in interviews], REMINDED_BY_HAND)
        told = [
            Told(person, one.id, REMINDED_BY_HAND, before.get(one.id, 0), facts.as_json(), facts.starts_at)
            for one in interviews
            for facts in (known[one.id].facts(),)
            for person in people[one.id]
        ]
        self._outbox.tell(told)
        return len(told)

    def _told(self, changes: Sequence[Change]) -> Iterator[Told]:
        facts = self._facts(changes)
        for one in changes:
            told = facts[one.interview.id]
            for person_id, kind in news(*one.entries, self._clock()).items():
                yield Told(person_id, one.interview.id, kind, told.sequence, told.as_json(), told.ends_at)

    def _facts(self, changes: Sequence[Change]) -> dict[str, InterviewFacts]:
        """What no longer takes place keeps its time, in calendars, too."""
        known = self._repository.about([one.interview.id for one in changes])
        return {one.interview.id: known[one.interview.id].facts(_was_at(one)) for one in changes}


def _needs_none(change: Change) -> bool:
    ended = change.after is None or change.after.status is not InterviewStatus.SCHEDULED
    return ended or change.entries[0] != change.entries[1]


def _was_at(change: Change) -> datetime | None:
    if change.before is None or change.before.status is not InterviewStatus.SCHEDULED:
        return None
    return change.before.interview_time
