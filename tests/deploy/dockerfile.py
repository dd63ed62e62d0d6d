"""A Dockerfile as its instructions, stage by stage. No engine needs to be here."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from tests.sources import ROOT


@dataclass
class Stage:
    image: str
    name: str
    steps: list[tuple[str, str]] = field(default_factory=list)

    def all(self, instruction: str) -> list[str]:
        return [value for found, value in self.steps if found == instruction]


def read(text: str) -> list[Stage]:
    stages: list[Stage] = []
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    for line in filter(None, "\n".join(lines).replace("\\\n", " ").splitlines()):
        instruction, _, value = line.partition(" ")
        if instruction == "FROM":
            image, _, name = value.partition(" AS ")
            stages.append(Stage(image, name))
        else:
            stages[-1].steps.append((instruction, " ".join(value.split())))
    return stages


def copied(stage: Stage) -> list[tuple[str, list[str], str]]:
    """(which stage it comes from, "" for this folder; sources; target) of each COPY."""
    found = []
    for value in stage.all("COPY"):
        origin = re.match(r"--from=(\S+) ", value)
        *sources, target = value.removeprefix(origin[0] if origin else "").split()
        found.append((origin[1] if origin else "", sources, target))
    return found


def health_command(stage: Stage) -> list[str]:
    (check,) = stage.all("HEALTHCHECK")
    command: list[str] = json.loads(check.partition("CMD ")[2])
    return command


def is_sent(path: str) -> bool:
    """Whether .dockerignore lets it through to the builder: the last line that fits decides."""
    sent = True
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        pattern = line.removeprefix("!")
        if line and not line.startswith("#") and _fits(pattern, path):
            sent = line.startswith("!")
    return sent


def _fits(pattern: str, path: str) -> bool:
    return any(Path(part).match(pattern) for part in (path, *map(str, Path(path).parents)) if part != ".")
