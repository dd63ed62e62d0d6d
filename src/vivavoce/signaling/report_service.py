"""Takes what pages report of their calls, from whoever may be in the room now."""

from dataclasses import dataclass
from typing import Final

from vivavoce.accounts.caller import Caller
from vivavoce.errors import AppError, NotFound, NotSignedIn
from vivavoce.signaling.authorization import Asked
from vivavoce.signaling.call_metrics import CallMetrics, Repair
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.guestlist import Guestlist
from vivavoce.signaling.rehearsal_service import Allowance, TooMany
from vivavoce.signaling.report_schemas import CallReport

AT_MOST: Final = 60
"""In a window of ten minutes and for one person: a bad call reports twice a minute for each of the others."""


class TooManyReports(TooMany):
    code = "too_many_reports"
    detail = "That were many reports in a short time. The call itself needs none."


class RoomClosed(AppError):
    status, code = 409, "room_closed"
    detail = "This room is not open to you now, so there is no call to report of."


@dataclass(frozen=True)
class Reports:
    guestlist: Guestlist
    metrics: CallMetrics
    allowance: Allowance

    def take(self, interview_id: str, caller: Caller, report: CallReport) -> None:
        """Raises NotSignedIn, NotFound, RoomClosed, TooManyReports, Unavailable."""
        asked = Asked(interview_id, caller.session_id)
        verdict = self.guestlist.check([asked])[asked]
        if verdict is CloseCode.NOT_SIGNED_IN:
            raise NotSignedIn
        if verdict is CloseCode.NOT_YOURS:
            raise NotFound
        if isinstance(verdict, CloseCode) or verdict.waits:
            raise RoomClosed
        self.allowance.take(caller.id)
        self._count(report)

    def _count(self, report: CallReport) -> None:
        if report.established is not None:
            self.metrics.routes.labels(report.established.route, report.established.transport).inc()
            if report.established.first_frame_ms is not None:
                self.metrics.first_frames.observe(report.established.first_frame_ms / 1000)
        if report.repairs is not None:
            for kind, times in report.repairs.model_dump().items():
                self.metrics.repairs.labels(Repair(kind)).inc(times)
