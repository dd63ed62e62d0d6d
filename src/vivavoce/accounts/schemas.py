"""What the accounts API takes and gives. Unknown fields of a request are refused."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, StrictBool, StringConstraints
from pydantic_core import PydanticCustomError

from vivavoce.accounts.caller import Caller
from vivavoce.accounts.models import Person as PersonRow
from vivavoce.accounts.models import Role
from vivavoce.accounts.passwords import MAX_CHARACTERS
from vivavoce.accounts.time_zones import TimeZone
from vivavoce.fields import Body, InstantOut, Line, Stripped, no_nul

LONGEST_EMAIL = 254


def _one_line(text: str) -> str:
    """Names and addresses go into mail headers and file names."""
    if any(unicodedata.category(character) == "Cc" for character in text):
        raise PydanticCustomError("control_character", "Leave out line breaks and control characters.")
    return text


def _address(text: str) -> str:
    """Lower case. Only what no address lacks is checked: whether it works, the invitation will show."""
    local, _, domain = text.partition("@")
    if not local or "@" in domain or "." not in domain.strip(".") or any(c.isspace() for c in text):
        raise PydanticCustomError("invalid_email", "Enter an e-mail address such as name@example.edu.")
    lowered = text.lower()
    if len(lowered) > LONGEST_EMAIL:  # "İ" is one character, and two in lower case
        raise PydanticCustomError("invalid_email", "This e-mail address is too long.")
    return lowered


PlainText = Annotated[str, AfterValidator(no_nul)]
Name = Annotated[Line, AfterValidator(_one_line)]
Email = Annotated[
    PlainText,
    StringConstraints(max_length=LONGEST_EMAIL),
    Stripped,
    AfterValidator(_one_line),
    AfterValidator(_address),
]
Secret = Annotated[PlainText, Field(min_length=1, max_length=MAX_CHARACTERS)]


class LoginIn(Body):
    email: Annotated[PlainText, Field(max_length=LONGEST_EMAIL)]
    password: Secret


class TokenIn(Body):
    token: Annotated[PlainText, Field(min_length=1, max_length=200)]
    password: Secret


class ProfileIn(Body):
    name: Name | None = None
    time_zone: TimeZone | None = None
    password: Secret | None = None
    current_password: Secret | None = None


class NewPersonIn(Body):
    email: Email
    name: Name
    role: Role
    time_zone: TimeZone | None = None


class PersonUpdate(Body):
    name: Name | None = None
    role: Role | None = None
    disabled: StrictBool | None = None
    time_zone: TimeZone | None = None


class Me(BaseModel):
    id: str
    email: str
    name: str
    role: Role
    time_zone: str

    @classmethod
    def of(cls, person: PersonRow | Caller) -> "Me":
        return cls(
            id=person.id,
            email=person.email,
            name=person.name,
            role=Role(person.role),
            time_zone=person.time_zone,
        )


class Person(BaseModel):
    id: str
    email: str
    name: str
    role: Role
    time_zone: str
    invited: bool
    """No password yet."""
    disabled: bool

    @classmethod
    def of(cls, person: PersonRow) -> "Person":
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
    items: list[Person]
    server_time: InstantOut
    next_cursor: str | None


class NewPersonOut(BaseModel):
    person: Person
    link: str


class LinkOut(BaseModel):
    link: str
    expires_at: InstantOut


class Office(BaseModel):
    name: str
    contact: str
    time_zone: str
