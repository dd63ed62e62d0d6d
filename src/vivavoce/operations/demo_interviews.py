"""The demo's interviews: in every status; only two `scheduled` ones belong to Ada and Ben (contract §2)."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from vivavoce.accounts.models import Person
from vivavoce.admissions.models import Application
from vivavoce.database import Base
from vivavoce.interviews.models import Interview, InterviewEvent, Occupation, PanelMember
from vivavoce.interviews.terms import Changes
from vivavoce.operations import demo_words as words
from vivavoce.operations.demo_rehearsals import rehearsals

ZONE = "Europe/London"
QUARTER = timedelta(minutes=15)
Step = tuple[datetime, str, str, Changes]
"""When, by whom, what happened, what changed."""
PLACES = (
    # (days from now, hour UTC, lead, panel, status)
    (1, 9, "ivy", ("omar.haddad",), "scheduled"),
    (1, 10, "omar.haddad", (), "scheduled"),
    (2, 13, "ingrid.solberg", ("rafael.duarte",), "scheduled"),
    (5, 9, "rafael.duarte", (), "scheduled"),
    (8, 14, "ivy", ("ingrid.solberg", "omar.haddad"), "scheduled"),
    (-2, 9, "ada", ("ivy",), "completed"),
    (-3, 11, "ben", (), "completed"),
    (-5, 15, "omar.haddad", (), "completed"),
    (-4, 10, "ingrid.solberg", (), "no_show"),
    (-6, 13, "rafael.duarte", (), "cancelled"),
)
PUBLISHED_PLACES = (
    (-40, 9, "ada", ("ivy",), "completed"),
    (-40, 11, "ben", (), "completed"),
    (-39, 10, "omar.haddad", ("ingrid.solberg",), "completed"),
    (-38, 14, "ingrid.solberg", (), "completed"),
    (-36, 9, "rafael.duarte", (), "completed"),
    (-35, 13, "ivy", (), "no_show"),
    (-33, 10, "ben", (), "cancelled"),
)


def next_quarter(moment: datetime) -> datetime:
    """The first quarter of an hour not before `moment`."""
    start = moment.replace(minute=0, second=0, microsecond=0)
    return start + -((start - moment) // QUARTER) * QUARTER


class Interviews:
    def __init__(self, now: datetime, people: dict[str, Person], new_id: Callable[[], str]) -> None:
        self._now, self._people, self._new_id = now, people, new_id
        self._midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        self._rows: list[Base] = []

    def of_selection(self, sam: Application, eve: Application, others: Sequence[Application]) -> list[Base]:
        # 15 to 30 minutes ahead: it can be joined now, and is at least 10 ahead once the server is up.
        self._add(sam, next_quarter(self._now + timedelta(minutes=15)), "ada", (), "scheduled")
        self._add(eve, next_quarter(self._now + timedelta(hours=3)), "ben", (), "scheduled", attendance="confirmed")
        self._add_all(others, PLACES)
        made = [row for row in self._rows if isinstance(row, Interview) and row.status == "scheduled"]
        self._rows += rehearsals(made[2:], self._now)
        return self._rows

    def of_published(self, sam: Application, others: Sequence[Application]) -> list[Base]:
        self._add(sam, next_quarter(self._now - timedelta(days=3)), "ivy", (), "scheduled")
        self._add_all(others, PUBLISHED_PLACES)
        return self._rows

    def _add_all(
        self, applications: Sequence[Application], places: Sequence[tuple[int, int, str, tuple[str, ...], str]]
    ) -> None:
        for number, (application, place) in enumerate(zip(applications, places, strict=True)):
            days, hour, lead, panel, status = place
            when = self._midnight + timedelta(days=days, hours=hour)
            attendance = ("confirmed", None, "confirmed", "cannot", None)[number % 5]
            self._add(application, when, lead, panel, status, attendance=attendance, number=number)

    def _add(
        self,
        application: Application,
        when: datetime,
        lead: str,
        panel: tuple[str, ...],
        status: str,
        *,
        attendance: str | None = None,
        number: int = 0,
    ) -> None:
        identifier = self._new_id()
        made = Interview(
            id=identifier,
            application_id=application.id,
            student_id=application.student_id,
            admin_id=self._people[lead].id,
            admission_cycle_id=application.admission_cycle_id,
            interview_time=when,
            duration_minutes=30 if not panel else 45,
            time_zone=ZONE,
            interview_link=f"/interview/{identifier}",
            status=status,
            notes=words.NOTES[number % len(words.NOTES)] if status == "completed" else "",
            attendance=attendance,
            attendance_message=words.CANNOT if attendance == "cannot" else "",
            version=1 if status == "scheduled" else 2,
            created_at=min(when, self._now) - timedelta(days=9),
            updated_at=min(when, self._now) - timedelta(hours=-1 if status != "scheduled" else 30),
        )
        members = [PanelMember(interview_id=identifier, person_id=self._people[who].id, position=place)
                   for place, who in enumerate(panel)]  # fmt: skip
        self._rows += [made, *members]
        self._occupy(made, members)
        self._tell(made)

    def _occupy(self, interview: Interview, members: Sequence[PanelMember]) -> None:
        if interview.status != "scheduled":
            return
        ends = interview.interview_time + timedelta(minutes=interview.duration_minutes)
        for person in (interview.student_id, interview.admin_id, *(member.person_id for member in members)):
            self._rows.append(
                Occupation(
                    interview_id=interview.id, person_id=person, starts_at=interview.interview_time, ends_at=ends
                )
            )

    def _tell(self, interview: Interview) -> None:
        """Its history, as the service would have kept it."""
        ada = self._people["ada"].id
        steps: list[Step] = [(interview.created_at, ada, "created", {})]
        if interview.attendance:
            at = interview.created_at + timedelta(days=1)
            steps.append((at, interview.student_id, "response", {"attendance": _from_to(None, interview.attendance)}))
        if interview.status != "scheduled":
            steps.append((interview.updated_at, ada, "status", {"status": _from_to("scheduled", interview.status)}))
        for number, (at, by, action, changes) in enumerate(steps, 1):
            self._rows.append(
                InterviewEvent(
                    id=self._new_id(),
                    interview_id=interview.id,
                    number=number,
                    at=at,
                    by_id=by,
                    action=action,
                    changes=changes,
                )
            )


def _from_to(before: object, after: object) -> dict[str, object]:
    return {"from": before, "to": after}
