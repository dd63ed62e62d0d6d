"""Who may enter which room, from what the database says. Pure; the first refusal wins (contract §5)."""

from dataclasses import dataclass
from datetime import datetime

from vivavoce.accounts.models import Role
from vivavoce.accounts.sessions import Lifetime
from vivavoce.interviews.rules import InterviewStatus, join_window, joinable
from vivavoce.signaling.closing import CloseCode
from vivavoce.signaling.messages import Person


@dataclass(frozen=True, slots=True)
class Asked:
    """May this session be in this interview's room? Neither id need exist."""

    interview_id: str
    session_id: str


@dataclass(frozen=True, slots=True)
class Login:
    """A stored session and whose it is."""

    person: Person
    last_seen_at: datetime
    expires_at: datetime
    disabled: bool


@dataclass(frozen=True, slots=True)
class Appointment:
    """What a stored interview says about its room."""

    student_id: str
    lead_id: str
    panel_ids: frozenset[str]
    interview_time: datetime
    status: InterviewStatus
    deleted: bool
    lobby: bool = False
    relay_only: bool = False
    admitted: bool = False
    """The office has let the student in already."""

    @property
    def members(self) -> frozenset[str]:
        return frozenset({self.student_id, self.lead_id}) | self.panel_ids

    def keeps_waiting(self, person: Person) -> bool:
        return self.lobby and not self.admitted and person.id == self.student_id


@dataclass(frozen=True, slots=True)
class Standing:
    login: Login | None
    appointment: Appointment | None


@dataclass(frozen=True, slots=True)
class Admission:
    person: Person
    reserved: frozenset[str]
    opens_at: datetime
    closes_at: datetime
    session_seen_at: datetime
    lobby: bool = False
    waits: bool = False
    """In the lobby, until the office admits them."""
    relay_only: bool = False


Verdict = Admission | CloseCode


def decide(standing: Standing, lifetime: Lifetime, now: datetime) -> Verdict:
    login, appointment = standing.login, standing.appointment
    if login is None or login.disabled or not lifetime.is_live(login.last_seen_at, login.expires_at, now):
        return CloseCode.NOT_SIGNED_IN
    if appointment is None or not _concerns(appointment, login.person):
        return CloseCode.NOT_YOURS
    if appointment.deleted or appointment.status is not InterviewStatus.SCHEDULED:
        return CloseCode.NOT_SCHEDULED
    if not joinable(appointment.status, appointment.interview_time, now):
        return CloseCode.OUTSIDE_WINDOW
    window = join_window(appointment.interview_time)
    return Admission(
        person=login.person,
        reserved=appointment.members,
        opens_at=window.opens_at,
        closes_at=window.closes_at,
        session_seen_at=login.last_seen_at,
        lobby=appointment.lobby,
        waits=appointment.keeps_waiting(login.person),
        relay_only=appointment.relay_only,
    )


def _concerns(appointment: Appointment, person: Person) -> bool:
    return person.role == Role.ADMIN or person.id in appointment.members
