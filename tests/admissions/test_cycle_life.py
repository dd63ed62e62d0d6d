"""The life of a cycle with its applications and interviews, against a model, on both databases."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.accounts.fakes import RecordingBus
from tests.admissions.build import add_cycle
from tests.admissions.crowd import DONE, perform
from tests.admissions.cycle_model import PHASES, App, Meeting, Model, Refused
from tests.admissions.cycle_strategies import CHANGES, MATCHES, NUMBERS, PROGRAMMES, STUDENTS
from tests.conftest import NOW
from tests.interviews.crowd import caller_of
from tests.interviews.test_races import booking, change
from tests.interviews.world import World
from vivavoce.admissions.application_service import ApplicationService
from vivavoce.admissions.bulk_schemas import BulkChange
from vivavoce.admissions.bulk_service import BulkService
from vivavoce.admissions.models import Application, ApplicationDraft, Cycle
from vivavoce.admissions.rules import Phase
from vivavoce.admissions.schemas import ApplicationUpdate, PhaseMove
from vivavoce.admissions.selection_service import SelectionService
from vivavoce.admissions.service import CycleService
from vivavoce.admissions.student_schemas import ApplicationChange, ApplicationCreate, DraftIn
from vivavoce.admissions.student_service import StudentApplicationService
from vivavoce.clock import new_id
from vivavoce.imports.export_service import ExportService
from vivavoce.interviews.models import Interview
from vivavoce.interviews.rules import InterviewStatus
from vivavoce.interviews.service import InterviewService


class CycleLife(RuleBasedStateMachine):
    world: ClassVar[World]
    numbers: ClassVar[Any]
    """Each interview of all runs has a time of its own: this is not about double booking."""

    def __init__(self) -> None:
        super().__init__()
        self.model = Model()
        self.database = self.world.database
        self.callers = {who: caller_of(self.database, self.world.people[who]) for who in ("ada", "sam", "eve", "kim")}
        with self.database.writing() as session:
            self.cycle = add_cycle(session, f"run-{next(self.numbers)}-", Phase.SUBMISSION)

    @initialize(steps=st.sampled_from([6, 6, 6, 7, 4, 2, 0]))
    def begin(self, steps: int) -> None:
        """Somewhere on the way, or most runs would never come to the late phases."""
        for student in ("sam", "eve", "kim")[: 3 if steps else 0]:
            self.apply(student, "Physics")
        for _ in range(steps):
            self.carry_on()
        self.select_top(2)

    def _both(self, wanted: Callable[[], object], deed: Callable[[Session], object]) -> bool:
        """The model and the service do it, and say the same; whether it was done."""
        try:
            wanted()
            expected = DONE
        except Refused as refusal:
            expected = str(refusal)
        assert perform(self.database, deed) == expected
        return expected == DONE

    def _application(self, number: int) -> str:
        return sorted(self.model.apps)[number % len(self.model.apps)]

    def _students(self, session: Session) -> StudentApplicationService:
        return StudentApplicationService(session, self.world.clock, new_id)

    def _interviews(self, session: Session) -> InterviewService:
        return InterviewService(session, self.world.clock, new_id, RecordingBus())

    # Students

    @rule(student=STUDENTS, programme=PROGRAMMES)
    def apply(self, student: str, programme: str) -> None:
        body, made = ApplicationCreate(admission_cycle_id=self.cycle, programme=programme), list[str]()

        def deed(session: Session) -> None:
            made.append(self._students(session).apply(body, self.callers[student]).id)

        if self._both(lambda: self.model.may_apply(student), deed):
            self.model.apps[made[0]] = App(student, programme)
            self.model.drafts.pop(student, None)

    @rule(student=STUDENTS, programme=PROGRAMMES)
    def save_draft(self, student: str, programme: str) -> None:
        body, caller = DraftIn(programme=programme), self.callers[student]
        if self._both(
            lambda: self.model.may_apply(student),
            lambda session: self._students(session).save_draft(self.cycle, body, caller),
        ):
            self.model.drafts[student] = programme

    @precondition(lambda self: self.model.apps)
    @rule(number=NUMBERS, programme=PROGRAMMES)
    def edit(self, number: int, programme: str) -> None:
        key = self._application(number)
        self._by_student(key, lambda: self.model.edit(key, programme), ApplicationChange(programme=programme))

    @precondition(lambda self: self.model.apps)
    @rule(number=NUMBERS)
    def withdraw(self, number: int) -> None:
        key = self._application(number)
        self._by_student(key, lambda: self.model.withdraw(key), ApplicationChange(status="withdrawn"))

    def _by_student(self, key: str, wanted: Callable[[], object], body: ApplicationChange) -> None:
        caller = self.callers[self.model.apps[key].student]
        self._both(wanted, lambda session: self._students(session).change(key, body, caller))

    # The office

    @precondition(lambda self: self.model.apps)
    @rule(number=NUMBERS, asked=CHANGES)
    def change_one(self, number: int, asked: dict[str, Any]) -> None:
        key, body = self._application(number), ApplicationUpdate.model_validate(asked)
        self._both(
            lambda: self.model.change([key], asked),
            lambda session: ApplicationService(session, self.world.clock).update(key, body),
        )

    @rule(asked=CHANGES, match=MATCHES)
    def change_many(self, asked: dict[str, Any], match: dict[str, Any]) -> None:
        body = BulkChange.model_validate({"change": asked, "matching": match})
        keys = [
            key
            for key, app in self.model.apps.items()
            if match.get("status", app.status) == app.status and match.get("checked", app.checked) == app.checked
        ]
        self._both(
            lambda: self.model.change(keys, asked), lambda session: BulkService(session).change(self.cycle, body)
        )

    @rule(top=st.integers(1, 3))
    def select_top(self, top: int) -> None:
        self._both(
            lambda: self.model.select_top(top),
            lambda session: SelectionService(session).select_top(self.cycle, top, dry_run=False),
        )

    @rule()
    def export(self) -> None:
        self._both(self.model.export, lambda session: ExportService(session, self.world.clock).make(self.cycle))

    @rule(to=st.sampled_from(PHASES), back=st.sampled_from([False, False, False, True]))
    def try_to_move(self, to: str, back: bool) -> None:
        """Seldom back, or most runs would stay in the early phases."""
        if back or PHASES.index(to) >= PHASES.index(self.model.phase):
            self._move(to)

    def _move(self, to: str) -> None:
        body, ada = PhaseMove(to=Phase(to), reason="So."), self.callers["ada"]
        self._both(
            lambda: self.model.move(to),
            lambda session: CycleService(session, self.world.clock, new_id).move_phase(self.cycle, body, ada),
        )

    @precondition(lambda self: self.model.phase != "completed")
    @rule()
    def carry_on(self) -> None:
        """What an office does that gets on, so that runs reach the late phases."""
        match self.model.phase:
            case "preprocessing":
                self.change_many({"checked": True}, {})
            case "batch_prep":
                self.export()
            case "processing":
                self.change_many({"score": 1.0}, {"status": "submitted"})
            case "selection":
                self.select_top(1)
        self._move(PHASES[PHASES.index(self.model.phase) + 1])

    # Interviews

    @precondition(lambda self: self.model.apps)
    @rule(number=NUMBERS, ahead=st.booleans())
    def schedule(self, number: int, ahead: bool) -> None:
        self._schedule(self._application(number), ahead)

    @precondition(lambda self: self.model.phase == "selection" and self._selected())
    @rule(ahead=st.booleans())
    def schedule_selected(self, ahead: bool) -> None:
        self._schedule(self._selected()[-1], ahead)

    def _selected(self) -> list[str]:
        return sorted(key for key, app in self.model.apps.items() if app.status == "selected")

    def _schedule(self, key: str, ahead: bool) -> None:
        made = list[str]()
        minutes = 10 * (1 + next(self.numbers))
        book = booking(key, NOW + timedelta(minutes=minutes if ahead else -minutes), 5)

        def deed(session: Session) -> None:
            made.append(book(self._interviews(session), self.callers["ada"]).id)  # type: ignore[attr-defined] # a Deed answers any object

        if self._both(lambda: self.model.may_schedule(key), deed):
            self.model.meetings[made[0]] = Meeting(key, ahead)

    @precondition(lambda self: self.model.meetings)
    @rule(number=NUMBERS, status=st.sampled_from([status.value for status in InterviewStatus]))
    def set_meeting(self, number: int, status: str) -> None:
        meeting = self._meeting(number)
        body = {"id": meeting, "version": self.model.meetings[meeting].version}
        deed = change(body, status=status)
        self._both(
            lambda: self.model.set_meeting(meeting, status),
            lambda session: deed(self._interviews(session), self.callers["ada"]),
        )

    @precondition(lambda self: self.model.meetings)
    @rule(number=NUMBERS)
    def delete(self, number: int) -> None:
        meeting = self._meeting(number)
        self._both(
            lambda: self.model.delete(meeting),
            lambda session: self._interviews(session).delete(meeting, self.callers["ada"]),
        )

    def _meeting(self, number: int) -> str:
        return sorted(self.model.meetings)[number % len(self.model.meetings)]

    # What always holds

    @invariant()
    def the_database_holds_what_the_model_knows(self) -> None:
        with self.database.reading() as session:
            cycle = session.get_one(Cycle, self.cycle)
            applications = session.scalars(
                select(Application).where(Application.admission_cycle_id == self.cycle)
            ).all()
            meetings = session.scalars(select(Interview).where(Interview.admission_cycle_id == self.cycle)).all()
            drafts = session.scalars(
                select(ApplicationDraft).where(ApplicationDraft.admission_cycle_id == self.cycle)
            ).all()
            view = CycleService(session, self.world.clock, new_id).get(self.cycle)
        names = {self.world.people[who]: who for who in ("sam", "eve", "kim")}
        assert (cycle.phase, cycle.exported_at is not None) == (self.model.phase, self.model.exported)
        assert [one.code for one in view.missing] == self.model.missing()
        assert {names[one.student_id]: one.programme for one in drafts} == self.model.drafts
        assert {
            a.id: App(names[a.student_id], a.programme, a.status, a.score, a.checked, a.reason) for a in applications
        } == self.model.apps
        assert {
            m.id: Meeting(m.application_id, m.interview_time > NOW, m.status, m.version, m.deleted_at is not None)
            for m in meetings
        } == self.model.meetings

    @invariant()
    def every_state_is_one_that_the_tables_allow(self) -> None:
        self.model.check_against_the_tables()


@pytest.mark.slow
def test_int_33_int_34_int_35_int_36_adm_2_adm_6_adm_11_adm_14_adm_17_the_life_of_a_cycle(world: World) -> None:
    class InThisWorld(CycleLife):
        pass

    InThisWorld.world, InThisWorld.numbers = world, count()
    run_state_machine_as_test(
        InThisWorld,
        settings=settings(
            max_examples=20, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
