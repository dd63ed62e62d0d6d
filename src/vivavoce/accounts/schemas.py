"""What the accounts API takes and gives. Unknown fields of a request are refused."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from vivavoce.accounts.caller import Caller
from vivavoce.accounts.models import Person, Role
from vivavoce.accounts.passwords import MAX_CHARACTERS
from vivavoce.accounts.time_zones import TimeZone


def _printable(text: str) -> str:
    if not text.isprintable():
        raise PydanticCustomError("unprintable", "Leave out line breaks and control characters.")
    return text


def _email(text: str) -> str:
    """Lower case. Only what no address lacks is checked: whether it works, the invitation will show."""
    local, at, domain = text.lower().rpartition("@")
    if not (local and at and "." in domain.strip(".")) or any(c.isspace() for c in text) or "@" in local:
        raise PydanticCustomError("invalid_email", "Enter an e-mail address such as name@example.edu.")
    return text.lower()


Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_printable)
]
Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=254),
    AfterValidator(_printable),
    AfterValidator(_email),
]
Secret = Annotated[str, Field(min_length=1, max_length=MAX_CHARACTERS)]


class RequestBody(BaseModel):
    model_config = ConfigDict(extra="forbid")


class LoginIn(RequestBody):
    email: Annotated[str, Field(max_length=254)]
    password: Secret


class TokenIn(RequestBody):
    token: Annotated[str, Field(min_length=1, max_length=200)]
    password: Secret


class ProfileIn(RequestBody):
    name: Line | None = None
    time_zone: TimeZone | None = None
    password: Secret | None = None
    current_password: Secret | None = None


class NewPersonIn(RequestBody):
    email: Email
    name: Line
    role: Role
    time_zone: TimeZone | None = None


class Me(BaseModel):
    id: str
    email: str
    name: str
    role: Role
    time_zone: str

    @classmethod
    def of(cls, person: Person | Caller) -> "Me":
        return cls(
            id=person.id,
            email=person.email,
            name=person.name,
            role=Role(person.role),
            time_zone=person.time_zone,
        )


class PersonOut(BaseModel):
    model_config = ConfigDict(title="Person")

    id: str
    email: str
    name: str
    role: Role
    time_zone: str
    invited: bool
    """No password yet."""
    disabled: bool

    @classmethod
    def of(cls, person: Person) -> "PersonOut":
        return cls(
            id=person.id,
            email=person.email,
            name=person.name,
            role=Role(person.role),
            time_zone=person.time_zone,
            invited=person.password_hash is None,
            disabled=person.disabled_at is not None,
        )


class PersonList(BaseModel):
    items: list[PersonOut]
    server_time: datetime


class NewPersonOut(BaseModel):
    person: PersonOut
    link: str


class LinkOut(BaseModel):
    link: str
    expires_at: datetime


class Office(BaseModel):
    name: str
    contact: str
    time_zone: str
