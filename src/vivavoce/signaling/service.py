"""Who waits, with what the office needs to recognize the interview."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from vivavoce.accounts.models import Role
from vivavoce.clock import Clock
from vivavoce.signaling.presence import Waiting
from vivavoce.signaling.repository import RoomRepository
from vivavoce.signaling.schemas import WaitingEntry, WaitingList, WaitingMedia, WaitingPerson


def list_waiting(session: Session, waiting: Sequence[Waiting], clock: Clock) -> WaitingList:
    headlines = RoomRepository(session).headlines({someone.interview_id for someone in waiting})
    items = [
        _entry(someone, *headlines[someone.interview_id]) for someone in waiting if someone.interview_id in headlines
    ]
    return WaitingList(items=items, server_time=clock())


def _entry(waiting: Waiting, interview_time: datetime, student_name: str) -> WaitingEntry:
    presence = waiting.presence
    person, media = presence.person, presence.media
    return WaitingEntry(
        interview_id=waiting.interview_id,
        interview_time=interview_time,
        student_name=student_name,
        person=WaitingPerson(id=person.id, name=person.name, role=Role(person.role)),
        stage=presence.stage,
        since=presence.since,
        media=WaitingMedia(audio=media.audio, video=media.video, screen=media.screen),
    )
