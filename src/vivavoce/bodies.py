"""How much a request may send, and how slowly: counted as it comes, because Content-Length may be absent or wrong."""

import asyncio
import re
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

from vivavoce.errors import AppError

MEBIBYTE = 1024 * 1024
MAX_BODY = MEBIBYTE
MAX_IMPORT = 32 * MEBIBYTE
IMPORTS = re.compile(r"/api/admin/cycles/[^/]+/(applications|scores|interviews|availability)/import")


@dataclass(frozen=True)
class Pace:
    """A body may take `grace` seconds, and longer only while at least `rate` bytes a second have come."""

    grace: float
    rate: float


PACE = Pace(grace=30, rate=8 * 1024)


class BodyTooLarge(AppError):
    status, code = 413, "body_too_large"
    detail = "This is larger than the server takes. Send less at a time."

    def __init__(self, limit: int) -> None:
        """`limit`: bytes."""
        super().__init__(f"This is larger than the server takes ({limit // MEBIBYTE} MiB). Send less at a time.")


class BodyTooSlow(AppError):
    status, code = 408, "body_too_slow"
    detail = "This came too slowly, so it was not taken. Check the connection and send it again."


def body_limit(path: str) -> int:
    """Bytes."""
    return MAX_IMPORT if IMPORTS.fullmatch(path) else MAX_BODY


def bounded(receive: Receive, limit: int, pace: Pace) -> Receive:
    """Reading more than `limit` bytes, or waiting longer than `pace` allows, fails; so does what waits for it."""
    began = asyncio.get_running_loop().time()
    received, complete = 0, False

    async def counting() -> Message:
        nonlocal received, complete
        if complete:
            # From here on it only tells that the client has gone.
            return await receive()
        try:
            async with asyncio.timeout_at(began + pace.grace + received / pace.rate):
                message = await receive()
        except TimeoutError as error:
            raise _final(BodyTooSlow()) from error
        received += len(message.get("body", b""))
        complete = not message.get("more_body", False)
        if received > limit:
            raise _final(BodyTooLarge(limit))
        return message

    return counting


def _final(error: AppError) -> HTTPException:
    """FastAPI lets this class alone pass through while it reads a body. What is still to come is not waited for."""
    return HTTPException(error.status, error.detail, headers={"Connection": "close"})
