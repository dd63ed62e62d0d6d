"""Who is in a room, for those who ask from outside."""

from dataclasses import dataclass
from datetime import datetime

from vivavoce.signaling.incoming import Media
from vivavoce.signaling.messages import Person, Stage


@dataclass(frozen=True, slots=True)
class Presence:
    person: Person
    stage: Stage
    since: datetime
    media: Media


@dataclass(frozen=True, slots=True)
class Waiting:
    interview_id: str
    presence: Presence
