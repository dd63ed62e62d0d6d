"""The mailer, wired: how mails leave, who writes them, and what becomes due by itself."""

from datetime import timedelta

from vivavoce.bus import Bus
from vivavoce.clock import Clock, new_id
from vivavoce.database import Database
from vivavoce.interviews.reminders import Reminders
from vivavoce.notifications.facts import Office
from vivavoce.notifications.mailer import Mailer
from vivavoce.notifications.postman import FolderPostman, Postman, SmtpPostman, smtp_server
from vivavoce.scheduling.asking import Asking
from vivavoce.settings import Settings

NOWHERE = "vivavoce.invalid"
"""A name that no host has (RFC 2606)."""


def make_mailer(settings: Settings, database: Database, clock: Clock, bus: Bus) -> Mailer:
    mailer = Mailer(database, clock, new_id, _postman(settings), office_of(settings))
    leads = [timedelta(minutes=minutes) for minutes in settings.reminder_minutes]
    mailer.sources = (Reminders(leads, clock, new_id, bus), Asking(clock, new_id, bus))
    return mailer


def office_of(settings: Settings) -> Office:
    """Without PUBLIC_URL, in the demo, whoever serves it says where it is."""
    return Office(
        name=settings.office_name,
        contact=settings.office_contact,
        time_zone=settings.office_time_zone,
        sender=settings.mail_from or _contact(settings),
        site=settings.public_url or "http://localhost:8000",
    )


def _contact(settings: Settings) -> str:
    user, at, host = settings.office_contact.partition("@")
    is_address = user and at and "." in host and not set(settings.office_contact) & set(" <>,;")
    return settings.office_contact if is_address else f"office@{NOWHERE}"


def _postman(settings: Settings) -> Postman:
    if settings.smtp_url is None:
        return FolderPostman(settings.data_dir.absolute() / "mails")
    return SmtpPostman(smtp_server(settings.smtp_url.get_secret_value()), settings.mail_from)
