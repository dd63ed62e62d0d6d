"""From the row of a rehearsal to what callers get."""

from dataclasses import asdict

from vivavoce.interviews.models import Rehearsal as RehearsalRow
from vivavoce.interviews.rehearsal_schemas import Rehearsal, RehearsalResult
from vivavoce.interviews.rules import (
    DeviceState,
    Findings,
    Quality,
    Route,
    rehearsal_verdict,
)


def rehearsal(row: RehearsalRow | None) -> Rehearsal:
    found = _findings(row) if row else None
    verdict, risks = rehearsal_verdict(found)
    return Rehearsal(verdict=verdict, risks=list(risks), result=_result(row, found) if row and found else None)


def _findings(row: RehearsalRow) -> Findings:
    return Findings(
        camera=DeviceState(row.camera),
        microphone=DeviceState(row.microphone),
        speaker=DeviceState(row.speaker),
        route=Route(row.route),
        quality=Quality(row.quality),
        round_trip_ms=row.round_trip_ms,
        loss=row.loss,
    )


def _result(row: RehearsalRow, found: Findings) -> RehearsalResult:
    return RehearsalResult(**asdict(found), browser=row.browser, checked_at=row.checked_at)
