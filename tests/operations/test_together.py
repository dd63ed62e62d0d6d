"""What several workers say, as one."""

from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram

from vivavoce.operations.schemas import Operations
from vivavoce.operations.side_by_side import families, side_by_side
from vivavoce.operations.together import together

ONE: dict[str, Any] = {
    "node": "office (7)",
    "processes": 1,
    "version": "1.0",
    "started_at": "2026-12-01T08:00:00.000Z",
    "server_time": "2026-12-01T09:00:00.000Z",
    "rooms": 2,
    "sockets": 3,
    "people": {"waiting": 1, "here": 0, "joined": 2, "away": 0},
    "frames": 10,
    "relayed": 8,
    "queue": {"messages": 4, "bytes": 400, "most_messages": 3, "most_bytes": 300},
    "joins": [{"seconds": 0.1, "count": 2}, {"seconds": None, "count": 3}],
    "returns": {"place": 1},
    "closes": {"1012": 2},
    "departures": 1,
    "calls": {
        "routes": [{"route": "host", "transport": "udp", "count": 1}],
        "first_frames": [{"seconds": 0.5, "count": 1}, {"seconds": None, "count": 1}],
        "repairs": {"stalled": 1},
    },
    "mails": None,
    "database": {"stores": True, "connections": 1, "connections_max": 20},
    "loop_lag_seconds": 0.25,
}
OTHER = ONE | {
    "server_time": "2026-12-01T09:00:00.010Z",
    "rooms": 1,
    "sockets": 2,
    "people": {"waiting": 0, "here": 1, "joined": 1, "away": 1},
    "frames": 5,
    "relayed": 4,
    "queue": {"messages": 6, "bytes": 250, "most_messages": 6, "most_bytes": 250},
    "joins": [{"seconds": 0.1, "count": 0}, {"seconds": None, "count": 4}],
    "returns": {"room": 2},
    "closes": {"1012": 1, "4429": 1},
    "departures": 0,
    "calls": {
        "routes": [
            {"route": "host", "transport": "udp", "count": 2},
            {"route": "relay", "transport": "tls", "count": 1},
        ],
        "first_frames": [{"seconds": 0.5, "count": 0}, {"seconds": None, "count": 2}],
        "repairs": {"stalled": 0, "fresh": 1},
    },
    "mails": {"waiting": 1, "failed": 0, "oldest_seconds": 2.0},
    "database": {"stores": False, "connections": 2, "connections_max": 20},
    "loop_lag_seconds": 0.01,
}
BOTH = ONE | {
    "processes": 2,
    "server_time": "2026-12-01T09:00:00.010Z",
    "rooms": 3,
    "sockets": 5,
    "people": {"waiting": 1, "here": 1, "joined": 3, "away": 1},
    "frames": 15,
    "relayed": 12,
    "queue": {"messages": 10, "bytes": 650, "most_messages": 6, "most_bytes": 300},
    "joins": [{"seconds": 0.1, "count": 2}, {"seconds": None, "count": 7}],
    "returns": {"place": 1, "room": 2},
    "closes": {"1012": 3, "4429": 1},
    "departures": 1,
    "calls": {
        "routes": [
            {"route": "host", "transport": "udp", "count": 3},
            {"route": "relay", "transport": "tls", "count": 1},
        ],
        "first_frames": [{"seconds": 0.5, "count": 1}, {"seconds": None, "count": 3}],
        "repairs": {"stalled": 1, "fresh": 1},
    },
    "mails": {"waiting": 1, "failed": 0, "oldest_seconds": 2.0},
    "database": {"stores": False, "connections": 3, "connections_max": 40},
}


def test_ops_25_workers_are_seen_as_one_server() -> None:
    said = [Operations.model_validate(one) for one in (ONE, OTHER)]
    assert together(said) == Operations.model_validate(BOTH)
    assert together(said[:1]) == said[0]


def test_ops_20_what_workers_measured_stands_side_by_side() -> None:
    texts = {}
    for worker in (0, 2):
        registry = CollectorRegistry()
        Counter("calls", "Of all kinds.", ["kind"], registry=registry).labels("fresh").inc(worker)
        Histogram("wait", "In seconds.", buckets=(1.0,), registry=registry).observe(worker)
        texts[worker] = families(registry)
    assert side_by_side(texts).decode().splitlines() == [
        "# HELP calls_total Of all kinds.",
        "# TYPE calls_total counter",
        'calls_total{kind="fresh",worker="0"} 0.0',
        'calls_total{kind="fresh",worker="2"} 2.0',
        "# HELP wait In seconds.",
        "# TYPE wait histogram",
        'wait_bucket{le="1.0",worker="0"} 1.0',
        'wait_bucket{le="+Inf",worker="0"} 1.0',
        'wait_count{worker="0"} 1.0',
        'wait_sum{worker="0"} 0.0',
        'wait_bucket{le="1.0",worker="2"} 0.0',
        'wait_bucket{le="+Inf",worker="2"} 1.0',
        'wait_count{worker="2"} 1.0',
        'wait_sum{worker="2"} 2.0',
    ]
