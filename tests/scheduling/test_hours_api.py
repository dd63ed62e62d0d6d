"""Interviewers keep their own hours; admins everybody's."""

from typing import Any

import pytest

from tests.conftest import NOW, ROLES, People, SignIn
from tests.interviews.world import Json, good, refused
from vivavoce.clock import iso

OWN = "/api/interviewer/hours"
MORNING, EVENING = {"starts": "09:00", "ends": "12:00"}, {"starts": "18:30", "ends": "24:00"}
NEVER: list[Json] = []
LATE = {"starts": "11:59", "ends": "13:00"}
NO_TIME, NO_START = {"starts": "9:00", "ends": "12:00"}, {"starts": "24:00", "ends": "24:00"}
HOURS: Json = {
    "version": 0,
    "time_zone": "Asia/Karachi",
    "weekly": [NEVER, [EVENING, MORNING], NEVER, NEVER, NEVER, NEVER, NEVER],
    "exceptions": [{"day": "2026-12-09", "spans": [MORNING]}, {"day": "2026-12-08", "spans": NEVER}],
    "buffer_minutes": 10,
    "daily_limit": 6,
    "languages": [" English", "Urdu", "english"],
    "subjects": ["Physics"],
    "ties": ["Elm School"],
    "address": "1 High St., Oxford",
}
KEPT: Json = {
    **HOURS,
    "version": 1,
    "weekly": [NEVER, [MORNING, EVENING], NEVER, NEVER, NEVER, NEVER, NEVER],
    "exceptions": [{"day": "2026-12-08", "spans": NEVER}, {"day": "2026-12-09", "spans": [MORNING]}],
    "weekly_limit": None,
    "languages": ["English", "Urdu"],
    "busy": [],
    "busy_read_at": None,
    "coming": [
        {"starts_at": "2026-12-01T04:00:00.000Z", "ends_at": "2026-12-01T07:00:00.000Z"},
        {"starts_at": "2026-12-01T13:30:00.000Z", "ends_at": "2026-12-01T19:00:00.000Z"},
        {"starts_at": "2026-12-09T04:00:00.000Z", "ends_at": "2026-12-09T07:00:00.000Z"},
    ],
    "server_time": iso(NOW),
}
NONE_YET: Json = {
    "version": 0,
    "time_zone": "Europe/London",
    "weekly": [NEVER] * 7,
    "exceptions": [],
    "buffer_minutes": 0,
    "daily_limit": None,
    "weekly_limit": None,
    "languages": [],
    "subjects": [],
    "ties": [],
    "address": "",
    "busy": [],
    "busy_read_at": None,
    "coming": [],
    "server_time": iso(NOW),
}


def kept(people: People, name: str = "ivy") -> Json:
    return {**KEPT, "person": {"id": people[name], "name": name.title(), "role": ROLES[name]}}


def none_yet(people: People, name: str = "ivy") -> Json:
    return {**NONE_YET, "person": {"id": people[name], "name": name.title(), "role": ROLES[name]}}


def at(people: People, name: str) -> str:
    return f"/api/admin/people/{people[name]}/hours"


def test_sch_3_nobody_has_hours_before_they_are_said(sign_in: SignIn, people: People) -> None:
    assert good(sign_in("ivy").get(OWN)) == none_yet(people)


def test_sch_3_saved_by_their_owner_read_by_an_admin(sign_in: SignIn, people: People) -> None:
    assert good(sign_in("ivy").put(OWN, json=HOURS)) == kept(people)
    assert good(sign_in("ada").get(at(people, "ivy"))) == kept(people)


def test_sch_3_admins_have_hours_too_and_students_none(sign_in: SignIn, people: People) -> None:
    ada = sign_in("ada")
    assert good(ada.put(at(people, "ada"), json=HOURS)) == kept(people, "ada")
    assert good(ada.get(at(people, "ben"))) == none_yet(people, "ben")
    for answer in (ada.get(at(people, "sam")), ada.put(at(people, "sam"), json=HOURS)):
        assert refused(answer) == (404, "not_found", [])


def test_sch_3_what_is_saved_replaces_all_of_it(sign_in: SignIn, people: People) -> None:
    ivy = sign_in("ivy")
    good(ivy.put(OWN, json=HOURS))
    fewer = {**NONE_YET, "version": 1, "time_zone": "Asia/Karachi"}
    body = {
        key: value for key, value in fewer.items() if value is not None and key not in {"coming", "server_time", "busy"}
    }
    assert good(ivy.put(OWN, json=body)) == {**none_yet(people), **fewer, "version": 2}


def test_sch_3_who_was_slower_reads_so_and_changes_nothing(sign_in: SignIn, people: People) -> None:
    ivy = sign_in("ivy")
    good(ivy.put(OWN, json=HOURS))
    answer = sign_in("ada").put(at(people, "ivy"), json={**HOURS, "subjects": ["Law"]})
    assert refused(answer) == (409, "stale_version", [])
    assert good(ivy.get(OWN)) == kept(people)


@pytest.mark.parametrize(("change", "field", "code"), [
    ({"weekly": [[{"starts": "12:00", "ends": "09:00"}], *[NEVER] * 6]}, "weekly.0.0", "span_order"),
    ({"weekly": [[EVENING, MORNING, LATE], *[NEVER] * 6]}, "weekly.0.2", "span_overlap"),
    ({"weekly": [[NO_TIME], *[NEVER] * 6]}, "weekly.0.0.starts", "string_pattern_mismatch"),
    ({"weekly": [[NO_START], *[NEVER] * 6]}, "weekly.0.0.starts", "string_pattern_mismatch"),
    ({"weekly": [NEVER] * 6}, "weekly", "too_short"),
    ({"exceptions": [{"day": "2026-02-30", "spans": NEVER}]}, "exceptions.0.day", "not_a_day"),
    ({"exceptions": [{"day": "2026-12-24", "spans": NEVER}] * 2}, "exceptions.1.day", "day_twice"),
    ({"exceptions": [{"day": "2026-12-24", "spans": [MORNING, MORNING]}]}, "exceptions.0.spans.1", "span_overlap"),
    ({"buffer_minutes": -1}, "buffer_minutes", "greater_than_equal"),
    ({"daily_limit": 0}, "daily_limit", "greater_than_equal"),
    ({"time_zone": "Mars/Olympus"}, "time_zone", "unknown_time_zone"),
    ({"languages": ["\0"]}, "languages.0", "nul_character"),
])  # fmt: skip
def test_sch_2_what_makes_no_sense_is_refused_beside_its_field(
    sign_in: SignIn, people: People, change: dict[str, Any], field: str, code: str
) -> None:
    ivy = sign_in("ivy")
    assert refused(ivy.put(OWN, json={**HOURS, **change})) == (422, "invalid", [(field, code)])
    assert good(ivy.get(OWN)) == none_yet(people)
