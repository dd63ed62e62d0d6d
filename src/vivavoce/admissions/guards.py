"""What a cycle needs before it moves one phase forward. Pure: counts in, what is unmet out."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from vivavoce.admissions.rules import Phase


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


class Missing(StrEnum):
    NO_APPLICATIONS = "no_applications"
    UNCHECKED = "unchecked"
    NOT_EXPORTED = "not_exported"
    UNSCORED = "unscored"
    NONE_SELECTED = "none_selected"
    INTERVIEWS_AHEAD = "interviews_ahead"
    INTERVIEWS_SCHEDULED = "interviews_scheduled"


@dataclass(frozen=True)
class Unmet:
    code: Missing
    words: str


Guard = Callable[[CycleFacts], list[Unmet]]
"""What is still unmet; empty when the cycle may move on."""


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _free(_: CycleFacts) -> list[Unmet]:
    return []


def _has_applications(facts: CycleFacts) -> list[Unmet]:
    return [] if facts.applications else [Unmet(Missing.NO_APPLICATIONS, "The cycle has no application yet.")]


def _all_checked(facts: CycleFacts) -> list[Unmet]:
    if not facts.unchecked:
        return []
    left = _count(facts.unchecked, "application is", "applications are")
    return [Unmet(Missing.UNCHECKED, f"{left} neither checked nor set aside with a reason.")]


def _exported(facts: CycleFacts) -> list[Unmet]:
    return [] if facts.exported else [Unmet(Missing.NOT_EXPORTED, "The scoring export has not been made.")]


def _all_scored(facts: CycleFacts) -> list[Unmet]:
    if not facts.unscored:
        return []
    left = _count(facts.unscored, "application has", "applications have")
    return [Unmet(Missing.UNSCORED, f"{left} no score.")]


def _selection_done(facts: CycleFacts) -> list[Unmet]:
    unmet = [] if facts.selected else [Unmet(Missing.NONE_SELECTED, "No applicant is selected.")]
    if facts.interviews_ahead:
        ahead = _count(facts.interviews_ahead, "scheduled interview is", "scheduled interviews are")
        unmet.append(Unmet(Missing.INTERVIEWS_AHEAD, f"{ahead} ahead."))
    return unmet


def _interviews_done(facts: CycleFacts) -> list[Unmet]:
    if not facts.interviews_scheduled:
        return []
    left = _count(facts.interviews_scheduled, "interview is", "interviews are")
    return [Unmet(Missing.INTERVIEWS_SCHEDULED, f"{left} still scheduled.")]


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


def unmet_guards(phase: Phase, facts: CycleFacts) -> list[Unmet]:
    following = next_phase(phase)
    return GUARDS[phase, following](facts) if following else []
