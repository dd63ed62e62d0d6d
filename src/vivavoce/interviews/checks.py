"""What is asked, checked against rules and people; no SQL. Answers lists of field errors."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from vivavoce.accounts.models import OFFICE_ROLES, Person
from vivavoce.errors import FieldError
from vivavoce.interviews.rules import TimeProblem, panel_is_distinct, time_problem
from vivavoce.interviews.terms import Terms

People = Callable[[Iterable[str]], Mapping[str, Person]]

TIME_WORDS = {
    TimeProblem.IN_THE_PAST: "This is more than 7 days ago. Choose a later time.",
    TimeProblem.TOO_FAR: "This is more than 2 years ahead. Choose an earlier time.",
}


def time_errors(interview_time: datetime, now: datetime) -> list[FieldError]:
    found = time_problem(interview_time, now)
    return [FieldError("interview_time", found, TIME_WORDS[found])] if found else []


def relay_errors(before: Terms | None, after: Terms, *, has_relay: bool) -> list[FieldError]:
    """A call that may only go through a relay needs one; what was agreed while there was one may stay."""
    if has_relay or not after.relay_only or (before and before.relay_only):
        return []
    words = "There is no relay on this server. Ask whoever runs it to set one up, or allow direct connections."
    return [FieldError("relay_only", "no_relay", words)]


def people_errors(before: Terms | None, after: Terms, people: People) -> list[FieldError]:
    """Only who is new to the interview must be able to interview; who was on it already may stay."""
    new = set(after.interviewers) - set(before.interviewers if before else ())
    found = people(new) if new else {}
    fields = {"admin_id": [after.admin_id], "interviewer_ids": list(after.interviewer_ids)}
    errors = [
        error
        for field, ids in fields.items()
        for person_id in ids
        if person_id in new
        for error in _person_errors(field, found.get(person_id))
    ]
    if not panel_is_distinct(after.admin_id, after.interviewer_ids):
        errors.append(FieldError("interviewer_ids", "duplicate_person", "Each person can be on it only once."))
    return errors


def _person_errors(field: str, person: Person | None) -> list[FieldError]:
    if person is None:
        return [FieldError(field, "unknown_person", "There is no such person.")]
    if person.role not in OFFICE_ROLES:
        return [FieldError(field, "not_an_interviewer", f"{person.name} is not an admin or interviewer.")]
    if person.disabled_at is not None:
        return [FieldError(field, "not_an_interviewer", f"The account of {person.name} is disabled.")]
    return []
