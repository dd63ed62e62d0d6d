"""What admissions refuse."""

from vivavoce.errors import Conflict


class WrongPhase(Conflict):
    code = "wrong_phase"
    detail = "The admission cycle is in a phase that does not allow this."


class ForbiddenMove(Conflict):
    code = "forbidden_move"
    detail = "This move is not possible from where it stands. Load it again to see its state."


class GuardUnmet(Conflict):
    code = "guard_unmet"
    detail = "The cycle cannot move on yet."


class InterviewStillScheduled(Conflict):
    code = "interview_scheduled"
    detail = "This applicant has a scheduled interview. Cancel it first."


class AlreadyApplied(Conflict):
    code = "already_applied"
    detail = "You have already applied in this cycle."
