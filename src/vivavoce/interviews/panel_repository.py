"""All SQL over who sits on a panel beside the one who leads; sets of interviews at a time."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from vivavoce.database import batches
from vivavoce.interviews.models import PanelMember


class PanelRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def ids(self, interview_ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """By interview, in their order; nothing for one that is led alone."""
        members = select(PanelMember.interview_id, PanelMember.person_id).order_by(PanelMember.position)
        found: dict[str, tuple[str, ...]] = {}
        for some in batches(interview_ids):
            for interview_id, person_id in self._session.execute(members.where(PanelMember.interview_id.in_(some))):
                found[interview_id] = (*found.get(interview_id, ()), person_id)
        return found

    def seat(self, panels: Mapping[str, Sequence[str]]) -> None:
        """In place of whoever sat there."""
        self._session.flush()
        for some in batches(sorted(panels)):
            self._session.execute(delete(PanelMember).where(PanelMember.interview_id.in_(some)))
        rows = [
            {"interview_id": interview_id, "person_id": person_id, "position": position}
            for interview_id, others in panels.items()
            for position, person_id in enumerate(others)
        ]
        if rows:
            self._session.execute(insert(PanelMember), rows)
