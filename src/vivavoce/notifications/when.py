"""Times in mails: on the reader's wall, with weekday and zone, and on the office's where that is another. Pure."""

from datetime import datetime
from zoneinfo import ZoneInfo


def when(moment: datetime, zone: str, office_zone: str) -> str:
    """Such as "Tue 1 Dec 2026, 14:00 Karachi (UTC+05:00) · Tue 09:00 London"."""
    local, there = moment.astimezone(ZoneInfo(zone)), moment.astimezone(ZoneInfo(office_zone))
    own = f"{local:%a} {local.day} {local:%b %Y}, {local:%H:%M} {city(zone)} ({offset(local)})"
    if zone == office_zone:
        return own
    return f"{own} · {there:%a %H:%M} {city(office_zone)}"


def city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def offset(moment: datetime) -> str:
    text = f"{moment:%z}"
    return f"UTC{text[:3]}:{text[3:5]}"
