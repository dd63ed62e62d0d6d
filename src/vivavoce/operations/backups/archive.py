"""The file of a backup: a zip of the database's dump and of a manifest that says what must be in it.

It appears under its name whole or not at all, for its owner only, and never takes the place of another file.
"""

import hashlib
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

import msgspec

from vivavoce.operations.backups.checksums import TableState
from vivavoce.operations.cannot_start import CannotStart

FORMAT = 1
MANIFEST = "manifest.json"
DUMPS = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
PACKING = {"sqlite": ZIP_DEFLATED, "postgresql": ZIP_STORED}
"""pg_dump has packed its own already."""
_METHODS = frozenset(PACKING.values())
_DAMAGES = (
    BadZipFile,
    EOFError,  # it ends too early
    KeyError,  # a name is another one
    RuntimeError,  # it seems to be encrypted, or made for a later zip (NotImplementedError)
    ValueError,  # the manifest is none (msgspec.DecodeError), or a name no UTF-8
    zlib.error,
)
"""What zipfile and msgspec raise for bytes that are not what they were."""


class Manifest(msgspec.Struct, frozen=True):
    format: int
    version: str
    """Of the Vivavoce that made it."""
    revision: str
    """Of the schema."""
    database: str
    """Its kind: `sqlite` or `postgresql`."""
    made_at: str
    """RFC 3339 in UTC."""
    sha256: str
    """Of the dump, in hex."""
    tables: dict[str, TableState]


@contextmanager
def work_folder(beside: Path, purpose: str) -> Iterator[Path]:
    """For the pieces; on the same disk, so that what is whole is only renamed. Who is killed leaves it behind."""
    try:
        folder = tempfile.TemporaryDirectory(dir=beside, prefix=f".vivavoce-{purpose}-")
    except OSError as error:
        raise CannotStart(f"Nothing can be written to the folder {beside}: {error.strerror}.") from error
    with folder as name:
        yield Path(name)


def pack(dump: Path, manifest: Manifest, into: Path) -> None:
    with into.open("xb") as file:
        os.fchmod(file.fileno(), 0o600)
        with ZipFile(file, "w") as packed:
            packed.write(dump, DUMPS[manifest.database], PACKING[manifest.database])
            packed.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
        file.flush()
        os.fsync(file.fileno())


def publish(whole: Path, name: Path) -> None:
    """Raises CannotStart where something has that name already."""
    try:
        name.hardlink_to(whole)  # which, unlike a rename, takes nothing's place
    except FileExistsError:
        raise taken(name) from None
    except OSError:  # a disk without links, such as a network drive
        if name.exists():
            raise taken(name) from None
        whole.rename(name)
    sync_folder(name.parent)


def taken(name: Path) -> CannotStart:
    return CannotStart(f"{name} exists already, and a backup replaces nothing. Give another name, or a folder.")


def sync_folder(folder: Path) -> None:
    """So that a name in it outlives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def read_manifest(file: Path) -> Manifest:
    """Raises CannotStart where it is no backup, damaged, or of a format that only a newer Vivavoce knows."""
    with _whole(file) as packed:
        manifest = msgspec.json.decode(packed.read(MANIFEST), type=Manifest)
    if manifest.format != FORMAT or manifest.database not in DUMPS:
        raise CannotStart(f"{file} was made by a newer Vivavoce ({manifest.version}): restore it with that one.")
    return manifest


def unpack(file: Path, manifest: Manifest, into: Path) -> None:
    """The dump. Raises CannotStart where it is not byte for byte what was packed."""
    with _whole(file) as packed, packed.open(DUMPS[manifest.database]) as dump, into.open("xb") as target:
        _copy(dump, target)
    if sha256(into) != manifest.sha256:
        raise _damaged(file, "its checksum is another one")


def _copy(source: IO[bytes], target: BinaryIO) -> None:
    os.fchmod(target.fileno(), 0o600)
    shutil.copyfileobj(source, target, 2**20)
    target.flush()
    os.fsync(target.fileno())


@contextmanager
def _whole(file: Path) -> Iterator[ZipFile]:
    try:
        with ZipFile(file) as packed:
            if any(one.compress_type not in _METHODS for one in packed.infolist()):
                raise BadZipFile("a method of packing that is not ours")  # each other one has errors of its own
            yield packed
    except OSError as error:
        raise CannotStart(f"{error.filename or file} cannot be read or written: {error.strerror or error}.") from error
    except _DAMAGES as error:
        raise _damaged(file, str(error) or type(error).__name__) from error


def _damaged(file: Path, reason: str) -> CannotStart:
    return CannotStart(f"{file} is no whole backup ({reason}). Nothing was changed. Take another copy of it.")
