"""The project's own files, for the house checks."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "vivavoce"
TESTS = ROOT / "tests"
WEB = ROOT / "web" / "src"


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def python(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def web(*endings: str) -> list[Path]:
    return sorted(file for file in WEB.rglob("*") if file.name.endswith(endings) and ".gen." not in file.name)


@cache
def text(file: Path) -> str:
    return file.read_text("utf-8")


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(text(file), str(file))


def imports(file: Path) -> Iterator[tuple[str, str]]:
    """(module, imported name); for `import a.b` the name is empty."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)


def calls(file: Path) -> Iterator[tuple[int, str]]:
    """(line, what is called), such as `session.commit` or `datetime.now`."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


def lines_like(files: list[Path], pattern: str, allowed: str = r"(?!)") -> list[str]:
    """`file:line: text` of every line that has the pattern outside what `allowed` takes away first."""
    return [
        f"{name(file)}:{number}: {line.strip()}"
        for file in files
        for number, line in enumerate(text(file).splitlines(), 1)
        if re.search(pattern, re.sub(allowed, "", line))
    ]
