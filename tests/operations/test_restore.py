"""`vivavoce restore`: into an empty database, all or nothing, and compared with what was backed up."""

import hashlib
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import msgspec
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import select

from tests.conftest import NOW, make_settings
from tests.operations.busy_people import write
from tests.postgres import PostgresServer
from vivavoce.accounts.models import Person
from vivavoce.database import Database
from vivavoce.migrations.runner import migrate
from vivavoce.models import metadata
from vivavoce.operations.backups.archive import FORMAT, MANIFEST, read_manifest, unpack
from vivavoce.operations.backups.checksums import TableState, state_of
from vivavoce.operations.backups.kinds import whole
from vivavoce.operations.backups.run_backup import back_up
from vivavoce.operations.backups.run_restore import restore, run_restore
from vivavoce.operations.cannot_start import CannotStart
from vivavoce.operations.health import database_state
from vivavoce.settings import Settings

DAMAGES = 60
SEED = 20_261_128


@pytest.fixture
def file(database: Database, shelf: Path) -> Path:
    """A backup of three people, each with a session."""
    for name in ("ada", "ben", "ivy"):
        write(database, name)
    return back_up(database, shelf, lambda: NOW)[0]


@pytest.fixture
def there(elsewhere: Database, tmp_path: Path) -> Settings:
    """Those of the empty database."""
    return make_settings(elsewhere.engine.url.render_as_string(hide_password=False), tmp_path)


@contextmanager
def opened(url: str) -> Iterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        database.engine.dispose()


def rows(tables: dict[str, TableState]) -> int:
    return sum(state.rows for table, state in tables.items() if table != "alembic_version")


def changed(file: Path, **values: object) -> Path:
    """The same backup with another manifest."""
    made = file.with_suffix(".changed")
    manifest = msgspec.structs.replace(read_manifest(file), **values)
    with ZipFile(file) as packed, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in packed.namelist():
            target.writestr(name, msgspec.json.encode(manifest) if name == MANIFEST else packed.read(name))
    return made


@pytest.mark.parametrize("migrated", [False, True])
def test_ops_4_into_an_empty_database_migrated_or_not(
    elsewhere: Database, file: Path, there: Settings, capsys: pytest.CaptureFixture[str], *, migrated: bool
) -> None:
    if migrated:
        migrate(elsewhere.engine)
        elsewhere.engine.dispose()
    run_restore(there, file, verify=True, verify_only=False)
    printed = capsys.readouterr().out
    assert "Restored from" in printed
    assert f"{'people':<21}  {3:>10}  {3:>10}  same" in printed.splitlines()
    assert printed.splitlines()[-1].startswith("All as it was backed up at 2026-12-01T09:00:00.000Z: 26 tables, 7 rows")
    assert database_state(elsewhere) == "ok"
    with elsewhere.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    with elsewhere.reading() as session:
        assert session.get_one(Person, "ada").name == "Zoë\n\t\\ ada \U0001f600"


def test_ops_4_a_database_that_holds_data_is_left_alone(elsewhere: Database, file: Path, there: Settings) -> None:
    migrate(elsewhere.engine)
    write(elsewhere, "kim")
    before = whole(elsewhere.engine).states()
    elsewhere.engine.dispose()
    with pytest.raises(CannotStart, match=r"holds data, and a restore replaces nothing\."):
        run_restore(there, file, verify=False, verify_only=False)
    assert whole(elsewhere.engine).states() == before


@pytest.mark.parametrize("prepared", [False, True])
def test_ops_4_the_databases_owner_needs_no_more_rights(
    postgres: PostgresServer, shelf: Path, *, prepared: bool
) -> None:
    """Also where an administrator has put in the extension, which is then not the owner's."""
    with postgres.temporary_database() as url, postgres.temporary_database() as other:
        with opened(url) as first, opened(other) as second:
            as_administrator(first, "DROP ROLE IF EXISTS office")
            as_administrator(first, "CREATE ROLE office LOGIN")
            for one in (first, second):
                as_administrator(one, f"ALTER DATABASE {one.engine.url.database} OWNER TO office")
            if prepared:
                as_administrator(second, "CREATE EXTENSION btree_gist")
        with (
            opened(url.replace("postgres@", "office@")) as first,
            opened(other.replace("postgres@", "office@")) as empty,
        ):
            migrate(first.engine)
            write(first, "ada")
            file, manifest = back_up(first, shelf, lambda: NOW)
            restore(empty, file, manifest)
            assert whole(empty.engine).states() == manifest.tables


def as_administrator(database: Database, statement: str) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql(statement)


def test_ops_4_another_kind_of_database_is_refused(
    database: Database, file: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if database.engine.dialect.name == "sqlite":
        postgres: PostgresServer = request.getfixturevalue("postgres")
        with postgres.temporary_database() as url, opened(url) as other:
            with pytest.raises(CannotStart, match="is of SQLite, and VIVAVOCE_DATABASE_URL names PostgreSQL"):
                restore(other, file, read_manifest(file))
            assert whole(other.engine).states() == {}
    else:
        with (
            opened(f"sqlite:///{tmp_path / 'other.sqlite3'}") as other,
            pytest.raises(CannotStart, match="is of PostgreSQL, and VIVAVOCE_DATABASE_URL names SQLite"),
        ):
            restore(other, file, read_manifest(file))
        assert not (tmp_path / "other.sqlite3").exists()


def test_ops_4_a_newer_one_is_refused_and_an_older_one_says_migrate(
    elsewhere: Database, file: Path, there: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CannotStart, match=r"revision 9999, which this version .* \(1\.7\)"):
        run_restore(there, changed(file, revision="9999", version="1.7"), verify=False, verify_only=False)
    with pytest.raises(CannotStart, match=r"made by a newer Vivavoce \(2\.0\)"):
        run_restore(there, changed(file, format=FORMAT + 1, version="2.0"), verify=False, verify_only=False)
    assert whole(elsewhere.engine).states() == {}
    elsewhere.engine.dispose()
    run_restore(there, changed(file, revision="0019"), verify=False, verify_only=False)
    assert "run `vivavoce migrate` before you serve it" in capsys.readouterr().out


def test_ops_5_a_damaged_file_changes_nothing(elsewhere: Database, file: Path, tmp_path: Path) -> None:
    """Of any byte: refused, or it was one that nothing depends on."""
    good, moments = file.read_bytes(), random.Random(SEED)
    torn = tmp_path / "torn.backup"
    places = [0, len(good) - 1, *(moments.randrange(len(good)) for _ in range(DAMAGES))]
    cuts = [good[:at] for at in (0, 1, len(good) // 2, len(good) - 1)]
    outcomes = []
    for bad in [*cuts, *(good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :] for at in places)]:
        torn.write_bytes(bad)
        outcomes.append(refusal(elsewhere, torn))
        found = whole(elsewhere.engine).states()
        elsewhere.engine.dispose()
        assert found == read_manifest(file).tables if outcomes[-1] is None else rows(found) == 0
        empty_again(elsewhere)
    refused = [words for words in outcomes if words is not None]
    assert [words for words in refused if "torn.backup is no whole backup" not in words] == []
    assert len(refused) > DAMAGES * 0.8
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".vivavoce-")] == []


def refusal(database: Database, file: Path) -> str | None:
    """None: it was restored."""
    try:
        restore(database, file, read_manifest(file))
    except CannotStart as error:
        return str(error)
    return None


def empty_again(database: Database) -> None:
    """The people of a restored database, and what goes with them, are gone."""
    if database_state(database) == "ok":
        with database.writing() as session:
            for person in session.scalars(select(Person)):
                session.delete(person)
    database.engine.dispose()


def test_ops_5_a_restore_that_fails_leaves_no_table(elsewhere: Database, file: Path, tmp_path: Path) -> None:
    """The dump is cut short, and the manifest says that it must be so."""
    manifest = read_manifest(file)
    migrate(elsewhere.engine)
    elsewhere.engine.dispose()
    cut = with_dump(file, lambda dump: dump[: len(dump) * 2 // 3], tmp_path)
    with pytest.raises(CannotStart):
        restore(elsewhere, cut, read_manifest(cut))
    assert rows(whole(elsewhere.engine).states()) == 0
    elsewhere.engine.dispose()
    restore(elsewhere, file, manifest)
    assert whole(elsewhere.engine).states() == manifest.tables


def with_dump(file: Path, change: Callable[[bytes], bytes], folder: Path) -> Path:
    manifest, made = read_manifest(file), folder / "cut.backup"
    with ZipFile(file) as packed, ZipFile(made, "w") as target:
        for name in packed.namelist():
            if name != MANIFEST:
                dump = change(packed.read(name))
                target.writestr(name, dump)
        manifest = msgspec.structs.replace(manifest, sha256=hashlib.sha256(dump).hexdigest())
        target.writestr(MANIFEST, msgspec.json.encode(manifest))
    return made


def test_ops_5_a_database_in_use_is_not_replaced(sqlite_template: Path, tmp_path: Path, shelf: Path) -> None:
    """A server that has SQLite's file open would go on in one that is no longer there."""
    used = Path(shutil.copyfile(sqlite_template, tmp_path / "used.sqlite3"))
    with opened(f"sqlite:///{used}") as server, opened(f"sqlite:///{used}") as database:
        file, manifest = back_up(database, shelf, lambda: NOW)
        database.engine.dispose()
        with server.reading() as session:
            session.scalars(select(Person)).all()
        with pytest.raises(CannotStart, match=r"in use .*: stop Vivavoce"):
            restore(database, file, manifest)
        write(server, "still-there")


def test_ops_6_what_differs_is_said_and_is_a_failure(
    elsewhere: Database, file: Path, there: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = read_manifest(file).tables
    other = {
        **tables,
        "people": TableState(3, "0" * 64),
        "sessions": TableState(4, "0" * 64),
        "more": TableState(1, "1"),
    }
    with pytest.raises(
        CannotStart, match=r"Not what was backed up at 2026-12-01T09:00:00.000Z: more, people, sessions\."
    ):
        run_restore(there, changed(file, tables=other), verify=True, verify_only=False)
    lines = capsys.readouterr().out.splitlines()
    assert f"{'people':<21}  {3:>10}  {3:>10}  DIFFERS" in lines
    assert f"{'sessions':<21}  {4:>10}  {3:>10}  DIFFERS" in lines
    assert f"{'more':<21}  {1:>10}  {'no table':>10}  DIFFERS" in lines


def test_ops_6_a_copy_is_checked_without_a_database(
    database: Database, elsewhere: Database, file: Path, there: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    if database.engine.dialect.name == "postgresql":
        with pytest.raises(CannotStart, match=r"createdb.*restore FILE --verify"):
            run_restore(there, file, verify=False, verify_only=True)
        return
    run_restore(there, file, verify=False, verify_only=True)
    assert "All as it was backed up" in capsys.readouterr().out
    assert [one.name for one in file.parent.iterdir()] == [file.name]
    assert not Path(str(elsewhere.engine.url.database)).exists()
    with pytest.raises(CannotStart, match="Not what was backed up"):
        run_restore(there, changed(file, tables={}), verify=False, verify_only=True)


@pytest.mark.parametrize("method", [ZIP_BZIP2, ZIP_LZMA])
def test_ops_5_a_dump_that_seems_packed_otherwise_is_said(file: Path, tmp_path: Path, method: int) -> None:
    torn, bad = tmp_path / "torn.backup", bytearray(file.read_bytes())
    entry = bad.rindex(b"PK\x01\x02", 0, bad.rindex(b"PK\x01\x02"))  # of the dump; the last one is the manifest's
    bad[entry + 10] = method
    torn.write_bytes(bad)
    with pytest.raises(CannotStart, match=r"torn\.backup is no whole backup"):
        unpack(torn, read_manifest(torn), tmp_path / "dump")


@pytest.mark.parametrize("content", [None, b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_ops_5_what_is_no_backup_is_said(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "file"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CannotStart, match=r"file (is no whole backup|cannot be read)"):
        read_manifest(file)


def test_ops_3_the_same_rows_have_the_same_sum_in_any_order() -> None:
    assert state_of([b"a", b"b", b"b"]) == state_of([b"b", b"a", b"b"])
    assert len({state_of(rows) for rows in ((), (b"",), (b"a", b"b"), (b"a", b"b", b"b"), (b"ab",), (b"a", b"a"))}) == 6
