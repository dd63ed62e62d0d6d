"""`vivavoce schedule`: a whole cycle assigned on the command line, looked at, and published if asked to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from vivavoce.accounts.caller import Caller
from vivavoce.accounts.models import Person, Role
from vivavoce.admissions.models import Cycle
from vivavoce.bus import MemoryBus
from vivavoce.clock import new_id, utc_now
from vivavoce.database import Database
from vivavoce.errors import AppError
from vivavoce.operations.cannot_start import CannotStart, read_settings
from vivavoce.operations.open_database import open_migrated
from vivavoce.operations.repository import OperationsRepository
from vivavoce.operations.saying import say
from vivavoce.scheduling.draft_rules import DraftStatus
from vivavoce.scheduling.draft_schemas import ScheduleDraft, ScheduleIn
from vivavoce.scheduling.draft_service import DraftService
from vivavoce.scheduling.solving import Solver


@dataclass(frozen=True)
class Order:
    cycle: str
    """Its name or its id."""
    by: str | None
    """E-mail of the admin in whose name it is done; the only one when left out."""
    minutes: int
    panel: bool
    """Two people hold each new interview."""
    seed: int
    publish: bool
    as_json: bool


def schedule(order: Order) -> None:
    """Raises CannotStart for everything that keeps it from being done."""
    with open_migrated(read_settings()) as database:
        with database.reading() as session:
            repository = OperationsRepository(session)
            cycle = _the_one(repository.cycles_called(order.cycle), order.cycle)
            caller = _caller(repository.admins(order.by), order.by)
        with _said_plainly():
            draft = _made(database, cycle, caller, order)
            published = _published(database, draft, caller) if order.publish else draft
    say(published.model_dump_json(indent=2) if order.as_json else _words(cycle.name, published))


def _made(database: Database, cycle: Cycle, caller: Caller, order: Order) -> ScheduleDraft:
    solver = Solver(database, utc_now)
    with _progress(f"Scheduling {cycle.name}"):
        try:
            with database.writing() as session:
                service = DraftService(session, utc_now, new_id, MemoryBus(), solver)
                asked = ScheduleIn(length_minutes=order.minutes, seed=order.seed, panel=order.panel)
                begun = service.start(cycle.id, asked, caller)
            solver.finish()
        finally:
            solver.stop()
    with database.reading() as session:
        draft = DraftService(session, utc_now, new_id, MemoryBus(), solver).read(begun.id)
    if draft.status is not DraftStatus.READY:
        raise CannotStart(f"The schedule could not be made: {draft.failure}.")
    return draft


def _published(database: Database, draft: ScheduleDraft, caller: Caller) -> ScheduleDraft:
    with _progress("Publishing"), database.writing() as session:
        service = DraftService(session, utc_now, new_id, MemoryBus(), Solver(database, utc_now))
        return service.publish(draft.id, draft.version, caller)


@contextmanager
def _progress(words: str) -> Iterator[None]:
    """On standard error, and only where somebody watches."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        progress.add_task(words, total=None)
        yield


@contextmanager
def _said_plainly() -> Iterator[None]:
    try:
        yield
    except AppError as error:
        raise CannotStart("\n".join([error.detail, *(one.message for one in error.errors)])) from error


def _the_one(cycles: list[Cycle], wanted: str) -> Cycle:
    if len(cycles) != 1:
        found = "There is no cycle" if not cycles else "There are several cycles"
        raise CannotStart(f"{found} called {wanted!r}. Give its id, the last part of its page's address.")
    return cycles[0]


def _caller(admins: list[Person], wanted: str | None) -> Caller:
    if len(admins) != 1:
        words = f"There is no admin {wanted}." if wanted else "Say in whose name, with --by and an admin's e-mail."
        raise CannotStart(words)
    admin = admins[0]
    return Caller(admin.id, admin.name, admin.email, Role(admin.role), admin.time_zone, session_id="")


def _words(name: str, draft: ScheduleDraft) -> str:
    counts, loads = draft.counts, [load.now for load in draft.loads]
    placed = f"{counts.new} new, {counts.moved} moved, {counts.unchanged} unchanged"
    lines = [f"{name}: {placed}, {counts.unplaced} without a place"]
    if loads:
        lines.append(f"Interviews per interviewer: {min(loads)} to {max(loads)}")
    if draft.larger:
        lines.append(f"Left as they are, for more than two people hold them: {draft.larger}")
    for one in draft.reasons:
        why = "no interviewer has given hours for these days" if draft.no_hours else one.code
        lines.append(f"Without a place ({why}): {', '.join(one.applicants)}")
    published = "Published: mails are on their way." if draft.published_at else "A draft: nothing of it holds yet."
    return "\n".join([*lines, published])
