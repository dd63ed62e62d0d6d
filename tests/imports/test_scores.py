"""Scores come back from wherever they were given."""

import pytest

from tests.imports.world import NOTHING, apply, counts, imported, in_phase, refused_rows, send, tables
from tests.interviews.world import World, good, refused
from vivavoce.admissions.rules import ApplicationStatus, Phase

A = ApplicationStatus


def prepared(world: World) -> str:
    """A cycle in processing: Sam s1, Eve s2, both submitted."""
    cycle = in_phase(world, Phase.PROCESSING)
    for number, name in enumerate(("sam", "eve"), 1):
        apply(world, cycle, name, A.SUBMITTED, external_id=f"s{number}")
    return cycle


def scores(world: World, cycle: str) -> list[tuple[str, str, float | None]]:
    """(student, status, score)."""
    return [
        (row["student_id"][:3], row["status"], row["score"])
        for row in tables(world.database)["applications"]
        if row["admission_cycle_id"] == cycle
    ]


def test_imp_16_imp_18_a_score_makes_it_scored(world: World) -> None:
    cycle = prepared(world)
    assert imported(world, cycle, "external_id,score\ns1,71.5\ns2,\n", "scores") == NOTHING | {
        "rows": 2,
        "new": 1,
        "skipped": 1,
        "sample": [{"row": 2, "action": "new", "name": "Sam", "changes": {"score": {"from": None, "to": 71.5}}}],
    }
    assert scores(world, cycle) == [("eve", "submitted", None), ("sam", "scored", 71.5)]
    again = imported(world, cycle, "external_id,score\ns1,71.50\ns2,80\n", "scores")
    assert counts(again) == {"rows": 2, "new": 1, "unchanged": 1}
    changed = imported(world, cycle, "external_id,score\ns1,0\ns2,80\n", "scores")
    assert counts(changed) == {"rows": 2, "changed": 1, "unchanged": 1}
    assert changed["sample"][0]["changes"] == {"score": {"from": 71.5, "to": 0}}
    assert scores(world, cycle) == [("eve", "scored", 80), ("sam", "scored", 0)]


@pytest.mark.parametrize(
    ("header", "row", "ignored"),
    [
        ("application_id,external_id,email,score", "of-sam0000000000000000,s2,eve@example.edu,7", 2),
        ("Score,E-mail,External ID", "7,eve@example.edu,s1", 1),
        ("Score,E-mail", "7,SAM@example.edu", 0),
    ],
)
def test_imp_16_the_first_key_that_is_there(world: World, header: str, row: str, ignored: int) -> None:
    cycle = prepared(world)
    answer = imported(world, cycle, f"{header}\n{row}\n", "scores")
    assert (counts(answer), len(answer["ignored_columns"])) == ({"rows": 1, "new": 1}, ignored)
    assert scores(world, cycle) == [("eve", "submitted", None), ("sam", "scored", 7)]


@pytest.mark.parametrize(
    ("file", "score"),
    [
        ("id;score\ns1;71,25\n", 71.25),
        ("id\tscore\ns1\t 71,25 \n", 71.25),
        ("id;score\ns1;71.25\n", 71.25),
        ("id,score\ns1,1e3\n", 1000),
        ("id,score\ns1,1000000\n", 1_000_000),
        ("id,score\ns1,0\n", 0),
    ],
)
def test_imp_16_numbers_as_people_write_them(world: World, file: str, score: float) -> None:
    cycle = prepared(world)
    imported(world, cycle, file, "scores")
    assert scores(world, cycle)[1] == ("sam", "scored", score)


@pytest.mark.parametrize(
    "score", ["-1", "+1", "x", "NaN", "inf", "1e999", "1_000", "1 000", "٣", "0x10", '"71,5"', "."]
)
def test_imp_17_what_is_no_score(world: World, score: str) -> None:
    cycle = prepared(world)
    assert refused_rows(world, cycle, f"id,score\ns1,{score}\n", "scores") == [(2, "score", "not_a_score")]


def test_imp_17_a_score_that_is_too_large_or_has_two_commas(world: World) -> None:
    cycle = prepared(world)
    assert refused_rows(world, cycle, "id,score\ns1,1000000.5\n", "scores") == [(2, "score", "too_large")]
    assert refused_rows(world, cycle, "id;score\ns1;1.234,5\n", "scores") == [(2, "score", "not_a_score")]
    preview = good(send(world, cycle, "id,score\ns1,1000001\n", what="scores", dry_run=True))
    assert preview["errors"][0]["message"] == "The score is at most 1,000,000."


def test_imp_17_rows_that_cannot_be(world: World) -> None:
    cycle = prepared(world)
    apply(world, cycle, "kim", A.WITHDRAWN, external_id="s3")
    file = "id,score\ns1,1\ns9,1\n,1\ns1,2\ns3,1\nx\0,1\ns2,2,3\n"
    assert refused_rows(world, cycle, file, "scores") == [
        (3, "external_id", "unknown_application"),
        (4, "external_id", "missing"),
        (5, "external_id", "repeated"),
        (6, "external_id", "left_out"),
        (7, "external_id", "nul_character"),
        (8, "", "too_many_cells"),
    ]
    other = "application_id,score\n" + world.applications["sam"] + ",1\n"
    assert refused_rows(world, cycle, other, "scores") == [(2, "application_id", "unknown_application")]


def test_imp_17_set_aside_and_decided(world: World) -> None:
    cycle = in_phase(world, Phase.PROCESSING)
    apply(world, cycle, "sam", A.SET_ASIDE, reason="Late.")
    apply(world, cycle, "eve", A.SELECTED, score=80.0)
    apply(world, cycle, "kim", A.NOT_SELECTED, score=50.0)
    rows = "email,score\nsam@example.edu,1\neve@example.edu,81\nkim@example.edu,50\n"
    assert refused_rows(world, cycle, rows, "scores") == [(2, "email", "left_out"), (3, "score", "decided")]
    assert counts(imported(world, cycle, "email,score\nkim@example.edu,50\n", "scores")) == {"rows": 1, "unchanged": 1}


def test_imp_16_columns_that_are_missing(world: World) -> None:
    cycle = prepared(world)
    assert refused_rows(world, cycle, "id,points\ns1,1\n", "scores") == [(1, "score", "missing_column")]
    assert refused_rows(world, cycle, "name,score\nSam,1\n", "scores") == [(1, "application_id", "missing_column")]


def test_imp_16_only_in_processing(world: World) -> None:
    for phase in set(Phase) - {Phase.PROCESSING}:
        cycle = in_phase(world, phase, f"in-{phase.value.replace('_', '-')}")
        answers = [send(world, cycle, "id,score\ns1,1\n", what="scores", dry_run=dry_run) for dry_run in (True, False)]
        assert [refused(answer)[:2] for answer in answers] == [(409, "wrong_phase")] * 2
