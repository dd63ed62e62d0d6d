"""What several processes measured, as one text of Prometheus' format: each sample with the process that took it."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector


class Family(msgspec.Struct, frozen=True, array_like=True):
    """All samples of one name, as they go from process to process."""

    name: str
    meaning: str
    kind: str
    samples: tuple[tuple[str, dict[str, str], float], ...]


_decode = msgspec.msgpack.Decoder(tuple[Family, ...]).decode


def families(registry: CollectorRegistry) -> bytes:
    return msgspec.msgpack.encode(
        tuple(
            Family(one.name, one.documentation, one.type, tuple((s.name, s.labels, s.value) for s in one.samples))
            for one in registry.collect()
        )
    )


def side_by_side(by_worker: Mapping[int, bytes]) -> bytes:
    """The text, from the `families` of each worker, with its number as the label `worker`."""
    registry = CollectorRegistry()
    registry.register(_Gathered({worker: _decode(packed) for worker, packed in by_worker.items()}))
    return generate_latest(registry)


class _Gathered(Collector):
    def __init__(self, by_worker: Mapping[int, Sequence[Family]]) -> None:
        self._by_worker = by_worker

    def collect(self) -> Iterator[Metric]:
        gathered: dict[str, Metric] = {}
        for worker, each in self._by_worker.items():
            for family in each:
                into = gathered.setdefault(family.name, Metric(family.name, family.meaning, family.kind))
                for name, labels, value in family.samples:
                    into.add_sample(name, {**labels, "worker": str(worker)}, value)
        yield from gathered.values()
