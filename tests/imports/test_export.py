"""The scoring export, made and downloaded."""

import json
from urllib.parse import quote

import pytest

from tests.conftest import NOW
from tests.imports.world import add_person, apply, counts, imported, in_phase, send, tables
from tests.interviews.test_list import client_database
from tests.interviews.world import World, good, refused
from tests.statements import sent_to
from vivavoce.admissions.models import Application, Cycle
from vivavoce.admissions.rules import PHASES, ApplicationStatus, Phase
from vivavoce.clock import iso

A = ApplicationStatus
CYCLES = "/api/admin/cycles"
HEADER = '"application_id","external_id","name","email","programme","school","statement","score"'


def prepared(world: World) -> str:
    """In batch_prep: Sam with an id of the office's, Eve without, Kim withdrawn, Lee set aside, Max scored."""
    cycle = in_phase(world, Phase.BATCH_PREP)
    apply(world, cycle, "sam", A.SUBMITTED, external_id="s1", statement='=HYPERLINK("x")\nYours, "Sam"', school="@city")
    apply(world, cycle, "eve", A.SUBMITTED, statement="")
    apply(world, cycle, "kim", A.WITHDRAWN, external_id="s0")
    for name, status, score in (("lee", A.SET_ASIDE, None), ("max", A.SCORED, 71.25)):
        world.people.ids[name] = add_person(world, name)
        apply(world, cycle, name, status, external_id=f"r-{name}", score=score)
    return cycle


def exported(world: World, cycle: str) -> str:
    good(world["ada"].post(f"{CYCLES}/{cycle}/export"), 201)
    return f"{CYCLES}/{cycle}/export"


def test_imp_22_making_it_sets_when(world: World) -> None:
    cycle = prepared(world)
    before = tables(world.database)
    made = good(world["ada"].post(f"{CYCLES}/{cycle}/export"), 201)
    assert made == {"exported_at": iso(NOW), "applications": 3}
    for row in before["admission_cycles"]:
        if row["id"] == cycle:
            row["exported_at"] = NOW
    assert tables(world.database) == before
    assert good(world["ada"].post(f"{CYCLES}/{cycle}/phase", json={"to": "processing"}))["phase"] == "processing"
    world.clock.advance(hours=1)
    assert good(world["ada"].post(f"{CYCLES}/{cycle}/export"), 201)["exported_at"] == iso(world.clock.now)


def test_imp_22_from_batch_prep_on(world: World) -> None:
    became = {}
    for phase in PHASES:
        cycle = in_phase(world, phase, f"in-{phase.value.replace('_', '-')}")
        answer = world["ada"].post(f"{CYCLES}/{cycle}/export")
        became[phase.value] = answer.json().get("code", answer.json().get("applications"))
    early = PHASES[: PHASES.index(Phase.BATCH_PREP)]
    assert became == {phase.value: "wrong_phase" if phase in early else 0 for phase in PHASES}


def test_imp_23_not_before_it_is_made(world: World) -> None:
    cycle = prepared(world)
    for query in ("", "?format=csv", "?format=jsonl"):
        assert refused(world["ada"].get(f"{CYCLES}/{cycle}/export{query}")) == (409, "not_exported", [])
    exported(world, cycle)
    assert refused(world["ada"].get(f"{CYCLES}/{cycle}/export?format=xlsx"))[0] == 422


def test_imp_23_imp_24_the_csv_whole(world: World) -> None:
    answer = world["ada"].get(exported(world, prepared(world)))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="scoring-spring.csv"'
    assert answer.headers["content-length"] == str(len(answer.content))
    assert answer.headers["cache-control"] == "no-store"
    sams = '"\'=HYPERLINK(""x"")\nYours, ""Sam"""'
    rows = [
        HEADER,
        '"of-max0000000000000000","r-max","Max","max@example.edu","Physics","City School","I like light.","71.25"',
        '"of-sam0000000000000000","s1","Sam","sam@example.edu","Physics","\'@city",' + sams + ',""',
        '"of-eve0000000000000000","","Eve","eve@example.edu","Physics","City School","",""',
        "",
    ]
    assert answer.content.decode() == "\ufeff" + "\r\n".join(rows)


def test_imp_23_json_lines(world: World) -> None:
    answer = world["ada"].get(exported(world, prepared(world)), params={"format": "jsonl"})
    assert answer.headers["content-type"].partition(";")[0] == "application/x-ndjson"
    assert answer.headers["content-disposition"] == 'attachment; filename="scoring-spring.jsonl"'
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [line["external_id"] for line in lines] == ["r-max", "s1", None]
    assert lines[1] == {
        "application_id": "of-sam0000000000000000",
        "external_id": "s1",
        "name": "Sam",
        "email": "sam@example.edu",
        "programme": "Physics",
        "school": "@city",
        "statement": '=HYPERLINK("x")\nYours, "Sam"',
        "score": None,
    }


def test_imp_23_what_goes_out_comes_back_in(world: World) -> None:
    """As applications it changes nothing; with scores filled in it is a file of scores."""
    cycle = prepared(world)
    with world.database.writing() as session:
        session.get_one(Application, "of-eve0000000000000000").external_id = "s2"
    file = world["ada"].get(exported(world, cycle)).content
    world.cycle = cycle
    world.set_phase(Phase.FROZEN)
    before = tables(world.database)
    assert counts(imported(world, cycle, file)) == {"rows": 3, "unchanged": 3}
    assert tables(world.database) == before
    world.set_phase(Phase.PROCESSING)
    scored = file.replace(b'"",""\r\n', b'"","80.5"\r\n')
    assert counts(imported(world, cycle, scored, "scores")) == {"rows": 3, "new": 2, "unchanged": 1}


def test_imp_25_names_that_could_be_headers(world: World) -> None:
    cycle = prepared(world)
    for name in ('x"\r\nSet-Cookie: a=b', "../../etc/passwd", "Été 2027", "春"):
        with world.database.writing() as session:
            session.get_one(Cycle, cycle).name = name
        answer = world["ada"].get(exported(world, cycle))
        assert "set-cookie" not in answer.headers
        assert quote(answer.headers["content-disposition"], safe=' ;="') == answer.headers["content-disposition"]


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_imp_19_exports_cost_the_same_whatever_their_length(world: World, rows: int) -> None:
    """The session; the cycle; when it was made and how many, or the rows."""
    cycle = in_phase(world, Phase.SUBMISSION)
    lines = [f"p{n},p{n}@example.edu,N,Physics" for n in range(rows)]
    good(send(world, cycle, "\n".join(["id,email,name,programme", *lines])))
    world.cycle = cycle
    world.set_phase(Phase.BATCH_PREP)
    with sent_to(client_database(world, "ada")) as statements:
        path = exported(world, cycle)
    assert len(statements) == 4
    with sent_to(client_database(world, "ada")) as statements:
        assert len(world["ada"].get(path, params={"format": "jsonl"}).text.splitlines()) == rows
    assert len(statements) == 3
