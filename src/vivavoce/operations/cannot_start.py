"""Why a command cannot do its work, and how its settings are read."""

from typing import Any

from pydantic import ValidationError

from vivavoce.settings import Settings


class CannotStart(Exception):
    """The sentence says what to do."""


def read_settings(**fixed: Any) -> Settings:
    """From the environment and .env, but for what the command fixes itself."""
    try:
        return Settings(**fixed)
    except ValidationError as error:
        wrong = [f"VIVAVOCE_{'_'.join(map(str, item['loc'])).upper()}: {item['msg']}" for item in error.errors()]
        raise CannotStart("\n".join(["Some settings cannot be used.", *wrong])) from None
    except OSError as error:
        raise CannotStart(f"The settings in {error.filename} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CannotStart("The settings in .env cannot be read: the file is not UTF-8 text.") from error
