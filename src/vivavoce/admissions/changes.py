"""What an admin's change may do to an application, as values: how it stood before → how it stands after. No I/O."""

from dataclasses import asdict, dataclass, replace

from vivavoce.admissions.errors import ForbiddenMove, WrongPhase
from vivavoce.admissions.models import Application
from vivavoce.admissions.rules import APPLICATION_MOVES, Actor, ApplicationStatus, Phase
from vivavoce.admissions.schemas import ApplicationUpdate
from vivavoce.errors import refuse


@dataclass(frozen=True)
class Standing:
    """What the office has said about an application."""

    status: ApplicationStatus
    score: float | None
    checked: bool
    reason: str | None


def change_application(application: Application, phase: Phase, body: ApplicationUpdate) -> None:
    """Raises what `after_change` raises."""
    before = standing_of(application)
    for field, value in differences(before, after_change(before, phase, body)).items():
        setattr(application, field, value)


def standing_of(application: Application) -> Standing:
    status = ApplicationStatus(application.status)
    return Standing(status, application.score, application.checked, application.reason)


def after_change(before: Standing, phase: Phase, body: ApplicationUpdate) -> Standing:
    """Raises WrongPhase, ForbiddenMove, Unacceptable. A body that asks for what is so already changes nothing."""
    after = before
    if body.score is not None:
        after = _scored(after, phase, body.score)
    if body.checked is not None and body.checked != after.checked:
        _need(phase, Phase.PREPROCESSING, "Applications are checked while the cycle is in preprocessing.")
        after = replace(after, checked=body.checked)
    if body.status is not None and body.status != after.status:
        return _moved(after, phase, body.status, body.reason)
    return after if body.reason is None else _reasoned(after, phase, body.reason)


def differences(before: Standing, after: Standing) -> dict[str, object]:
    """{field: its new value}"""
    old = asdict(before)
    return {field: value for field, value in asdict(after).items() if value != old[field]}


def _need(phase: Phase, needed: Phase, words: str) -> None:
    if phase is not needed:
        raise WrongPhase(words)


def _scored(before: Standing, phase: Phase, score: float) -> Standing:
    if score == before.score:
        return before
    _need(phase, Phase.PROCESSING, "Scores are given while the cycle is in processing.")
    if before.status not in (ApplicationStatus.SUBMITTED, ApplicationStatus.SCORED):
        raise ForbiddenMove("Only an application that is submitted or scored can get a score.")
    return replace(before, score=score, status=ApplicationStatus.SCORED)


def _moved(before: Standing, phase: Phase, to: ApplicationStatus, reason: str | None) -> Standing:
    move = APPLICATION_MOVES.get((before.status, to))
    if move is None or move.by is not Actor.OFFICE:
        raise ForbiddenMove(f"An application cannot go from {before.status} to {to}.")
    _need(phase, move.phase, f"Only a cycle in {move.phase} lets an application go to {to}.")
    if to is ApplicationStatus.SET_ASIDE and reason is None:
        raise refuse("reason", "reason_required", "Say why the application is set aside.")
    if to is not ApplicationStatus.SET_ASIDE and reason is not None:
        raise refuse("reason", "reason_not_expected", "Only setting aside takes a reason.")
    if to is ApplicationStatus.SCORED and before.score is None:
        raise refuse("score", "score_required", "Give the score.")
    return replace(before, status=to, reason=reason)


def _reasoned(before: Standing, phase: Phase, reason: str) -> Standing:
    if before.status is not ApplicationStatus.SET_ASIDE:
        raise refuse("reason", "reason_not_expected", "Only setting aside takes a reason.")
    _need(phase, Phase.PREPROCESSING, "The reason can be changed while the cycle is in preprocessing.")
    return replace(before, reason=reason)
