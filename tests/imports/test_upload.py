"""The way of a file into the server: who may send it, how large it may be, and that it holds up nobody."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import update

from tests.admissions.clients import session_token
from tests.imports.world import HEADER, in_phase, send, tables
from tests.interviews.world import World, good
from vivavoce.accounts.models import Person
from vivavoce.accounts.sessions import COOKIE
from vivavoce.admissions.rules import Phase
from vivavoce.bodies import MAX_BODY, MAX_IMPORT, body_limit
from vivavoce.database import Database

FILE = f"{HEADER}\na1,new@example.edu,Nora,Physics,,\n".encode()
Message = dict[str, Any]


def upload_scope(cycle: str, token: str, query: bytes = b"") -> Message:
    return {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": f"/api/admin/cycles/{cycle}/applications/import",
        "raw_path": b"",
        "query_string": query,
        "root_path": "",
        "headers": [(b"host", b"localhost:8000"), (b"cookie", f"{COOKIE}={token}".encode())],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 8000),
        "state": {},
    }


def call(app: Any, scope: Message, receive: Callable[[], Awaitable[Message]]) -> int:
    """The status of the answer."""
    statuses: list[int] = []

    async def note(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    asyncio.run(app(scope, receive, note))
    return statuses[0]


def app_of(world: World) -> Any:
    return world["ada"].app


def own_database(world: World) -> Database:
    found: Database = app_of(world).state.database
    return found


def test_imp_20_a_slow_upload_holds_no_transaction_and_no_turn(world: World) -> None:
    """While the second half of the file is still to come, others write."""
    cycle = in_phase(world, Phase.SUBMISSION)
    database = own_database(world)
    parts = iter([FILE[:20], FILE[20:]])

    def somebody_writes() -> None:
        with database.writing() as session:
            session.execute(update(Person).where(Person.id == world.people["sam"]).values(name="Samuel"))

    async def receive() -> Message:
        part = next(parts)
        async with asyncio.timeout(5), database.turns(writes=True).one():
            await asyncio.to_thread(somebody_writes)
        return {"type": "http.request", "body": part, "more_body": part.startswith(b"external")}

    token = session_token(world.database, world.people["ada"])
    assert call(app_of(world), upload_scope(cycle, token), receive) == 200


def test_imp_7_a_preview_does_not_wait_for_a_writer(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    world["ada"].get("/api/auth/me")
    with world.database.writing() as session:
        session.execute(update(Person).where(Person.id == world.people["sam"]).values(name="Samuel"))
        assert send(world, cycle, FILE, dry_run=True).status_code == 200


def test_imp_20_an_upload_that_breaks_off_changes_nothing(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    messages: Iterator[Message] = iter(
        [{"type": "http.request", "body": FILE, "more_body": True}, {"type": "http.disconnect"}]
    )

    async def receive() -> Message:
        return next(messages)

    token = session_token(world.database, world.people["ada"])
    before = tables(world.database)
    assert call(app_of(world), upload_scope(cycle, token), receive) == 422
    assert tables(world.database) == before


def test_imp_20_who_may_not_import_sends_no_file(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)

    async def receive() -> Message:
        raise AssertionError("nobody asked for the body")

    tokens = {name: session_token(world.database, world.people[name]) for name in ("sam", "ivy")}
    app = app_of(world)
    assert call(app, upload_scope(cycle, tokens["sam"]), receive) == 403
    assert call(app, upload_scope(cycle, tokens["ivy"]), receive) == 403
    assert call(app, upload_scope(cycle, "x" * 43), receive) == 401
    ada = session_token(world.database, world.people["ada"])
    assert call(app, upload_scope("no id", ada), receive) == 404
    assert call(app, upload_scope(cycle, ada, b"dry_run=perhaps"), lambda: _whole(b"")) == 422


async def _whole(body: bytes) -> Message:
    return {"type": "http.request", "body": body, "more_body": False}


def chunks(size: int) -> Iterator[bytes]:
    yield from (b"x" * 65_536 for _ in range(size // 65_536))
    yield b"x" * (size % 65_536)


def test_imp_5_the_limit_is_of_these_paths() -> None:
    cycle = "/api/admin/cycles/0000000000000000000000"
    imports = ("/applications/import", "/scores/import", "/interviews/import", "/availability/import")
    assert {body_limit(cycle + path) for path in imports} == {MAX_IMPORT}
    others = ("/phase", "/applications", "/applications/import/x", "/x/applications/import", "/people/import")
    assert {body_limit(cycle + path) for path in others} == {MAX_BODY}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("what", ["applications", "scores"])
def test_imp_5_thirty_two_mebibytes_and_one_byte_more(world: World, what: str) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    path = f"/api/admin/cycles/{cycle}/{what}/import"
    answers = [
        world["ada"].post(path, content=content)
        for content in (b"x" * MAX_IMPORT, b"x" * (MAX_IMPORT + 1), chunks(MAX_IMPORT + 1))
    ]
    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [
        (422, "import_refused"),
        (413, "body_too_large"),
        (413, "body_too_large"),
    ]
    assert answers[1].json()["detail"] == answers[2].json()["detail"]
    assert "(32 MiB)" in answers[1].json()["detail"]


def test_imp_20_whatever_the_content_type_says(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    path = f"/api/admin/cycles/{cycle}/applications/import"
    for kind in ("text/csv", "application/json", "multipart/form-data", "application/vnd.ms-excel", ""):
        answer = world["ada"].post(path, content=FILE, headers={"content-type": kind} if kind else {})
        assert good(answer)["rows"] == 1


def test_imp_20_who_is_demoted_while_sending_imports_nothing(world: World) -> None:
    cycle, token = in_phase(world, Phase.SUBMISSION), session_token(own_database(world), world.people["ada"])
    parts = [FILE[:40], FILE[40:]]
    before = tables(own_database(world))["applications"]

    async def receive() -> Message:
        if len(parts) == 1:
            with own_database(world).writing() as session:
                session.execute(update(Person).where(Person.id == world.people["ada"]).values(role="interviewer"))
        return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

    assert call(app_of(world), upload_scope(cycle, token), receive) == 403
    assert tables(own_database(world))["applications"] == before
