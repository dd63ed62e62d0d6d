"""What a check found, and how it is told."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum


class Verdict(StrEnum):
    OK = "ok"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True)
class Finding:
    check: str
    verdict: Verdict
    says: str
    fix: str = ""
    """What to do; empty where all is well."""


def ok(check: str, says: str) -> Finding:
    return Finding(check, Verdict.OK, says)


def warning(check: str, says: str, fix: str = "") -> Finding:
    return Finding(check, Verdict.WARNING, says, fix)


def failure(check: str, says: str, fix: str = "") -> Finding:
    return Finding(check, Verdict.FAILURE, says, fix)


def why(error: Exception) -> str:
    """In the system's words where it has some."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def failed(findings: Sequence[Finding]) -> bool:
    return any(one.verdict is Verdict.FAILURE for one in findings)


def as_text(findings: Sequence[Finding]) -> str:
    """One line each."""
    width = max(len(one.check) for one in findings)
    return "\n".join(f"{one.verdict:<7}  {one.check:<{width}}  {_line(f'{one.says} {one.fix}')}" for one in findings)


def _line(words: str) -> str:
    return " ".join(words.split())


def as_json(findings: Sequence[Finding]) -> str:
    """`{"ok": no failure, "checks": [{"check", "verdict", "says", "fix"}]}`"""
    return json.dumps({"ok": not failed(findings), "checks": [asdict(one) for one in findings]}, indent=2)
