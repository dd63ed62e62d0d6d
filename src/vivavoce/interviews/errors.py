"""What interviews refuse."""

from collections.abc import Iterable

from vivavoce.errors import Conflict, FieldError


class InterviewTaken(Conflict):
    code = "interview_taken"
    detail = "Somebody already has an interview at this time. Choose another time or other people."


class ConflictOfInterestFound(Conflict):
    code = "conflict_of_interest"
    detail = "This applicant and one of the interviewers are not to meet in an interview. Choose somebody else."


def conflict_found(beside: Iterable[tuple[str, str]]) -> ConflictOfInterestFound:
    """`beside`: (field, the name of whoever is of the office), …"""
    words = "{} and this applicant are not to meet in an interview: a conflict of interest is declared."
    return ConflictOfInterestFound(
        errors=[FieldError(field, ConflictOfInterestFound.code, words.format(name)) for field, name in beside]
    )


class BulkRefused(Conflict):
    code = "bulk_refused"
    detail = "Some of these interviews cannot be changed so; none was. Look at them, or leave them out."


class ApplicationNotSelected(Conflict):
    code = "application_not_selected"
    detail = "This applicant is not selected for interview."


class AlreadyScheduled(Conflict):
    code = "already_scheduled"
    detail = "This applicant already has a scheduled interview. Move that one, or cancel it first."


class NotDeletable(Conflict):
    code = "not_deletable"
    detail = "Only a scheduled or cancelled interview can be deleted; this one is part of the record."


class NotScheduled(Conflict):
    code = "not_scheduled"
    detail = "This interview is no longer scheduled, so there is nothing to answer."


class ScheduleChanged(Conflict):
    code = "schedule_changed"
    detail = (
        "Something this schedule was made from has changed since: an applicant, an interview or an interviewer. "
        "Make it anew; nothing was changed."
    )
