"""What one server says of itself, whichever of its workers is asked: each asks the others, over the bus."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import msgspec
from fastapi import FastAPI
from prometheus_client import generate_latest

from vivavoce.nodes.questions import Questions
from vivavoce.operations.metrics import Metrics
from vivavoce.operations.schemas import Operations
from vivavoce.operations.seeing import what_goes_on
from vivavoce.operations.side_by_side import families, side_by_side
from vivavoce.operations.together import together
from vivavoce.operations.workers import Worker

TOPIC: Final = "operations"
METRICS, OPERATIONS = "metrics", "operations"


class Question(msgspec.Struct, frozen=True):
    """Of one server's workers: the bus brings it to other servers, too."""

    server: str
    about: str


class Told(msgspec.Struct, frozen=True):
    worker: int
    of_it: bytes


_question = msgspec.msgpack.Decoder(Question)
_told = msgspec.msgpack.Decoder(Told)


class Fellows:
    """Needs nodes and metrics on `app.state`."""

    worker: Worker | None = None
    """None: this process is the whole server."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._tellers: dict[str, Callable[[], Awaitable[bytes]]] = {
            METRICS: self._metrics,
            OPERATIONS: self._operations,
        }
        self._questions = Questions(app.state.nodes, TOPIC, self._answer)

    async def metrics(self) -> bytes:
        """In Prometheus' text format."""
        if self.worker is None:
            return await asyncio.to_thread(generate_latest, self._looked().registry)
        return await asyncio.to_thread(side_by_side, await self._by_worker(self.worker, METRICS))

    async def operations(self) -> Operations:
        if self.worker is None:
            return self._seen()
        told = await self._by_worker(self.worker, OPERATIONS)
        return together([Operations.model_validate_json(one) for one in told.values()])

    async def _by_worker(self, me: Worker, about: str) -> dict[int, bytes]:
        question = msgspec.msgpack.encode(Question(me.server, about))
        answers = [_told.decode(answer) for answer in await self._questions.ask(question) if answer]
        told = {answer.worker: answer.of_it for answer in answers} | {me.number: await self._tellers[about]()}
        return dict(sorted(told.items()))

    async def _answer(self, encoded: bytes) -> bytes:
        """Nothing, where another server's workers are asked, or what a newer one knows of."""
        question = _question.decode(encoded)
        if self.worker is None or question.server != self.worker.server or question.about not in self._tellers:
            return b""
        return msgspec.msgpack.encode(Told(self.worker.number, await self._tellers[question.about]()))

    async def _metrics(self) -> bytes:
        return await asyncio.to_thread(families, self._looked().registry)

    async def _operations(self) -> bytes:
        return self._seen().model_dump_json().encode()

    def _seen(self) -> Operations:
        self._looked()
        return what_goes_on(self._app)

    def _looked(self) -> Metrics:
        metrics: Metrics = self._app.state.metrics
        metrics.look()
        return metrics
