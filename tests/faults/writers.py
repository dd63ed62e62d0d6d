"""What an office and its applicants write all day, each kind as a row of writes whose outcome is known in advance.

`write(n)` sends the write number n, 0 first, and answers whether it is acknowledged; `after(n)` is what there must be
after n of them, nothing more and nothing less; `stored()` is what there is.
"""

from abc import ABC, abstractmethod
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from tests.faults.busy_office import APPLICANTS
from vivavoce.clock import iso

Json = dict[str, Any]


def get(client: httpx.Client, path: str, **query: str | int) -> Json:
    found: Json = client.get(path, params=query).raise_for_status().json()
    return found


def cycle_in(ada: httpx.Client, phase: str) -> str:
    return str(next(one["id"] for one in get(ada, "/api/admin/cycles")["items"] if one["phase"] == phase))


def events_of(ada: httpx.Client, interview_id: str) -> list[Any]:
    """(what was done, {field: its new value}) of everything since it was made."""
    items = get(ada, f"/api/admin/interviews/{interview_id}/history")["items"]
    return [
        (item["action"], {field: change["to"] for field, change in item["changes"].items()})
        for item in items
        if item["action"] != "created"
    ]


class Writer(ABC):
    def __init__(self, who: httpx.Client, ada: httpx.Client) -> None:
        """`who` writes; Ada may read what there is."""
        self.who, self.ada = who, ada
        self.prepare()

    @abstractmethod
    def prepare(self) -> None:
        """Finds what it will write to."""

    def write(self, number: int) -> bool:
        """False: the server was too busy, nothing was stored. Raises where it refuses for any other reason."""
        answer = self.send(number)
        if answer.status_code == 503:
            return False
        answer.raise_for_status()
        return True

    @abstractmethod
    def send(self, number: int) -> httpx.Response: ...

    @abstractmethod
    def after(self, count: int) -> object: ...

    @abstractmethod
    def stored(self) -> object: ...


class Invites(Writer):
    def __init__(self, who: httpx.Client, ada: httpx.Client, prefix: str) -> None:
        self._prefix = prefix
        super().__init__(who, ada)

    def prepare(self) -> None:
        """Everyone is new."""

    def _person(self, number: int) -> Json:
        name = f"{self._prefix}{number:05}"
        return {"name": name, "email": f"{name}@example.edu", "role": "student"}

    def send(self, number: int) -> httpx.Response:
        return self.who.post("/api/admin/people", json=self._person(number))

    def after(self, count: int) -> object:
        return [self._person(number) for number in range(count)]

    def stored(self) -> object:
        items = get(self.ada, "/api/admin/people", q=self._prefix)["items"]
        return [{field: item[field] for field in ("name", "email", "role")} for item in items]


class SavesDraft(Writer):
    """Each text replaces the one before; long ones, that a page of a database does not hold."""

    def prepare(self) -> None:
        self._cycle = cycle_in(self.ada, "submission")

    def text(self, number: int) -> Json:
        return {"programme": f"P{number} ", "school": f"S{number}", "statement": f"{number} words, " * 500}

    def send(self, number: int) -> httpx.Response:
        return self.who.put(f"/api/student/drafts/{self._cycle}", json=self.text(number))

    def after(self, count: int) -> object:
        return self.text(count - 1) if count else None

    def stored(self) -> object:
        cycles = get(self.who, "/api/student/applications")["open_cycles"]
        draft = next(one["draft"] for one in cycles if one["id"] == self._cycle)
        return draft and {field: draft[field] for field in ("programme", "school", "statement")}


class ChangesApplication(Writer):
    FIELDS = ("programme", "school", "statement")

    def prepare(self) -> None:
        (own,) = (one for one in get(self.who, "/api/student/applications")["items"] if one["editable"])
        self._id, self._first = own["id"], {field: own[field] for field in self.FIELDS}

    def text(self, number: int) -> Json:
        return {"programme": f"P{number}", "school": f"S{number}", "statement": f"{number} words, " * 500}

    def send(self, number: int) -> httpx.Response:
        return self.who.patch(f"/api/student/applications/{self._id}", json=self.text(number))

    def after(self, count: int) -> object:
        return self.text(count - 1) if count else self._first

    def stored(self) -> object:
        items = get(self.who, "/api/student/applications")["items"]
        return next({field: one[field] for field in self.FIELDS} for one in items if one["id"] == self._id)


class TakesNotes(Writer):
    """As the room does: the whole text, with the version it was read with."""

    def prepare(self) -> None:
        found = next(one for one in self._interviews() if one["status"] == "scheduled" and not one["notes"])
        self._id, self._version = found["id"], found["version"]
        self._events = events_of(self.ada, self._id)

    def _interviews(self) -> list[Json]:
        items: list[Json] = get(self.who, "/api/interviewer/interviews")["items"]
        return items

    def text(self, number: int) -> str:
        return f"{number}: she knows why. " * 300

    def send(self, number: int) -> httpx.Response:
        body = {"version": self._version + number, "notes": self.text(number)}
        return self.who.patch(f"/api/interviewer/interviews/{self._id}", json=body)

    def after(self, count: int) -> object:
        text = self.text(count - 1) if count else ""
        # What is typed in one go is one event.
        events = [("changed", {"notes": text})] if count else []
        return self._version + count, text, self._events + events

    def stored(self) -> object:
        found = next(one for one in self._interviews() if one["id"] == self._id)
        return found["version"], found["notes"], events_of(self.ada, self._id)


class Schedules(Writer):
    """An interview with a panel, an hour later, cancelled; and the next one, a day later."""

    FIELDS = ("interview_time", "status", "version", "admin_id", "interviewer_ids")

    def prepare(self) -> None:
        self._cycle = cycle_in(self.ada, "selection")
        waiting = get(self.ada, f"/api/admin/cycles/{self._cycle}/applications", status="selected", limit=200)["items"]
        application = next(one for one in waiting if one["scheduled_interview_id"] is None)
        self._application, self._student = application["id"], application["student"]["email"]
        self._lead = get(self.who, "/api/auth/me")["id"]
        self._panel = [get(self.ada, "/api/admin/people", q="ingrid.solberg")["items"][0]["id"]]
        today = datetime.now(UTC).replace(hour=3, minute=0, second=0, microsecond=0)
        self._first = today + timedelta(days=20)
        self._latest = ""

    def _time(self, number: int) -> str:
        return iso(self._first + timedelta(days=number // 3, hours=min(number % 3, 1)))

    def send(self, number: int) -> httpx.Response:
        if number % 3 == 0:
            body = {"application_id": self._application, "interview_time": self._time(number)}
            made = self.who.post("/api/admin/interviews", json={**body, "interviewer_ids": self._panel})
            self._latest = made.json().get("id", "")
            return made
        change = {"interview_time": self._time(number)} if number % 3 == 1 else {"status": "cancelled"}
        body = {"version": number % 3, **change}
        return self.who.patch(f"/api/admin/interviews/{self._latest}", json=body)

    def after(self, count: int) -> object:
        return [self._interview(first, min(first + 3, count) - 1) for first in range(0, count, 3)]

    def _interview(self, first: int, last: int) -> Json:
        """That was made by write `first` and last changed by write `last`."""
        moved = [("changed", {"interview_time": self._time(first + 1)})]
        events = [*moved, ("status", {"status": "cancelled"})][: last - first]
        status = "cancelled" if last % 3 == 2 else "scheduled"
        values = (self._time(last), status, last % 3 + 1, self._lead, self._panel)
        return {**dict(zip(self.FIELDS, values, strict=True)), "events": events}

    def stored(self) -> object:
        query: dict[str, str | int] = {"cycle_id": self._cycle, "q": self._student, "limit": 200}
        items = get(self.ada, "/api/admin/interviews", **query)["items"]
        if items:
            self._latest = items[-1]["id"]
        return [
            {**{field: one[field] for field in self.FIELDS}, "events": events_of(self.ada, one["id"])} for one in items
        ]


class MovesPhase(Writer):
    """Back for a reason, and forward again."""

    def prepare(self) -> None:
        self._id = cycle_in(self.ada, "published")
        self._history = self._state()[1]

    def _step(self, number: int) -> Json:
        if number % 2:
            return {"to": "published"}
        return {"to": "selection", "reason": f"Reason {number}"}

    def send(self, number: int) -> httpx.Response:
        return self.who.post(f"/api/admin/cycles/{self._id}/phase", json=self._step(number))

    def after(self, count: int) -> object:
        steps = [self._step(number) for number in range(count)]
        phase = steps[-1]["to"] if steps else "published"
        history = [("published" if "reason" in step else "selection", step["to"], step.get("reason")) for step in steps]
        return phase, self._history + history

    def stored(self) -> object:
        return self._state()

    def _state(self) -> tuple[str, list[tuple[str, str, str | None]]]:
        cycle = get(self.ada, f"/api/admin/cycles/{self._id}")
        return cycle["phase"], [(one["from_phase"], one["to_phase"], one["reason"]) for one in cycle["history"]]


class ChecksAll(Writer):
    """A whole cycle checked in one press, and unchecked in the next."""

    def prepare(self) -> None:
        self._address = f"/api/admin/cycles/{cycle_in(self.ada, 'preprocessing')}/applications"

    def send(self, number: int) -> httpx.Response:
        body = {"change": {"checked": number % 2 == 0}, "matching": {}}
        return self.who.post(f"{self._address}/bulk", json=body)

    def after(self, count: int) -> object:
        return [count % 2 == 1] * APPLICANTS

    def stored(self) -> object:
        return [one["checked"] for one in get(self.ada, self._address, limit=200)["items"]]


class Scores(Writer):
    def prepare(self) -> None:
        self._address = f"/api/admin/cycles/{cycle_in(self.ada, 'processing')}/applications"
        self._id = get(self.ada, self._address, limit=1)["items"][0]["id"]

    def send(self, number: int) -> httpx.Response:
        return self.who.patch(f"/api/admin/applications/{self._id}", json={"score": number + 0.5})

    def after(self, count: int) -> object:
        scored = [("scored", count - 0.5)] if count else [("submitted", None)]
        return scored + [("submitted", None)] * (APPLICANTS - 1)

    def stored(self) -> object:
        return [(one["status"], one["score"]) for one in get(self.ada, self._address, limit=200)["items"]]


class Responds(Writer):
    """A student who will come, and will not, and will; each answer with its own words."""

    def prepare(self) -> None:
        (own,) = (one for one in self._interviews() if one["status"] == "scheduled")
        self._id, self._first = own["id"], (own["attendance"], own["attendance_message"])
        self._events = events_of(self.ada, self._id)

    def _interviews(self) -> list[Json]:
        items: list[Json] = get(self.who, "/api/student/interviews")["items"]
        return items

    def _answer(self, number: int) -> tuple[str, str]:
        return "confirmed" if number % 2 else "cannot", f"Answer {number}"

    def send(self, number: int) -> httpx.Response:
        attendance, message = self._answer(number)
        body = {"attendance": attendance, "message": message}
        return self.who.post(f"/api/student/interviews/{self._id}/response", json=body)

    def after(self, count: int) -> object:
        answers = [self._answer(number) for number in range(count)]
        events = [("response", {"attendance": said, "attendance_message": words}) for said, words in answers]
        return answers[-1] if answers else self._first, self._events + events

    def stored(self) -> object:
        found = next(one for one in self._interviews() if one["id"] == self._id)
        return (found["attendance"], found["attendance_message"]), events_of(self.ada, self._id)
