"""What an import of scores will do, from its rows and what is stored. Pure."""

from dataclasses import dataclass, field

from vivavoce.admissions.rules import ApplicationStatus
from vivavoce.imports.errors import RowError, RowErrors
from vivavoce.imports.plan import Unchanged
from vivavoce.imports.rows import ScoreRow

LEFT_OUT = {ApplicationStatus.WITHDRAWN: "withdrawn", ApplicationStatus.SET_ASIDE: "set aside"}
SCORABLE = frozenset({ApplicationStatus.SUBMITTED, ApplicationStatus.SCORED})


@dataclass(frozen=True)
class StoredScore:
    """An application of the cycle."""

    id: str
    name: str
    """Its student's."""
    status: ApplicationStatus
    score: float | None


@dataclass(frozen=True)
class NewScore:
    row: ScoreRow
    application: StoredScore


ScoreStep = NewScore | Unchanged | RowError


@dataclass
class ScorePlan:
    """`steps` are in the order of the rows."""

    steps: list[NewScore] = field(default_factory=list)
    unchanged: int = 0
    errors: RowErrors = field(default_factory=RowErrors)

    def add(self, step: ScoreStep) -> None:
        match step:
            case NewScore():
                self.steps.append(step)
            case Unchanged():
                self.unchanged += 1
            case RowError():
                self.errors.add(step)

    @property
    def first_ones(self) -> int:
        """How many applications had no score before."""
        return sum(step.application.score is None for step in self.steps)


def score_step(row: ScoreRow, application: StoredScore | None, column: str) -> ScoreStep:
    """`column`: the one with the row's key."""
    if application is None:
        return RowError(row.row, column, "unknown_application", "No application of this cycle has it.")
    if application.status in LEFT_OUT:
        words = f"This application is {LEFT_OUT[application.status]}, so it takes no score."
        return RowError(row.row, column, "left_out", words)
    if row.score == application.score and application.status is not ApplicationStatus.SUBMITTED:
        return Unchanged()
    if application.status not in SCORABLE:
        words = "This application is decided already, so its score stays as it is."
        return RowError(row.row, "score", "decided", words)
    return NewScore(row, application)
