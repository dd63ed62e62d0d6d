"""What the workers of one server say, as if one process said it. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from vivavoce.operations.schemas import Bucket, CallsSeen, DatabaseNow, Operations, PeopleNow, QueueNow, RouteCount

Key = TypeVar("Key")


def together(each: Sequence[Operations]) -> Operations:
    """`each` is not empty. The outbox is one: whoever knows of it speaks for all."""
    first = each[0]
    return Operations(
        node=first.node,
        version=first.version,
        processes=len(each),
        started_at=first.started_at,
        server_time=max(one.server_time for one in each),
        rooms=sum(one.rooms for one in each),
        sockets=sum(one.sockets for one in each),
        people=PeopleNow.model_validate(_sums(one.people.model_dump() for one in each)),
        frames=sum(one.frames for one in each),
        relayed=sum(one.relayed for one in each),
        queue=_queue([one.queue for one in each]),
        joins=_buckets([one.joins for one in each]),
        returns=_sums(one.returns for one in each),
        closes=_sums(one.closes for one in each),
        departures=sum(one.departures for one in each),
        calls=_calls([one.calls for one in each]),
        mails=next((one.mails for one in each if one.mails is not None), None),
        database=_database([one.database for one in each]),
        loop_lag_seconds=max(one.loop_lag_seconds for one in each),
    )


def _sums(counts: Iterable[dict[Key, int]]) -> dict[Key, int]:
    found: Counter[Key] = Counter()
    for one in counts:
        found.update(one)
    return dict(found)


def _queue(each: Sequence[QueueNow]) -> QueueNow:
    return QueueNow(
        messages=sum(one.messages for one in each),
        bytes=sum(one.bytes for one in each),
        most_messages=max(one.most_messages for one in each),
        most_bytes=max(one.most_bytes for one in each),
    )


def _buckets(each: Sequence[list[Bucket]]) -> list[Bucket]:
    return [Bucket(seconds=same[0].seconds, count=sum(one.count for one in same)) for same in zip(*each, strict=True)]


def _calls(each: Sequence[CallsSeen]) -> CallsSeen:
    routes = _sums({(one.route, one.transport): one.count} for calls in each for one in calls.routes)
    return CallsSeen(
        routes=[
            RouteCount(route=route, transport=transport, count=count) for (route, transport), count in routes.items()
        ],
        first_frames=_buckets([one.first_frames for one in each]),
        repairs=_sums(one.repairs for one in each),
    )


def _database(each: Sequence[DatabaseNow]) -> DatabaseNow:
    return DatabaseNow(
        stores=all(one.stores for one in each),
        connections=sum(one.connections for one in each),
        connections_max=sum(one.connections_max for one in each),
    )
