"""Terms from rows, and back into them."""

from collections.abc import Sequence

from vivavoce.accounts.models import Person
from vivavoce.interviews.models import Interview
from vivavoce.interviews.rules import Attendance, InterviewStatus
from vivavoce.interviews.terms import Terms
from vivavoce.interviews.walls import RULES, wall_of


def terms_of(interview: Interview, panel: Sequence[Person]) -> Terms:
    return Terms(
        interview_time=interview.interview_time,
        duration_minutes=interview.duration_minutes,
        time_zone=interview.time_zone,
        admin_id=interview.admin_id,
        interviewer_ids=tuple(person.id for person in panel),
        status=InterviewStatus(interview.status),
        notes=interview.notes,
        lobby=interview.lobby,
        relay_only=interview.relay_only,
        attendance=Attendance(interview.attendance) if interview.attendance else None,
        attendance_message=interview.attendance_message,
    )


def write_terms(interview: Interview, terms: Terms) -> None:
    """A new time takes back that the office let the student in."""
    if interview.interview_time != terms.interview_time:
        interview.admitted_at = None
    if (interview.interview_time, interview.time_zone) != (terms.interview_time, terms.time_zone):
        interview.wall_time, interview.zone_rules = wall_of(terms.interview_time, terms.time_zone), RULES
    interview.interview_time = terms.interview_time
    interview.duration_minutes = terms.duration_minutes
    interview.time_zone = terms.time_zone
    interview.admin_id = terms.admin_id
    interview.status = terms.status
    interview.notes = terms.notes
    interview.lobby, interview.relay_only = terms.lobby, terms.relay_only
    interview.attendance = terms.attendance
    interview.attendance_message = terms.attendance_message
