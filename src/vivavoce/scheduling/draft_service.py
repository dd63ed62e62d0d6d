"""Drafts of a cycle's schedule: made anew, looked at, changed by hand, published or thrown away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from vivavoce.accounts.caller import Caller
from vivavoce.accounts.models import OFFICE_ROLES, Person
from vivavoce.admissions.errors import WrongPhase
from vivavoce.admissions.repository import CycleRepository
from vivavoce.bus import Bus
from vivavoce.clock import Clock, iso
from vivavoce.database import after_commit
from vivavoce.errors import FieldError, NotFound, StaleVersion, Unacceptable, refuse
from vivavoce.interviews.conflict_repository import ConflictRepository
from vivavoce.interviews.errors import conflict_found
from vivavoce.interviews.occupation_repository import OccupationRepository
from vivavoce.interviews.publishing import Assigned, Publishing
from vivavoce.interviews.rules import CHANGE_PHASES, ends_at
from vivavoce.scheduling.draft_repository import DraftRepository, Filters
from vivavoce.scheduling.draft_rules import DraftStatus, PlacementChange
from vivavoce.scheduling.draft_schemas import NewestDraft, PlaceIn, PlacementPage, ScheduleDraft, ScheduleIn
from vivavoce.scheduling.draft_views import change_of, draft_out, named, placement_out, unplaced
from vivavoce.scheduling.errors import DraftBusy, DraftNotReady, PlaceTaken, TimesNotAsked
from vivavoce.scheduling.models import Draft, Placement
from vivavoce.scheduling.solving import Solver
from vivavoce.scheduling.window_repository import WindowRepository

NONE = timedelta(0)


@dataclass(frozen=True)
class Placed:
    """Where somebody is put by hand."""

    people: Mapping[str, str]
    """Who interviews: the field that names them, by their id."""
    student_id: str
    starts_at: datetime
    minutes: int

    @property
    def until(self) -> datetime:
        return ends_at(self.starts_at, self.minutes)

    def meets(self, starts_at: datetime, until: datetime, kept: timedelta) -> bool:
        return starts_at < self.until + kept and self.starts_at < until + kept

    def clashes(self, one: Placement, buffers: Mapping[str, timedelta]) -> bool:
        """With another place of the draft: each of them keeps their own time free."""
        if one.interview_time is None:
            return False
        until = ends_at(one.interview_time, one.duration_minutes)
        both = self.people.keys() & {one.admin_id, one.second_id}
        return any(self.meets(one.interview_time, until, buffers.get(person, NONE)) for person in both)


class DraftService:
    def __init__(self, session: Session, clock: Clock, new_id: Callable[[], str], bus: Bus, solver: Solver) -> None:
        self._session, self._clock, self._new_id, self._solver = session, clock, new_id, solver
        self._drafts, self._cycles = DraftRepository(session), CycleRepository(session)
        self._publishing, self._conflicts = Publishing(session, clock, new_id, bus), ConflictRepository(session)

    def newest(self, cycle_id: str) -> NewestDraft:
        """Raises NotFound."""
        if self._cycles.find(cycle_id) is None:
            raise NotFound
        draft = self._drafts.newest(cycle_id)
        return NewestDraft(draft=self._view(draft) if draft else None, server_time=self._clock())

    def start(self, cycle_id: str, body: ScheduleIn, caller: Caller) -> ScheduleDraft:
        """In place of the one before. Raises NotFound, WrongPhase, TimesNotAsked, DraftBusy, Unacceptable."""
        cycle = self._cycles.find(cycle_id, "update")
        if cycle is None:
            raise NotFound
        if cycle.phase not in CHANGE_PHASES:
            raise WrongPhase("Interviews are scheduled once applicants are selected, and before the cycle ends.")
        if WindowRepository(self._session).request(cycle_id) is None:
            raise TimesNotAsked
        self._refuse_away(body)
        self._replace(cycle_id)
        draft = Draft(
            id=self._new_id(),
            admission_cycle_id=cycle_id,
            status=DraftStatus.SOLVING,
            length_minutes=body.length_minutes,
            seed=body.seed,
            panel=body.panel,
            away=[[one.person_id, iso(one.starts_at), iso(one.ends_at)] for one in body.away],
            input_hash="",
            statuses=[],
            explanation={},
            failure="",
            created_by_id=caller.id,
            created_at=self._clock(),
            version=1,
        )
        self._drafts.add(draft)
        after_commit(self._session, lambda: self._solver.start(draft.id))
        return self._view(draft, making=True)

    def read(self, draft_id: str) -> ScheduleDraft:
        """Raises NotFound."""
        return self._view(self._insist(draft_id))

    def placements(self, draft_id: str, filters: Filters, first: int, limit: int) -> PlacementPage:
        """Raises NotFound."""
        self._insist(draft_id)
        rows = self._drafts.rows(draft_id, filters, first, limit + 1)
        return PlacementPage(
            items=[placement_out(row) for row in rows[:limit]],
            next_cursor=str(first + limit) if len(rows) > limit else None,
            server_time=self._clock(),
        )

    def place(self, draft_id: str, application_id: str, body: PlaceIn) -> ScheduleDraft:
        """By hand. Raises NotFound, DraftNotReady, StaleVersion, PlaceTaken, Unacceptable."""
        draft = self._hold_ready(draft_id, body.version)
        placement = self._drafts.placement(draft_id, application_id)
        if placement is None:
            raise NotFound
        if (body.admin_id is None) != (body.interview_time is None):
            raise refuse("interview_time", "both_or_neither", "Give an interviewer and a time, or neither.")
        people = _people(body)
        if body.interview_time is not None:
            self._refuse_people(people)
            student_id = self._drafts.student_of(application_id) or ""
            self._refuse_conflict(people, student_id)
            place = Placed(people, student_id, body.interview_time, placement.duration_minutes)
            self._refuse_taken(draft, application_id, place)
        placement.admin_id, placement.second_id = body.admin_id, body.second_id
        placement.interview_time = body.interview_time
        draft.version += 1
        self._session.flush()
        return self._view(draft)

    def publish(self, draft_id: str, version: int, caller: Caller) -> ScheduleDraft:
        """All of it or nothing. Raises NotFound, DraftNotReady, StaleVersion, WrongPhase, ScheduleChanged,
        InterviewTaken."""
        draft = self._hold_ready(draft_id, version)
        schedule = [
            Assigned(
                one.application_id,
                one.interview_id,
                one.interview_version,
                one.admin_id,
                one.interview_time,
                one.duration_minutes,
                (one.second_id,) if one.second_id else (),
            )
            for one in self._drafts.placements(draft_id)
            if change_of(one) in {PlacementChange.NEW, PlacementChange.MOVED} and one.admin_id and one.interview_time
        ]
        self._publishing.publish(draft.admission_cycle_id, schedule, caller)
        draft.status, draft.published_at = DraftStatus.PUBLISHED, self._clock()
        draft.version += 1
        self._session.flush()
        return self._view(draft)

    def discard(self, draft_id: str) -> None:
        """Raises NotFound, DraftNotReady."""
        draft = self._drafts.find(draft_id, hold=True)
        if draft is None:
            raise NotFound
        if draft.status == DraftStatus.PUBLISHED:
            raise DraftNotReady
        draft.status = DraftStatus.DISCARDED
        self._drafts.clear(draft_id)

    def _insist(self, draft_id: str) -> Draft:
        draft = self._drafts.find(draft_id)
        if draft is None or draft.status == DraftStatus.DISCARDED:
            raise NotFound
        return draft

    def _hold_ready(self, draft_id: str, version: int) -> Draft:
        """The cycle first, then the draft: the one order of locks."""
        self._cycles.find(self._insist(draft_id).admission_cycle_id, "share")
        draft = self._drafts.find(draft_id, hold=True)
        if draft is None or draft.status != DraftStatus.READY:
            raise DraftNotReady
        if draft.version != version:
            raise StaleVersion
        return draft

    def _replace(self, cycle_id: str) -> None:
        before = self._drafts.newest(cycle_id)
        if before is None or before.status == DraftStatus.PUBLISHED:
            return
        if before.status == DraftStatus.SOLVING and self._solver.knows(before.id):
            raise DraftBusy
        before.status = DraftStatus.DISCARDED
        self._drafts.clear(before.id)

    def _refuse_away(self, body: ScheduleIn) -> None:
        people = self._drafts.people(one.person_id for one in body.away)
        errors = [
            FieldError(f"away.{index}.person_id", "unknown_person", "There is no such interviewer.")
            for index, one in enumerate(body.away)
            if not _interviews(people.get(one.person_id))
        ]
        errors += [
            FieldError(f"away.{index}.ends_at", "span_order", "The end must come after the start.")
            for index, one in enumerate(body.away)
            if one.ends_at <= one.starts_at
        ]
        if errors:
            raise Unacceptable(errors=errors)

    def _refuse_people(self, people: Mapping[str, str]) -> None:
        known = self._drafts.people(people)
        for person_id, field in people.items():
            if not _interviews(known.get(person_id)):
                raise refuse(field, "unknown_person", "There is no such interviewer.")

    def _refuse_conflict(self, people: Mapping[str, str], student_id: str) -> None:
        found = self._conflicts.among(list(people), [student_id])
        if found:
            raise conflict_found((people[person_id], name) for (person_id, _), name in found.items())

    def _refuse_taken(self, draft: Draft, application_id: str, place: Placed) -> None:
        """By somebody else in this draft, or by an interview that the draft leaves alone; what interviewers keep free
        between two included."""
        rows = self._drafts.placements(draft.id)
        moving = {one.interview_id for one in rows}
        buffers = OccupationRepository(self._session).buffers(place.people)
        clash = any(place.clashes(one, buffers) for one in rows if one.application_id != application_id)
        kept = max(buffers.values(), default=NONE)
        fixed = any(
            one.interview_id not in moving
            and one.person_id in {*place.people, place.student_id}
            and place.meets(one.starts_at, one.ends_at, buffers.get(one.person_id, NONE))
            for one in self._drafts.taken(place.starts_at - kept, place.until + kept)
        )
        if clash or fixed:
            raise PlaceTaken(errors=[FieldError("interview_time", PlaceTaken.code, PlaceTaken.detail)])

    def _view(self, draft: Draft, *, making: bool | None = None) -> ScheduleDraft:
        rows = self._drafts.placements(draft.id)
        people = self._drafts.people(named(draft, rows))
        students = self._drafts.students(one for ids in unplaced(draft, rows).values() for one in ids)
        known = self._solver.knows(draft.id) if making is None else making
        return draft_out(draft, rows, people, students, making=known)


def _people(body: PlaceIn) -> Mapping[str, str]:
    """The field of each, by id. Raises Unacceptable."""
    if body.second_id is None:
        return {body.admin_id: "admin_id"} if body.admin_id else {}
    if body.admin_id is None:
        raise refuse("second_id", "nobody_leads", "Say who leads the interview, too.")
    if body.second_id == body.admin_id:
        raise refuse("second_id", "duplicate_person", "Each person can be on it only once.")
    return {body.admin_id: "admin_id", body.second_id: "second_id"}


def _interviews(person: Person | None) -> bool:
    return person is not None and person.role in OFFICE_ROLES and person.disabled_at is None
