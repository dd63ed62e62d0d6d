"""`/healthz`: the process answers. `/readyz`: it can serve, for a load balancer to ask."""

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError

from vivavoce.bus import Bus
from vivavoce.database import Database
from vivavoce.migrations.runner import NewerDatabase, is_current

router = APIRouter(include_in_schema=False)
LEAVING = "leaving"
"""It was told to end, and still serves: load balancers are to send people elsewhere."""
READS_ONLY = "reads only: its disk is full or failing"
"""Still ready: pages, joins and running calls need no write, and without this server there would be none of them."""

NEWER = "made by a newer Vivavoce"
"""Ready all the same: `serve` does not begin on one, so it was migrated while this server ran, in the middle of an
upgrade, and migrations leave it to work for the version before (docs/deploy.md)."""


def database_state(database: Database) -> str:
    """`ok`, READS_ONLY, or what keeps it from serving."""
    try:
        if not is_current(database.engine):
            return "not migrated: run `vivavoce migrate`"
        return "ok" if database.has_room() else READS_ONLY
    except NewerDatabase:
        return NEWER
    except SQLAlchemyError:
        return "unreachable"


ALONE = "unreachable: rooms span no nodes"
"""Still ready: rooms within this node go on, and all nodes would stop at once otherwise."""


def bus_state(bus: Bus) -> str:
    if not bus.ready():
        return "unreachable"
    return ALONE if bus.is_alone else "ok"


def states(app: FastAPI) -> dict[str, str]:
    return {"database": database_state(app.state.database), "bus": bus_state(app.state.bus)}


@router.get("/healthz")
async def healthz() -> JSONResponse:
    """On the event loop: it answers even when every thread waits for a database."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


@router.get("/readyz")
def readyz(request: Request) -> JSONResponse:
    found = states(request.app)
    status = LEAVING if getattr(request.app.state, "leaving", False) else _overall(found)
    code = 503 if status in {"unavailable", LEAVING} else 200
    return JSONResponse({"status": status, **found}, code, headers={"Cache-Control": "no-store"})


def _overall(found: dict[str, str]) -> str:
    if all(state == "ok" for state in found.values()):
        return "ok"
    return "degraded" if all(state in {"ok", READS_ONLY, NEWER, ALONE} for state in found.values()) else "unavailable"
