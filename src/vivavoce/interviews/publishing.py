"""A whole schedule at once, all of it or nothing: new interviews, and others moved."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.admissions.errors import WrongPhase
from vivavoce.admissions.models import Application, Cycle
from vivavoce.admissions.rules import ApplicationStatus
from vivavoce.bus import Bus
from vivavoce.clock import Clock
from vivavoce.errors import FieldError
from vivavoce.interviews.announcing import say_changed
from vivavoce.interviews.attempts import attempt
from vivavoce.interviews.conflict_repository import ConflictRepository
from vivavoce.interviews.errors import InterviewTaken, ScheduleChanged, conflict_found
from vivavoce.interviews.models import Interview, InterviewEvent
from vivavoce.interviews.occupation_repository import OccupationRepository, Taking
from vivavoce.interviews.panel_repository import PanelRepository
from vivavoce.interviews.publishing_repository import PublishingRepository
from vivavoce.interviews.row_terms import terms_of, write_terms
from vivavoce.interviews.rules import CHANGE_PHASES, CREATE_PHASES, InterviewStatus, ends_at, time_problem
from vivavoce.interviews.telling import Change, Telling
from vivavoce.interviews.terms import Terms, changed, differences
from vivavoce.notifications.outbox_repository import Outbox

NONE = timedelta(0)
NAMED = 20
"""Of all that is in the way, so many are told."""


@dataclass(frozen=True)
class Assigned:
    """Who interviews this applicant, and when."""

    application_id: str
    interview_id: str | None
    """The interview that moves; None: they have none yet."""
    version: int | None
    """That interview's, as it was when this was decided."""
    admin_id: str
    interview_time: datetime
    duration_minutes: int
    interviewer_ids: tuple[str, ...] = ()
    """Others on the panel."""

    @property
    def interviewers(self) -> tuple[str, ...]:
        return (self.admin_id, *self.interviewer_ids)


@dataclass(frozen=True)
class _Before:
    """Interviews that move: themselves, who else is on their panels, and the last number of their history."""

    interviews: Mapping[str, Interview]
    panels: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]


class Publishing:
    def __init__(self, session: Session, clock: Clock, new_id: Callable[[], str], bus: Bus) -> None:
        self._session, self._clock, self._new_id, self._bus = session, clock, new_id, bus
        self._repository, self._conflicts = PublishingRepository(session), ConflictRepository(session)
        self._occupations, self._panels = OccupationRepository(session), PanelRepository(session)
        self._telling = Telling(session, clock, Outbox(session, clock, new_id, bus))

    def publish(self, cycle_id: str, schedule: Sequence[Assigned], caller: Caller) -> list[str]:
        """The ids of all interviews that are new or moved.

        Raises WrongPhase, ScheduleChanged and InterviewTaken; nothing is stored then.
        """
        ids = attempt(self._session, lambda: self._publish(cycle_id, schedule, caller))
        say_changed(self._session, self._bus, ids)
        return ids

    def _publish(self, cycle_id: str, schedule: Sequence[Assigned], caller: Caller) -> list[str]:
        cycle = self._repository.lock_cycle(cycle_id)
        applications = self._repository.lock_applications(cycle_id)
        interviews = self._repository.lock_scheduled(cycle_id)
        _refuse_phase(cycle, schedule)
        self._refuse_changes(schedule, applications, interviews)
        moving = [one.interview_id for one in schedule if one.interview_id is not None]
        people = {applications[one.application_id].student_id for one in schedule} | _office(schedule)
        self._repository.lock_people(sorted(people))
        self._repository.release(moving)
        self._refuse_conflicts(schedule, applications)
        buffers = self._occupations.buffers(_office(schedule))
        self._refuse_overlaps(schedule, applications, buffers)
        before = _Before(interviews, self._panels.ids(moving), self._repository.last_numbers(moving))
        changes = [self._write(one, applications[one.application_id], before, caller) for one in schedule]
        self._panels.seat({one.interview.id: one.after.interviewer_ids for one in changes if one.after})
        slots = {one.interview.id: one.entries[1] for one in changes}
        self._repository.take({one: slot for one, slot in slots.items() if slot}, buffers)
        self._telling.tell(changes)
        return [one.interview.id for one in changes]

    def _refuse_changes(
        self, schedule: Sequence[Assigned], applications: Mapping[str, Application], interviews: Mapping[str, Interview]
    ) -> None:
        """Whoever is no longer selected, has an interview by now, or had theirs changed meanwhile."""
        by_application = {one.application_id: one for one in interviews.values()}
        able = self._repository.able(sorted(_office(schedule)))
        for one in schedule:
            application, interview = applications.get(one.application_id), by_application.get(one.application_id)
            still = application is not None and application.status == ApplicationStatus.SELECTED
            same = (interview.id, interview.version) if interview else (None, None)
            bad_time = time_problem(one.interview_time, self._clock())
            people_may = able.issuperset(one.interviewers)
            if not still or same != (one.interview_id, one.version) or not people_may or bad_time:
                raise ScheduleChanged

    def _refuse_conflicts(self, schedule: Sequence[Assigned], applications: Mapping[str, Application]) -> None:
        meeting = {
            (person, applications[one.application_id].student_id) for one in schedule for person in one.interviewers
        }
        staff, students = ({pair[side] for pair in meeting} for side in (0, 1))
        apart = self._conflicts.among(sorted(staff), sorted(students))
        found = sorted(meeting & apart.keys())[:NAMED]
        if found:
            raise conflict_found(("placements", apart[one]) for one in found)

    def _refuse_overlaps(
        self,
        schedule: Sequence[Assigned],
        applications: Mapping[str, Application],
        buffers: Mapping[str, timedelta],
    ) -> None:
        """Seen by ourselves first, so that the office learns who is busy and when."""
        since = min((one.interview_time for one in schedule), default=None)
        if since is None:
            return
        longest = max(buffers.values(), default=timedelta(0))
        until = max(ends_at(one.interview_time, one.duration_minutes) for one in schedule) + longest
        people = _office(schedule) | {applications[one.application_id].student_id for one in schedule}
        times = [one for one in self._repository.busy(since, until) if one.person_id in people]
        for one in schedule:
            end = ends_at(one.interview_time, one.duration_minutes)
            times.append(Taking(applications[one.application_id].student_id, one.interview_time, end))
            times += [Taking(two, one.interview_time, end + buffers.get(two, NONE)) for two in one.interviewers]
        found = list(_overlaps(times))[:NAMED]
        if found:
            names = self._repository.names(one.person_id for one in found)
            raise InterviewTaken(errors=[_words(one, names, schedule) for one in found])

    def _write(self, one: Assigned, application: Application, there: _Before, caller: Caller) -> Change:
        now = self._clock()
        if one.interview_id is None:
            interview, before = self._new(application, now), None
            after = _new_terms(one, caller)
        else:
            interview = there.interviews[one.interview_id]
            before = replace(terms_of(interview, ()), interviewer_ids=there.panels.get(interview.id, ()))
            people = {"admin_id": one.admin_id, "interviewer_ids": one.interviewer_ids}
            after = changed(before, {"interview_time": one.interview_time, **people})
            interview.version += 1
            interview.updated_at = now
        after = replace(after, duration_minutes=one.duration_minutes)
        write_terms(interview, after)
        event = InterviewEvent(
            id=self._new_id(),
            interview_id=interview.id,
            number=there.numbers.get(interview.id, 0) + 1,
            at=now,
            by_id=caller.id,
            action="changed" if before else "created",
            changes=differences(before, after),
        )
        self._session.add_all([interview, event])
        return Change(interview, before, after)

    def _new(self, application: Application, now: datetime) -> Interview:
        interview_id = self._new_id()
        return Interview(
            id=interview_id,
            application_id=application.id,
            student_id=application.student_id,
            admission_cycle_id=application.admission_cycle_id,
            interview_link=f"/interview/{interview_id}",
            version=1,
            sequence=0,
            created_at=now,
            updated_at=now,
        )


def _office(schedule: Sequence[Assigned]) -> set[str]:
    return {person for one in schedule for person in one.interviewers}


def _refuse_phase(cycle: Cycle | None, schedule: Sequence[Assigned]) -> None:
    new = any(one.interview_id is None for one in schedule)
    if cycle is None or cycle.phase not in (CREATE_PHASES if new else CHANGE_PHASES):
        raise WrongPhase("Interviews are scheduled while the cycle is in selection.")


def _new_terms(one: Assigned, caller: Caller) -> Terms:
    return Terms(
        interview_time=one.interview_time,
        duration_minutes=one.duration_minutes,
        time_zone=caller.time_zone,
        admin_id=one.admin_id,
        interviewer_ids=one.interviewer_ids,
        status=InterviewStatus.SCHEDULED,
    )


def _overlaps(times: Sequence[Taking]) -> Iterator[Taking]:
    """Of each two of one person's times that overlap, the later one."""
    in_order = sorted(times, key=lambda one: (one.person_id, one.starts_at, one.free_at))
    for earlier, later in pairwise(in_order):
        if earlier.person_id == later.person_id and later.starts_at < earlier.free_at:
            yield later


def _words(one: Taking, names: Mapping[str, str], schedule: Sequence[Assigned]) -> FieldError:
    office = any(one.person_id in other.interviewers for other in schedule)
    start = one.starts_at.astimezone(ZoneInfo("UTC"))
    when = f"{start:%a} {start.day} {start:%b %Y}, {start:%H:%M} UTC"
    words = f"{names.get(one.person_id, 'Somebody')} has another interview at this time, or keeps it free: {when}."
    return FieldError("placements", "person_busy" if office else "student_busy", words)
