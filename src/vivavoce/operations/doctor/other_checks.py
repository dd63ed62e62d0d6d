"""Mail, the bus between servers, and the rules of time zones."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tzdata

import redis
from vivavoce.notifications.postman import NoServer, SmtpPostman, smtp_server
from vivavoce.operations.doctor.findings import Finding, failure, ok, warning
from vivavoce.operations.production import no_contact, unsafe_bus, unsafe_mail
from vivavoce.settings import Settings

MAIL_SECONDS = 5.0
BUS_SECONDS = 3.0
MAIL_FIX = "Correct VIVAVOCE_SMTP_URL and VIVAVOCE_MAIL_FROM, or ask whoever runs the mail server."


def check_mail(settings: Settings) -> Finding:
    """As far as a mail begins: TLS, the password, the sender. None is sent."""
    if sentence := unsafe_mail(settings):
        return failure("mail", sentence)
    if settings.smtp_url is None:
        return warning("mail", "Nobody gets mails: VIVAVOCE_SMTP_URL is not set.", "Set it, and VIVAVOCE_MAIL_FROM.")
    server = smtp_server(settings.smtp_url.get_secret_value())
    try:
        SmtpPostman(server, settings.mail_from, MAIL_SECONDS).try_out()
    except NoServer as error:
        return failure("mail", f"{error}.", MAIL_FIX)
    return ok("mail", f"{server.host} takes mails from {settings.mail_from}.")


def check_office(settings: Settings) -> list[Finding]:
    sentence = no_contact(settings)
    return [warning("office", sentence)] if sentence else []


def check_bus(settings: Settings) -> Finding:
    if sentence := unsafe_bus(settings, workers=1):
        return failure("bus", sentence)
    if not settings.has_redis:
        return ok("bus", "In the process: one server.")
    try:
        with redis.Redis.from_url(
            settings.bus_url.get_secret_value(), socket_timeout=BUS_SECONDS, socket_connect_timeout=BUS_SECONDS
        ) as client:
            client.ping()
    except (redis.RedisError, OSError, ValueError) as error:
        fix = "Is Redis running, and are address and password in VIVAVOCE_BUS_URL its own? Each server goes on alone."
        return failure("bus", f"Redis does not answer: {error}.", fix)
    return ok("bus", "Redis answers.")


def check_zones(settings: Settings, now: datetime) -> Finding:
    """The rules are those of the package `tzdata`, whatever the machine has."""
    rules = tzdata.IANA_VERSION
    try:
        ZoneInfo(settings.office_time_zone)
    except (ZoneInfoNotFoundError, OSError, ValueError) as error:
        fix = "Install Vivavoce again with its run.lock."
        return failure("time zones", f"The rules of {settings.office_time_zone} cannot be read: {error}.", fix)
    if int(rules[:4]) < now.year - 1:
        fix = "Upgrade Vivavoce: governments change their clocks every year."
        return warning("time zones", f"The rules are those of {rules}.", fix)
    return ok("time zones", f"The rules are those of {rules}.")
