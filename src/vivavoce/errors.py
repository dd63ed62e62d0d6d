"""Errors a person can act on, and how they leave as RFC 9457 problem documents."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from vivavoce.methods import allowed_methods


@dataclass(frozen=True)
class FieldError:
    field: str
    code: str
    message: str
    row: int | None = None
    """Of an imported file, as a spreadsheet numbers it."""

    @property
    def shown(self) -> dict[str, object]:
        named: dict[str, object] = {"field": self.field, "code": self.code, "message": self.message}
        return named if self.row is None else {**named, "row": self.row}


class AppError(Exception):
    """`code` is stable and for machines; `detail` says what happened and what to do."""

    status = 500
    code = "internal_error"
    detail = "Something went wrong on our side. Please try again; if it stays, tell the office."

    def __init__(self, detail: str | None = None, errors: Sequence[FieldError] = ()) -> None:
        self.detail = detail or self.detail
        self.errors = tuple(errors)
        super().__init__(self.detail)

    @property
    def headers(self) -> dict[str, str]:
        return {}


class NotFound(AppError):
    status, code = 404, "not_found"
    detail = "There is nothing here, or it is not yours to see."


class NotSignedIn(AppError):
    status, code = 401, "not_signed_in"
    detail = "Please sign in."


class Forbidden(AppError):
    status, code = 403, "forbidden"
    detail = "Your role does not allow this."


class Unacceptable(AppError):
    """A field that cannot be taken (422)."""

    status, code = 422, "invalid"
    detail = "Some fields need your attention."


class Conflict(AppError):
    """It conflicts with what is stored (409)."""

    status, code = 409, "conflict"


class StaleVersion(Conflict):
    code = "stale_version"
    detail = "Somebody changed this in the meantime. Load it again, then make your change."


class Unavailable(AppError):
    status, code = 503, "unavailable"
    detail = "The service cannot do this right now. Please try again in a moment."

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": "2"}


class StorageFailed(Unavailable):
    code = "storage_failed"
    detail = (
        "The server's disk is full or failing, so nothing of this was saved. What is there already can be read. "
        "Please tell the office, keep what you wrote, and try again later."
    )

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": "30"}


SQLITE_STORAGE = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
)
POSTGRES_STORAGE = frozenset({"53100", "58030"})
"""disk_full, io_error"""


def storage_failed(error: SQLAlchemyError) -> bool:
    """The database itself works, but its disk takes nothing more."""
    cause = getattr(error, "orig", None)
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in SQLITE_STORAGE  # the byte above says what exactly
    return getattr(cause, "sqlstate", None) in POSTGRES_STORAGE


def unavailable(error: SQLAlchemyError) -> Unavailable:
    """What a database that fails means for whoever asked."""
    return StorageFailed() if storage_failed(error) else Unavailable()


def refuse(field: str, code: str, message: str) -> Unacceptable:
    return Unacceptable(errors=[FieldError(field, code, message)])


def problem(
    status: int,
    code: str,
    detail: str,
    errors: Sequence[FieldError] = (),
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    body: dict[str, object] = {
        "type": f"urn:vivavoce:error:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
    }
    if errors:
        body["errors"] = [error.shown for error in errors]
    return JSONResponse(body, status, media_type="application/problem+json", headers=headers)


MOST_FIELD_ERRORS = 50
LONGEST_FIELD_NAME = 100


def _field_errors(error: RequestValidationError) -> list[FieldError]:
    """Not more than a form could have: a request of 1 MiB may hold a hundred thousand unknown fields."""
    found = [
        FieldError(
            field=_field_name(item["loc"]),
            code=str(item["type"]),
            message=str(item["msg"]).removeprefix("Value error, "),
        )
        for item in error.errors()[:MOST_FIELD_ERRORS]
    ]
    return list(dict.fromkeys(found))  # a route and what it depends on may both read a parameter


def _field_name(location: Sequence[str | int]) -> str:
    name = ".".join(str(part) for part in location if part not in ("body", "query", "path"))
    return name[:LONGEST_FIELD_NAME] or "body"


NO_JSON = "The request is not valid JSON."
HTTP_CODES = {408: "body_too_slow", 413: "body_too_large"}


def install_error_handlers(app: FastAPI) -> None:
    @app.exception_handler(AppError)
    def _app_error(_: Request, error: AppError) -> JSONResponse:
        return problem(error.status, error.code, error.detail, error.errors, error.headers)

    @app.exception_handler(RequestValidationError)
    def _validation(_: Request, error: RequestValidationError) -> JSONResponse:
        # An id in a path that is no id is a thing that does not exist (contract §4).
        if any(item["loc"] and item["loc"][0] == "path" for item in error.errors()):
            return problem(404, NotFound.code, NotFound.detail)
        if any(item["type"] == "json_invalid" for item in error.errors()):
            return problem(422, Unacceptable.code, NO_JSON)
        return problem(422, Unacceptable.code, Unacceptable.detail, _field_errors(error))

    @app.exception_handler(OperationalError)
    @app.exception_handler(PoolTimeout)
    def _database(_: Request, error: SQLAlchemyError) -> JSONResponse:
        told = unavailable(error)
        return problem(told.status, told.code, told.detail, headers=told.headers)

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> JSONResponse:
        return _framework_problem(request, error)


def _framework_problem(request: Request, error: HTTPException) -> JSONResponse:
    """What FastAPI and Starlette refuse by themselves, in our words."""
    match error.status_code:
        case 400:
            # FastAPI's answer to a body that is no JSON at all (bad UTF-8, nested too deep): malformed is 422 here.
            return problem(422, Unacceptable.code, NO_JSON)
        case 404:
            return problem(404, NotFound.code, NotFound.detail)
        case 405:
            allow = {"Allow": allowed_methods(request)}
            return problem(405, "method_not_allowed", "This address does not take this method.", headers=allow)
    code = HTTP_CODES.get(error.status_code, "http_error")
    return problem(error.status_code, code, str(error.detail), headers=dict(error.headers or {}))
