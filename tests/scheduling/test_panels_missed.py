"""How many places the two flows for panels miss, on small cycles in which hardly anything fits."""

from random import Random

from tests.scheduling.test_assignment import LENGTH, MONDAY, at
from tests.scheduling.test_panels import best
from vivavoce.scheduling.assignment.assign import assign
from vivavoce.scheduling.assignment.problem import Applicant, Interviewer, Problem, Stretch
from vivavoce.scheduling.assignment.slots import joined

CYCLES = 100
MISSED = 0.03


def tight_cycle(random: Random) -> Problem:
    office = tuple(_interviewer(f"i{number}", random) for number in range(random.randint(3, 4)))
    people = tuple(_applicant(f"a{number}", random) for number in range(random.randint(3, 5)))
    return Problem(office, people, since=MONDAY, seed=random.randint(0, 3))


def _stretches(random: Random) -> tuple[Stretch, ...]:
    starts = random.sample([9.0, 10.0, 13.0, 14.0, 33.0, 34.0], random.randint(1, 2))
    return joined([(at(hour), at(hour) + random.choice([30, 60, 90])) for hour in starts])


def _interviewer(name: str, random: Random) -> Interviewer:
    return Interviewer(
        id=name,
        zone="Europe/London",
        free=_stretches(random),
        daily_limit=random.choice([None, 1, 2, 3]),
        weekly_limit=random.choice([None, None, 2, 3]),
        languages=frozenset(random.sample(["English", "Hindi"], random.randint(0, 2))),
    )


def _applicant(name: str, random: Random) -> Applicant:
    return Applicant(
        id=name,
        zone="Europe/London",
        free=((at(0), at(48)),) if random.random() < 0.5 else _stretches(random),
        length=LENGTH,
        language=random.choice(["", "", "English", "Hindi"]),
        conflicts=frozenset(random.sample(["i0", "i1", "i2"], 1) if random.random() < 0.3 else ()),
        panel=True,
    )


def test_sch_23_two_flows_miss_few_places() -> None:
    random = Random(5)
    cycles = [tight_cycle(random) for _ in range(CYCLES)]
    possible = sum(best(problem) for problem in cycles)
    assert possible > CYCLES
    assert sum(len(assign(problem).meetings) for problem in cycles) >= (1 - MISSED) * possible
