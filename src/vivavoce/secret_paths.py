"""Addresses that open something by themselves, as calendars need them; logs do not hold them. Pure."""

CALENDAR = "/api/calendar/"


def logged(path: str) -> str:
    return f"{CALENDAR}…" if path.startswith(CALENDAR) else path
