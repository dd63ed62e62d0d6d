"""What an import of applications will do, from its rows and what is stored. Pure: values in, a plan out.

The rows of a file do not touch each other: each names another id and another e-mail (files.py). So a plan can
be made from a part of them at a time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vivavoce.imports.errors import RowError, RowErrors
from vivavoce.imports.rows import ApplicationRow

Changes = Mapping[str, tuple[str | None, str]]
"""Field → (from, to)."""
COMPARED = ("programme", "school", "address", "statement")


@dataclass(frozen=True)
class StoredPerson:
    id: str
    email: str
    name: str
    time_zone: str
    is_student: bool
    disabled: bool
    has_password: bool


@dataclass(frozen=True)
class StoredApplication:
    id: str
    external_id: str | None
    student_id: str
    email: str
    programme: str
    school: str
    address: str
    statement: str
    checked: bool
    withdrawn: bool


@dataclass(frozen=True)
class Stored:
    """Of the rows' accounts, and of the cycle's applications that have their ids or are theirs."""

    people: Mapping[str, StoredPerson] = field(default_factory=dict)
    """By e-mail."""
    by_external_id: Mapping[str, StoredApplication] = field(default_factory=dict)
    by_student: Mapping[str, StoredApplication] = field(default_factory=dict)


@dataclass(frozen=True)
class New:
    row: ApplicationRow
    person: StoredPerson | None
    """None: the account is to be made, too."""
    of_person: Changes


@dataclass(frozen=True)
class Changed:
    row: ApplicationRow
    person: StoredPerson
    application: StoredApplication
    of_application: Changes
    of_person: Changes


@dataclass(frozen=True)
class Unchanged:
    pass


@dataclass(frozen=True)
class Skipped:
    """A withdrawn application stays withdrawn."""


Step = New | Changed | Unchanged | Skipped | RowError


@dataclass
class Plan:
    """`steps` are in the order of the rows."""

    steps: list[New | Changed] = field(default_factory=list)
    unchanged: int = 0
    skipped: int = 0
    errors: RowErrors = field(default_factory=RowErrors)

    def add(self, step: Step) -> None:
        match step:
            case New() | Changed():
                self.steps.append(step)
            case Unchanged():
                self.unchanged += 1
            case Skipped():
                self.skipped += 1
            case RowError():
                self.errors.add(step)

    @property
    def new(self) -> list[New]:
        return [step for step in self.steps if isinstance(step, New)]

    @property
    def changed(self) -> list[Changed]:
        return [step for step in self.steps if isinstance(step, Changed)]

    @property
    def accounts(self) -> list[ApplicationRow]:
        """Whose accounts are to be made."""
        return [step.row for step in self.new if step.person is None]


def step_of(row: ApplicationRow, stored: Stored) -> Step:
    person = stored.people.get(row.email)
    application = stored.by_external_id.get(row.external_id)
    if application is None and person is not None:
        application = stored.by_student.get(person.id)
    if person is None or application is None:
        return _without_application(row, person) if application is None else _another_email(row, application)
    return _identity_error(row, application) or _with_application(row, application, person)


def _without_application(row: ApplicationRow, person: StoredPerson | None) -> Step:
    if person is None:
        return New(row, None, {})
    return _account_error(row, person) or New(row, person, _changes_of_person(row, person))


def _with_application(row: ApplicationRow, application: StoredApplication, person: StoredPerson) -> Step:
    if application.withdrawn:
        return Skipped()
    return _account_error(row, person) or _change(row, application, person)


def _another_email(row: ApplicationRow, application: StoredApplication) -> RowError:
    words = f"The application with this id belongs to {application.email}. Correct the id or the address."
    return RowError(row.row, "email", "another_email", words)


def _identity_error(row: ApplicationRow, application: StoredApplication) -> RowError | None:
    if application.email != row.email:
        return _another_email(row, application)
    if application.external_id not in {None, row.external_id}:
        words = f"This applicant is in the cycle already, with the id {application.external_id}."
        return RowError(row.row, "external_id", "another_external_id", words)
    return None


def _account_error(row: ApplicationRow, person: StoredPerson) -> RowError | None:
    if not person.is_student:
        words = "This address belongs to a member of staff, who cannot be an applicant."
        return RowError(row.row, "email", "email_of_staff", words)
    if person.disabled:
        words = "The account of this address is disabled. Enable it first, or leave the row out."
        return RowError(row.row, "email", "account_disabled", words)
    return None


def _change(row: ApplicationRow, application: StoredApplication, person: StoredPerson) -> Changed | Unchanged:
    of_application = _changes_of_application(row, application)
    of_person = _changes_of_person(row, person)
    if not of_application and not of_person:
        return Unchanged()
    return Changed(row, person, application, of_application, of_person)


def _changes_of_application(row: ApplicationRow, application: StoredApplication) -> Changes:
    changes: dict[str, tuple[str | None, str]] = {}
    if application.external_id is None:
        changes["external_id"] = (None, row.external_id)
    for name in COMPARED:
        before, after = getattr(application, name), getattr(row, name)
        if after is not None and after != before:
            changes[name] = (before, after)
    return changes


def _changes_of_person(row: ApplicationRow, person: StoredPerson) -> Changes:
    """Who has chosen a password looks after name and time zone alone."""
    if person.has_password:
        return {}
    wanted = {"name": row.name, "time_zone": row.time_zone or person.time_zone}
    return {name: (getattr(person, name), to) for name, to in wanted.items() if to != getattr(person, name)}
