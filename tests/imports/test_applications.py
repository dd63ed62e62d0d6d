"""Applications come in from the office's files."""

from sqlalchemy import select, update

from tests.conftest import NOW
from tests.imports.world import (
    HEADER,
    NOTHING,
    add_person,
    apply,
    counts,
    imported,
    in_phase,
    refused_rows,
    send,
    stored,
    tables,
)
from tests.interviews.world import World, good, refused
from vivavoce.accounts.models import Person
from vivavoce.admissions.models import Application, ApplicationDraft
from vivavoce.admissions.rules import ApplicationStatus, Phase

A = ApplicationStatus
NEW = "a1,New@Example.edu,Nora New,Physics,City School,I like light."
SAM = "a2,sam@example.edu,Samuel,Chemistry,,"
FILE = f"{HEADER}\n{NEW}\n{SAM}\n"


def person(world: World, email: str) -> dict[str, object]:
    found = [row for row in tables(world.database)["people"] if row["email"] == email]
    assert len(found) == 1
    return {name: value for name, value in found[0].items() if name != "id"}


def test_imp_10_imp_14_new_applications_and_accounts(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    assert imported(world, cycle, FILE) == NOTHING | {
        "rows": 2,
        "new": 2,
        "accounts": 1,
        "sample": [
            {
                "row": 2,
                "action": "new",
                "name": "Nora New",
                "changes": {
                    "external_id": {"from": None, "to": "a1"},
                    "email": {"from": None, "to": "new@example.edu"},
                    "programme": {"from": None, "to": "Physics"},
                    "school": {"from": None, "to": "City School"},
                    "statement": {"from": None, "to": "I like light."},
                },
            },
            {
                "row": 3,
                "action": "new",
                "name": "Samuel",
                "changes": {
                    "external_id": {"from": None, "to": "a2"},
                    "email": {"from": None, "to": "sam@example.edu"},
                    "programme": {"from": None, "to": "Chemistry"},
                },
            },
        ],
    }
    assert stored(world, cycle) == [
        ("a1", "new@example.edu", "Physics", "City School", "I like light.", "submitted"),
        ("a2", "sam@example.edu", "Chemistry", "", "", "submitted"),
    ]
    assert person(world, "new@example.edu") == {
        "email": "new@example.edu",
        "name": "Nora New",
        "role": "student",
        "time_zone": "Europe/London",
        "password_hash": None,
        "is_demo": False,
        "created_at": NOW,
        "disabled_at": None,
    }
    assert person(world, "sam@example.edu")["name"] == "Sam"


def test_imp_10_the_same_file_twice_changes_nothing(world: World) -> None:
    cycle = in_phase(world, Phase.FROZEN)
    imported(world, cycle, FILE)
    before = tables(world.database)
    again = imported(world, cycle, FILE)
    assert again == NOTHING | {"rows": 2, "unchanged": 2}
    assert tables(world.database) == before


def test_imp_10_an_address_comes_in_where_the_file_has_one(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    header, row = "external_id,email,name,programme,Home address", 'a2,sam@example.edu,Sam,Physics,"1 High St, Oxford"'
    answer = imported(world, cycle, f"{header}\n{row}\n")
    assert answer["sample"][0]["changes"]["address"] == {"from": None, "to": "1 High St, Oxford"}
    assert counts(imported(world, cycle, "external_id,email,name,programme\na2,sam@example.edu,Sam,Physics\n")) == {
        "rows": 1,
        "unchanged": 1,
    }
    listed = world["ada"].get(f"/api/admin/cycles/{cycle}/applications").json()["items"]
    assert [one["address"] for one in listed] == ["1 High St, Oxford"]


def test_imp_10_what_differs_is_a_change(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    imported(world, cycle, FILE)
    answer = imported(world, cycle, f"{HEADER}\n{NEW.replace('Physics', 'Optics').replace('I like light.', '')}\n{SAM}")
    assert counts(answer) == {"rows": 2, "changed": 1, "unchanged": 1}
    assert answer["sample"] == [
        {
            "row": 2,
            "action": "changed",
            "name": "Nora New",
            "changes": {
                "programme": {"from": "Physics", "to": "Optics"},
                "statement": {"from": "I like light.", "to": ""},
            },
        }
    ]
    assert stored(world, cycle)[0] == ("a1", "new@example.edu", "Optics", "City School", "", "submitted")


def test_imp_10_a_column_that_is_not_there_leaves_its_field_alone(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    imported(world, cycle, FILE)
    before = tables(world.database)
    short = "id,email,name,program\na1,new@example.edu,Nora New,Physics\n"
    assert counts(imported(world, cycle, short)) == {"rows": 1, "unchanged": 1}
    assert tables(world.database) == before


def test_imp_9_only_in_submission_and_frozen(world: World) -> None:
    for phase in Phase:
        cycle = in_phase(world, phase, f"in-{phase.value.replace('_', '-')}")
        answers = [send(world, cycle, FILE, dry_run=dry_run) for dry_run in (True, False)]
        if phase in (Phase.SUBMISSION, Phase.FROZEN):
            assert [answer.status_code for answer in answers] == [200, 200]
        else:
            assert [refused(answer)[:2] for answer in answers] == [(409, "wrong_phase")] * 2


def test_imp_11_an_id_with_another_email(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    imported(world, cycle, FILE)
    for email in ("eve@example.edu", "nobody-yet@example.edu"):
        assert refused_rows(world, cycle, FILE.replace("sam@example.edu", email)) == [(3, "email", "another_email")]


def test_imp_11_who_applied_here_is_adopted(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    own = apply(world, cycle, "sam", A.SUBMITTED, programme="Physics", school="Own School", statement="Own words.")
    answer = imported(world, cycle, "id,email,name,programme\na2,SAM@example.edu,Sam,Chemistry\n")
    assert counts(answer) == {"rows": 1, "changed": 1}
    assert answer["sample"][0]["changes"] == {
        "external_id": {"from": None, "to": "a2"},
        "programme": {"from": "Physics", "to": "Chemistry"},
    }
    assert stored(world, cycle) == [("a2", "sam@example.edu", "Chemistry", "Own School", "Own words.", "submitted")]
    assert own in {row["id"] for row in tables(world.database)["applications"]}
    another = "id,email,name,programme\na3,sam@example.edu,Sam,Chemistry\n"
    assert refused_rows(world, cycle, another) == [(2, "external_id", "another_external_id")]


def test_imp_11_the_same_id_in_another_cycle_is_another_application(world: World) -> None:
    one, other = in_phase(world, Phase.SUBMISSION), in_phase(world, Phase.SUBMISSION, "summer")
    assert counts(imported(world, one, FILE)) == {"rows": 2, "new": 2, "accounts": 1}
    assert counts(imported(world, other, FILE)) == {"rows": 2, "new": 2}


def test_imp_12_a_withdrawn_application_is_skipped(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    apply(world, cycle, "sam", A.WITHDRAWN, external_id="a2")
    apply(world, cycle, "eve", A.WITHDRAWN)
    before = tables(world.database)
    answer = imported(world, cycle, f"{HEADER}\n{SAM}\na3,eve@example.edu,Eve,Physics,,\n")
    assert answer == NOTHING | {"rows": 2, "skipped": 2}
    assert tables(world.database) == before


def test_imp_13_twice_in_one_file(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    file = f"{FILE}a1,third@example.edu,T,Physics,,\na4,NEW@example.edu,N,Physics,,\n{SAM}\n"
    assert refused_rows(world, cycle, file) == [
        (4, "external_id", "repeated"),
        (5, "email", "repeated"),
        (6, "external_id", "repeated"),
        (6, "email", "repeated"),
    ]
    assert good(send(world, cycle, file, dry_run=True))["errors"][1]["message"] == "Row 2 has it already."


def test_imp_14_staff_and_disabled_accounts(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    with world.database.writing() as session:
        session.get_one(Person, world.people["kim"]).disabled_at = NOW
    rows = [f"{name},{name}@example.edu,X,Physics,," for name in ("ada", "ivy", "kim", "eve")]
    assert refused_rows(world, cycle, "\n".join([HEADER, *rows])) == [
        (2, "email", "email_of_staff"),
        (3, "email", "email_of_staff"),
        (4, "email", "account_disabled"),
    ]


def test_imp_15_names_of_accounts_that_never_had_a_password(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    add_person(world, "lee")
    header = "id,email,name,programme,time zone"
    first = imported(world, cycle, f"{header}\na1,lee@example.edu,Lee Ann,Physics,\na2,sam@example.edu,S,Physics,UTC\n")
    assert counts(first) == {"rows": 2, "new": 2}
    assert first["sample"][0]["changes"]["name"] == {"from": "Lee", "to": "Lee Ann"}
    again = imported(world, cycle, f"{header}\na1,lee@example.edu,Lee Ann,Physics,UTC\na2,sam@example.edu,T,Physics,\n")
    assert counts(again) == {"rows": 2, "changed": 1, "unchanged": 1}
    assert again["sample"][0]["changes"] == {"time_zone": {"from": "Asia/Karachi", "to": "UTC"}}
    lee, sam = person(world, "lee@example.edu"), person(world, "sam@example.edu")
    assert (lee["name"], lee["time_zone"], sam["name"], sam["time_zone"]) == ("Lee Ann", "UTC", "Sam", "Asia/Karachi")
    with world.database.writing() as session:
        session.get_one(Person, "lee".ljust(22, "0")).password_hash = "chosen"
    late = f"{header}\na1,lee@example.edu,Another,Physics,Asia/Seoul\n"
    assert counts(imported(world, cycle, late)) == {"rows": 1, "unchanged": 1}


def test_imp_10_a_changed_text_is_to_be_checked_again(world: World) -> None:
    cycle = in_phase(world, Phase.FROZEN)
    imported(world, cycle, FILE)
    with world.database.writing() as session:
        session.execute(update(Application).where(Application.admission_cycle_id == cycle).values(checked=True))
    imported(world, cycle, FILE.replace("Chemistry", "Physics"))
    found = {row["external_id"]: row["checked"] for row in tables(world.database)["applications"]}
    assert (bool(found["a1"]), bool(found["a2"])) == (True, False)


def test_adm_17_an_import_takes_the_draft_away(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    for student in ("sam", "eve"):
        good(world[student].put(f"/api/student/drafts/{cycle}", json={"programme": "Optics"}))
    imported(world, cycle, FILE)
    with world.database.reading() as session:
        assert session.scalars(select(ApplicationDraft.student_id)).all() == [world.people["eve"]]
