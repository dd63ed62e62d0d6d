"""How full rooms and queues are at one moment. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from vivavoce.signaling.connection import Connection
from vivavoce.signaling.messages import Stage
from vivavoce.signaling.room import Room

STAGES: Final = (Stage.WAITING, Stage.HERE, Stage.JOINED, Stage.AWAY)


@dataclass(frozen=True, slots=True)
class Level:
    """People by stage; what waits to be sent to all sockets, and to the one for which most waits."""

    people: dict[Stage, int] = field(default_factory=lambda: dict.fromkeys(STAGES, 0))
    messages: int = 0
    bytes: int = 0
    most_messages: int = 0
    most_bytes: int = 0


def level_of(rooms: Iterable[Room], connections: Iterable[Connection]) -> Level:
    stages = Counter(presence.stage for room in rooms for presence in room.present())
    waiting = [backlog for connection in connections if (backlog := connection.backlog)[0]]
    return Level(
        people={stage: stages[stage] for stage in STAGES},
        messages=sum(messages for messages, _ in waiting),
        bytes=sum(bytes_ for _, bytes_ in waiting),
        most_messages=max((messages for messages, _ in waiting), default=0),
        most_bytes=max((bytes_ for _, bytes_ in waiting), default=0),
    )
