"""The nine phases of a cycle and the life of an application. Pure: values in, decisions out."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    SUBMISSION = "submission"
    FROZEN = "frozen"
    PREPROCESSING = "preprocessing"
    BATCH_PREP = "batch_prep"
    PROCESSING = "processing"
    SCORED = "scored"
    SELECTION = "selection"
    PUBLISHED = "published"
    COMPLETED = "completed"


class ApplicationStatus(StrEnum):
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    SET_ASIDE = "set_aside"
    SCORED = "scored"
    SELECTED = "selected"
    NOT_SELECTED = "not_selected"


PHASES = tuple(Phase)


@dataclass(frozen=True)
class CycleFacts:
    """Counts of one cycle that its guards look at."""

    applications: int = 0
    unchecked: int = 0
    """Neither withdrawn, nor checked, nor set aside with a reason."""
    exported: bool = False
    unscored: int = 0
    """Neither withdrawn nor set aside, and without a score."""
    selected: int = 0
    interviews_ahead: int = 0
    """Scheduled ones that have not begun."""
    interviews_scheduled: int = 0


Guard = Callable[[CycleFacts], list[str]]
"""What is still unmet, in words; empty when the cycle may move on."""


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _free(_: CycleFacts) -> list[str]:
    return []


def _has_applications(facts: CycleFacts) -> list[str]:
    return [] if facts.applications else ["The cycle has no application yet."]


def _all_checked(facts: CycleFacts) -> list[str]:
    if not facts.unchecked:
        return []
    left = _count(facts.unchecked, "application is", "applications are")
    return [f"{left} neither checked nor set aside with a reason."]


def _exported(facts: CycleFacts) -> list[str]:
    return [] if facts.exported else ["The scoring export has not been made."]


def _all_scored(facts: CycleFacts) -> list[str]:
    if not facts.unscored:
        return []
    return [f"{_count(facts.unscored, 'application has', 'applications have')} no score."]


def _selection_done(facts: CycleFacts) -> list[str]:
    unmet = [] if facts.selected else ["No applicant is selected."]
    if facts.interviews_ahead:
        unmet.append(f"{_count(facts.interviews_ahead, 'scheduled interview is', 'scheduled interviews are')} ahead.")
    return unmet


def _interviews_done(facts: CycleFacts) -> list[str]:
    if not facts.interviews_scheduled:
        return []
    return [f"{_count(facts.interviews_scheduled, 'interview is', 'interviews are')} still scheduled."]


GUARDS: dict[tuple[Phase, Phase], Guard] = {
    (Phase.SUBMISSION, Phase.FROZEN): _has_applications,
    (Phase.FROZEN, Phase.PREPROCESSING): _free,
    (Phase.PREPROCESSING, Phase.BATCH_PREP): _all_checked,
    (Phase.BATCH_PREP, Phase.PROCESSING): _exported,
    (Phase.PROCESSING, Phase.SCORED): _all_scored,
    (Phase.SCORED, Phase.SELECTION): _free,
    (Phase.SELECTION, Phase.PUBLISHED): _selection_done,
    (Phase.PUBLISHED, Phase.COMPLETED): _interviews_done,
}
"""Every step forward there is. Back, an admin may go to any earlier phase, with a reason."""


def next_phase(phase: Phase) -> Phase | None:
    return next((to for from_, to in GUARDS if from_ == phase), None)


def is_back(from_: Phase, to: Phase) -> bool:
    return PHASES.index(to) < PHASES.index(from_)


def unmet_guards(phase: Phase, facts: CycleFacts) -> list[str]:
    following = next_phase(phase)
    return GUARDS[phase, following](facts) if following else []


class Actor(StrEnum):
    STUDENT = "student"
    OFFICE = "office"


@dataclass(frozen=True)
class Move:
    """Where an application may move: by whom, and in which phase."""

    by: Actor
    phase: Phase


_S = ApplicationStatus
APPLICATION_MOVES: dict[tuple[ApplicationStatus, ApplicationStatus], Move] = {
    (_S.SUBMITTED, _S.WITHDRAWN): Move(Actor.STUDENT, Phase.SUBMISSION),
    (_S.SUBMITTED, _S.SET_ASIDE): Move(Actor.OFFICE, Phase.PREPROCESSING),
    (_S.SET_ASIDE, _S.SUBMITTED): Move(Actor.OFFICE, Phase.PREPROCESSING),
    (_S.SUBMITTED, _S.SCORED): Move(Actor.OFFICE, Phase.PROCESSING),
    (_S.SCORED, _S.SELECTED): Move(Actor.OFFICE, Phase.SELECTION),
    (_S.SELECTED, _S.SCORED): Move(Actor.OFFICE, Phase.SELECTION),
    (_S.SCORED, _S.NOT_SELECTED): Move(Actor.OFFICE, Phase.SELECTION),
    (_S.NOT_SELECTED, _S.SCORED): Move(Actor.OFFICE, Phase.SELECTION),
}

DECIDED = frozenset({Phase.PUBLISHED, Phase.COMPLETED})
"""From here on students see that they were not selected."""


def shown_to_student(status: ApplicationStatus, phase: Phase) -> ApplicationStatus:
    if status is ApplicationStatus.SET_ASIDE:
        return ApplicationStatus.SUBMITTED
    if status is ApplicationStatus.NOT_SELECTED and phase not in DECIDED:
        return ApplicationStatus.SCORED
    return status
