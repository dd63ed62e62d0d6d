"""`vivavoce demo`: from nothing to a running server."""

from dataclasses import replace
from pathlib import Path

from pydantic import SecretStr

from vivavoce.app import create_app
from vivavoce.clock import new_id, utc_now
from vivavoce.migrations.runner import migrate
from vivavoce.operations import demo, server, tls
from vivavoce.operations.cannot_start import read_settings
from vivavoce.operations.demo_joinable import keep_joinable
from vivavoce.operations.logging import configure_logging
from vivavoce.operations.open_database import open_database
from vivavoce.operations.saying import say
from vivavoce.operations.secret_key import with_secret_key
from vivavoce.operations.welcome import demo_welcome
from vivavoce.settings import Settings

LOOPBACK = ("127.0.0.1", "::1")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 (what --lan asks for)


def demo_settings(data: Path | None, *, lan: bool) -> Settings:
    """What belongs to production does not leak in from the environment."""
    folder = data or read_settings().data_dir / "demo"
    settings = read_settings(
        data_dir=folder,
        database_url="",
        bus_url=SecretStr("memory://"),
        public_url="",
        trusted_proxies=(),
        metrics_token=None,
        smtp_url=None,
        mail_from="",
        demo=True,
        lan=lan,
    )
    return with_secret_key(settings)


def run_demo(data: Path | None, port: int, *, lan: bool) -> None:
    settings = demo_settings(data, lan=lan)
    configure_logging(settings.log_format, addresses=settings.log_addresses)
    sockets = server.listen(EVERYWHERE if lan else LOOPBACK, port)
    address = tls.lan_address() if lan else ""
    certificate = tls.self_signed(settings.data_dir, address) if lan else None
    password = prepare(settings)
    app = create_app(settings)
    keep_joinable(app)
    bound = sockets[0].getsockname()[1]
    # Where it is and which password opens it (with --lan a new one) is said nowhere else: unsaid, nothing is served.
    places = [f"https://{address}:{bound}", f"https://localhost:{bound}"] if lan else [f"http://localhost:{bound}"]
    app.state.mailer.office = replace(app.state.mailer.office, site=places[0])
    server.run(app, settings, sockets, certificate, lambda: say(demo_welcome(places, password, lan=lan)))


def prepare(settings: Settings) -> str:
    """Schema and people are there afterwards; answers the demo people's password."""
    with open_database(settings) as database:
        migrate(database.engine)
        demo.load(database, utc_now(), new_id)
        return demo.settle_password(database, settings.data_dir, lan=settings.lan)
