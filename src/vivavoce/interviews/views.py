"""From rows to the shapes that callers get."""

from datetime import datetime
from typing import TypedDict, cast

from vivavoce.accounts.caller import Caller
from vivavoce.accounts.models import OFFICE_ROLES, Person
from vivavoce.admissions.views import cycle_ref, office_application, person_ref, student_ref
from vivavoce.interviews import schemas
from vivavoce.interviews.models import Interview, InterviewEvent
from vivavoce.interviews.rehearsal_views import rehearsal
from vivavoce.interviews.repository import InterviewRow
from vivavoce.interviews.rules import Attendance, InterviewStatus, join_window, joinable


class _Joining(TypedDict):
    status: InterviewStatus
    joinable: bool
    opens_at: datetime
    closes_at: datetime


def _joining(interview: Interview, now: datetime) -> _Joining:
    status, window = InterviewStatus(interview.status), join_window(interview.interview_time)
    return _Joining(
        status=status,
        joinable=joinable(status, interview.interview_time, now),
        opens_at=window.opens_at,
        closes_at=window.closes_at,
    )


def _attendance(interview: Interview) -> Attendance | None:
    return Attendance(interview.attendance) if interview.attendance else None


def office_interview(row: InterviewRow, now: datetime) -> schemas.OfficeInterview:
    interview = row.interview
    return schemas.OfficeInterview(
        id=interview.id,
        application_id=interview.application_id,
        student_id=interview.student_id,
        admin_id=interview.admin_id,
        admission_cycle_id=interview.admission_cycle_id,
        interview_time=interview.interview_time,
        duration_minutes=interview.duration_minutes,
        time_zone=interview.time_zone,
        interview_link=interview.interview_link,
        notes=interview.notes,
        lobby=interview.lobby,
        relay_only=interview.relay_only,
        version=interview.version,
        interviewer_ids=[person.id for person in row.panel],
        student=student_ref(row.student),
        lead=person_ref(row.lead),
        panel=[person_ref(person) for person in row.panel],
        cycle=cycle_ref(row.cycle),
        programme=row.application.programme,
        attendance=_attendance(interview),
        attendance_message=interview.attendance_message,
        rehearsal=rehearsal(row.rehearsal),
        created_at=interview.created_at,
        updated_at=interview.updated_at,
        **_joining(interview, now),
    )


def student_interview(row: InterviewRow, now: datetime) -> schemas.StudentInterview:
    interview = row.interview
    return schemas.StudentInterview(
        id=interview.id,
        application_id=interview.application_id,
        admission_cycle_id=interview.admission_cycle_id,
        cycle_name=row.cycle.name,
        programme=row.application.programme,
        lead=schemas.NameOnly(name=row.lead.name),
        panel=[schemas.NameOnly(name=person.name) for person in row.panel],
        interview_time=interview.interview_time,
        duration_minutes=interview.duration_minutes,
        time_zone=interview.time_zone,
        interview_link=interview.interview_link,
        attendance=_attendance(interview),
        attendance_message=interview.attendance_message,
        rehearsal=rehearsal(row.rehearsal),
        **_joining(interview, now),
    )


def _room_person(person: Person, part: str) -> schemas.RoomPerson:
    return schemas.RoomPerson.model_validate({**person_ref(person).model_dump(), "part": part})


def room(row: InterviewRow, scheduled_id: str | None, caller: Caller, now: datetime) -> schemas.Room:
    interview = row.interview
    return schemas.Room(
        id=interview.id,
        server_time=now,
        interview_time=interview.interview_time,
        duration_minutes=interview.duration_minutes,
        time_zone=interview.time_zone,
        people=[
            _room_person(row.student, "student"),
            _room_person(row.lead, "lead"),
            *(_room_person(person, "panel") for person in row.panel),
        ],
        me=schemas.RoomMe(id=caller.id, name=caller.name, role=caller.role),
        office=_room_office(row, scheduled_id) if caller.role in OFFICE_ROLES else None,
        **_joining(interview, now),
    )


def _room_office(row: InterviewRow, scheduled_id: str | None) -> schemas.RoomOffice:
    interview = row.interview
    return schemas.RoomOffice(
        application=office_application(row.application, row.student, scheduled_id),
        notes=interview.notes,
        version=interview.version,
        cycle=cycle_ref(row.cycle),
        status=InterviewStatus(interview.status),
    )


def history_item(event: InterviewEvent, person: Person | None) -> schemas.HistoryItem:
    return schemas.HistoryItem(
        at=event.at,
        by=person_ref(person) if person else None,
        action=cast("schemas.Action", event.action),
        changes=event.changes,
    )
