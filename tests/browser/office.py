"""The office's own hands for setting a scene over the API, so that a browser test tells one story only."""

import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx

from tests.browser.demo_server import DemoServer
from vivavoce.clock import iso, utc_now

PASSWORD = "vivavoce-demo"
DEMO = "@example.edu"


@dataclass(frozen=True)
class Appointment:
    """What a browser test needs of an interview."""

    id: str
    version: int

    @property
    def path(self) -> str:
        return f"/interview/{self.id}"


class Office:
    """Signed in as an admin. Answers that are no 2xx raise."""

    def __init__(self, server: DemoServer, name: str = "ada", tls: ssl.SSLContext | bool = True) -> None:
        self._http = httpx.Client(base_url=server.url, timeout=30, verify=tls, event_hooks={"response": [_insist]})
        self._made = 0
        self._http.post("/api/auth/login", json={"email": name + DEMO, "password": PASSWORD})

    def close(self) -> None:
        self._http.close()

    def get(self, path: str, **query: str | int) -> Any:
        return self._http.get(path, params=query).json()

    def post(self, path: str, body: dict[str, Any] | None = None, content: str | None = None) -> Any:
        return self._http.post(path, json=body, content=content).json()

    def put(self, path: str, body: dict[str, Any]) -> Any:
        answer = self._http.put(path, json=body)
        return answer.json() if answer.content else None

    def made_file(self, path: str) -> str:
        """The text of a file that a POST makes."""
        return self._http.post(path).text

    def interviews(self, **query: str | int) -> list[dict[str, Any]]:
        return list(self.get("/api/admin/interviews", limit=200, **query)["items"])

    def interview_of(self, student: str, **query: str | int) -> dict[str, Any]:
        """The earliest interview of a demo person that fits."""
        return next(one for one in self.interviews(**query) if one["student"]["email"] == student + DEMO)

    def person(self, name: str) -> str:
        (found,) = [one for one in self.get("/api/admin/people", q=name + DEMO)["items"] if one["email"] == name + DEMO]
        return str(found["id"])

    def selecting(self) -> str:
        """The cycle in `selection`."""
        (cycle,) = [one for one in self.get("/api/admin/cycles")["items"] if one["phase"] == "selection"]
        return str(cycle["id"])

    def ask_for_times(self, cycle: str) -> None:
        """Of five days from the fifth on, to be answered within two."""
        path, now = f"/api/admin/cycles/{cycle}/windows", utc_now()
        request = self.get(path)["request"]
        body = {
            "version": request["version"] if request else 0,
            "first_day": f"{now + timedelta(days=5):%Y-%m-%d}",
            "last_day": f"{now + timedelta(days=9):%Y-%m-%d}",
            "closes_at": iso(now + timedelta(days=2)),
        }
        self.put(path, body)

    def clear(self, student: str) -> None:
        """Takes a student's scheduled interviews of the cycle in `selection` away."""
        for one in self.interviews(status="scheduled"):
            if one["student"]["email"] == student + DEMO and one["cycle"]["phase"] == "selection":
                self.delete(one["id"])

    def schedule(
        self,
        student: str,
        start: datetime | None = None,
        *,
        minutes: int = 5,
        lead: str | None = None,
        panel: tuple[str, ...] = (),
        notes: str | None = None,
        lobby: bool = False,
        relay_only: bool = False,
    ) -> Appointment:
        """A fresh interview, in place of the student's earlier ones, by default an hour or more ago and so joinable."""
        self.clear(student)
        body: dict[str, Any] = {
            "application_id": self._selected_application(student),
            "interview_time": (start or self._free_time()).isoformat(),
            "duration_minutes": minutes,
            "interviewer_ids": [self.person(name) for name in panel],
        }
        if lead is not None:
            body["admin_id"] = self.person(lead)
        if notes is not None:
            body["notes"] = notes
        if lobby:
            body["lobby"] = True
        if relay_only:
            body["relay_only"] = True
        made = self._http.post("/api/admin/interviews", json=body).json()
        return Appointment(made["id"], made["version"])

    def change(self, appointment: Appointment, **fields: object) -> Appointment:
        body = {**fields, "version": appointment.version}
        changed = self._http.patch(f"/api/admin/interviews/{appointment.id}", json=body).json()
        return Appointment(changed["id"], changed["version"])

    def delete(self, interview_id: str) -> None:
        self._http.delete(f"/api/admin/interviews/{interview_id}")

    def schedule_ahead(self, student: str) -> Appointment:
        """In a moment, before all that the demo has ahead: among the first of lists, at any hour of the day."""
        return self.schedule(student, utc_now() + timedelta(minutes=3))

    def _free_time(self) -> datetime:
        """Hours ago, where the demo schedules nobody, and never the same time twice."""
        self._made += 1
        return utc_now() - timedelta(hours=1, minutes=6 * self._made)

    def _selected_application(self, student: str) -> str:
        for cycle in self.get("/api/admin/cycles")["items"]:
            if cycle["phase"] != "selection":
                continue
            path = f"/api/admin/cycles/{cycle['id']}/applications"
            for one in self.get(path, status="selected", q=student + DEMO, limit=200)["items"]:
                if one["student"]["email"] == student + DEMO:
                    return str(one["id"])
        raise LookupError(f"{student} has no selected application in a cycle in selection")


def _insist(response: httpx.Response) -> None:
    if response.is_error:
        response.read()
        raise RuntimeError(f"{response.request.method} {response.request.url}: {response.status_code} {response.text}")
