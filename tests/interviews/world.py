"""One cycle in selection with three selected applicants, and clients for everyone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import update

from tests.admissions.build import add_application, add_cycle
from tests.conftest import FakeClock, People, SignIn
from vivavoce.admissions.models import Application, Cycle
from vivavoce.admissions.rules import ApplicationStatus, Phase
from vivavoce.database import Database

TEN = "2026-12-02T10:00:00.000Z"
ELEVEN = "2026-12-02T11:00:00.000Z"
HALF_PAST_TEN = "2026-12-02T10:30:00.000Z"
OFFICE = "/api/admin/interviews"

Json = dict[str, Any]


@dataclass
class World:
    database: Database
    clock: FakeClock
    people: People
    sign_in: SignIn
    cycle: str
    applications: Mapping[str, str]
    """By student: sam, eve, kim."""
    _clients: dict[str, TestClient] = field(default_factory=dict)

    def __getitem__(self, name: str) -> TestClient:
        """A signed-in client; of nobody for the empty name."""
        if name not in self._clients:
            self._clients[name] = self.sign_in(name)
        return self._clients[name]

    def try_create(self, student: str = "sam", at: str = TEN, **more: object) -> Response:
        return self.post({"application_id": self.applications[student], "interview_time": at, **more})

    def post(self, body: Mapping[str, object]) -> Response:
        answer: Response = self["ada"].post(OFFICE, json=body)
        return answer

    def with_field(self, field: str, value: object) -> Response:
        """A good body but for one field."""
        return self.post({"application_id": self.applications["sam"], "interview_time": TEN, field: value})

    def create(self, student: str = "sam", at: str = TEN, **more: object) -> Json:
        return good(self.try_create(student, at, **more), 201)

    def try_change(self, interview: Json, **changes: object) -> Response:
        body = {"version": interview["version"], **changes}
        answer: Response = self["ada"].patch(f"{OFFICE}/{interview['id']}", json=body)
        return answer

    def change(self, interview: Json, **changes: object) -> Json:
        return good(self.try_change(interview, **changes))

    def read(self, interview: Json) -> Json:
        return good(self["ada"].get(f"{OFFICE}/{interview['id']}"))

    def history(self, interview: Json) -> list[Json]:
        return list(good(self["ada"].get(f"{OFFICE}/{interview['id']}/history"))["items"])

    def set_phase(self, phase: Phase) -> None:
        with self.database.writing() as session:
            session.execute(update(Cycle).where(Cycle.id == self.cycle).values(phase=phase))

    def set_application(self, student: str, status: ApplicationStatus) -> None:
        with self.database.writing() as session:
            row = Application.id == self.applications[student]
            session.execute(update(Application).where(row).values(status=status))


def make_world(database: Database, clock: FakeClock, people: People, sign_in: SignIn) -> World:
    with database.writing() as session:
        cycle = add_cycle(session, "autumn", Phase.SELECTION)
        applications = {
            name: add_application(
                session, cycle, people[name], f"application-{name}", ApplicationStatus.SELECTED, score=80.0
            )
            for name in ("sam", "eve", "kim")
        }
    return World(database, clock, people, sign_in, cycle, applications)


def good(response: Response, status: int = 200) -> Json:
    assert response.status_code == status, response.text
    body: Json = response.json()
    return body


def refused(response: Response) -> tuple[int, str, list[tuple[str, str]]]:
    """(status, code, [(field, code of the field)])."""
    body = response.json()
    assert response.headers["content-type"] == "application/problem+json"
    return response.status_code, body["code"], [(e["field"], e["code"]) for e in body.get("errors", [])]
