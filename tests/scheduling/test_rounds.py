"""One thread looks again and again, whatever goes wrong."""

from datetime import timedelta
from threading import Event

from sqlalchemy.exc import OperationalError

from vivavoce.scheduling.rounds import Rounds

SOON = timedelta(milliseconds=1)


def test_sch_20_sch_22_what_goes_wrong_in_one_look_keeps_no_other_from_looking() -> None:
    failed, looked, troubles = list[str](), list[str](), [ValueError("odd"), OperationalError("", {}, OSError("gone"))]
    enough = Event()

    def fails() -> None:
        failed.append("")
        raise troubles[len(failed) % 2]

    def looks() -> None:
        looked.append("")
        if len(looked) == 3:
            enough.set()

    rounds = Rounds([fails, looks], SOON)
    rounds.start()
    assert enough.wait(30)
    rounds.stop()
    assert len(looked) <= len(failed)


def test_sch_22_rounds_that_never_began_can_be_stopped() -> None:
    Rounds([]).stop()
