"""A way to Redis that can be shut: what stands between one node and everybody else in a partition."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from threading import Event, Thread

from tests.browser.demo_server import free_port


class Way(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    """Connections end, and so do new ones."""
    SWALLOWS = "swallows"
    """Connections stay, new ones are taken, and nothing comes out of either, then or later."""


class Gate:
    def __init__(self, behind: int) -> None:
        """`behind`: the port it leads to."""
        self.port, self._behind = free_port(), behind
        self._way = Way.OPEN
        self._shut = asyncio.Event()
        self.loop = asyncio.new_event_loop()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    def let(self, way: Way) -> None:
        asyncio.run_coroutine_threadsafe(self._let(way), self.loop).result(10)

    async def _let(self, way: Way) -> None:
        """Whoever came through before stays shut out for good; who comes from now on meets `way`."""
        if way is not self._way:
            self._way = way
            self._shut.set()
            self._shut = asyncio.Event()

    async def serve(self, running: Event) -> None:
        async with await asyncio.start_server(self._come, "127.0.0.1", self.port):
            running.set()
            with suppress(asyncio.CancelledError):
                await asyncio.Event().wait()

    async def _come(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        shut = self._shut
        try:
            if self._way is Way.OPEN:
                await self._lead(reader, writer, shut)
            if self._way is Way.SWALLOWS:
                await _swallow(reader)
        except OSError:
            pass
        finally:
            writer.transport.abort()

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, shut: asyncio.Event) -> None:
        """Until it is shut, or either end goes."""
        there, back = await asyncio.open_connection("127.0.0.1", self._behind)
        doing = [asyncio.create_task(one) for one in (_pump(reader, back), _pump(there, writer), shut.wait())]
        try:
            await asyncio.wait(doing, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in doing:
                one.cancel()
            await asyncio.gather(*doing, return_exceptions=True)
            back.transport.abort()
        if not shut.is_set():
            writer.transport.abort()


async def _swallow(reader: asyncio.StreamReader) -> None:
    while await reader.read(65536):
        pass


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()


@contextmanager
def gate(behind: int) -> Iterator[Gate]:
    made, running = Gate(behind), Event()

    def serve() -> None:
        with asyncio.Runner(loop_factory=lambda: made.loop) as runner:
            runner.run(made.serve(running))

    thread = Thread(target=serve)
    thread.start()
    try:
        assert running.wait(10)
        yield made
    finally:
        made.loop.call_soon_threadsafe(lambda: [task.cancel() for task in asyncio.all_tasks(made.loop)])
        thread.join(20)
