"""The demo's rows (contract §2): the same every time but for ids, and relative to the moment of the first start."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import cycle as repeat
from itertools import pairwise

from vivavoce.accounts.models import Person
from vivavoce.admissions.models import Application, Cycle, PhaseChange
from vivavoce.database import Base
from vivavoce.operations import demo_words as words
from vivavoce.operations.demo_interviews import Interviews

PHASES = ("submission", "frozen", "preprocessing", "batch_prep", "processing", "scored", "selection", "published")
NewId = Callable[[], str]


class DemoData:
    """All rows as `rows`; who is who by the first part of the e-mail as `people`."""

    def __init__(self, now: datetime, password_hash: str, new_id: NewId) -> None:
        self._now, self._hash, self._new_id = now, password_hash, new_id
        self._chance = random.Random(2026)
        self.rows: list[Base] = []
        self.people: dict[str, Person] = {}
        self._programmes, self._schools = repeat(words.PROGRAMMES), repeat(words.SCHOOLS)
        self._add_people()
        self._add_selection()
        self._add_published()
        self._add_submission()

    def _add_people(self) -> None:
        for name, local, role, zone in words.OFFICE:
            self._add_person(name, local, role, zone)
        for name, local, zone in words.NAMED_STUDENTS:
            self._add_person(name, local, "student", zone)
        for number, (name, zone) in enumerate(words.OTHER_STUDENTS, 1):
            self._add_person(name, f"student{number:02}", "student", zone)
        self._others = [self.people[f"student{n:02}"] for n in range(1, len(words.OTHER_STUDENTS) + 1)]

    def _add_person(self, name: str, local: str, role: str, zone: str) -> None:
        made = Person(
            id=self._new_id(),
            email=f"{local}@example.edu",
            name=name,
            role=role,
            time_zone=zone,
            password_hash=self._hash,
            is_demo=True,
            created_at=self._now - timedelta(days=200),
        )
        self.people[local] = made
        self.rows.append(made)

    def _add_selection(self) -> None:
        """22 selected without an interview (Kim is one), 12 with, 9 in the other statuses."""
        cycle = self._cycle(f"September {self._now.year + 1} entry", "selection", days=90)
        students = iter(self._others)
        self._apply(cycle, self.people["kim"], "selected")
        sam, eve = (self._apply(cycle, self.people[who], "selected") for who in ("sam", "eve"))
        for _ in range(21):
            self._apply(cycle, next(students), "selected")
        met = [self._apply(cycle, next(students), "selected") for _ in range(10)]
        for status, count in (("scored", 3), ("not_selected", 4), ("withdrawn", 1), ("set_aside", 1)):
            for _ in range(count):
                self._apply(cycle, next(students), status)
        self.rows += Interviews(self._now, self.people, self._new_id).of_selection(sam, eve, met)

    def _add_published(self) -> None:
        """Interviews in every status, Sam's of three days ago with Ivy still `scheduled`."""
        cycle = self._cycle(f"January {self._now.year + 1} entry", "published", days=240)
        sam = self._apply(cycle, self.people["sam"], "selected")
        met = [self._apply(cycle, who, "selected") for who in self._others[40:47]]
        for who in self._others[47:50]:
            self._apply(cycle, who, "not_selected")
        self.rows += Interviews(self._now, self.people, self._new_id).of_published(sam, met)

    def _add_submission(self) -> None:
        cycle = self._cycle(f"January {self._now.year + 2} entry", "submission", days=20)
        for who in [*self._others[50:56], self._others[34]]:
            self._apply(cycle, who, "submitted")
        self._apply(cycle, self._others[35], "withdrawn")

    def _cycle(self, name: str, phase: str, days: int) -> Cycle:
        """`days` ago it was made; its phases are spread over the days since."""
        passed = PHASES[: PHASES.index(phase) + 1]
        made = self._now - timedelta(days=days)
        exported = made + timedelta(days=days / 2) if len(passed) > 4 else None
        cycle = Cycle(id=self._new_id(), name=name, phase=phase, created_at=made, exported_at=exported)
        self.rows.append(cycle)
        for step, (before, after) in enumerate(pairwise(passed), 1):
            self.rows.append(
                PhaseChange(
                    id=self._new_id(),
                    admission_cycle_id=cycle.id,
                    from_phase=before,
                    to_phase=after,
                    by_id=self.people["ada"].id,
                    at=made + timedelta(days=days * step / len(passed)),
                )
            )
        return cycle

    def _apply(self, cycle: Cycle, student: Person, status: str) -> Application:
        scored = status in {"scored", "selected", "not_selected"}
        low, high = (48, 71) if status == "not_selected" else (72, 98)
        made = Application(
            id=self._new_id(),
            admission_cycle_id=cycle.id,
            student_id=student.id,
            programme=next(self._programmes),
            school=next(self._schools),
            statement=f"{self._chance.choice(words.OPENINGS)}\n\n{self._chance.choice(words.AIMS)}",
            status=status,
            score=round(self._chance.uniform(low, high), 1) if scored else None,
            checked=scored,
            reason=words.SET_ASIDE if status == "set_aside" else None,
            created_at=cycle.created_at + timedelta(hours=self._chance.randint(5, 200)),
        )
        self.rows.append(made)
        return made
