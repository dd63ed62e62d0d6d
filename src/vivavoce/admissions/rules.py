"""The nine phases of a cycle and the life of an application. Pure: values in, decisions out."""

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


def is_back(from_: Phase, to: Phase) -> bool:
    return PHASES.index(to) < PHASES.index(from_)


def forgets_export(to: Phase) -> bool:
    """Before batch_prep applications may still change, so an export made earlier says nothing any more."""
    return is_back(Phase.BATCH_PREP, to)


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


def student_may_withdraw(status: ApplicationStatus, phase: Phase) -> bool:
    return APPLICATION_MOVES.get((status, _S.WITHDRAWN)) == Move(Actor.STUDENT, phase)


def student_may_edit(status: ApplicationStatus, phase: Phase) -> bool:
    """By what the student sees: that an application was set aside must not show in what may be done with it."""
    return student_may_withdraw(shown_to_student(status, phase), phase)


DECIDED = frozenset({Phase.PUBLISHED, Phase.COMPLETED})
"""From here on students see that they were not selected."""


def shown_to_student(status: ApplicationStatus, phase: Phase) -> ApplicationStatus:
    """One that was set aside looks like the others: under way, then scored, then not selected."""
    if status is ApplicationStatus.SET_ASIDE:
        early = PHASES.index(phase) < PHASES.index(Phase.SCORED)
        status = ApplicationStatus.SUBMITTED if early else ApplicationStatus.NOT_SELECTED
    if status is ApplicationStatus.NOT_SELECTED and phase not in DECIDED:
        return ApplicationStatus.SCORED
    return status
