"""A mail's rows as a value."""

from collections.abc import Sequence

from vivavoce.notifications.facts import Letter, Recipient, Told
from vivavoce.notifications.models import Mail, Notice


def letter_of(mail: Mail, notices: Sequence[Notice]) -> Letter:
    to = Recipient(mail.person_id, mail.email, mail.name, mail.time_zone, mail.for_student)
    told = [Told(one.person_id, one.subject_id, one.kind, one.sequence, one.facts) for one in notices]
    return Letter(mail.id, to, mail.created_at, tuple(sorted(told, key=_by_time)))


def _by_time(told: Told) -> tuple[str, str]:
    return str(told.facts.get("starts_at", "")), told.subject_id
