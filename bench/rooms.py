"""`python -m bench.rooms --rooms N DATA`: a migrated SQLite database under DATA with N joinable interviews.

Each has an interviewer and a student of its own, both signed in. Prints a line per room, as the load generator reads
them: `interview_id cookie cookie`. The database is for one bench, on this machine; it has no password in it.
"""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert
from tests.signaling.server import SUBPROTOCOL
from websockets.asyncio.client import connect

from vivavoce.accounts.models import LoginSession, Person
from vivavoce.accounts.sessions import new_token, token_hash
from vivavoce.admissions.models import Application, Cycle
from vivavoce.clock import new_id
from vivavoce.database import Base, Database
from vivavoce.interviews.models import Interview
from vivavoce.migrations.runner import migrate

Room = tuple[str, str, str]
CYCLE = "bench"


def make(url: str, rooms: int) -> list[Room]:
    """`interview_id, cookie, cookie` of each room, in an empty database; the interviews begin now."""
    database = Database(url)
    migrate(database.engine)
    made = [(new_id(), new_token(), new_token()) for _ in range(rooms)]
    _fill(database, made, datetime.now(UTC))
    database.engine.dispose()
    return made


def enter(port: int, room: Room, side: int) -> connect:
    """The first socket of one of its two people, who is `peer(side)` to the other."""
    interview, *cookies = room
    url = f"ws://127.0.0.1:{port}/ws/interview/{interview}?peer={peer(side)}&n=1"
    cookie = {"Cookie": f"vivavoce_session={cookies[side]}"}
    return connect(url, additional_headers=cookie, subprotocols=[SUBPROTOCOL], proxy=None)


def peer(side: int) -> str:
    return f"benchpeer00000000{side}"


def _fill(database: Database, rooms: list[Room], now: datetime) -> None:
    with database.writing() as session:
        session.add(Cycle(id=CYCLE, name="Bench", phase="selection", created_at=now))
        session.flush()
        for model, rows in _rows(rooms, now):
            session.execute(insert(model), rows)


def _rows(rooms: list[Room], now: datetime) -> Iterator[tuple[type[Base], list[dict[str, object]]]]:
    yield Person, [person for room in rooms for person in (_person(room, "i", now), _person(room, "s", now))]
    yield LoginSession, [login for room in rooms for login in (_login(room, "i", now), _login(room, "s", now))]
    yield Application, [_application(room, now) for room in rooms]
    yield Interview, [_interview(room, now) for room in rooms]


def _id(room: Room, side: str) -> str:
    return f"{side}{room[0]}"


def _person(room: Room, side: str, now: datetime) -> dict[str, object]:
    role = "interviewer" if side == "i" else "student"
    return {
        "id": _id(room, side), "email": f"{_id(room, side)}@bench.example", "name": f"Somebody {room[0][:6]}",
        "role": role, "time_zone": "Europe/London", "created_at": now,
    }  # fmt: skip


def _login(room: Room, side: str, now: datetime) -> dict[str, object]:
    token = room[1 if side == "i" else 2]
    return {
        "id": token_hash(token), "person_id": _id(room, side), "created_at": now, "last_seen_at": now,
        "expires_at": now + timedelta(days=7),
    }  # fmt: skip


def _application(room: Room, now: datetime) -> dict[str, object]:
    return {
        "id": _id(room, "a"), "admission_cycle_id": CYCLE, "student_id": _id(room, "s"), "programme": "Medicine",
        "status": "selected", "created_at": now,
    }  # fmt: skip


def _interview(room: Room, now: datetime) -> dict[str, object]:
    return {
        "id": room[0], "application_id": _id(room, "a"), "student_id": _id(room, "s"), "admin_id": _id(room, "i"),
        "admission_cycle_id": CYCLE, "interview_time": now, "duration_minutes": 30, "time_zone": "Europe/London",
        "interview_link": f"/interview/{room[0]}", "status": "scheduled", "created_at": now, "updated_at": now,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rooms", type=int, default=2500)
    parser.add_argument("data", type=Path)
    asked = parser.parse_args()
    asked.data.mkdir(parents=True, exist_ok=True)
    for room in make(f"sqlite:///{asked.data / 'vivavoce.sqlite3'}", asked.rooms):
        print(*room)


if __name__ == "__main__":
    main()
