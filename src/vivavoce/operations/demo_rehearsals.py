"""The demo's rehearsals: scheduled interviews in each verdict; Sam's is still to be done."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from vivavoce.interviews.models import Interview, Rehearsal
from vivavoce.interviews.rules import DeviceState, Findings, Quality, Route

_WORKED, _SILENT, _NONE = DeviceState.WORKED, DeviceState.SILENT, DeviceState.NONE
FOUND = (
    Findings(_WORKED, _WORKED, _WORKED, Route.RELAY_UDP, Quality.GOOD, round_trip_ms=64, loss=0.0),
    Findings(_WORKED, _WORKED, _WORKED, Route.RELAY_TLS, Quality.CHOPPY, round_trip_ms=412, loss=0.03),
    None,
    Findings(_NONE, _SILENT, _WORKED, Route.RELAY_UDP, Quality.GOOD, round_trip_ms=88, loss=0.01),
    Findings(_WORKED, _WORKED, _WORKED, Route.NONE, Quality.BLOCKED),
)
"""One after the other for the scheduled interviews of the selection; None: not done yet."""
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0"


def rehearsals(interviews: Sequence[Interview], now: datetime) -> list[Rehearsal]:
    return [
        Rehearsal(
            interview_id=interview.id,
            **asdict(found),
            browser=BROWSER,
            checked_at=now - timedelta(hours=5 + 7 * number),
        )
        for number, (interview, found) in enumerate(zip(interviews, FOUND, strict=True))
        if found is not None
    ]
