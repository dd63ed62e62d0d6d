"""The key that signs cookies: given by the operator, or (embedded database only) made once and kept beside it."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from pydantic import SecretStr

from vivavoce.operations.cannot_start import CannotStart
from vivavoce.settings import SECRET_LENGTH, Settings

FILE = "secret_key"
PRIVATE = 0o700
"""Of a data folder that we make: what applicants wrote is not for the other users of a machine."""


def with_secret_key(settings: Settings) -> Settings:
    if settings.secret_key is not None:
        return settings
    return settings.model_copy(update={"secret_key": SecretStr(_kept(settings.data_dir / FILE))})


def _kept(file: Path) -> str:
    """Raises CannotStart when what is kept there is no key, or none can be kept."""
    file.parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    if not file.exists():
        try:
            _make(file)
        except OSError as error:
            raise CannotStart(
                f"No key could be kept in {file}: {error.strerror}. Make room there, and try again."
            ) from error
    return kept_key(file)


def kept_key(file: Path) -> str:
    """Raises CannotStart where it is no whole one, OSError where it cannot be read."""
    kept = file.read_text("ascii", "replace").strip()
    if len(kept) < SECRET_LENGTH:
        raise CannotStart(
            f"The key in {file} is cut off. Delete the file: a new key is made, and people sign in again."
        )
    return kept


def _make(file: Path) -> None:
    """Whole or not at all; of several that make one at once, the first stays."""
    handle, name = tempfile.mkstemp(dir=file.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "w") as opened:
            opened.write(secrets.token_urlsafe(48))
            opened.flush()
            os.fsync(opened.fileno())
        with suppress(FileExistsError):
            file.hardlink_to(made)
    finally:
        made.unlink()
