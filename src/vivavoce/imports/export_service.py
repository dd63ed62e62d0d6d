"""The scoring export: made once in its phase, then downloaded as often as needed."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain

from sqlalchemy.orm import Session

from vivavoce.admissions.errors import WrongPhase
from vivavoce.admissions.models import Cycle
from vivavoce.admissions.repository import CycleRepository, Lock
from vivavoce.admissions.rules import Phase, is_back
from vivavoce.clock import Clock
from vivavoce.errors import NotFound
from vivavoce.imports.csv_writing import csv_lines, number
from vivavoce.imports.errors import NotExported
from vivavoce.imports.export_repository import ExportRepository, ExportRow
from vivavoce.imports.schemas import ExportMade


class ExportService:
    def __init__(self, session: Session, clock: Clock) -> None:
        self._repository, self._cycles = ExportRepository(session), CycleRepository(session)
        self._clock = clock

    def make(self, cycle_id: str) -> ExportMade:
        """Raises NotFound and WrongPhase."""
        cycle = self._cycle(cycle_id, lock="update")
        if is_back(Phase.BATCH_PREP, Phase(cycle.phase)):
            raise WrongPhase("The scoring export is made once the cycle is in batch_prep.")
        cycle.exported_at = self._clock()
        self._cycles.flush()
        return ExportMade(exported_at=cycle.exported_at, applications=self._repository.count(cycle_id))

    def made(self, cycle_id: str) -> tuple[str, Iterator[ExportRow]]:
        """The cycle's name and the rows, to be read while the transaction is open. Raises NotFound, NotExported."""
        cycle = self._cycle(cycle_id)
        if cycle.exported_at is None:
            raise NotExported
        return cycle.name, self._repository.rows(cycle_id)

    def _cycle(self, cycle_id: str, lock: Lock | None = None) -> Cycle:
        cycle = self._cycles.find(cycle_id, lock)
        if cycle is None:
            raise NotFound
        return cycle


def as_csv(rows: Iterable[ExportRow]) -> Iterator[str]:
    cells = ([*map(_text, row[:-1]), number(row.score)] for row in rows)
    return csv_lines(chain([ExportRow._fields], cells))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def as_json_lines(rows: Iterable[ExportRow]) -> Iterator[str]:
    """One JSON object a line; `null` for what is not there."""
    return (json.dumps(row._asdict(), ensure_ascii=False) + "\n" for row in rows)
