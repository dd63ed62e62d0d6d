"""Carries the letters of nodes over Redis' publish and subscribe. While Redis is away, letters wait, and each node goes
on alone."""

import asyncio
import hashlib
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final

import msgspec
import redis.asyncio
import structlog
from redis.exceptions import RedisError

from vivavoce.nodes.membership import BEAT_SECONDS, Addressed, Nodes

RETRY_SECONDS: Final = (0.1, 0.2, 0.5, 1.0)
PATIENCE_SECONDS: Final = 3.0
"""For Redis to answer, and for this node's own beat to come back from it."""

log: structlog.stdlib.BoundLogger = structlog.get_logger("vivavoce.nodes")


class RedisWire:
    def __init__(self, nodes: Nodes, url: str, site: str, seconds: Callable[[], float] = time.monotonic) -> None:
        """`site`: several Vivavoces may share a Redis, and do not hear each other."""
        self.nodes, self._url, self._seconds = nodes, url, seconds
        self._prefix = f"vivavoce:{hashlib.sha256(site.encode()).hexdigest()[:16]}:"
        self._something = asyncio.Event()
        self._heard_at = 0.0
        self._tasks: list[asyncio.Task[None]] = []
        self._client: Any = None
        nodes.wake = self._something.set

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._stay_connected()), asyncio.create_task(self._keep_time())]

    @property
    def is_connected(self) -> bool:
        return self._client is not None

    async def stop(self) -> None:
        """With a good-bye, so that nobody waits for this node."""
        self.nodes.leave()
        if self._client is not None:
            with suppress(RedisError, OSError):
                await self._publish(self._client, self.nodes.take(self._seconds()))
        while doing := [task for task in self._tasks if not task.done()]:
            for task in doing:
                task.cancel()
            await asyncio.wait(doing, timeout=BEAT_SECONDS)

    async def _keep_time(self) -> None:
        while True:
            self.nodes.tick(self._seconds())
            await asyncio.sleep(BEAT_SECONDS)

    async def _stay_connected(self) -> None:
        attempt = 0
        while True:
            began = self._seconds()
            try:
                await self._connect()
            except (RedisError, OSError, TimeoutError) as error:
                if attempt == 0:
                    log.warning("bus lost", hint="Rooms within this node go on; it is tried again.", why=str(error))
            finally:
                self._client = None
                self.nodes.disconnected()
            attempt = 0 if self._seconds() - began > 10 else attempt + 1
            await asyncio.sleep(RETRY_SECONDS[min(attempt, len(RETRY_SECONDS)) - 1])

    async def _connect(self) -> None:
        """Until the connection is lost, which is always told by an error."""
        client = redis.asyncio.from_url(
            self._url, socket_timeout=PATIENCE_SECONDS, socket_connect_timeout=PATIENCE_SECONDS
        )
        try:
            async with client.pubsub(ignore_subscribe_messages=False) as pubsub:
                await pubsub.subscribe(self._channel(None), self._channel(self.nodes.me))
                for _ in range(2):
                    if await pubsub.get_message(timeout=PATIENCE_SECONDS) is None:
                        raise TimeoutError("Redis did not answer")
                self._up(client)
                async with asyncio.TaskGroup() as both:
                    both.create_task(self._read(pubsub))
                    both.create_task(self._write(client))
        except ExceptionGroup as group:
            raise group.exceptions[0] from group
        finally:
            await client.aclose()

    def _up(self, client: Any) -> None:
        log.info("bus reached")
        self._heard_at, self._client = self._seconds(), client
        self.nodes.connected(self._heard_at)

    async def _read(self, pubsub: Any) -> None:
        while True:
            message = await pubsub.get_message(ignore_subscribe_messages=True, timeout=BEAT_SECONDS)
            now = self._seconds()
            if message is not None:
                self._heard_at = now
                self._receive(message["data"], now)
            elif now - self._heard_at > PATIENCE_SECONDS:
                raise TimeoutError("Redis has been silent")

    def _receive(self, letter: bytes, now: float) -> None:
        try:
            self.nodes.receive(letter, now)
        except msgspec.MsgspecError:
            log.exception("letter of another node not understood")

    async def _write(self, client: Any) -> None:
        """Whatever gathers while one lot is under way goes with the next."""
        while not _is_cancelled():
            await self._something.wait()
            self._something.clear()
            await self._publish(client, self.nodes.take(self._seconds()))

    async def _publish(self, client: Any, letters: Sequence[Addressed]) -> None:
        if not letters:
            return
        pipeline = client.pipeline(transaction=False)
        for node, letter in letters:
            pipeline.publish(self._channel(node), letter)
        await pipeline.execute()

    def _channel(self, node: str | None) -> str:
        return self._prefix + ("all" if node is None else f"node:{node}")


def _is_cancelled() -> bool:
    """Redis' client sends by `asyncio.wait_for`, which before Python 3.12 swallows a cancellation that comes with its
    result: whoever waited for the end of this task waited for ever."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
