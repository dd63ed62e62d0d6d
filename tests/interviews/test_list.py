"""GET /api/admin/interviews: filters, order, pages, and what it costs."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from tests.admissions.build import add_application, add_cycle, row_id
from tests.conftest import NOW
from tests.interviews.world import OFFICE, Json, World, good, refused
from tests.statements import sent_to
from vivavoce.accounts.caller import Caller
from vivavoce.accounts.models import Person, Role
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.clock import iso
from vivavoce.database import Database
from vivavoce.interviews.models import Interview, PanelMember
from vivavoce.interviews.repository import Filters, InterviewRepository
from vivavoce.interviews.rules import InterviewStatus


def add_interview(
    world: World, name: str, *, cycle: str, student: str, minutes: int, status: str = "completed", **more: object
) -> None:
    with world.database.writing() as session:
        programme = str(more.pop("programme", "Physics"))
        application = add_application(
            session,
            cycle,
            student,
            f"a-{name}",
            ApplicationStatus.SELECTED,
            programme=programme,
        )
        values: dict[str, object] = {
            "id": row_id(name),
            "application_id": application,
            "student_id": student,
            "admin_id": world.people["ben"],
            "admission_cycle_id": cycle,
            "interview_time": NOW + timedelta(minutes=minutes),
            "duration_minutes": 30,
            "time_zone": "Europe/London",
            "interview_link": f"/interview/{row_id(name)}",
            "status": status,
            "created_at": NOW,
            "updated_at": NOW,
            **more,
        }
        session.add(Interview(**values))
        session.flush()
        session.add(PanelMember(interview_id=row_id(name), person_id=world.people["ivy"], position=0))


def add_student(world: World, name: str) -> str:
    with world.database.writing() as session:
        email = f"{name.lower().replace(' ', '.')}@school.example"
        session.add(
            Person(id=row_id(email[:10]), email=email, name=name, role="student", time_zone="UTC", created_at=NOW)
        )
    return row_id(email[:10])


def names(page: Json) -> list[str]:
    return [item["id"].rstrip("0") for item in page["items"]]


def ask(world: World, query: str = "") -> list[str]:
    return names(good(world["ada"].get(f"{OFFICE}?{query}")))


def fill(world: World) -> dict[str, str]:
    """Interviews a … e, one minute apart, in cycles of different phases."""
    with world.database.writing() as session:
        phases = (Phase.PUBLISHED, Phase.COMPLETED, Phase.SCORED)
        cycles = {phase.value: add_cycle(session, phase, phase) for phase in phases}
    zoe, bo = add_student(world, "Zoe 100%_Ok"), add_student(world, "Bo Li")
    add_interview(world, "e", cycle=world.cycle, student=zoe, minutes=50, status="scheduled")
    add_interview(world, "b", cycle=cycles["published"], student=zoe, minutes=20, programme="Chemistry")
    add_interview(world, "c", cycle=cycles["completed"], student=bo, minutes=30, admin_id=world.people["ada"])
    add_interview(world, "d", cycle=cycles["scored"], student=bo, minutes=40)
    add_interview(world, "a", cycle=world.cycle, student=bo, minutes=10, status="cancelled")
    return cycles


def test_int_31_filters_and_order(world: World) -> None:
    cycles = fill(world)
    at = {name: iso(NOW + timedelta(minutes=minutes)) for name, minutes in (("b", 20), ("c", 30))}
    expected = {
        "": "abce",
        "order=desc": "ecba",
        f"cycle_id={world.cycle}": "ae",
        f"cycle_id={cycles['scored']}": "d",
        "cycle_id=unknown": "",
        "status=cancelled": "a",
        f"admin_id={world.people['ada']}": "c",
        "q=zoe": "be",
        "q=ZOE.100": "be",
        "q=100%25_": "be",
        "q=%25": "be",
        "q=chem": "b",
        "q=bo.li%40SCHOOL": "ac",
        "q=nobody": "",
        f"from={at['b']}": "bce",
        f"to={at['c']}": "ab",
        f"from={at['b']}&to={at['c']}&status=completed": "b",
    }
    assert {query: "".join(ask(world, query)) for query in expected} == expected


def test_int_31_search_finds_names_that_are_not_ascii(world: World) -> None:
    add_interview(world, "a", cycle=world.cycle, student=add_student(world, "Émile Ångström"), minutes=1)
    asked = ["q=Émile", "q=ström"]
    if world.database.engine.dialect.name == "sqlite":  # on PostgreSQL the database's locale decides
        asked += ["q=émile", "q=ÅNGSTRÖM"]
    assert [ask(world, query) for query in asked] == [["a"]] * len(asked)


def test_int_31_bad_queries(world: World) -> None:
    bad = {
        "order=up": "order",
        "status=lost": "status",
        "from=2026-12-01T09:00:00": "from",
        "to=1764669600": "to",
        "limit=0": "limit",
        "limit=201": "limit",
        "limit=x": "limit",
        "cycle_id=%00": "cycle_id",
        "admin_id=a%20b": "admin_id",
        "q=%00": "q",
        "cursor=x": "cursor",
        "cursor=%FF": "cursor",
        "cursor=bnVsbA": "cursor",
        "cursor=WyJ4IiwgInkiXQ": "cursor",
        "cursor=WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzE0OjAwIiwgInkiXQ": "cursor",
        f"cursor={'W' * 900}": "cursor",
    }
    answers = {query: refused(world["ada"].get(f"{OFFICE}?{query}")) for query in bad}
    assert {query: (a[0], a[2][0][0]) for query, a in answers.items()} == {q: (422, f) for q, f in bad.items()}


def pages(world: World, query: str) -> Iterator[list[str]]:
    cursor: str | None = ""
    while cursor is not None:
        page = good(world["ada"].get(f"{OFFICE}?{query}" + (f"&cursor={cursor}" if cursor else "")))
        yield names(page)
        cursor = page["next_cursor"]


def test_int_31_pages_join_without_gap_or_double(world: World) -> None:
    with world.database.writing() as session:
        cycle = add_cycle(session, "many", Phase.PUBLISHED)
    in_order = [f"m{number}" for number in range(1, 8)]
    for number, name in enumerate(in_order):  # some at the same moment: the id decides
        student = add_student(world, f"{number} Student")
        add_interview(world, name, cycle=cycle, student=student, minutes=number // 3)
    assert list(pages(world, "limit=3")) == [in_order[:3], in_order[3:6], in_order[6:]]
    assert list(pages(world, "limit=7")) == [in_order]
    assert list(pages(world, "order=desc&limit=4")) == [in_order[:2:-1], in_order[2::-1]]
    first = good(world["ada"].get(f"{OFFICE}?limit=3"))
    add_interview(world, "early", cycle=cycle, student=add_student(world, "New One"), minutes=-5)
    second = good(world["ada"].get(f"{OFFICE}?limit=3&cursor={first['next_cursor']}"))
    assert names(second) == in_order[3:6]


def test_int_32_lists_cost_the_same_with_1_and_3_rows(world: World) -> None:
    """Each: the session, the interviews, their panels. Cycles: the session, cycles, two counts."""
    costs: list[dict[str, int]] = []
    ivy = world.people["ivy"]
    for student, at in (("sam", "09:00"), ("eve", "10:00"), ("kim", "11:00")):
        world.create(student, f"2026-12-02T{at}:00Z", interviewer_ids=[ivy])
        paths = {
            "ada": [OFFICE, "/api/admin/cycles", f"/api/admin/cycles/{world.cycle}/applications"],
            "ivy": ["/api/interviewer/interviews"],
            "sam": ["/api/student/interviews"],
        }
        cost = {}
        for name, paths_of in paths.items():
            for path in paths_of:
                client, database = world[name], client_database(world, name)
                with sent_to(database) as statements:
                    good(client.get(path))
                cost[path] = len(statements)
        costs.append(cost)
    expected = {
        OFFICE: 3,
        "/api/admin/cycles": 4,
        f"/api/admin/cycles/{world.cycle}/applications": 3,
        "/api/interviewer/interviews": 3,
        "/api/student/interviews": 3,
    }
    assert [costs[0], costs[2]] == [expected, expected]


def client_database(world: World, name: str) -> Database:
    app: Any = world[name].app
    found: Database = app.state.database
    return found


@pytest.mark.parametrize(
    "filters",
    [Filters(), Filters(order="desc"), Filters(status=InterviewStatus.SCHEDULED), Filters(cycle_id="x")],
    ids=repr,
)
def test_int_32_a_page_is_read_in_order_and_nothing_is_sorted(database: Database, filters: Filters) -> None:
    """However long the table is, a page ends the reading. Of short ones PostgreSQL reads all, unless forbidden."""
    caller = Caller(id="ada", name="Ada", email="", role=Role.ADMIN, time_zone="", session_id="")
    with database.reading() as session:
        if database.engine.dialect.name == "postgresql":
            for other in ("seqscan", "bitmapscan", "hashjoin", "mergejoin"):
                session.execute(text(f"SET LOCAL enable_{other} = off"))
        with sent_to(database) as sent:
            InterviewRepository(session).page(caller, filters, (NOW, "x"), 50)
        [asked] = [one for one in sent if "FROM interviews" in one.statement]
        explain = "EXPLAIN QUERY PLAN" if database.engine.dialect.name == "sqlite" else "EXPLAIN"
        plan = str(session.connection().exec_driver_sql(f"{explain} {asked.statement}", asked.parameters).all())
    assert "ix_interviews_" in plan
    assert not re.search("Sort|TEMP B-TREE FOR ORDER", plan), plan


def test_int_29_the_list_is_for_admins(world: World) -> None:
    assert [world[name].get(OFFICE).status_code for name in ("", "sam", "ivy", "ben")] == [401, 403, 403, 200]
