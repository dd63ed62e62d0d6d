"""What an admin's PATCH may do to an application: fields first checked, then set. No I/O."""

from vivavoce.admissions.errors import ForbiddenMove, WrongPhase
from vivavoce.admissions.models import Application
from vivavoce.admissions.rules import APPLICATION_MOVES, Actor, ApplicationStatus, Phase
from vivavoce.admissions.schemas import ApplicationUpdate
from vivavoce.errors import refuse


def change_application(application: Application, phase: Phase, body: ApplicationUpdate) -> None:
    """Raises WrongPhase, ForbiddenMove, Unacceptable. A body that asks for what is so already changes nothing."""
    if body.score is not None:
        _set_score(application, phase, body.score)
    if body.checked is not None and body.checked != application.checked:
        _need(phase, Phase.PREPROCESSING, "Applications are checked while the cycle is in preprocessing.")
        application.checked = body.checked
    if body.status is not None and body.status != application.status:
        _move(application, phase, body.status, body.reason)
    elif body.reason is not None:
        _set_reason(application, phase, body.reason)


def _need(phase: Phase, needed: Phase, words: str) -> None:
    if phase is not needed:
        raise WrongPhase(words)


def _set_score(application: Application, phase: Phase, score: float) -> None:
    if score == application.score:
        return
    _need(phase, Phase.PROCESSING, "Scores are given while the cycle is in processing.")
    if application.status not in (ApplicationStatus.SUBMITTED, ApplicationStatus.SCORED):
        raise ForbiddenMove("Only an application that is submitted or scored can get a score.")
    application.score, application.status = score, ApplicationStatus.SCORED


def _move(application: Application, phase: Phase, to: ApplicationStatus, reason: str | None) -> None:
    move = APPLICATION_MOVES.get((ApplicationStatus(application.status), to))
    if move is None or move.by is not Actor.OFFICE:
        raise ForbiddenMove(f"An application cannot go from {application.status} to {to}.")
    _need(phase, move.phase, f"Only a cycle in {move.phase} lets an application go to {to}.")
    if to is ApplicationStatus.SET_ASIDE and reason is None:
        raise refuse("reason", "reason_required", "Say why the application is set aside.")
    if to is not ApplicationStatus.SET_ASIDE and reason is not None:
        raise refuse("reason", "reason_not_expected", "Only setting aside takes a reason.")
    if to is ApplicationStatus.SCORED and application.score is None:
        raise refuse("score", "score_required", "Give the score.")
    application.status, application.reason = to, reason


def _set_reason(application: Application, phase: Phase, reason: str) -> None:
    if application.status != ApplicationStatus.SET_ASIDE:
        raise refuse("reason", "reason_not_expected", "Only setting aside takes a reason.")
    _need(phase, Phase.PREPROCESSING, "The reason can be changed while the cycle is in preprocessing.")
    application.reason = reason
