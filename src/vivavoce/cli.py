"""The `vivavoce` command. Each imports what it needs when it runs, so that --help answers at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Virtual admissions interviews.", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)

Port = Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")]


@contextmanager
def said_plainly() -> Iterator[None]:
    """What keeps a command from doing its work is a sentence on stderr and exit status 1, not a traceback."""
    from vivavoce.operations.cannot_start import CannotStart

    try:
        yield
    except CannotStart as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


@app.command()
def demo(
    data: Annotated[Path | None, typer.Option(help="Folder of the demo's data.", show_default=".vivavoce/demo")] = None,
    port: Port = 8000,
    lan: Annotated[bool, typer.Option("--lan", help="For other devices too: self-signed https.")] = False,
) -> None:
    """Serve the demo: embedded database, made-up people, this machine only."""
    from vivavoce.operations.run_demo import run_demo

    with said_plainly():
        run_demo(data, port, lan=lan)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Port = 8000,
    workers: Annotated[int, typer.Option(min=1, help="Processes; several need VIVAVOCE_BUS_URL=redis://…")] = 1,
    tls_cert: Annotated[Path | None, typer.Option(help="Only where no proxy ends TLS.")] = None,
    tls_key: Annotated[Path | None, typer.Option(help="Goes with --tls-cert.")] = None,
    *,
    reuse_port: Annotated[
        bool, typer.Option("--reuse-port", help="Beside an older one with this, to replace it.")
    ] = False,
) -> None:
    """Serve for real. Settings come from VIVAVOCE_… variables or a .env file."""
    from vivavoce.operations.run_server import run_server

    with said_plainly():
        run_server(host, port, workers, tls_cert, tls_key, reuse_port=reuse_port)


@app.command()
def mailer() -> None:
    """Send mails, beside servers that do not (VIVAVOCE_MAILER=false). Any number may run on PostgreSQL."""
    from vivavoce.operations.run_mailer import run_mailer

    with said_plainly():
        run_mailer()


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema. Safe to run twice, safe to interrupt."""
    from vivavoce.operations.commands import migrate_database
    from vivavoce.operations.saying import say

    with said_plainly():
        say(migrate_database())


@app.command()
def backup(
    place: Annotated[
        Path, typer.Argument(metavar="FILE-or-FOLDER", help="In a folder, the file is named after the moment.")
    ],
) -> None:
    """Put the whole database into one file, while the server runs. It replaces no file.

    PostgreSQL needs pg_dump on PATH. Settings and the secret key are not in it.
    """
    from vivavoce.clock import utc_now
    from vivavoce.operations.backups.run_backup import run_backup
    from vivavoce.operations.cannot_start import read_settings
    from vivavoce.operations.saying import say

    with said_plainly():
        say(run_backup(read_settings(), place, utc_now))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `vivavoce backup` made.")],
    *,
    verify: Annotated[
        bool,
        typer.Option("--verify", help="Then compare every table with what was backed up; status 1 if one differs."),
    ] = False,
    verify_only: Annotated[
        bool, typer.Option("--verify-only", help="Compare in a temporary place, and restore nothing (SQLite).")
    ] = False,
) -> None:
    """Put a backup into the database of the settings, which must be empty: all of it, or nothing."""
    from vivavoce.operations.backups.run_restore import run_restore
    from vivavoce.operations.cannot_start import read_settings

    with said_plainly():
        run_restore(read_settings(), file, verify=verify, verify_only=verify_only)


@app.command()
def doctor(*, as_json: Annotated[bool, typer.Option("--json", help="The same for programs.")] = False) -> None:
    """Check what a server needs, a line each: ok, warning or failure, and what to do. Status 1 on a failure.

    It asks only the servers that the settings name, sends no mail and changes nothing.
    """
    from vivavoce.clock import utc_now
    from vivavoce.operations.cannot_start import read_settings
    from vivavoce.operations.doctor import findings
    from vivavoce.operations.doctor.run_doctor import examine
    from vivavoce.operations.saying import say

    with said_plainly():
        found = examine(read_settings(), utc_now)
        say(findings.as_json(found) if as_json else findings.as_text(found))
    if findings.failed(found):
        raise typer.Exit(1)


@app.command()
def schedule(
    cycle: Annotated[str, typer.Argument(help="Name or id of the cycle.")],
    by: Annotated[str | None, typer.Option(help="E-mail of the admin in whose name it is done.")] = None,
    minutes: Annotated[int, typer.Option(min=5, max=240, help="Of an interview, without anybody's extra time.")] = 30,
    *,
    panel: Annotated[bool, typer.Option("--panel", help="Two people hold each new interview.")] = False,
    seed: Annotated[int, typer.Option(min=0, help="Decides between schedules that are equally good.")] = 0,
    publish: Annotated[bool, typer.Option("--publish", help="Publish it: everybody is told.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The draft as JSON.")] = False,
) -> None:
    """Give every selected applicant of a cycle a time: a draft, unless it is to be published."""
    from vivavoce.operations.run_schedule import Order, schedule

    with said_plainly():
        schedule(Order(cycle, by, minutes, panel, seed, publish, as_json))


@app.command()
def create_admin(
    email: Annotated[str, typer.Option(prompt="E-mail")],
    name: Annotated[str, typer.Option(prompt="Name")],
) -> None:
    """Make the first admin: prints a one-time set-up link, valid for 30 minutes."""
    from vivavoce.operations.commands import make_admin
    from vivavoce.operations.saying import say

    with said_plainly():
        say(make_admin(email, name))
