"""Who may have which time, when some have waited longer than others. Pure.

Whoever chooses a time at this moment is the last in the queue: so nobody is quicker than those who wait.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from vivavoce.scheduling.hours import Window, both
from vivavoce.scheduling.self_service_rules import Diary, offered


@dataclass(frozen=True)
class Seeker:
    """A student who may have another time of their interview."""

    interview_id: str
    starts_at: datetime
    lead_id: str
    """As it is now."""
    length: timedelta
    earliest: datetime
    zone: ZoneInfo
    can: Sequence[Window]
    """What would suit them, without their other interviews."""
    apart: frozenset[str]
    """Interviewers who are not to meet them, or do not speak their language."""


class Place(NamedTuple):
    """In the order in which they are taken: the earliest, with the same interviewer, else with whoever has least to
    do."""

    at: datetime
    is_with_another: bool
    load: int
    person_id: str


@dataclass(frozen=True)
class Board:
    """Who could take whom, as read at one moment."""

    diaries: Sequence[Diary]
    queue: Sequence[Seeker]
    """Whoever came first, first."""

    def next(self, besides: Container[str] = ()) -> tuple[str, Place] | None:
        """The first interview that can have another time, and which; `besides` are passed over."""
        for seeker in self.queue:
            found = [] if seeker.interview_id in besides else places(seeker, self.diaries)
            if found:
                return seeker.interview_id, found[0]
        return None

    def places(self, interview_id: str) -> list[Place]:
        """While somebody who came before could have a time of an interviewer, nobody else is offered that one's. None
        at all for who is not in the queue."""
        for number, seeker in enumerate(self.queue):
            if seeker.interview_id == interview_id:
                kept = {place.person_id for one in self.queue[:number] for place in places(one, self.diaries)}
                return places(seeker, [diary for diary in self.diaries if diary.person_id not in kept])
        return []


def places(seeker: Seeker, diaries: Sequence[Diary]) -> list[Place]:
    """In order; as if nobody else waited."""
    theirs = filter(None, (_for(seeker, diary) for diary in diaries if diary.person_id not in seeker.apart))
    return sorted(
        Place(at, diary.person_id != seeker.lead_id, len(diary.taken), diary.person_id)
        for diary in theirs
        for at in offered(diary, seeker.length, seeker.earliest, seeker.zone)
        if at != seeker.starts_at
    )


def _for(seeker: Seeker, diary: Diary) -> Diary | None:
    """Where both can, as if the interview they have were gone; None: nowhere."""
    free = [Window(*one) for one in both(diary.free, seeker.can)]
    if not free:
        return None
    return replace(diary, free=free, taken=[one for one in diary.taken if one.interview_id != seeker.interview_id])


def has_room(seeker: Seeker) -> bool:
    """Whether there is any time that could suit them, were everybody free."""
    everybody = Diary("", seeker.zone, seeker.can, [], timedelta(0), None, None)
    return bool(places(seeker, [everybody]))
