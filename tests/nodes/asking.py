"""Pages of an office that is at work while its nodes come and go."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from threading import Event

import httpx

from tests.deploy.handing_over import Worker
from tests.nodes.cluster import Cluster

PAUSE = 0.05
"""Seconds between two requests: without them three threads would take this process from the crowd that lives in it."""


@contextmanager
def asking(nodes: Cluster) -> Iterator[list[Worker]]:
    """Requests through the balancer all the time: over a connection that is kept, over new ones, and writing."""
    over = Event()
    token = nodes.admin()
    headers = {"Cookie": f"vivavoce_session={token}"}
    with ExitStack() as stack:
        kept, writing = (
            stack.enter_context(
                httpx.Client(base_url=nodes.balancer.url, verify=nodes.balancer.trust, headers=headers, timeout=30)
            )
            for _ in range(2)
        )
        workers = [
            Worker(lambda _: kept.get("/api/auth/me"), PAUSE),
            Worker(lambda _: nodes.balancer.get("/api/auth/me", **headers), PAUSE),
            Worker(lambda number: writing.post("/api/admin/cycles", json={"name": f"{token} {number}"}), PAUSE),
        ]
        pool = stack.enter_context(ThreadPoolExecutor(len(workers)))
        stack.callback(over.set)
        for worker in workers:
            pool.submit(worker.work, over)
        yield workers
