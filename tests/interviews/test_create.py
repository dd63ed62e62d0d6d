"""POST /api/admin/interviews."""

from sqlalchemy import func, select

from tests.accounts.fakes import RecordingBus
from tests.admissions.build import row_id
from tests.conftest import NOW
from tests.interviews.world import OFFICE, TEN, World, good, refused
from vivavoce.accounts.models import Person
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.bus import InterviewChanged, MailsWaiting
from vivavoce.clock import iso
from vivavoce.interviews.models import Interview, InterviewEvent, Occupation


def test_int_19_a_whole_interview(world: World) -> None:
    made = world.create("kim", TEN, interviewer_ids=[world.people["ivy"]], notes="Ask about light.")
    assert made == {
        "id": made["id"],
        "application_id": world.applications["kim"],
        "student_id": world.people["kim"],
        "admin_id": world.people["ada"],
        "admission_cycle_id": world.cycle,
        "interview_time": TEN,
        "duration_minutes": 30,
        "time_zone": "Europe/London",
        "interview_link": f"/interview/{made['id']}",
        "status": "scheduled",
        "notes": "Ask about light.",
        "lobby": False,
        "relay_only": False,
        "version": 1,
        "interviewer_ids": [world.people["ivy"]],
        "student": {
            "id": world.people["kim"],
            "name": "Kim",
            "email": "kim@example.edu",
            "time_zone": "Asia/Seoul",
        },
        "lead": {"id": world.people["ada"], "name": "Ada", "role": "admin"},
        "panel": [{"id": world.people["ivy"], "name": "Ivy", "role": "interviewer"}],
        "cycle": {"id": world.cycle, "name": "Autumn", "phase": "selection"},
        "programme": "Physics",
        "attendance": None,
        "attendance_message": "",
        "rehearsal": {"verdict": "not_done", "risks": [], "result": None},
        "joinable": False,
        "opens_at": "2026-12-01T10:00:00.000Z",
        "closes_at": "2026-12-03T10:00:00.000Z",
        "created_at": iso(NOW),
        "updated_at": iso(NOW),
    }
    assert world.read(made) == made


def test_int_19_int_27_unknown_fields_are_refused(world: World) -> None:
    for field in ("interview_link", "status", "version", "surprise"):
        assert refused(world.with_field(field, "/elsewhere")) == (422, "invalid", [(field, "extra_forbidden")])


def test_int_4_any_offset_in_utc_out(world: World) -> None:
    given = {"sam": "2026-12-02T15:00:00+05:00", "eve": "2026-12-02T11:00:00.123987Z", "kim": "2026-12-02t13:00:00z"}
    assert [world.create(student, at)["interview_time"] for student, at in given.items()] == [
        TEN,
        "2026-12-02T11:00:00.123Z",
        "2026-12-02T13:00:00.000Z",
    ]


ABSURD_TIMES: list[tuple[object, str]] = [
    ("2026-12-02T10:00:00", "naive_time"),
    ("1764669600", "not_a_time"),
    (1764669600, "not_a_time"),
    (True, "not_a_time"),
    ("tomorrow", "not_a_time"),
    ("2026-02-30T10:00:00Z", "not_a_time"),
    ("0001-01-01T00:00:00+14:00", "not_a_time"),
    ("9999-12-31T23:59:59-14:00", "not_a_time"),
    ("9999-12-31T23:59:59Z", "time_too_far"),
    ("0001-01-01T00:00:00Z", "time_in_the_past"),
    ("2026-11-24T08:59:59.999Z", "time_in_the_past"),
    ("2028-11-30T09:00:00.001Z", "time_too_far"),
]


def test_int_3_int_4_absurd_times_are_refused(world: World) -> None:
    answers = [(given, refused(world.with_field("interview_time", given))) for given, _ in ABSURD_TIMES]
    assert answers == [(given, (422, "invalid", [("interview_time", code)])) for given, code in ABSURD_TIMES]


def test_int_3_the_bounds_themselves_are_taken(world: World) -> None:
    world.create("sam", "2026-11-24T09:00:00Z")
    world.create("eve", "2028-11-30T09:00:00Z")


BAD_FIELDS: list[tuple[str, object, str]] = [
    ("duration_minutes", 4, "greater_than_equal"),
    ("duration_minutes", 241, "less_than_equal"),
    ("duration_minutes", True, "int_type"),
    ("duration_minutes", "30", "int_type"),
    ("duration_minutes", None, "null"),
    ("time_zone", "Mars/Olympus", "unknown_time_zone"),
    ("notes", "a\0b", "nul_character"),
    ("notes", "x" * 20_001, "string_too_long"),
    ("admin_id", "not an id", "string_pattern_mismatch"),
    ("application_id", 7, "string_type"),
]


def test_int_27_bad_fields_are_refused(world: World) -> None:
    answers = [(field, refused(world.with_field(field, value))) for field, value, _ in BAD_FIELDS]
    assert answers == [(field, (422, "invalid", [(field, code)])) for field, _, code in BAD_FIELDS]


def test_int_27_malformed_json_is_refused(world: World) -> None:
    for body in ("", "[]", "null", '"x"', "{", "[" * 10_000):
        answer = world["ada"].post(OFFICE, content=body, headers={"content-type": "application/json"})
        assert refused(answer)[:2] == (422, "invalid"), body


def test_int_27_text_is_kept_as_typed(world: World) -> None:
    text = "<script>alert('ä')</script> \"&amp;\" 🙂\n' OR 1=1 --"
    made = world.create(notes=text)
    assert world.read(made)["notes"] == text


def test_int_7_an_application_that_is_not_there(world: World) -> None:
    answer = world.try_create(application_id="nobody")
    assert refused(answer) == (422, "invalid", [("application_id", "unknown_application")])


def test_int_7_only_in_selection(world: World) -> None:
    answers = {}
    for phase in Phase:
        world.set_phase(phase)
        student = "eve" if phase is Phase.SELECTION else "sam"
        answers[phase] = world.try_create(student).status_code
    assert answers == {phase: 201 if phase is Phase.SELECTION else 409 for phase in Phase}
    assert refused(world.try_create()) == (409, "wrong_phase", [("application_id", "wrong_phase")])


def test_int_7_only_for_a_selected_applicant(world: World) -> None:
    code = "application_not_selected"
    for status in set(ApplicationStatus) - {ApplicationStatus.SELECTED}:
        world.set_application("sam", status)
        assert refused(world.try_create()) == (409, code, [("application_id", code)])


def test_int_10_one_scheduled_interview_per_application(world: World) -> None:
    first = world.create()
    again = world.try_create(at="2026-12-05T10:00:00Z")
    assert refused(again) == (409, "already_scheduled", [("application_id", "already_scheduled")])
    world.change(first, status="cancelled")
    world.create(at="2026-12-05T10:00:00Z")


NO_INTERVIEWERS: list[tuple[str, str | list[str], tuple[str, str]]] = [
    ("admin_id", "nobody", ("admin_id", "unknown_person")),
    ("admin_id", "kim", ("admin_id", "not_an_interviewer")),
    ("admin_id", "gone", ("admin_id", "not_an_interviewer")),
    ("interviewer_ids", ["nobody"], ("interviewer_ids", "unknown_person")),
    ("interviewer_ids", ["sam"], ("interviewer_ids", "not_an_interviewer")),
    ("interviewer_ids", ["ivy", "ivy"], ("interviewer_ids", "duplicate_person")),
    ("interviewer_ids", ["ada"], ("interviewer_ids", "duplicate_person")),
    ("interviewer_ids", ["ada", "ben", "ivy"], ("interviewer_ids", "too_long")),
]


def test_int_18_who_may_interview(world: World) -> None:
    add_disabled(world)
    ids = world.people.ids
    for field, names, error in NO_INTERVIEWERS:
        asked = ids.get(names, names) if isinstance(names, str) else [ids.get(name, name) for name in names]
        assert refused(world.with_field(field, asked)) == (422, "invalid", [error])


def add_disabled(world: World) -> None:
    world.people.ids["gone"] = row_id("gone")
    with world.database.writing() as session:
        session.add(
            Person(
                id=row_id("gone"),
                email="gone@example.edu",
                name="Gone",
                role="interviewer",
                time_zone="UTC",
                created_at=NOW,
                disabled_at=NOW,
            )
        )


def test_int_3_int_18_all_fields_are_told_at_once(world: World) -> None:
    answer = world.try_create(at="2020-01-01T00:00:00Z", admin_id="nobody", interviewer_ids=["nobody"])
    assert refused(answer) == (
        422,
        "invalid",
        [("interview_time", "time_in_the_past"), ("admin_id", "unknown_person"), ("interviewer_ids", "unknown_person"),
         ("interviewer_ids", "duplicate_person")],
    )  # fmt: skip


def test_int_17_a_refused_one_leaves_nothing(world: World, bus: RecordingBus) -> None:
    world.create("sam")
    bus.messages.clear()
    assert world.try_create("eve").status_code == 409
    with world.database.reading() as session:
        counts = [session.scalar(select(func.count()).select_from(t)) for t in (Interview, InterviewEvent, Occupation)]
    assert (counts, bus.messages) == ([1, 1, 2], [])


def test_int_24_int_26_history_and_message(world: World, bus: RecordingBus) -> None:
    made = world.create(interviewer_ids=[world.people["ivy"]])
    assert world.history(made) == [
        {
            "at": iso(NOW),
            "by": {"id": world.people["ada"], "name": "Ada", "role": "admin"},
            "action": "created",
            "changes": {
                "interview_time": {"from": None, "to": TEN},
                "duration_minutes": {"from": None, "to": 30},
                "time_zone": {"from": None, "to": "Europe/London"},
                "admin_id": {"from": None, "to": world.people["ada"]},
                "interviewer_ids": {"from": None, "to": [world.people["ivy"]]},
                "status": {"from": None, "to": "scheduled"},
            },
        }
    ]
    assert bus.messages == [MailsWaiting(), InterviewChanged(made["id"])]


def test_int_29_who_may_create(world: World) -> None:
    body = {"application_id": world.applications["sam"], "interview_time": TEN}
    answers = [world[name].post(OFFICE, json=body).status_code for name in ("", "sam", "ivy", "ben")]
    assert answers == [401, 403, 403, 201]
    assert len(good(world["ada"].get(OFFICE))["items"]) == 1
