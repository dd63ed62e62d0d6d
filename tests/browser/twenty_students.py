"""A cycle of twenty selected students who have said when they can."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import httpx

from tests.browser.cycle_steps import move_on
from tests.browser.office import Office
from vivavoce.clock import utc_now

PASSWORD = "a-long-password-of-students"
COUNT = 20
DAY = {"starts": "09:00", "ends": "17:00"}


@dataclass(frozen=True)
class Class:
    cycle: str
    monday: date
    """The first of the two days that they are asked about."""


def twenty_students(office: Office, url: str) -> Class:
    """With a cycle of their own, in `selection`; all of them can on a Monday and the Tuesday after it."""
    cycle = str(office.post("/api/admin/cycles", {"name": "Twenty students"})["id"])
    where = f"/api/admin/cycles/{cycle}"
    rows = [f"T{number},student{number}@example.org,Student {number:02},Physics" for number in range(COUNT)]
    office.post(f"{where}/applications/import", content="\n".join(["external_id,email,name,programme", *rows]))
    move_on(office, cycle, "selection")
    office.post(f"{where}/select", {"top": COUNT})
    monday = utc_now().date() + timedelta(days=14 - utc_now().weekday())
    asked = {"first_day": str(monday), "last_day": str(monday + timedelta(days=1))}
    closes = (utc_now() + timedelta(days=2)).isoformat()
    office.put(f"{where}/windows", {"version": 0, **asked, "closes_at": closes})
    for link in _links(office, where):
        _answer(url, link, [str(monday), str(monday + timedelta(days=1))])
    return Class(cycle, monday)


def _links(office: Office, where: str) -> list[str]:
    made = office.made_file(f"{where}/invitations")
    return [row["link"] for row in csv.DictReader(StringIO(made.lstrip("\ufeff")))]


def _answer(url: str, link: str, days: list[str]) -> None:
    with httpx.Client(base_url=url, timeout=30) as student:
        token = urlsplit(link).fragment
        student.post("/api/auth/token", json={"token": token, "password": PASSWORD}).raise_for_status()
        (asked,) = student.get("/api/student/windows").raise_for_status().json()["items"]
        windows: dict[str, Any] = {
            "version": 0,
            "time_zone": "Europe/London",
            "days": [{"day": day, "spans": [DAY]} for day in days],
            "language": "",
            "extra_minutes": 0,
            "captioner": False,
            "needs": "",
        }
        student.put(f"/api/student/windows/{asked['application_id']}", json=windows).raise_for_status()
