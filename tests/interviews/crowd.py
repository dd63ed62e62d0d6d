"""Many callers at once, each with a transaction of their own, as the server's threads have."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from tests.accounts.fakes import RecordingBus
from tests.interviews.world import World
from vivavoce.accounts.caller import Caller
from vivavoce.accounts.models import Person, Role
from vivavoce.clock import new_id
from vivavoce.database import Database
from vivavoce.errors import AppError
from vivavoce.interviews.service import InterviewService

Deed = Callable[[InterviewService, Caller], object]
DONE = "done"
TRIES = 5


def caller_of(database: Database, person_id: str) -> Caller:
    with database.reading() as session:
        person = session.get_one(Person, person_id)
        return Caller(
            id=person.id,
            name=person.name,
            email=person.email,
            role=Role(person.role),
            time_zone=person.time_zone,
            session_id="",
        )


def perform(world: World, database: Database, caller: Caller, deed: Deed) -> str:
    """`done`, or the code of the refusal. Who finds the server too busy comes back, as the 503 asks."""
    for _ in range(TRIES):
        try:
            with database.writing() as session:
                deed(InterviewService(session, world.clock, new_id, RecordingBus()), caller)
        except AppError as error:
            return error.code
        except (OperationalError, NoConnection):
            continue
        return DONE
    return "unavailable"


def all_at_once(world: World, deeds: Sequence[Deed]) -> list[str]:
    """What became of each. They start together; the pool of connections is smaller than the crowd."""
    caller = caller_of(world.database, world.people["ada"])
    start = Barrier(len(deeds))

    def one(deed: Deed) -> str:
        start.wait(30)
        return perform(world, world.database, caller, deed)

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(one, deeds))
