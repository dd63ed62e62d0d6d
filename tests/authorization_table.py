"""Who may call what: every HTTP route of the app, with a call that succeeds for those who may."""

from dataclasses import dataclass, field
from datetime import timedelta

from tests.conftest import NOW, PASSWORD
from vivavoce.clock import iso

ADMIN, INTERVIEWER, STUDENT = frozenset({"admin"}), frozenset({"interviewer"}), frozenset({"student"})
SIGNED_IN = ADMIN | INTERVIEWER | STUDENT
ANYONE = SIGNED_IN | {"nobody"}
ROLES = ("nobody", "admin", "interviewer", "student")
SOON = iso(NOW + timedelta(days=2))
ONE_TIME_TOKEN = "t" * 43
APPLICATIONS = "id,email,name,programme\nA1,new.applicant@example.edu,New Applicant,Physics\n"
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
INTERVIEWS = "email,date,time,time_zone\nkim@example.edu,2026-12-03,03:00,UTC\n"
AVAILABILITY = "email,date,starts,ends,time_zone\nivy@example.edu,2026-12-08,09:00,12:00,Europe/London\n"
SCORES = "email,score\nkim@example.edu,81.5\n"
REHEARSAL: dict[str, object] = {
    "camera": "worked", "microphone": "worked", "speaker": "none", "route": "direct", "quality": "good", "browser": "X",
}  # fmt: skip
HOURS: dict[str, object] = {
    "version": 0, "time_zone": "Asia/Karachi", "weekly": [[{"starts": "09:00", "ends": "12:00"}], *[[]] * 6],
    "exceptions": [], "buffer_minutes": 10, "languages": [], "subjects": [],
}  # fmt: skip
ASKED: dict[str, object] = {"first_day": "2026-12-07", "last_day": "2026-12-11", "closes_at": SOON}
WINDOWS: dict[str, object] = {
    "version": 0, "time_zone": "Asia/Karachi",
    "days": [{"day": "2026-12-08", "spans": [{"starts": "09:00", "ends": "12:00"}]}],
    "language": "", "extra_minutes": 0, "captioner": False, "needs": "",
}  # fmt: skip
OF_INTERVIEWER = {"person_id": "interviewer_id"}
PROCESSING = {"cycle_id": "processing_id"}
"""The cycle in `processing`, where Kim's application waits for its score."""


@dataclass(frozen=True)
class Access:
    """`{…}` of the path, and what begins with `$` in the body or content, is looked up in the world of the test."""

    roles: frozenset[str]
    body: dict[str, object] | None = None
    own_only: frozenset[str] = field(default_factory=frozenset[str])
    """Roles that get 404 for what is another's."""
    content: str | None = None
    """Instead of a JSON body."""
    at: dict[str, str] = field(default_factory=dict[str, str])
    """Ids of the path that are looked up in the world under another name."""
    query: dict[str, str] | None = None


ACCESS = {
    "POST /api/auth/login": Access(ANYONE, {"email": "eve@example.edu", "password": PASSWORD}),
    "POST /api/auth/token": Access(ANYONE, {"token": ONE_TIME_TOKEN, "password": "a-new-password-9"}),
    "GET /api/office": Access(ANYONE),
    "POST /api/auth/logout": Access(SIGNED_IN),
    "GET /api/auth/me": Access(SIGNED_IN),
    "PATCH /api/auth/me": Access(SIGNED_IN, {"name": "Another Name"}),
    "GET /api/admin/people": Access(ADMIN),
    "POST /api/admin/people": Access(ADMIN, {"email": "new@example.edu", "name": "New", "role": "student"}),
    "PATCH /api/admin/people/{person_id}": Access(ADMIN, {"name": "Another Name"}),
    "POST /api/admin/people/{person_id}/invitation": Access(ADMIN, {}),
    "POST /api/admin/invitations": Access(ADMIN, {"email": "new@example.edu", "name": "New", "role": "student"}),
    "POST /api/admin/people/{person_id}/invitation-mail": Access(ADMIN),
    "GET /api/admin/cycles": Access(ADMIN),
    "POST /api/admin/cycles": Access(ADMIN, {"name": "Another"}),
    "GET /api/admin/cycles/{cycle_id}": Access(ADMIN),
    "PATCH /api/admin/cycles/{cycle_id}": Access(ADMIN, {"name": "Renamed"}),
    "POST /api/admin/cycles/{cycle_id}/phase": Access(ADMIN, {"to": "frozen"}),
    "GET /api/admin/cycles/{cycle_id}/applications": Access(ADMIN),
    "POST /api/admin/cycles/{cycle_id}/applications/bulk": Access(
        ADMIN, {"change": {}, "matching": {"status": "submitted"}}
    ),
    "POST /api/admin/cycles/{cycle_id}/select": Access(ADMIN, {"top": 3}, at={"cycle_id": "selecting_cycle_id"}),
    "PATCH /api/admin/applications/{application_id}": Access(ADMIN, {"status": "scored"}),
    "POST /api/admin/cycles/{cycle_id}/applications/import": Access(ADMIN, content=APPLICATIONS),
    "POST /api/admin/cycles/{cycle_id}/scores/import": Access(ADMIN, content=SCORES, at=PROCESSING),
    "POST /api/admin/cycles/{cycle_id}/interviews/import": Access(
        ADMIN, content=INTERVIEWS, at={"cycle_id": "selecting_cycle_id"}
    ),
    "POST /api/admin/cycles/{cycle_id}/availability/import": Access(
        ADMIN, content=AVAILABILITY, at={"cycle_id": "selecting_cycle_id"}
    ),
    "POST /api/admin/cycles/{cycle_id}/export": Access(ADMIN, at=PROCESSING),
    "GET /api/admin/cycles/{cycle_id}/export": Access(ADMIN, at=PROCESSING),
    "POST /api/admin/cycles/{cycle_id}/invitations": Access(ADMIN),
    "GET /api/admin/interviews": Access(ADMIN),
    "POST /api/admin/interviews": Access(ADMIN, {"application_id": "$application_id", "interview_time": SOON}),
    "POST /api/admin/bulk/interviews": Access(
        ADMIN, {"items": [{"id": "$interview_id", "version": 1}], "action": "remind"}
    ),
    "GET /api/admin/exports/interviews": Access(ADMIN),
    "GET /api/admin/applications/{application_id}/hints": Access(ADMIN, query={"interview_time": SOON}),
    "GET /api/admin/interviews/{interview_id}": Access(ADMIN),
    "PATCH /api/admin/interviews/{interview_id}": Access(ADMIN, {"version": 1, "notes": "Kind."}),
    "DELETE /api/admin/interviews/{interview_id}": Access(ADMIN),
    "GET /api/admin/interviews/{interview_id}/history": Access(ADMIN),
    "GET /api/admin/zone-changes": Access(ADMIN),
    "POST /api/admin/zone-changes/{interview_id}": Access(ADMIN, {"version": 1, "keep": "instant"}),
    "GET /api/admin/waiting": Access(ADMIN),
    "GET /api/interviewer/interviews": Access(INTERVIEWER),
    "PATCH /api/interviewer/interviews/{interview_id}": Access(
        INTERVIEWER, {"version": 1, "notes": "Kind."}, INTERVIEWER
    ),
    "GET /api/interviewer/hours": Access(INTERVIEWER),
    "PUT /api/interviewer/hours": Access(INTERVIEWER, HOURS),
    "PUT /api/interviewer/busy": Access(INTERVIEWER, {"calendar": CALENDAR}),
    "DELETE /api/interviewer/busy": Access(INTERVIEWER),
    "PUT /api/admin/people/{person_id}/busy": Access(ADMIN, {"calendar": CALENDAR}, at=OF_INTERVIEWER),
    "DELETE /api/admin/people/{person_id}/busy": Access(ADMIN, at=OF_INTERVIEWER),
    "GET /api/admin/people/{person_id}/hours": Access(ADMIN, at=OF_INTERVIEWER),
    "PUT /api/admin/people/{person_id}/hours": Access(ADMIN, HOURS, at=OF_INTERVIEWER),
    "GET /api/admin/cycles/{cycle_id}/windows": Access(ADMIN),
    "PUT /api/admin/cycles/{cycle_id}/windows": Access(
        ADMIN, {"version": 1, **ASKED}, at={"cycle_id": "selecting_cycle_id"}
    ),
    "GET /api/admin/cycles/{cycle_id}/draft": Access(ADMIN),
    "POST /api/admin/cycles/{cycle_id}/drafts": Access(ADMIN, {"seed": 1}, at={"cycle_id": "selecting_cycle_id"}),
    "GET /api/admin/drafts/{draft_id}": Access(ADMIN),
    "DELETE /api/admin/drafts/{draft_id}": Access(ADMIN),
    "GET /api/admin/drafts/{draft_id}/placements": Access(ADMIN),
    "PUT /api/admin/drafts/{draft_id}/placements/{application_id}": Access(ADMIN, {"version": 1}),
    "POST /api/admin/drafts/{draft_id}/publish": Access(ADMIN, {"version": 1}),
    "GET /api/admin/messages": Access(ADMIN),
    "GET /api/admin/operations": Access(ADMIN),
    "GET /api/admin/messages/{message_id}": Access(ADMIN),
    "GET /api/admin/messages/{message_id}/file": Access(ADMIN),
    "POST /api/admin/messages/{message_id}/retry": Access(ADMIN),
    "GET /api/admin/people/{person_id}/held": Access(ADMIN),
    "GET /api/admin/mail-templates": Access(ADMIN),
    "POST /api/admin/mail-templates/{kind}/test": Access(ADMIN),
    "GET /api/admin/cycles/{cycle_id}/conflicts": Access(ADMIN),
    "PUT /api/admin/conflicts": Access(
        ADMIN, {"staff_id": "$interviewer_id", "student_id": "$person_id", "holds": True}
    ),
    "POST /api/interviewer/interviews/{interview_id}/conflict": Access(INTERVIEWER, {"reason": "Kin."}, INTERVIEWER),
    "POST /api/student/interviews/{interview_id}/conflict": Access(STUDENT, {"position": 0, "reason": "Kin."}, STUDENT),
    "GET /api/calendar": Access(SIGNED_IN),
    "POST /api/calendar": Access(SIGNED_IN),
    "DELETE /api/calendar": Access(SIGNED_IN),
    "GET /api/admin/cycles/{cycle_id}/self-service": Access(ADMIN),
    "PUT /api/admin/cycles/{cycle_id}/self-service": Access(
        ADMIN, {"version": 0, "notice_hours": 48, "most_changes": 1, "closes_at": SOON}
    ),
    "DELETE /api/admin/cycles/{cycle_id}/self-service": Access(ADMIN),
    "GET /api/admin/cycles/{cycle_id}/allotment": Access(ADMIN),
    "PUT /api/admin/cycles/{cycle_id}/allotment": Access(
        ADMIN,
        {"version": 0, "at": SOON, "length_minutes": 30, "publishes": True},
        at={"cycle_id": "selecting_cycle_id"},
    ),
    "DELETE /api/admin/cycles/{cycle_id}/allotment": Access(ADMIN),
    "GET /api/admin/cycles/{cycle_id}/wait-list": Access(ADMIN),
    "GET /api/student/interviews/{interview_id}/times": Access(STUDENT, None, STUDENT),
    "GET /api/student/windows": Access(STUDENT),
    "PUT /api/student/windows/{application_id}": Access(
        STUDENT, WINDOWS, STUDENT, at={"application_id": "asked_application_id"}
    ),
    "GET /api/student/applications": Access(STUDENT),
    "POST /api/student/applications": Access(STUDENT, {"admission_cycle_id": "$cycle_id", "programme": "MBA"}),
    "PATCH /api/student/applications/{application_id}": Access(
        STUDENT, {"status": "withdrawn"}, STUDENT, at={"application_id": "open_application_id"}
    ),
    "PUT /api/student/drafts/{cycle_id}": Access(STUDENT, {"programme": "MBA"}),
    "GET /api/student/interviews": Access(STUDENT),
    "GET /api/student/interviews/{interview_id}": Access(STUDENT, None, STUDENT),
    "POST /api/student/interviews/{interview_id}/response": Access(STUDENT, {"attendance": "confirmed"}, STUDENT),
    "POST /api/student/interviews/{interview_id}/rehearsal": Access(STUDENT, None, STUDENT),
    "PUT /api/student/interviews/{interview_id}/rehearsal": Access(STUDENT, REHEARSAL, STUDENT),
    "POST /api/interviews/{interview_id}/rehearsal": Access(ADMIN | INTERVIEWER, None, INTERVIEWER),
    "GET /api/interviews/{interview_id}/room": Access(SIGNED_IN, None, INTERVIEWER | STUDENT),
    "POST /api/interviews/{interview_id}/quality": Access(SIGNED_IN, {}, INTERVIEWER | STUDENT),
}

ELSEWHERE = {
    "GET /api/openapi.json": "describes the API, holds nobody's data",
    "GET /api/docs": "describes the API, holds nobody's data",
    "GET /api/calendar/{token}.ics": "tests/notifications/test_feed.py: whoever has the address, as calendars need it",
    "PUT /api/student/interviews/{interview_id}/time": "tests/scheduling/test_self_service.py: 404 but for one's own",
    "PUT /api/student/interviews/{interview_id}/wait-list": "tests/scheduling/test_wait_list.py: as for its time",
    "DELETE /api/student/interviews/{interview_id}/wait-list": "tests/scheduling/test_wait_list.py: as for its time",
    "GET /healthz": "tests/operations/test_health.py",
    "GET /readyz": "tests/operations/test_health.py",
    "GET /metrics": "tests/operations/test_metrics.py",
    "MOUNT /assets": "the built web app",
    "GET /{path:page}": "pages are the same HTML for everyone",
}
