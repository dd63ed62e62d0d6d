"""Sends what the outbox holds. Any number may work beside each other: each mail is leased to one of them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from threading import Event, Thread

import structlog
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from vivavoce.bus import MailsWaiting, Message
from vivavoce.clock import Clock
from vivavoce.database import Database
from vivavoce.notifications.account_links import AccountLinks
from vivavoce.notifications.facts import Letter, Office, OneTime
from vivavoce.notifications.letters import letter_of
from vivavoce.notifications.mime import message
from vivavoce.notifications.models import Mail
from vivavoce.notifications.postman import NoServer, NotTaken, Postman, TakenBack
from vivavoce.notifications.queue_repository import QueueRepository
from vivavoce.notifications.rendering import rendered
from vivavoce.notifications.rules import Kind, Outcome

log: structlog.stdlib.BoundLogger = structlog.get_logger("vivavoce.mailer")

LOOK_EVERY = timedelta(seconds=10)
"""For what becomes due by itself, and for what other processes write."""
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 15, 60, 300))
"""While there is no mail server."""
STOP_SECONDS = 5.0

Source = Callable[[Session], None]
"""Writes to the outbox what has become due."""


class Mailer:
    def __init__(
        self, database: Database, clock: Clock, new_id: Callable[[], str], postman: Postman, office: Office
    ) -> None:
        self._database, self._clock, self._new_id, self._postman = database, clock, new_id, postman
        self.office = office
        self.sources: Sequence[Source] = ()
        self.trouble = ""
        """Why no mail goes out at the moment; empty: nothing is known to be wrong."""
        self._failures = 0
        self._wake, self._stopped = Event(), Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        self._thread = Thread(target=self.run, name="mailer", daemon=True)
        self._thread.start()

    def run(self) -> None:
        """Until `stop`."""
        while not self._stopped.is_set():
            self._wake.wait(self._round().total_seconds())
            self._wake.clear()

    def stop(self) -> None:
        """What is being handed over is broken off, and found again by the next worker."""
        self._stopped.set()
        self._wake.set()
        self._postman.rest()
        if self._thread is not None:
            self._thread.join(STOP_SECONDS)

    def notice(self, message: Message) -> None:
        """From the bus."""
        if isinstance(message, MailsWaiting):
            self._wake.set()

    def work(self) -> None:
        """Everything that is due now. Raises NoServer, after which what is left waits."""
        for source in self.sources:
            self._ask(source)
        with self._writing() as session:
            queue, now = QueueRepository(session), self._clock()
            queue.recover(now)
            queue.expire(now)
        try:
            while not self._stopped.is_set() and self._send_next():
                pass
        finally:
            self._postman.rest()

    def _ask(self, source: Source) -> None:
        """What one of them cannot do keeps no mail of another's from going out."""
        try:
            with self._writing() as session:
                source(session)
        except IntegrityError:
            log.info("another worker was quicker")
        except OperationalError:
            raise
        except Exception:
            log.exception("what has become due cannot be found", source=type(source).__name__)

    def _round(self) -> timedelta:
        """How long to wait for the next one."""
        try:
            self.work()
        except NoServer as error:
            self.trouble = str(error)
            pause = PAUSES[min(self._failures, len(PAUSES) - 1)]
            self._failures += 1
            log.warning("no mail goes out", reason=self.trouble, again_in=pause.total_seconds())
            return pause
        except SQLAlchemyError as error:
            log.warning("the outbox cannot be used", reason=str(getattr(error, "orig", error)))
            return PAUSES[0]
        except Exception:
            # A mistake of ours with one mail, which is tried again after its lease; the others must not wait for it.
            log.exception("a mail could not be sent")
            return PAUSES[0]
        self.trouble, self._failures = "", 0
        return self._until_due()

    def _until_due(self) -> timedelta:
        try:
            with self._database.reading() as session:
                due = QueueRepository(session).next_due()
        except SQLAlchemyError:
            return PAUSES[0]
        return min(LOOK_EVERY, max(due - self._clock(), timedelta(0))) if due else LOOK_EVERY

    def _send_next(self) -> bool:
        """Whether there was one."""
        lease_id = self._new_id()
        with self._writing() as session:
            queue = QueueRepository(session)
            mail = queue.claim(lease_id, self._clock())
            if mail is None:
                return False
            letter = letter_of(mail, queue.notices(mail.id))
        if mail.kind == Kind.ACCOUNT_INVITED:
            one_time = self._one_time(mail, letter, lease_id)
            if one_time is None:
                return True
            letter = replace(letter, one_time=one_time)
        try:
            made = message(letter, rendered(letter, self.office), self.office)
        except Exception as error:
            log.exception("a mail cannot be written", mail=mail.id)
            self._fail(mail, lease_id, Outcome.PERMANENT, f"It cannot be written: {error}")
            return True
        self._hand_over(mail, lease_id, made)
        return True

    def _one_time(self, mail: Mail, letter: Letter, lease_id: str) -> OneTime | None:
        with self._writing() as session:
            return AccountLinks(session, self._clock, self.office.site).make(mail, letter, lease_id)

    def _hand_over(self, mail: Mail, lease_id: str, made: EmailMessage) -> None:
        try:
            self._postman.deliver(made, lambda: self._may_finish(mail, lease_id))
        except NotTaken as error:
            self._fail(mail, lease_id, error.outcome, str(error))
        except TakenBack:
            self._put_back(mail, lease_id)
        except NoServer:
            self._put_back(mail, lease_id)
            raise
        else:
            with self._writing() as session:
                QueueRepository(session).sent(mail.id, lease_id, self._clock())

    def _may_finish(self, mail: Mail, lease_id: str) -> bool:
        with self._writing() as session:
            return QueueRepository(session).finishing(mail.id, lease_id, self._clock())

    def _put_back(self, mail: Mail, lease_id: str) -> None:
        with self._writing() as session:
            queue = QueueRepository(session)
            queue.put_back(mail.id, lease_id)
            queue.expire(self._clock())

    def _fail(self, mail: Mail, lease_id: str, outcome: Outcome, error: str) -> None:
        log.warning("a mail was not taken", mail=mail.id, outcome=outcome.value, reason=error)
        with self._writing() as session:
            QueueRepository(session).failed(mail.id, lease_id, outcome, error, self._clock())

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with self._database.on_the_side, self._database.writing() as session:
            yield session
