"""What the calls of tests/authorization_table.py find: the demo's data, and a row for every kind of path."""

from datetime import timedelta

from tests.conftest import NOW
from vivavoce.admissions.models import Application, Cycle
from vivavoce.database import Base
from vivavoce.interviews.models import Interview
from vivavoce.notifications.models import Mail, Notice
from vivavoce.notifications.rules import Kind, MailStatus
from vivavoce.operations.demo_data import DemoData
from vivavoce.scheduling.models import Draft, Placement, WindowRequest

WHO = {"admin": "ada", "interviewer": "ivy", "student": "sam"}
TOKENS = {role: role[0] * 43 for role in WHO}
FOREIGN = {"interviewer": "omar.haddad", "student": "eve"}
PROCESSING_ID = "processing-cycle-00000"
DRAFT_ID = f"draft{'0' * 17}"
MESSAGE_ID = f"message{'0' * 15}"
World = dict[str, dict[str, str]]
"""Per role the ids that its own calls use; under `foreign` and the role those of somebody else."""


def processing(data: DemoData) -> list[Base]:
    """A cycle in the one phase that the demo has none in, which takes scores."""
    cycle = Cycle(id=PROCESSING_ID, name="Processing", phase="processing", created_at=NOW, exported_at=NOW)
    kims = Application(id="kims-application-000000", admission_cycle_id=PROCESSING_ID, programme="Physics",
                       student_id=data.people["kim"].id, status="submitted", created_at=NOW)  # fmt: skip
    return [cycle, kims]


def windows_asked(data: DemoData) -> WindowRequest:
    """Of the applicants selected in the demo."""
    return WindowRequest(
        admission_cycle_id=cycle_in(data, "selection"),
        first_day="2026-12-07",
        last_day="2026-12-11",
        closes_at=NOW + timedelta(days=2),
        version=1,
        updated_at=NOW,
    )


def draft_of(data: DemoData) -> list[Base]:
    """Ready to be published."""
    draft = Draft(
        id=DRAFT_ID,
        admission_cycle_id=cycle_in(data, "selection"),
        status="ready",
        length_minutes=30,
        seed=0,
        away=[],
        input_hash="",
        statuses=[],
        explanation={},
        failure="",
        created_by_id=data.people["ada"].id,
        created_at=NOW,
        version=1,
    )
    return [draft]


def mail_of(data: DemoData) -> list[Base]:
    """One that was not taken."""
    sam = data.people["sam"]
    mail = Mail(
        id=MESSAGE_ID, person_id=sam.id, email=sam.email, name=sam.name, time_zone=sam.time_zone, for_student=True,
        kind=Kind.WINDOWS_ASKED, status=MailStatus.FAILED, attempts=1, doubts=0, due_at=NOW, last_error="550 no",
        created_at=NOW,
    )  # fmt: skip
    facts = {"programme": "Medicine", "cycle": "Autumn", "closes_at": "2026-12-03T09:00:00.000Z"}
    return [mail, Notice(id=f"notice{'0' * 16}", mail_id=mail.id, person_id=sam.id, subject_id="a", kind=mail.kind,
                         sequence=0, facts=facts)]  # fmt: skip


def placement_of(data: DemoData) -> Placement:
    return Placement(draft_id=DRAFT_ID, application_id=waiting(data).id, duration_minutes=30, time_zone="Asia/Seoul")


def waiting(data: DemoData) -> Application:
    """Selected, and without any interview."""
    met = {row.application_id for row in data.rows if isinstance(row, Interview)}
    return next(
        row for row in data.rows if isinstance(row, Application) and row.status == "selected" and row.id not in met
    )


def open_applications(data: DemoData) -> list[Cycle | Application]:
    """In a cycle of their own: one for each student and, for roles that may not anyway, for everybody."""
    cycle = Cycle(id=f"open{'0' * 18}", name="Open", phase="submission", created_at=NOW)
    return [
        cycle,
        *(
            Application(id=open_application(who), admission_cycle_id=cycle.id, student_id=data.people[who].id,
                        programme="MBA", status="submitted", created_at=NOW)
            for who in (*WHO.values(), FOREIGN["student"])
        ),
    ]  # fmt: skip


def open_application(who: str) -> str:
    return f"open{who:0<18}"


def world_of(data: DemoData) -> World:
    interviews = [row for row in data.rows if isinstance(row, Interview) and row.status == "scheduled"]
    shared = {
        "person_id": data.people["kim"].id,
        "interviewer_id": data.people[WHO["interviewer"]].id,
        "cycle_id": cycle_in(data, "submission"),
        "selecting_cycle_id": cycle_in(data, "selection"),
        "application_id": waiting(data).id,
        "draft_id": DRAFT_ID,
        "message_id": MESSAGE_ID,
        "kind": Kind.SCHEDULED,
        "processing_id": PROCESSING_ID,
    }

    def interview_of(who: str) -> str:
        person = data.people[who].id
        return next(row.id for row in interviews if person in {row.admin_id, row.student_id})

    def ids_of(who: str) -> dict[str, str]:
        return {
            **shared,
            "interview_id": interview_of(who),
            "open_application_id": open_application(who),
            "asked_application_id": asked_application(data, who),
        }

    own = {role: ids_of(who) for role, who in WHO.items()}
    others = {f"foreign {role}": ids_of(who) for role, who in FOREIGN.items()}
    return {**own, **others, "nobody": own["admin"]}


def asked_application(data: DemoData, who: str) -> str:
    """The person's own in the cycle that asks, or anybody's."""
    asked = [
        row
        for row in data.rows
        if isinstance(row, Application)
        and (row.admission_cycle_id, row.status) == (cycle_in(data, "selection"), "selected")
    ]
    return next((row.id for row in asked if row.student_id == data.people[who].id), asked[0].id)


def cycle_in(data: DemoData, phase: str) -> str:
    return next(row.id for row in data.rows if isinstance(row, Cycle) and row.phase == phase)
