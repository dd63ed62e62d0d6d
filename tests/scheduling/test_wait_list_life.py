"""The wait list against a model that is nothing but dictionaries, on both databases: three students, two interviewers,
an hour in four slots. Nobody is ever in two places, and what is free goes to whoever has waited longest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import delete, select

from tests.interviews.conftest import bus, sign_in, world
from tests.interviews.world import World, good
from tests.scheduling.test_self_service import HOURS, choose, rules
from tests.scheduling.waiting_world import leave, look, try_join, waiting
from vivavoce.clock import iso
from vivavoce.interviews.models import Interview, Occupation
from vivavoce.scheduling.models import WaitListEntry

__all__ = ["bus", "sign_in", "world"]
WHO = ["sam", "eve", "kim"]
OFFICE = ["ben", "ivy"]
STUDENTS, LEADS, SLOTS = st.sampled_from(WHO), st.sampled_from(OFFICE), st.integers(0, 3)
NINE = datetime(2026, 12, 8, 9, tzinfo=UTC)
PARKED = -1
"""Far from everything, with Ada."""


def at(slot: int, who: str) -> datetime:
    """Parked ones do not meet."""
    return NINE + timedelta(minutes=15 * slot) if slot != PARKED else NINE + timedelta(days=7, hours=WHO.index(who))


def on_the_wall(slot: int) -> str:
    return f"{NINE + timedelta(minutes=15 * slot):%H:%M}"


@dataclass(frozen=True)
class Seat:
    slot: int
    lead: str


@dataclass(frozen=True)
class Entry:
    seat_slot: int
    """Where they were when they joined."""
    wanted: frozenset[int]


class WaitListLife(RuleBasedStateMachine):
    world: ClassVar[World]
    app: ClassVar[FastAPI]

    def __init__(self) -> None:
        super().__init__()
        self._forget()
        self.open = dict.fromkeys(OFFICE, 4)
        for who in OFFICE:
            self._set_hours(who, 4)
        ada = self.world.people["ada"]
        self.interviews = {
            who: self.world.create(who, iso(at(PARKED, who)), admin_id=ada, duration_minutes=15) for who in WHO
        }
        self.seats = dict.fromkeys(WHO, Seat(PARKED, "ada"))
        self.entries: dict[str, Entry] = {}
        """In the order of joining."""

    def _forget(self) -> None:
        """Each run begins without interviews in the same database."""
        with self.world.database.writing() as session:
            session.execute(delete(WaitListEntry))
            session.execute(delete(Occupation))
            for interview in session.scalars(select(Interview)):
                interview.deleted_at = self.world.clock.now

    def _set_hours(self, who: str, slots: int) -> None:
        path = f"/api/admin/people/{self.world.people[who]}/hours"
        version = good(self.world["ada"].get(path))["version"]
        day = [{"starts": "09:00", "ends": on_the_wall(slots)}] if slots else []
        good(self.world["ada"].put(path, json={**HOURS, "version": version, "weekly": [[], day, *[[]] * 5]}))

    # What the model says

    def _waits(self, who: str) -> bool:
        return who in self.entries and self.entries[who].seat_slot == self.seats[who].slot

    def _queue(self) -> list[str]:
        return [who for who in self.entries if self._waits(who)]

    def _is_free(self, who: str, slot: int, lead: str) -> bool:
        others = [seat for other, seat in self.seats.items() if other != who]
        return slot < self.open[lead] and Seat(slot, lead) not in others and slot != self.seats[who].slot

    def _could_have(self, who: str, wanted: frozenset[int]) -> list[Seat]:
        """The earliest, with whom they have, else with whoever has least to do."""

        def order(seat: Seat) -> tuple[object, ...]:
            load = sum(other.lead == seat.lead for name, other in self.seats.items() if name != who)
            return seat.slot, seat.lead != self.seats[who].lead, load, self.world.people[seat.lead]

        free = [Seat(slot, lead) for slot in wanted for lead in OFFICE if self._is_free(who, slot, lead)]
        return sorted(free, key=order)

    def _offered(self, who: str) -> list[Seat]:
        """Without interviewers of whom somebody who came before could have a time."""
        queue = self._queue()
        before = queue[: queue.index(who)] if who in queue else queue
        kept = {seat.lead for one in before for seat in self._could_have(one, self.entries[one].wanted)}
        return [seat for seat in self._could_have(who, frozenset(range(4))) if seat.lead not in kept]

    def _given(self) -> Iterator[tuple[str, Seat]]:
        for who in self._queue():
            for seat in self._could_have(who, self.entries[who].wanted):
                yield who, seat

    # What happens

    @rule(who=STUDENTS, slot=st.integers(PARKED, 3), lead=LEADS)
    def the_office_moves(self, who: str, slot: int, lead: str) -> None:
        seat = Seat(slot, lead if slot != PARKED else "ada")
        if slot != PARKED and any(seat == other for name, other in self.seats.items() if name != who):
            return
        now = self.world.read(self.interviews[who])
        self.world.change(now, interview_time=iso(at(slot, who)), admin_id=self.world.people[seat.lead])
        self.seats[who] = seat

    @rule(who=LEADS, slots=st.integers(0, 4))
    def hours_change(self, who: str, slots: int) -> None:
        self._set_hours(who, slots)
        self.open[who] = slots

    @rule(who=STUDENTS, wanted=st.frozensets(SLOTS, min_size=1))
    def joins_or_changes(self, who: str, wanted: frozenset[int]) -> None:
        spans = [{"starts": on_the_wall(slot), "ends": on_the_wall(slot + 1)} for slot in sorted(wanted)]
        known = waiting(self.world, self.interviews[who], who)
        assert (known is not None) == self._waits(who)
        body = {"time_zone": "Europe/London", "days": [{"day": "2026-12-08", "spans": spans}]}
        answer = try_join(self.world, self.interviews[who], who, version=known["version"] if known else 0, **body)
        nothing_else = wanted == {self.seats[who].slot}
        assert answer.status_code == (422 if nothing_else else 204)
        if nothing_else:
            return
        if not known:
            self.entries.pop(who, None)
        self.entries[who] = Entry(self.seats[who].slot, wanted)
        self.world.clock.advance(seconds=1)

    @rule(who=STUDENTS)
    def leaves(self, who: str) -> None:
        assert leave(self.world, self.interviews[who], who) == 204
        self.entries.pop(who, None)

    @rule(who=STUDENTS, slot=SLOTS)
    def chooses(self, who: str, slot: int) -> None:
        seats = [seat for seat in self._offered(who) if seat.slot == slot]
        answer = choose(self.world, self.interviews[who], iso(at(slot, who)), who)
        assert answer.status_code == (204 if seats else 409), answer.text
        if seats:
            self.seats[who] = seats[0]
            self.entries.pop(who, None)

    @rule()
    def the_server_looks(self) -> None:
        look(self.app)
        self.entries = {who: self.entries[who] for who in self._queue()}
        while (given := next(self._given(), None)) is not None:
            who, seat = given
            self.seats[who] = seat
            del self.entries[who]

    @invariant()
    def all_is_as_we_know(self) -> None:
        ids = {self.interviews[who]["id"]: who for who in WHO}
        names = {self.world.people[name]: name for name in [*OFFICE, "ada"]}
        with self.world.database.reading() as session:
            rows = session.scalars(select(Interview).where(Interview.id.in_(ids))).all()
            taken = session.scalars(select(Occupation).order_by(Occupation.person_id, Occupation.starts_at)).all()
        found = {ids[row.id]: (row.interview_time, names[row.admin_id]) for row in rows}
        assert found == {who: (at(seat.slot, who), seat.lead) for who, seat in self.seats.items()}
        assert len({(one.person_id, one.starts_at) for one in taken}) == len(taken) == 2 * len(WHO)


@pytest.mark.slow
def test_sch_21_sch_22_the_life_of_a_wait_list(world: World, app: FastAPI) -> None:
    rules(world, most_changes=20, notice_hours=1)

    class InThisWorld(WaitListLife):
        pass

    InThisWorld.world, InThisWorld.app = world, app
    run_state_machine_as_test(
        InThisWorld,
        settings=settings(
            max_examples=8,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
