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
