"""What is wrong with a file of applications, and how that is said."""

from http import HTTPStatus

from tests.imports.test_applications import NEW, person
from tests.imports.world import (
    HEADER,
    counts,
    imported,
    in_phase,
    refused_rows,
    send,
    stored,
)
from tests.interviews.world import World, good, refused
from vivavoce.admissions.rules import Phase


def test_imp_4_columns_by_name_whatever_they_look_like(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    header = "Phone;TIME-ZONE;  Applicant ID ;E-Mail;Full name;Program;application_id;"
    answer = imported(world, cycle, f"{header}\n1;Asia/Seoul;a1;new@example.edu;Nora;Physics;x;\n")
    assert (counts(answer), answer["ignored_columns"]) == (
        {"rows": 1, "new": 1, "accounts": 1},
        ["Phone", "application_id"],
    )
    assert person(world, "new@example.edu")["time_zone"] == "Asia/Seoul"


def test_imp_4_a_column_whose_name_is_damaged(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    file = b"\xef\xbb\xbfid,email,name,program,Tele\xff\na1,new@example.edu,Nora,Physics,\xfe\n"
    assert imported(world, cycle, file)["ignored_columns"] == ["Tele?"]


def test_imp_4_a_header_that_lacks_columns_or_has_one_twice(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    for header, column, code, words in (
        ("id,email,programme", "name", "missing_column", "The column name is missing."),
        ("id,school", "email", "missing_column", "The columns email, name and programme are missing."),
        ("id,email,name,programme,E-mail", "email", "repeated_column", "The column email is there more than once."),
    ):
        file = f"{header}\n,,,\n1,2,3\n1,2,3\n"
        assert refused_rows(world, cycle, file) == [(1, column, code)]
        preview = good(send(world, cycle, file, dry_run=True))
        assert (preview["rows"], preview["errors"][0]["message"], preview["error_count"]) == (2, words, 1)


def test_imp_5_imp_7_a_file_that_is_no_table_is_refused_in_a_preview_too(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    for file in (b"", b"PK\x03\x04", b"id\n"):
        answers = [send(world, cycle, file, dry_run=dry_run) for dry_run in (True, False, None)]
        assert [refused(answer) for answer in answers] == [(422, "import_refused", [])] * 3


def test_imp_6_one_bad_row_and_nothing_changes(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    file = f"{HEADER}\n{NEW}\na2,not an address,Sam,Physics,,\n"
    assert refused_rows(world, cycle, file) == [(3, "email", "invalid_email")]
    answer = send(world, cycle, file)
    assert answer.json() == {
        "type": "urn:vivavoce:error:import_refused",
        "title": HTTPStatus(422).phrase,
        "status": 422,
        "code": "import_refused",
        "detail": "1 row has errors; nothing was imported.",
        "errors": [
            {
                "field": "email",
                "code": "invalid_email",
                "message": "Row 3: Enter an e-mail address such as name@example.edu.",
                "row": 3,
            }
        ],
    }
    preview = good(send(world, cycle, file, dry_run=True))
    assert (counts(preview), preview["error_count"]) == ({"rows": 2, "new": 1, "accounts": 1}, 1)


def test_imp_6_the_first_two_hundred_errors_by_row(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    rows = [f"a{n},{'ada@example.edu' if n == 0 else 'bad'},Sam,,," for n in range(250)]
    file = "\n".join([HEADER, *rows])
    preview = good(send(world, cycle, file, dry_run=True))
    assert (len(preview["errors"]), preview["error_count"]) == (200, 499)
    assert [(error["row"], error["column"]) for error in preview["errors"][:3]] == [
        (2, "programme"),
        (3, "email"),
        (3, "programme"),
    ]
    answer = send(world, cycle, file).json()
    assert (answer["detail"], len(answer["errors"])) == ("250 rows have errors; nothing was imported.", 200)


def test_imp_8_cells_are_held_to_the_types_of_the_api(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    header = f"{HEADER},time_zone"
    bad = {
        "x" * 101 + ",a@example.edu,A,P,,,": ("external_id", "too_long"),
        " ,a@example.edu,A,P,,,": ("external_id", "missing"),
        "a, ,A,P,,,": ("email", "missing"),
        "a,a@example,A,P,,,": ("email", "invalid_email"),
        'a,a@example.edu,"A\nB",P,,,': ("name", "control_character"),
        f"a,a@example.edu,A,{'x' * 201},,,": ("programme", "too_long"),
        f"a,a@example.edu,A,P,{'x' * 201},,": ("school", "too_long"),
        f"a,a@example.edu,A,P,,{'x' * 20_001},": ("statement", "too_long"),
        "a,a@example.edu,A,P,,\0,": ("statement", "nul_character"),
        "a,a@example.edu,A,P,,,Mars/Base": ("time_zone", "unknown_time_zone"),
        "a,a@example.edu,A,P,,,,extra": ("", "too_many_cells"),
        "a": ("email", "missing"),
    }
    for row, (column, code) in bad.items():
        found = refused_rows(world, cycle, f"{header}\n{row}\n")
        assert found[0] == (2, column, code), row
    broken = b"\xef\xbb\xbf" + f"{header}\na,a@example.edu,A,P,,".encode() + b"\xff,\n"
    assert refused_rows(world, cycle, broken) == [(2, "statement", "nul_character")]
    messages = good(send(world, cycle, f"{header}\n,a@example.edu,{'x' * 201},P,,,", dry_run=True))["errors"]
    assert [error["message"] for error in messages] == ["This is missing.", "Keep this to 200 characters."]


def test_imp_8_text_is_kept_as_it_is(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    statement = " <script>alert(1)</script>\r\n  Zoë 'quoted' "
    imported(world, cycle, f'{HEADER}\na1,new@example.edu," Nora ",Physics,\'=1+1,"{statement}"\n')
    assert stored(world, cycle) == [("a1", "new@example.edu", "Physics", "=1+1", statement, "submitted")]
    assert person(world, "new@example.edu")["name"] == "Nora"


def test_imp_7_a_sample_of_a_hundred_with_long_texts_cut(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    rows = [f"a{n},n{n}@example.edu,N,Physics,,{'x' * 300}" for n in range(120)]
    answer = imported(world, cycle, "\n".join([HEADER, *rows]))
    assert (answer["new"], len(answer["sample"])) == (120, 100)
    assert answer["sample"][99]["changes"]["statement"]["to"] == "x" * 199 + "…"
