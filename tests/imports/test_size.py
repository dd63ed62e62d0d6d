"""What an import costs: statements, time and memory."""

import tracemalloc
from time import perf_counter

import pytest
from sqlalchemy import func, select

from tests.imports.world import HEADER, add_person, counts, in_phase, send
from tests.interviews.test_list import client_database
from tests.interviews.world import World, good
from tests.statements import sent_to
from vivavoce.admissions.models import Application
from vivavoce.admissions.rules import Phase
from vivavoce.imports.files import read_applications


def file_of(rows: int, prefix: str, programme: str = "Physics", statement: str = "I like light.") -> str:
    lines = [
        f'{prefix}{n},{prefix}{n}@example.edu,"Name {n}",{programme},City School,"{statement}"' for n in range(rows)
    ]
    return "\n".join([HEADER, *lines])


def cost(world: World, cycle: str, file: str, **how: object) -> int:
    with sent_to(client_database(world, "ada")) as statements:
        good(send(world, cycle, file, **how))  # type: ignore[arg-type] # as `send` takes them
    return len(statements)


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_imp_19_the_same_number_of_statements(world: World, rows: int) -> None:
    """The session, before the file is received and after; the cycle; people; applications. Then, if there is anything
    to write, the savepoint's begin and end, and one for each kind of write: here new accounts (the first three are
    there), applications, drafts that are no longer needed, names."""
    cycle = in_phase(world, Phase.SUBMISSION)
    for n in range(min(rows, 3)):
        add_person(world, f"p{n}", email=f"p{n}@example.edu")
    new, changed = file_of(rows, "p"), file_of(rows, "p", "Optics").replace("Name", "Other Name")
    assert [
        cost(world, cycle, new, dry_run=True),
        cost(world, cycle, new),
        cost(world, cycle, new),
        cost(world, cycle, changed),
    ] == [5, 10 if rows < 4 else 11, 5, 9]


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_imp_19_the_same_number_of_statements_for_scores(world: World, rows: int) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    good(send(world, cycle, file_of(rows, "p")))
    world.cycle = cycle
    world.set_phase(Phase.PROCESSING)
    file = "\n".join(["id,score", *(f"p{n},{n}" for n in range(rows))])
    assert [
        cost(world, cycle, file, what="scores", dry_run=True),
        cost(world, cycle, file, what="scores"),
        cost(world, cycle, file, what="scores"),
    ] == [4, 5, 4]


@pytest.mark.slow
@pytest.mark.timed
def test_imp_19_five_thousand_rows_in_ten_seconds(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    file = file_of(5_000, "big", statement="I like light. " * 100)
    start = perf_counter()
    preview = good(send(world, cycle, file, dry_run=True))
    done = good(send(world, cycle, file))
    took = perf_counter() - start
    assert counts(preview) == counts(done) == {"rows": 5_000, "new": 5_000, "accounts": 5_000}
    with world.database.reading() as session:
        assert session.scalar(select(func.count()).where(Application.admission_cycle_id == cycle)) == 5_000
    assert took < 10
    start = perf_counter()
    again = good(send(world, cycle, file))
    assert counts(again) == {"rows": 5_000, "unchanged": 5_000}
    assert perf_counter() - start < 10


def peak_of(data: bytes) -> int:
    """Bytes that reading takes at most, beside the file's own."""
    tracemalloc.start()
    try:
        read_applications(data)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.slow
def test_imp_19_reading_takes_little_more_memory_than_the_file() -> None:
    """The kept text itself, in the widest form that Python has, is the largest part of it."""
    plain = file_of(2_000, "m", statement="x" * 4_000).encode()
    wide = file_of(2_000, "m", statement="😀" * 1_000).encode()
    assert peak_of(plain) < 2 * len(plain)
    assert peak_of(wide) < 3 * len(wide)


@pytest.mark.slow
def test_imp_19_a_file_that_is_wrong_everywhere_takes_no_more() -> None:
    header, row = HEADER.encode() + b"\n", b",,,,,\x00\n"
    data = header + row * 49_000
    assert peak_of(data) < 40 * 1024 * 1024
