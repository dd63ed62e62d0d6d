"""`vivavoce migrate` and `vivavoce create-admin`: short work on the database of the settings."""

from pydantic import ValidationError

from vivavoce.accounts.models import Role
from vivavoce.accounts.people import EmailTaken, PeopleService
from vivavoce.accounts.schemas import NewPersonIn
from vivavoce.clock import utc_now
from vivavoce.migrations.runner import head, is_current, migrate
from vivavoce.operations.cannot_start import CannotStart, read_settings
from vivavoce.operations.open_database import open_database, open_migrated

LOCAL_SITE = "http://localhost:8000"


def migrate_database() -> str:
    """Answers what it did, in words."""
    with open_database(read_settings()) as database:
        if is_current(database.engine):
            return f"The database is at the newest revision already ({head()})."
        migrate(database.engine)
        return f"The database is now at the newest revision ({head()})."


def make_admin(email: str, name: str) -> str:
    """Answers the one-time link and what to do with it."""
    settings = read_settings()
    admin = _checked(email, name, settings.office_time_zone)
    with open_migrated(settings) as database:
        try:
            with database.writing() as session:
                people = PeopleService(session, utc_now, settings.public_url or LOCAL_SITE)
                link = people.create_admin(admin.email, admin.name, settings.office_time_zone)
        except EmailTaken as error:
            raise CannotStart(f"{admin.email} belongs to somebody who is no admin, or is disabled.") from error
    return f"Open this link within 30 minutes to choose a password:\n\n  {link.link}\n"


def _checked(email: str, name: str, time_zone: str) -> NewPersonIn:
    try:
        return NewPersonIn(email=email, name=name, role=Role.ADMIN, time_zone=time_zone)
    except ValidationError as error:
        wrong = [f"{item['loc'][0]}: {item['msg'].removeprefix('Value error, ')}" for item in error.errors()]
        raise CannotStart("\n".join(wrong)) from None
