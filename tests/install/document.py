"""docs/install.md, taken apart: what it has people run, and the files that it has them write."""

import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

DOCUMENT = Path(__file__).parents[2] / "docs" / "install.md"
SHELL = "sh"
_HEADING = re.compile(r"^#{2,3} (?P<name>.+)$")
_NOTE = re.compile(r"^\s*<!-- (?P<kind>file|not run): *(?P<value>.*?) *-->$")
_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)$")


@dataclass(frozen=True)
class Block:
    line: int
    section: str
    language: str
    text: str
    file: str = ""
    """Where it is to be written; empty for what is run."""
    not_run: str | None = None
    """Why no test runs it."""

    def __str__(self) -> str:
        return f"install.md:{self.line} ({self.section})"


def read(document: Path = DOCUMENT) -> list[Block]:
    """Every fenced block in order, with what the comment in the line above says of it."""
    found: list[Block] = []
    section, note = "", ("", "")
    lines = iter(enumerate(document.read_text("utf-8").splitlines(), 1))
    for number, line in lines:
        if heading := _HEADING.match(line):
            section = heading["name"]
        if fence := _FENCE.match(line):
            end = f"{fence['indent']}```"
            body: list[str] = []
            for _, inside in lines:
                if inside == end:
                    break
                body.append(inside)
            text = textwrap.dedent("\n".join(body)) + "\n"
            kind, value = note
            found.append(
                Block(
                    number, section, fence["language"], text,
                    file=value if kind == "file" else "", not_run=value if kind == "not run" else None,
                )
            )  # fmt: skip
        told = _NOTE.match(line)
        note = (told["kind"], told["value"]) if told else ("", "")
    return found
