"""Time zones as people may choose them: IANA names that this server's data knows."""

from functools import cache
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError


@cache
def known_time_zones() -> frozenset[str]:
    return frozenset(available_timezones()) - {"localtime", "Factory"}


def is_time_zone(name: str) -> bool:
    return name in known_time_zones()


def _check(name: str) -> str:
    if not is_time_zone(name):
        raise PydanticCustomError("unknown_time_zone", "Choose a time zone from the list, for example Asia/Karachi.")
    return name


TimeZone = Annotated[str, AfterValidator(_check)]
"""For request bodies; refuses others with the code unknown_time_zone."""
