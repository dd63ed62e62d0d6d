"""The key that signs what leaves the server and comes back: SECRET_KEY, or one made once in the data folder."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from vivavoce.settings import Settings

FILE = "secret_key"


def signing_key(settings: Settings) -> bytes:
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value().encode()
    return _kept_key(settings.data_dir)


def _kept_key(folder: Path) -> bytes:
    """Written aside and linked into place, so that two processes starting together agree on one whole key."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / FILE
    if not file.exists():
        draft = folder / f".{FILE}.{secrets.token_hex(8)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(32), "ascii")
        with suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    return file.read_bytes()
