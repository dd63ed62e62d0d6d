"""What a command prints for whoever ran it."""

import os
import sys

import typer

from vivavoce.operations.cannot_start import CannotStart


class CannotSay(CannotStart):
    """What it had to say is lost."""


def say(text: str) -> None:
    """Raises CannotSay where standard output is closed, full or a pipe that nobody reads any more."""
    if sys.stdout is None:
        raise CannotSay(_why("it is closed"))
    try:
        typer.echo(text)
        sys.stdout.flush()
    except OSError as error:
        # What is still in the buffer would fail once more when the process ends, with a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise CannotSay(_why(error.strerror or str(error))) from error


def _why(reason: str) -> str:
    return f"What this command has to say cannot be written to standard output: {reason}."
