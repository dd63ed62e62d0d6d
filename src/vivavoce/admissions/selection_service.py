"""Choosing the best by score for interview."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from vivavoce.admissions.errors import WrongPhase
from vivavoce.admissions.ranking import Cut, top_by_score
from vivavoce.admissions.repository import CycleRepository
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.admissions.selection_repository import Contender, SelectionRepository
from vivavoce.admissions.selection_schemas import MOST_TIED, SelectionResult, Tied
from vivavoce.errors import NotFound


class SelectionService:
    def __init__(self, session: Session) -> None:
        self._repository, self._cycles = SelectionRepository(session), CycleRepository(session)

    def select_top(self, cycle_id: str, top: int, *, dry_run: bool) -> SelectionResult:
        """Raises NotFound and WrongPhase.

        The cycle is held as if its phase moved: every other change of an application waits, so that what is ranked
        here is what the update finds.
        """
        cycle = self._cycles.find(cycle_id, lock="update")
        if cycle is None:
            raise NotFound
        if cycle.phase != Phase.SELECTION:
            raise WrongPhase("Applicants are selected while the cycle is in selection.")
        contenders = self._repository.contenders(cycle.id)
        cut = top_by_score([(one.id, one.score) for one in contenders if one.score is not None], top)
        if cut.score is not None and not dry_run:
            self._repository.select_from(cycle.id, cut.score)
        return _result(contenders, cut, dry_run=dry_run)


def _result(contenders: Sequence[Contender], cut: Cut, *, dry_run: bool) -> SelectionResult:
    already = {one.id for one in contenders if one.status is ApplicationStatus.SELECTED}
    new, tied = set(cut.chosen) - already, set(cut.tied)
    return SelectionResult(
        dry_run=dry_run,
        selected=len(new),
        already=len(already),
        total_selected=len(already) + len(new),
        cut_score=cut.score,
        tied=[
            Tied(application_id=one.id, student_name=one.name, score=one.score)
            for one in contenders
            if one.id in tied and one.score is not None
        ][:MOST_TIED],
    )
