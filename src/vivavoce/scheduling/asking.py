"""Tells applicants that they are asked when they can: whoever is selected now or later, once per cycle."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from vivavoce.bus import Bus
from vivavoce.clock import Clock, iso
from vivavoce.notifications.facts import Told
from vivavoce.notifications.outbox_repository import Outbox
from vivavoce.notifications.rules import Kind
from vivavoce.scheduling.window_repository import WindowRepository


class Asking:
    def __init__(self, clock: Clock, new_id: Callable[[], str], bus: Bus) -> None:
        self._clock, self._new_id, self._bus = clock, new_id, bus

    def __call__(self, session: Session) -> None:
        found = WindowRepository(session).untold(Kind.WINDOWS_ASKED, self._clock())
        told = [
            Told(
                one.application.student_id,
                one.application.id,
                Kind.WINDOWS_ASKED,
                0,
                {
                    "programme": one.application.programme,
                    "cycle": one.cycle.name,
                    "closes_at": iso(one.request.closes_at),
                },
                one.request.closes_at,
            )
            for one in found
        ]
        Outbox(session, self._clock, self._new_id, self._bus).tell(told)
