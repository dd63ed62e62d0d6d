"""What goes on in this process, as one value: the same numbers that /metrics has."""

from collections.abc import Iterator

from fastapi import FastAPI
from prometheus_client import Counter, Histogram

from vivavoce import __version__
from vivavoce.database import POOL_CONNECTIONS
from vivavoce.operations import schemas
from vivavoce.operations.metrics import connections_in_use
from vivavoce.operations.node_name import node_name
from vivavoce.operations.outbox_level import OutboxLevel
from vivavoce.operations.workers import Worker
from vivavoce.signaling.call_metrics import CallMetrics, Repair
from vivavoce.signaling.hub import Hub
from vivavoce.signaling.metrics import Found, SignalingMetrics


def what_goes_on(app: FastAPI) -> schemas.Operations:
    """In this process, after `Metrics.look`."""
    state = app.state
    worker: Worker | None = state.fellows.worker
    hub: Hub = state.hub
    sockets: SignalingMetrics = state.signaling_metrics
    level = sockets.level
    return schemas.Operations(
        node=worker.server if worker else node_name(alone=not state.settings.has_redis),
        processes=1,
        version=__version__,
        started_at=worker.began_at if worker else state.started_at,
        server_time=state.clock(),
        rooms=len(hub.rooms()),
        sockets=len(hub.connections()),
        people=schemas.PeopleNow(**{stage.value: count for stage, count in level.people.items()}),
        frames=sockets.received,
        relayed=sockets.relayed,
        queue=schemas.QueueNow(
            messages=level.messages,
            bytes=level.bytes,
            most_messages=level.most_messages,
            most_bytes=level.most_bytes,
        ),
        joins=list(_buckets(sockets.joins)),
        returns={Found(labels["found"]): count for labels, count in _counts(sockets.returns)},
        closes={labels["code"]: count for labels, count in _counts(sockets.closes)},
        departures=sockets.departed,
        calls=_calls(state.call_metrics),
        mails=_mails(state.outbox_level, app),
        database=schemas.DatabaseNow(
            stores=state.database.stores,
            connections=connections_in_use(state.database),
            connections_max=POOL_CONNECTIONS,
        ),
        loop_lag_seconds=state.loop_lag.worst,
    )


def _calls(calls: CallMetrics) -> schemas.CallsSeen:
    return schemas.CallsSeen(
        routes=[
            schemas.RouteCount.model_validate({**labels, "count": count})
            for labels, count in _counts(calls.routes)
            if count
        ],
        first_frames=list(_buckets(calls.first_frames)),
        repairs={Repair(labels["kind"]): count for labels, count in _counts(calls.repairs)},
    )


def _mails(level: OutboxLevel, app: FastAPI) -> schemas.MailsNow | None:
    found = level.found()
    if found is None:
        return None
    oldest = found.oldest_seconds(app.state.clock())
    return schemas.MailsNow(waiting=found.mails, failed=found.failed, oldest_seconds=oldest)


def _counts(counter: Counter) -> Iterator[tuple[dict[str, str], int]]:
    for family in counter.collect():
        yield from ((sample.labels, int(sample.value)) for sample in family.samples if sample.name.endswith("_total"))


def _buckets(histogram: Histogram) -> Iterator[schemas.Bucket]:
    for family in histogram.collect():
        for sample in family.samples:
            if sample.name.endswith("_bucket"):
                limit = float(sample.labels["le"])
                yield schemas.Bucket(seconds=None if limit == float("inf") else limit, count=int(sample.value))
