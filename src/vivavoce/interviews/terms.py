"""What the office and the student have settled about an interview, as a value that can be compared. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from vivavoce.clock import iso
from vivavoce.interviews.rules import Attendance, InterviewStatus, ends_at

TIME_AND_PEOPLE = ("interview_time", "duration_minutes", "time_zone", "admin_id", "interviewer_ids")

Changes = dict[str, dict[str, object]]
"""{field: {"from": …, "to": …}}, in JSON's types."""


@dataclass(frozen=True)
class Terms:
    interview_time: datetime
    duration_minutes: int
    time_zone: str
    admin_id: str
    interviewer_ids: tuple[str, ...]
    status: InterviewStatus
    notes: str = ""
    lobby: bool = False
    relay_only: bool = False
    attendance: Attendance | None = None
    attendance_message: str = ""

    @property
    def interviewers(self) -> tuple[str, ...]:
        return (self.admin_id, *self.interviewer_ids)


@dataclass(frozen=True)
class Slot:
    """The time that a scheduled interview takes, [starts_at, ends_at), and of whom."""

    starts_at: datetime
    ends_at: datetime
    student_id: str
    admin_id: str
    interviewer_ids: tuple[str, ...]

    @property
    def interviewers(self) -> tuple[str, ...]:
        return (self.admin_id, *self.interviewer_ids)

    @property
    def people(self) -> tuple[str, ...]:
        return (self.student_id, *self.interviewers)


def slot_of(terms: Terms, student_id: str) -> Slot | None:
    if terms.status is not InterviewStatus.SCHEDULED:
        return None
    end = ends_at(terms.interview_time, terms.duration_minutes)
    return Slot(terms.interview_time, end, student_id, terms.admin_id, terms.interviewer_ids)


def changed(before: Terms, asked: Mapping[str, Any]) -> Terms:
    """A new time unsays the student's answer, which was about the old one."""
    after = replace(before, **asked)
    if after.interview_time == before.interview_time:
        return after
    return replace(after, attendance=None, attendance_message="")


def differences(before: Terms | None, after: Terms) -> Changes:
    """Of a new interview (`before` is None): everything that is not empty."""
    old, new = vars(before) if before else {}, vars(after)
    return {
        field: {"from": _plain(old.get(field)), "to": _plain(value)}
        for field, value in new.items()
        if value != old.get(field) and (before or value)
    }


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return iso(value)
    return list(value) if isinstance(value, tuple) else value
