"""`vivavoce mailer`: sends what the outbox holds, beside a server or instead of the one in it."""

import signal
from threading import Event

import structlog

from vivavoce.bus import MemoryBus
from vivavoce.clock import utc_now
from vivavoce.mailing import make_mailer
from vivavoce.operations.cannot_start import read_settings
from vivavoce.operations.logging import configure_logging
from vivavoce.operations.open_database import open_database
from vivavoce.operations.production import unready_database, unsafe_settings
from vivavoce.operations.run_server import refuse

log: structlog.stdlib.BoundLogger = structlog.get_logger("vivavoce.mailer")


def run_mailer() -> None:
    """Until SIGINT or SIGTERM. Wakes by itself: what a server in another process writes is found within seconds."""
    settings = read_settings(demo=False, lan=False)
    refuse(unsafe_settings(settings, workers=1))
    configure_logging(settings.log_format, addresses=settings.log_addresses)
    with open_database(settings) as database:
        refuse(unready_database(database))
        mailer = make_mailer(settings, database, utc_now, MemoryBus())
        stopped = Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopped.set())
        mailer.start()
        log.info("sending mails")
        stopped.wait()
        mailer.stop()
