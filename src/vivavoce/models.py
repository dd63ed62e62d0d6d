"""Every table, imported once so that the metadata is whole (migrations, tests)."""

from vivavoce.accounts import models as accounts
from vivavoce.admissions import models as admissions
from vivavoce.database import Base
from vivavoce.interviews import models as interviews
from vivavoce.notifications import models as notifications
from vivavoce.scheduling import models as scheduling

metadata = Base.metadata
__all__ = ["accounts", "admissions", "interviews", "metadata", "notifications", "scheduling"]
