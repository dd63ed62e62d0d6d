"""What a row of an import may hold, with the types of the JSON API; pure."""

import math
import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from vivavoce.accounts.schemas import Email, Name
from vivavoce.accounts.time_zones import TimeZone
from vivavoce.admissions.schemas import Address, School, Score, Statement
from vivavoce.fields import Filled, Line, NoNul

MAX_EXTERNAL_ID = 100
NUMBER = re.compile(r"\d{1,30}(\.\d{0,30})?(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)


def _decimal(text: object) -> object:
    """Signs are refused with everything else that is no number from 0 up."""
    value = float(text) if isinstance(text, str) and NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(value):
        raise PydanticCustomError("not_a_score", "Give the score as a number from 0 up, such as 71.5.")
    return value


ExternalId = Annotated[str, StringConstraints(min_length=1, max_length=MAX_EXTERNAL_ID), Filled, NoNul]
KnownZone = Annotated[TimeZone, NoNul]
ScoreText = Annotated[Score, BeforeValidator(_decimal)]


class ImportRow(BaseModel):
    model_config = ConfigDict(frozen=True)

    row: int
    """As a spreadsheet numbers it."""


class ApplicationRow(ImportRow):
    """None: the file has no such column, or no time zone in this row."""

    external_id: ExternalId
    email: Email
    name: Name
    programme: Line
    school: School | None = None
    address: Address | None = None
    statement: Statement | None = None
    time_zone: KnownZone | None = None


class ScoreRow(ImportRow):
    """`key` is the application's id, its external id or its student's e-mail."""

    key: Line
    score: ScoreText


class EmailScoreRow(ScoreRow):
    key: Email
