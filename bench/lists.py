"""`python -m bench.lists`: how long the interviews list takes, and how that grows with the table.

For each size and database: the API as an admin's browser asks it (session, HTTP, JSON and all), beside the very
statements of it, sent by the bare driver. Medians; one question after another, on a server that does nothing else.
"""

import argparse
import http.client
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from tests.statements import Sent, sent_to

from bench.many_interviews import EVERY, LAST, fill
from bench.office import Office, database
from bench.record import record
from vivavoce.accounts.caller import Caller
from vivavoce.accounts.models import Role
from vivavoce.database import Database
from vivavoce.interviews.repository import Filters, InterviewRepository
from vivavoce.interviews.rules import InterviewStatus
from vivavoce.migrations.runner import migrate
from vivavoce.paging import encode_cursor

SIZES = (1_000, 100_000, 1_000_000)
LIMIT = 50
ENOUGH_SECONDS = 2.0
"""Of asking the same."""
MOST, LEAST = 50, 5

Row = dict[str, Any]


def questions(size: int) -> dict[str, tuple[Filters, tuple[Any, str] | None]]:
    """What is asked, and after which interview."""
    deep = LAST - size // 10 * EVERY
    return {
        "first page": (Filters(), None),
        "deep page": (Filters(), (deep, "")),
        "newest first": (Filters(order="desc"), None),
        "one cycle, deep page": (Filters(cycle_id="cycle0"), (LAST - (size - min(size, 10_000) // 2) * EVERY, "")),
        "scheduled": (Filters(status=InterviewStatus.SCHEDULED), None),
        "of one lead": (Filters(admin_id="lead7"), None),
        "of one week": (Filters(from_time=deep, to_time=deep + 7 * 288 * EVERY), None),
        "search: many": (Filters(q="khan"), None),
        "search: one person": (Filters(q="student137@"), None),
        "search: nobody": (Filters(q="nobody at all"), None),
        "search in one cycle": (Filters(q="nobody at all", cycle_id="cycle0"), None),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--databases", default="sqlite,postgres")
    asked = parser.parse_args()
    rows: list[Row] = []
    for name in asked.databases.split(","):
        for size in map(int, asked.sizes.split(",")):
            with tempfile.TemporaryDirectory() as folder, database(Path(folder), postgres=name == "postgres") as url:
                for row in _measured(Path(folder), url, size):
                    rows.append({"database": name, "interviews": size} | row)
                    print(*rows[-1].values(), sep="  ", flush=True)
    record("lists", rows)
    return 0


def _measured(folder: Path, url: str, size: int) -> list[Row]:
    stored = Database(url)
    migrate(stored.engine)
    token = fill(url, size)
    office = Office(folder / "data", url)
    office.start()
    try:
        return [{"what": what} | _row(office.port, token, stored, *asked) for what, asked in questions(size).items()]
    finally:
        office.stop()
        stored.engine.dispose()


def _row(port: int, token: str, stored: Database, filters: Filters, after: Any) -> Row:
    statements = _statements(stored, filters, after)
    raw = stored.engine.raw_connection()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers, path = {"Cookie": f"vivavoce_session={token}"}, _path(filters, after)
    try:
        api = _median(lambda: _ask(connection, path, headers))
        bare = _median(lambda: _run(raw, statements))
    finally:
        connection.close()
        raw.close()
    return {"API ms": round(api, 2), "SQL ms": round(bare, 2), "ratio": round(api / bare, 1)}


def _statements(stored: Database, filters: Filters, after: Any) -> list[Sent]:
    """What the list asks the database."""
    caller = Caller(id="admin", email="admin@bench.example", name="Ada", role=Role.ADMIN, time_zone="", session_id="")
    with stored.reading() as session, sent_to(stored) as sent:
        InterviewRepository(session).page(caller, filters, after, LIMIT + 1)
    return [one for one in sent if one.statement.startswith(("SELECT", "WITH"))]


def _run(raw: Any, statements: Sequence[Sent]) -> None:
    cursor = raw.cursor()
    for statement, parameters in statements:
        cursor.execute(statement, parameters)
        cursor.fetchall()
    cursor.close()
    raw.rollback()


def _path(filters: Filters, after: Any) -> str:
    asked = {
        "cycle_id": filters.cycle_id, "status": filters.status, "admin_id": filters.admin_id, "q": filters.q,
        "from": filters.from_time and filters.from_time.isoformat(),
        "to": filters.to_time and filters.to_time.isoformat(), "order": filters.order, "limit": LIMIT,
        "cursor": after and encode_cursor(after[0].isoformat(), after[1]),
    }  # fmt: skip
    return "/api/admin/interviews?" + urlencode({name: value for name, value in asked.items() if value is not None})


def _ask(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> None:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status} {json.loads(body)}")


def _median(what: Callable[[], None]) -> float:
    """Milliseconds, of one to warm up and then as many as fit."""
    what()
    took: list[float] = []
    while len(took) < LEAST or (sum(took) < ENOUGH_SECONDS and len(took) < MOST):
        began = time.perf_counter()
        what()
        took.append(time.perf_counter() - began)
    return median(took) * 1e3


if __name__ == "__main__":
    sys.exit(main())
