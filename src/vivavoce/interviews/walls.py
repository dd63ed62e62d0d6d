"""What a clock on the wall says, and by which rules. Pure but for the rules themselves, which come with tzdata."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import tzdata

RULES = str(tzdata.IANA_VERSION)
"""Of the time zones, such as 2026c."""
MINUTES = "%Y-%m-%dT%H:%M"


def wall_of(moment: datetime, zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):{MINUTES}}"


def stretch(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> str:
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    return f"{start:%a} {start.day} {start:%b %Y}, {start:%H:%M}–{end:%H:%M} ({zone.key})"  # noqa: RUF001 (an en dash between times)


def instants_of(wall: str, zone: str) -> list[datetime]:
    """When the clock says it: mostly once, twice where it goes back, never where it skips it."""
    local = datetime.strptime(wall, MINUTES).replace(tzinfo=ZoneInfo(zone))
    found = {local.replace(fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(moment for moment in found if wall_of(moment, zone) == wall)


def instant_of(wall: str, zone: str, near: datetime) -> datetime | None:
    """Of two such moments the one nearer to `near`."""
    return min(instants_of(wall, zone), key=lambda moment: abs(moment - near), default=None)
