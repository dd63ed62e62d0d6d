"""What goes on in this server: for admins, and for Prometheus."""

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST

from vivavoce.accounts.deps import AdminDep
from vivavoce.errors import Forbidden
from vivavoce.operations.fellows import Fellows
from vivavoce.operations.metrics import may_read
from vivavoce.operations.schemas import Operations
from vivavoce.problems import PROBLEMS

FORWARDED = ("forwarded", "x-forwarded-for")

router = APIRouter(prefix="/api/admin", tags=["operations"], responses=PROBLEMS)
metrics_router = APIRouter(include_in_schema=False)


@router.get("/operations")
async def read_operations(request: Request, _: AdminDep) -> Operations:
    """Of the server that answers, all its workers together; counters count since it started."""
    fellows: Fellows = request.app.state.fellows
    return await fellows.operations()


@metrics_router.get("/metrics")
async def read_metrics(request: Request) -> Response:
    client = request.client.host if request.client else None
    forwarded = any(name in request.headers for name in FORWARDED)
    authorization = request.headers.get("authorization", "")
    if not may_read(request.app.state.settings, authorization, client, forwarded=forwarded):
        raise Forbidden("Metrics are for whoever has METRICS_TOKEN; without one set, for this machine only.")
    fellows: Fellows = request.app.state.fellows
    return Response(await fellows.metrics(), media_type=CONTENT_TYPE_LATEST)
