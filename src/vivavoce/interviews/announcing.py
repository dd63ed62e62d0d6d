"""Rooms hear what has changed, once it is stored."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from vivavoce.bus import Bus, InterviewChanged
from vivavoce.database import after_commit


def say_changed(session: Session, bus: Bus, interview_ids: Sequence[str]) -> None:
    def publish() -> None:
        for interview_id in interview_ids:
            bus.publish(InterviewChanged(interview_id))

    after_commit(session, publish)
