"""Which hours of their own day people are interviewed at. Pure, and without numpy, for the server reads it, too."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BANDS = ((9 * 60, 18 * 60), (8 * 60, 20 * 60), (7 * 60, 22 * 60))
"""Hours on the applicant's wall, from good to just bearable, in minutes of the day; nobody is asked outside them."""
NEVER = len(BANDS)


@lru_cache(maxsize=200_000)
def band(zone: str, starts: int, length: int) -> int:
    """The band both ends lie in, NEVER where there is none or midnight lies between them."""
    begins = (EPOCH + timedelta(minutes=starts)).astimezone(ZoneInfo(zone))
    ends = (EPOCH + timedelta(minutes=starts + length)).astimezone(ZoneInfo(zone))
    if begins.date() != ends.date():
        return NEVER
    first, last = begins.hour * 60 + begins.minute, ends.hour * 60 + ends.minute
    return next((index for index, (since, until) in enumerate(BANDS) if since <= first and last <= until), NEVER)
