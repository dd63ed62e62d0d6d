"""What `vivavoce serve` insists on before it opens a port."""

from urllib.parse import urlsplit

from vivavoce.database import Database
from vivavoce.notifications.postman import smtp_server
from vivavoce.operations.health import database_state
from vivavoce.operations.repository import OperationsRepository
from vivavoce.origins import host_name
from vivavoce.settings import SECRET_LENGTH, Settings

DEMO_PEOPLE = (
    "The database holds the demo accounts, whose password everyone knows. "
    "Use another database (VIVAVOCE_DATABASE_URL or VIVAVOCE_DATA_DIR) for production."
)


def unsafe_settings(settings: Settings, workers: int) -> list[str]:
    """Each sentence names the setting and what to do; empty when all is well."""
    found = (
        unsafe_public_url(settings),
        unsafe_secret(settings),
        unsafe_ice(settings),
        unsafe_bus(settings, workers),
        unsafe_mail(settings),
    )
    return [sentence for sentence in found if sentence]


def unsafe_public_url(settings: Settings) -> str | None:
    if not settings.public_url:
        return (
            "VIVAVOCE_PUBLIC_URL is missing. Set it to what people type into their browser, "
            "such as https://interviews.example.edu: links and the cross-site checks are made from it."
        )
    parts = urlsplit(settings.public_url)
    more = parts.path or parts.query or parts.fragment
    if parts.scheme not in {"http", "https"} or host_name(parts.netloc) is None or more:
        return (
            f"VIVAVOCE_PUBLIC_URL is {settings.public_url!r}. It must be scheme and host only, "
            "such as https://interviews.example.edu."
        )
    if parts.scheme == "http" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
        return (
            "VIVAVOCE_PUBLIC_URL is http. Browsers open cameras on https only: put a proxy that ends TLS in front "
            "(or use --tls-cert and --tls-key) and set it to the https address."
        )
    return None


def unsafe_secret(settings: Settings) -> str | None:
    if settings.secret_key is None:
        if not settings.database_url:
            return None
        return "VIVAVOCE_SECRET_KEY is missing. Set it to a long random text, the same on every node and restart."
    if len(settings.secret_key.get_secret_value()) < SECRET_LENGTH:
        return f"VIVAVOCE_SECRET_KEY is too short. Use at least {SECRET_LENGTH} random characters."
    return None


def unsafe_ice(settings: Settings) -> str | None:
    if bool(settings.turn_urls) != (settings.turn_secret is not None):
        return (
            "VIVAVOCE_TURN_URLS and VIVAVOCE_TURN_SECRET go together: with only one of them nobody gets a TURN server. "
            "Set both (the secret is coturn's static-auth-secret), or neither."
        )
    if settings.ice_transport_policy == "relay" and not settings.turn_urls:
        return (
            "VIVAVOCE_ICE_TRANSPORT_POLICY is relay, and there is no relay: no call could connect. "
            "Set VIVAVOCE_TURN_URLS and VIVAVOCE_TURN_SECRET, or the policy to all."
        )
    return None


def unsafe_bus(settings: Settings, workers: int) -> str | None:
    if not settings.has_redis and settings.bus_url.get_secret_value() != "memory://":
        return "VIVAVOCE_BUS_URL must begin with redis:// or rediss://, or be left unset for a single process."
    if workers > 1 and not settings.has_redis:
        return (
            f"--workers {workers} needs VIVAVOCE_BUS_URL=redis://…, so that rooms span processes. "
            "One worker serves thousands of rooms."
        )
    return None


def unsafe_mail(settings: Settings) -> str | None:
    if settings.smtp_url is None:
        return None
    try:
        smtp_server(settings.smtp_url.get_secret_value())
    except ValueError as error:
        return f"VIVAVOCE_SMTP_URL cannot be used: {error}."
    if "@" not in settings.mail_from:
        return (
            "VIVAVOCE_MAIL_FROM is missing. Set it to the address that mails come from, such as "
            "admissions@example.edu: calendars take later changes of an invitation only from the address that sent it."
        )
    return None


def advice(settings: Settings) -> list[str]:
    """What is no reason not to start, but will be noticed by people."""
    return [sentence for sentence in (no_contact(settings), no_mail_server(settings)) if sentence]


def no_contact(settings: Settings) -> str | None:
    if "office_contact" in settings.model_fields_set:
        return None
    return (
        "VIVAVOCE_OFFICE_CONTACT is not set: where something fails, people are told to turn to an address that is "
        "not yours. Set it to one that is answered, or to a number."
    )


def no_mail_server(settings: Settings) -> str | None:
    if settings.smtp_url is not None:
        return None
    return (
        "VIVAVOCE_SMTP_URL is not set: mails are kept in the folder mails of the data and on the page Messages, "
        "and nobody gets them. Set it to your mail server, such as smtps://mail.example.edu (docs/settings.md)."
    )


def unready_database(database: Database) -> list[str]:
    state = database_state(database)
    if state != "ok":
        return [f"The database is {state}."]
    with database.reading() as session:
        if OperationsRepository(session).has_demo_people():
            return [DEMO_PEOPLE]
    return []
