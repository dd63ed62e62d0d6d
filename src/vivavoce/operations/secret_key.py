"""The key that signs cookies: given by the operator, or (embedded database only) made once and kept beside it."""

import os
import secrets
from pathlib import Path

from pydantic import SecretStr

from vivavoce.settings import Settings

FILE = "secret_key"
PRIVATE = 0o700
"""Of a data folder that we make: what applicants wrote is not for the other users of a machine."""


def with_secret_key(settings: Settings) -> Settings:
    if settings.secret_key is not None:
        return settings
    return settings.model_copy(update={"secret_key": SecretStr(_kept(settings.data_dir / FILE))})


def _kept(file: Path) -> str:
    file.parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text("ascii").strip()
    made = secrets.token_urlsafe(48)
    with os.fdopen(handle, "w") as opened:
        opened.write(made)
    return made
