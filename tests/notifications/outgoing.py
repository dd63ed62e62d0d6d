"""The outbox of a test: what is in it, and a mailer that works when it is told to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage

from sqlalchemy import select

from tests.conftest import FakeClock
from tests.notifications.sample import OFFICE
from vivavoce.bus import MemoryBus
from vivavoce.clock import new_id
from vivavoce.database import Database
from vivavoce.interviews.reminders import Reminders
from vivavoce.notifications.facts import Told
from vivavoce.notifications.mailer import Mailer
from vivavoce.notifications.models import Mail, Notice
from vivavoce.notifications.outbox_repository import Outbox
from vivavoce.notifications.postman import MayFinish, Postman, TakenBack

LEADS = (timedelta(hours=24), timedelta(hours=1))


@dataclass
class Doormat:
    """A postman who brings everything at once."""

    mails: list[EmailMessage] = field(default_factory=list)

    def deliver(self, mail: EmailMessage, may_finish: MayFinish, /) -> None:
        if not may_finish():
            raise TakenBack
        self.mails.append(mail)

    def rest(self) -> None:
        return

    def subjects(self) -> list[tuple[str, str]]:
        """(to, subject), in alphabetical order."""
        return sorted((str(mail["To"]), str(mail["Subject"])) for mail in self.mails)


def words(mail: EmailMessage) -> str:
    """Its text and its HTML."""
    bodies = [mail.get_body((kind,)) for kind in ("plain", "html")]
    return "".join(str(body.get_content()) for body in bodies if body)


def make_mailer(database: Database, clock: FakeClock, postman: Postman) -> Mailer:
    mailer = Mailer(database, clock, new_id, postman, OFFICE)
    mailer.sources = [Reminders(LEADS, clock, new_id, MemoryBus())]
    return mailer


def tell(database: Database, clock: FakeClock, *told: Told) -> None:
    with database.writing() as session:
        Outbox(session, clock, new_id, MemoryBus()).tell(told)


def states(database: Database) -> list[tuple[str, str]]:
    """(kind, status) of each mail, in alphabetical order."""
    with database.reading() as session:
        return sorted((mail.kind, mail.status) for mail in session.scalars(select(Mail)))


def mails(database: Database) -> Sequence[Mail]:
    with database.reading() as session:
        return session.scalars(select(Mail).order_by(Mail.created_at, Mail.id)).all()


def told(database: Database) -> list[tuple[str, str, int]]:
    """(person, kind, sequence) of each notice, in order."""
    with database.reading() as session:
        return sorted((one.person_id, one.kind, one.sequence) for one in session.scalars(select(Notice)))
