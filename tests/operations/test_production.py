"""What `vivavoce serve` refuses, and the words it says."""

import resource
from pathlib import Path

import pytest

from tests.conftest import NOW, make_settings
from vivavoce.clock import new_id
from vivavoce.database import Database
from vivavoce.operations import demo
from vivavoce.operations.cannot_start import CannotStart
from vivavoce.operations.open_database import open_database
from vivavoce.operations.production import advice, unready_database, unsafe_settings
from vivavoce.operations.redacting import redacted
from vivavoce.operations.secret_key import with_secret_key
from vivavoce.settings import Settings

GOOD: dict[str, object] = {"public_url": "https://interviews.example.edu", "secret_key": "x" * 40}


def settings_with(**values: object) -> Settings:
    url = str(values.pop("database_url", "postgresql://db/vivavoce"))
    return make_settings(url, Path("data"), **{**GOOD, **values})


def test_good_settings_pass() -> None:
    assert unsafe_settings(settings_with(), workers=1) == []


@pytest.mark.parametrize(
    ("values", "workers", "words"),
    [
        ({"public_url": ""}, 1, "VIVAVOCE_PUBLIC_URL is missing"),
        ({"public_url": "http://interviews.example.edu"}, 1, "VIVAVOCE_PUBLIC_URL is http"),
        ({"public_url": "https://interviews.example.edu/path"}, 1, "scheme and host only"),
        ({"public_url": "interviews.example.edu"}, 1, "scheme and host only"),
        ({"public_url": "https://me:secret@interviews.example.edu"}, 1, "scheme and host only"),
        ({"public_url": "https://interviews.example.edu?x=1"}, 1, "scheme and host only"),
        ({"secret_key": None}, 1, "VIVAVOCE_SECRET_KEY is missing"),
        ({"secret_key": "short"}, 1, "VIVAVOCE_SECRET_KEY is too short"),
        ({"turn_urls": ("turn:turn.example.edu",)}, 1, "go together"),
        ({"turn_secret": "s"}, 1, "go together"),
        ({"ice_transport_policy": "relay"}, 1, "there is no relay"),
        ({"bus_url": "kafka://localhost"}, 1, "VIVAVOCE_BUS_URL must begin with redis:// or rediss://"),
        ({}, 2, "needs VIVAVOCE_BUS_URL=redis://"),
        ({"smtp_url": "smtp://mail.example.edu"}, 1, "VIVAVOCE_MAIL_FROM is missing"),
        ({"smtp_url": "mail.example.edu", "mail_from": "a@example.edu"}, 1, "VIVAVOCE_SMTP_URL cannot be used"),
    ],
)
def test_each_unsafe_setting_is_named(values: dict[str, object], workers: int, words: str) -> None:
    (sentence,) = unsafe_settings(settings_with(**values), workers)
    assert words in sentence


def test_several_workers_need_redis() -> None:
    assert unsafe_settings(settings_with(bus_url="redis://localhost"), workers=4) == []


def test_an_office_that_cannot_be_reached_is_noticed() -> None:
    sentence, mails = advice(settings_with())
    assert "VIVAVOCE_OFFICE_CONTACT is not set" in sentence
    assert "VIVAVOCE_SMTP_URL is not set" in mails
    assert [redacted(one, addresses=False) for one in (sentence, mails)] == [sentence, mails]
    assert advice(settings_with(office_contact="+44 20 7946 0000", smtp_url="smtp://mail")) == []


def test_the_embedded_database_needs_no_secret_from_the_operator() -> None:
    assert unsafe_settings(settings_with(database_url="", secret_key=None), workers=1) == []


def test_the_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    settings = make_settings("", tmp_path, secret_key=None)
    first, second = with_secret_key(settings).secret_key, with_secret_key(settings).secret_key
    assert first is not None
    assert first == second
    assert len(first.get_secret_value()) >= 32
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("left", ["", "cut off"])
def test_a_kept_secret_that_is_cut_off_is_refused(tmp_path: Path, left: str) -> None:
    (tmp_path / "secret_key").write_text(left)
    with pytest.raises(CannotStart, match="cut off"):
        with_secret_key(make_settings("", tmp_path, secret_key=None))


def test_on_a_full_disk_no_secret_is_half_kept(tmp_path: Path) -> None:
    """A limit on the size of files is the disk that takes nothing more."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        with pytest.raises(CannotStart, match="Make room there"):
            with_secret_key(make_settings("", tmp_path, secret_key=None))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


def test_a_data_folder_that_is_made_is_for_this_user_alone(tmp_path: Path) -> None:
    for name, secret_key in (("with-secret", None), ("with-database", "x" * 40)):
        folder = tmp_path / name
        settings = make_settings("", folder, secret_key=secret_key)
        with_secret_key(settings)
        with open_database(settings):
            assert folder.stat().st_mode & 0o777 == 0o700


def test_a_given_secret_is_used_as_it_is(tmp_path: Path) -> None:
    settings = make_settings("", tmp_path)
    assert with_secret_key(settings) == settings
    assert list(tmp_path.iterdir()) == []


def test_demo_accounts_are_refused(database: Database) -> None:
    assert unready_database(database) == []
    demo.load(database, NOW, new_id)
    (sentence,) = unready_database(database)
    assert "demo accounts" in sentence


def test_a_database_that_is_not_migrated_is_refused(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    assert unready_database(database) == ["The database is not migrated: run `vivavoce migrate`."]
    database.engine.dispose()
