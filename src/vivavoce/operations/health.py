"""`/healthz`: the process answers. `/readyz`: it can serve, for a load balancer to ask."""

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from vivavoce.bus import Bus
from vivavoce.migrations.runner import NewerDatabase, is_current

router = APIRouter(include_in_schema=False)


def database_state(engine: Engine) -> str:
    """`ok`, or what keeps it from serving."""
    try:
        return "ok" if is_current(engine) else "not migrated: run `vivavoce migrate`"
    except NewerDatabase:
        return "made by a newer Vivavoce"
    except SQLAlchemyError:
        return "unreachable"


def bus_state(bus: Bus) -> str:
    return "ok" if bus.ready() else "unreachable"


def states(app: FastAPI) -> dict[str, str]:
    return {"database": database_state(app.state.database.engine), "bus": bus_state(app.state.bus)}


@router.get("/healthz")
def healthz() -> JSONResponse:
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


@router.get("/readyz")
def readyz(request: Request) -> JSONResponse:
    found = states(request.app)
    ready = all(state == "ok" for state in found.values())
    body = {"status": "ok" if ready else "unavailable", **found}
    return JSONResponse(body, 200 if ready else 503, headers={"Cache-Control": "no-store"})
