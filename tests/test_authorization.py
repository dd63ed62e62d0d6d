"""Every role on every route, on its own and on what is another's. A route that is not in the table fails."""

import shutil
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from tests.authorization_table import ACCESS, ELSEWHERE, ONE_TIME_TOKEN, ROLES, Access
from tests.authorization_world import (
    TOKENS,
    WHO,
    World,
    draft_of,
    mail_of,
    open_applications,
    placement_of,
    processing,
    windows_asked,
    world_of,
)
from tests.conftest import NOW, ORIGIN, FakeClock, made_app, make_settings
from vivavoce.accounts.models import LoginSession, OneTimeLink
from vivavoce.accounts.sessions import COOKIE, token_hash
from vivavoce.database import Base, Database
from vivavoce.errors import MOST_FIELD_ERRORS
from vivavoce.operations.demo_data import DemoData
from vivavoce.operations.repository import OperationsRepository


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, password_hash: str) -> tuple[Path, World]:
    """The demo's data with everybody signed in, as a file to copy."""
    file = tmp_path_factory.mktemp("authorization") / "world.sqlite3"
    shutil.copyfile(sqlite_template, file)
    numbers = count()
    data = DemoData(NOW, password_hash, lambda: f"world{next(numbers):017}")
    ids = {role: data.people[who].id for role, who in WHO.items()}
    sessions = [
        LoginSession(id=token_hash(TOKENS[role]), person_id=person, created_at=NOW, last_seen_at=NOW,
                     expires_at=NOW + timedelta(days=1))
        for role, person in ids.items()
    ]  # fmt: skip
    link = OneTimeLink(id=token_hash(ONE_TIME_TOKEN), person_id=data.people["kim"].id, created_at=NOW,
                       expires_at=NOW + timedelta(days=1))  # fmt: skip
    database = Database(f"sqlite:///{file}")
    with database.writing() as session:
        OperationsRepository(session).add_all(
            [*data.rows, *processing(data), *sessions, link, *open_applications(data), windows_asked(data)]
        )
        OperationsRepository(session).add_all(draft_of(data))
        OperationsRepository(session).add_all([placement_of(data), *mail_of(data)])
    database.engine.dispose()
    return file, world_of(data)


def client_of(app: FastAPI, role: str) -> TestClient:
    cookies = {COOKIE: TOKENS[role]} if role in TOKENS else {}
    return TestClient(app, base_url=ORIGIN, cookies=cookies, raise_server_exceptions=False)


@pytest.fixture
def world(prepared: tuple[Path, World], tmp_path: Path, routes: FastAPI) -> Iterator[tuple[FastAPI, World]]:
    template, ids = prepared
    file = tmp_path / "world.sqlite3"
    shutil.copyfile(template, file)
    with made_app(make_settings(f"sqlite:///{file}", tmp_path), FakeClock(), routes) as app:
        yield app, ids


def looked_up(value: object, ids: dict[str, str]) -> object:
    if isinstance(value, list):
        return [looked_up(one, ids) for one in value]
    if isinstance(value, dict):
        return {key: looked_up(one, ids) for key, one in value.items()}
    return ids[value[1:]] if isinstance(value, str) and value.startswith("$") else value


def call(app: FastAPI, role: str, route: str, ids: dict[str, str], more: dict[str, object] | None = None) -> Response:
    """`more`: fields beside those of the table."""
    method, path = route.split(" ")
    access = ACCESS[route]
    body, ids = access.body, {**ids, **{name: ids[other] for name, other in access.at.items()}}
    filled = body if body is None else {key: looked_up(value, ids) for key, value in {**body, **(more or {})}.items()}
    client = client_of(app, role)
    answer: Response = client.request(
        method, path.format(**ids), json=filled, content=access.content, params=access.query
    )
    return answer


def expected(access: Access, role: str) -> set[int]:
    if role in access.roles:
        return {200, 201, 202, 204}
    return {401} if role == "nobody" else {403}


def with_ids() -> list[tuple[str, str]]:
    """(route, role) of every route with an id, for the roles that may call it."""
    return [
        (route, role)
        for route, access in ACCESS.items()
        if any(name for _, name, _, _ in Formatter().parse(route))
        for role in sorted(access.roles)
    ]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", ACCESS)
def test_role_and_route(world: tuple[FastAPI, World], route: str, role: str) -> None:
    app, ids = world
    answer = call(app, role, route, ids[role])
    assert answer.status_code in expected(ACCESS[route], role), answer.text


@pytest.mark.parametrize(("route", "role"), [(r, role) for r, role in with_ids() if role in ACCESS[r].own_only])
def test_what_is_anothers_is_not_there(world: tuple[FastAPI, World], route: str, role: str) -> None:
    app, ids = world
    foreign = call(app, role, route, ids[f"foreign {role}"])
    unknown = call(app, role, route, dict.fromkeys(ids[role], "0" * 22))
    assert foreign.status_code == 404
    assert foreign.json() == unknown.json()


@pytest.mark.parametrize("no_id", ["0" * 22, "no id", "%00", "x" * 500])
@pytest.mark.parametrize(("route", "role"), with_ids())
def test_what_does_not_exist_is_404(world: tuple[FastAPI, World], route: str, role: str, no_id: str) -> None:
    app, ids = world
    path = {name: value for name, value in ids[role].items() if f"${name}" in str(ACCESS[route].body)}
    answer = call(app, role, route, {**dict.fromkeys(ids[role], no_id), **path})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_every_route_is_in_the_table(world: tuple[FastAPI, World]) -> None:
    assert set(routes_of(world[0].routes)) == {*ACCESS, *ELSEWHERE}


def routes_of(routes: Iterable[BaseRoute], prefix: str = "") -> Iterator[str]:
    """FastAPI keeps an included router as one route with its own routes inside."""
    for route in routes:
        if isinstance(route, Route):
            yield from (f"{method} {prefix}{route.path}" for method in (route.methods or set()) - {"HEAD"})
        elif isinstance(route, WebSocketRoute):
            yield f"SOCKET {prefix}{route.path}"
        elif isinstance(route, Mount):
            yield f"MOUNT {prefix}{route.path}"
        else:
            inner = prefix + route.include_context.prefix  # type: ignore[attr-defined] # FastAPI's own, without a name
            yield from routes_of(route.original_router.routes, inner)  # type: ignore[attr-defined] # the same


COLUMNS = {str(column.key) for mapper in Base.registry.mappers for column in mapper.attrs}


@pytest.mark.parametrize("route", [route for route, access in ACCESS.items() if access.body])
def test_no_route_takes_a_column_that_it_does_not_offer(
    world: tuple[FastAPI, World], routes: FastAPI, route: str
) -> None:
    """Mass assignment: `role`, `password_hash`, `score`… beside a request that succeeds, each refused by name."""
    app, ids = world
    role, before = min(ACCESS[route].roles), contents(app)
    columns = sorted(COLUMNS - offered(routes.openapi(), route))
    for start in range(0, len(columns), MOST_FIELD_ERRORS):
        some = columns[start : start + MOST_FIELD_ERRORS]
        for more in beside(ACCESS[route].body or {}, some):
            answer = call(app, role, route, ids.get(role, {}), more)
            assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), (more, answer.text)
            assert [error["field"].rpartition(".")[2] for error in answer.json()["errors"]] == some, answer.text
    assert contents(app) == before


def beside(body: dict[str, object], columns: Iterable[str]) -> Iterator[dict[str, object]]:
    """The columns at the top, and in every object of the body."""
    more: dict[str, object] = dict.fromkeys(columns, "x")
    yield more
    for name, value in body.items():
        if isinstance(value, dict):
            yield {name: {**value, **more}}


def offered(document: dict[str, Any], route: str) -> set[str]:
    """What the API's document says that the route takes, at any depth."""
    method, path = route.split(" ")
    names: set[str] = set()
    schemas = [document["paths"][path][method.lower()]["requestBody"]["content"]["application/json"]["schema"]]
    while schemas:
        schema = schemas.pop()
        if "$ref" in schema:
            schemas.append(document["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
        names |= set(schema.get("properties", {}))
        schemas += [*schema.get("properties", {}).values(), *schema.get("anyOf", [])]
    return names


def contents(app: FastAPI) -> dict[str, list[tuple[object, ...]]]:
    with app.state.database.engine.connect() as connection:
        return {
            name: [tuple(row) for row in connection.execute(table.select())]
            for name, table in Base.metadata.tables.items()
        }
