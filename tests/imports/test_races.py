"""Many imports at once."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from httpx import Response

from tests.imports.world import HEADER, in_phase, send, stored, tables
from tests.interviews.world import World
from vivavoce.admissions.rules import Phase

ROWS = [f"r{n},r{n}@example.edu,Name {n},Physics,," for n in range(40)]
FILE = "\n".join([HEADER, *ROWS])
BACKWARDS = "\n".join([HEADER, *reversed(ROWS)])


def at_once(*deeds: Callable[[], Response]) -> list[Response]:
    start = Barrier(len(deeds))

    def one(deed: Callable[[], Response]) -> Response:
        start.wait(30)
        return deed()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(one, deeds))


def test_imp_21_the_same_file_at_once_is_imported_once(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    world["ada"].get("/api/auth/me")
    answers = at_once(*[lambda: send(world, cycle, FILE)] * 4)
    assert [answer.status_code for answer in answers] == [200] * 4
    became = Counter((answer.json()["new"], answer.json()["unchanged"]) for answer in answers)
    assert became == {(40, 0): 1, (0, 40): 3}
    assert len(stored(world, cycle)) == 40


def test_imp_21_two_files_that_differ_make_one_of_both(world: World) -> None:
    cycle = in_phase(world, Phase.SUBMISSION)
    world["ada"].get("/api/auth/me")
    files = [FILE, FILE.replace("Physics", "Optics")]
    at_once(*[lambda file=file: send(world, cycle, file) for file in files])
    assert len({row[2] for row in stored(world, cycle)}) == 1


def test_imp_21_two_cycles_with_the_same_new_students_make_one_account_each(world: World) -> None:
    cycles = [in_phase(world, Phase.SUBMISSION, name) for name in ("one", "two", "three")]
    world["ada"].get("/api/auth/me")
    files = [FILE, BACKWARDS, FILE.replace("Name", "Another")]
    answers = at_once(
        *[lambda cycle=cycle, file=file: send(world, cycle, file) for cycle, file in zip(cycles, files, strict=True)]
    )
    assert [answer.status_code for answer in answers] == [200] * 3
    assert sorted(answer.json()["accounts"] for answer in answers) == [0, 0, 40]
    emails = [row["email"] for row in tables(world.database)["people"] if row["email"].startswith("r")]
    assert sorted(emails) == sorted({row.split(",")[1] for row in ROWS})
    assert [len(stored(world, cycle)) for cycle in cycles] == [40] * 3


def test_imp_21_a_phase_that_moves_meanwhile(world: World) -> None:
    """Either the import was first, or it is refused as a whole."""
    cycle = in_phase(world, Phase.FROZEN)
    phase = f"/api/admin/cycles/{cycle}/phase"
    world["ada"].get("/api/auth/me")
    moved, sent = at_once(
        lambda: world["ada"].post(phase, json={"to": "preprocessing"}), lambda: send(world, cycle, FILE)
    )
    assert moved.status_code == 200
    assert (sent.status_code, len(stored(world, cycle))) in {(200, 40), (409, 0)}
