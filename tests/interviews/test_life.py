"""The life of interviews against a model that is nothing but a dictionary, on both databases."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule, run_state_machine_as_test
from sqlalchemy import select

from tests.interviews.crowd import DONE, Deed, caller_of, perform
from tests.interviews.test_races import booking, change
from tests.interviews.world import World
from vivavoce.admissions.rules import Phase
from vivavoce.interviews.models import Interview, Occupation
from vivavoce.interviews.rules import MOVES, InterviewStatus

S = InterviewStatus
HALF_HOURS = st.integers(0, 3)
MINUTES = st.sampled_from([30, 60])
STUDENTS = st.sampled_from(["sam", "eve", "kim"])
TEAM = st.lists(st.sampled_from(["ada", "ben", "ivy"]), min_size=1, max_size=3, unique=True)
DAY = datetime(2026, 12, 2, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Known:
    student: str
    start: int
    minutes: int
    team: tuple[str, ...]
    status: S = S.SCHEDULED
    version: int = 1
    deleted: bool = False

    @property
    def people(self) -> set[str]:
        return {self.student, *self.team}

    def meets(self, other: "Known") -> bool:
        end, other_end = self.start * 30 + self.minutes, other.start * 30 + other.minutes
        return bool(self.people & other.people) and self.start * 30 < other_end and other.start * 30 < end


class Life(RuleBasedStateMachine):
    world: ClassVar[World]
    interviews = Bundle("interviews")

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, Known] = {}
        self.phase = Phase.SELECTION
        self.caller = caller_of(self.world.database, self.world.people["ada"])
        self._forget()

    def _forget(self) -> None:
        """Each run begins without interviews in the same database: rows of earlier runs are set aside as deleted."""
        self.world.set_phase(Phase.SELECTION)
        with self.world.database.writing() as session:
            for row in session.scalars(select(Occupation)):
                session.delete(row)
            for interview in session.scalars(select(Interview)):
                interview.deleted_at = self.world.clock.now

    def _free(self, wanted: Known, besides: str = "") -> bool:
        return not any(
            other.meets(wanted)
            for key, other in self.known.items()
            if key != besides and other.status is S.SCHEDULED and not other.deleted
        )

    def _has_other(self, wanted: Known, besides: str = "") -> bool:
        return any(
            other.student == wanted.student and other.status is S.SCHEDULED and not other.deleted
            for key, other in self.known.items()
            if key != besides
        )

    def _do(self, deed: Deed) -> str:
        return perform(self.world, self.world.database, self.caller, deed)

    def _ids(self, team: list[str]) -> dict[str, Any]:
        lead, *panel = (self.world.people[name] for name in team)
        return {"admin_id": lead, "interviewer_ids": panel}

    @rule(target=interviews, student=STUDENTS, start=HALF_HOURS, minutes=MINUTES, team=TEAM)
    def create(self, student: str, start: int, minutes: int, team: list[str]) -> Any:
        wanted = Known(student, start, minutes, tuple(team))
        made: list[str] = []

        def deed(service: Any, caller: Any) -> None:
            book = booking(self.world.applications[student], at(start), minutes, **self._ids(team))
            made.append(book(service, caller).id)  # type: ignore[attr-defined] # a Deed answers any object

        became = self._do(deed)
        assert became == self._expected_creation(wanted)
        if became != DONE:
            return multiple()
        self.known[made[0]] = wanted
        return made[0]

    def _expected_creation(self, wanted: Known) -> str:
        if self.phase is not Phase.SELECTION:
            return "wrong_phase"
        if self._has_other(wanted):
            return "already_scheduled"
        return DONE if self._free(wanted) else "interview_taken"

    @rule(interview=interviews, start=HALF_HOURS, minutes=MINUTES, team=TEAM)
    def move(self, interview: str, start: int, minutes: int, team: list[str]) -> None:
        before = self.known[interview]
        after = replace(before, start=start, minutes=minutes, team=tuple(team))
        deed = change(self._body(interview), interview_time=at(start), duration_minutes=minutes, **self._ids(team))
        self._settle(interview, after, self._do(deed))

    @rule(interview=interviews, status=st.sampled_from(S))
    def set_status(self, interview: str, status: S) -> None:
        after = replace(self.known[interview], status=status)
        self._settle(interview, after, self._do(change(self._body(interview), status=status)))

    def _body(self, interview: str) -> dict[str, Any]:
        return {"id": interview, "version": self.known[interview].version}

    def _settle(self, interview: str, after: Known, became: str) -> None:
        assert became == self._expected_change(interview, after)
        if became == DONE and after != self.known[interview]:
            self.known[interview] = replace(after, version=after.version + 1)

    def _expected_change(self, interview: str, after: Known) -> str:
        before = self.known[interview]
        if before.deleted:
            return "not_found"
        if after == before:
            return DONE
        moved = replace(after, status=before.status) != before
        if moved and self.phase not in (Phase.SELECTION, Phase.PUBLISHED):
            return "wrong_phase"
        if after.status is not before.status:
            refusal = self._expected_refusal_of_status(interview, before, after)
            if refusal:
                return refusal
        if after.status is S.SCHEDULED and not self._free(after, interview):
            return "interview_taken"
        return DONE

    def _expected_refusal_of_status(self, interview: str, before: Known, after: Known) -> str | None:
        if after.status not in MOVES[before.status]:
            return "forbidden_move"
        if after.status is not S.SCHEDULED:
            return None
        if self.phase not in (Phase.SELECTION, Phase.PUBLISHED):
            return "wrong_phase"
        return "already_scheduled" if self._has_other(after, interview) else None

    @rule(interview=interviews)
    def delete(self, interview: str) -> None:
        before = self.known[interview]
        expected = "not_found" if before.deleted else DONE
        if not before.deleted and before.status not in (S.SCHEDULED, S.CANCELLED):
            expected = "not_deletable"
        assert self._do(lambda service, caller: service.delete(interview, caller)) == expected
        if expected == DONE:
            self.known[interview] = replace(before, deleted=True, version=before.version + 1)

    @rule(phase=st.sampled_from([Phase.SELECTION, Phase.SELECTION, Phase.PUBLISHED, Phase.COMPLETED]))
    def set_phase(self, phase: Phase) -> None:
        self.world.set_phase(phase)
        self.phase = phase

    @invariant()
    def the_database_holds_what_we_know(self) -> None:
        with self.world.database.reading() as session:
            rows = {
                row.id: (row.status, row.version, row.deleted_at is not None)
                for row in session.scalars(select(Interview).where(Interview.id.in_(self.known)))
            }
            taken = {(o.interview_id, o.person_id, o.starts_at, o.ends_at) for o in session.scalars(select(Occupation))}
        assert rows == {key: (one.status, one.version, one.deleted) for key, one in self.known.items()}
        assert taken == {
            (key, self.world.people[name], at(one.start), at(one.start) + timedelta(minutes=one.minutes))
            for key, one in self.known.items()
            for name in one.people
            if one.status is S.SCHEDULED and not one.deleted
        }


def at(half_hours: int) -> datetime:
    return DAY + timedelta(minutes=30 * half_hours)


@pytest.mark.slow
def test_int_5_int_6_int_10_int_11_int_13_int_20_int_25_the_life_of_interviews(world: World) -> None:
    class InThisWorld(Life):
        pass

    InThisWorld.world = world
    run_state_machine_as_test(
        InThisWorld,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
