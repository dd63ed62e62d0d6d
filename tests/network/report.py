"""What was measured: a table on the terminal, JSON under bench/results/, and with RUNS=5 or more the table of docs."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from tests.network.bars import BARS, ROWS, WORDS
from tests.network.guests import Words

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "bench" / "results" / "network.json"
DOCUMENT = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- network lab: begin -->", "<!-- network lab: end -->"
PUBLISHED = 5
"""Runs that a published number takes."""
NOTHING = "nothing"
HEAD = ("fault", "outcome", "seconds frozen (median)", "bar", "what the person saw", "held by")
CONTACT = "Need help?"
"""What stands wherever something fails."""


@dataclass
class Series:
    """All runs of a row."""

    test: str
    values: list[float] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    saw: list[str] = field(default_factory=list)


class Report:
    def __init__(self, rows: dict[str, Series] | None = None) -> None:
        self.rows = rows or {}

    def record(self, key: str, test: str, value: float, outcome: str, words: Iterable[Words]) -> None:
        series = self.rows.setdefault(key, Series(test))
        series.values.append(round(value, 3))
        _add(series.outcomes, outcome)
        for one in words:
            _add(series.saw, one.text.partition(CONTACT)[0].strip())

    def write(self, runs: int, results: Path = RESULTS, document: Path = DOCUMENT) -> None:
        """Rows can be measured apart: what was not measured now is as the last runs, if there were as many, left it."""
        whole = Report({**_earlier(results, runs), **self.rows})
        results.parent.mkdir(exist_ok=True)
        found = {key: {**asdict(series), **asdict(ROWS[key])} for key, series in whole.rows.items()}
        results.write_text(json.dumps({"runs": runs, "rows": found}, indent=2, ensure_ascii=False) + "\n", "utf-8")
        if whole._is_whole():
            publish(document, whole.lines())

    def lines(self) -> list[str]:
        """A Markdown table in the order of ROWS."""
        head = [f"| {' | '.join(HEAD)} |", "|---" * len(HEAD) + "|"]
        return [*head, *(f"| {' | '.join(self._cells(key))} |" for key in ROWS if key in self.rows)]

    def verdicts(self) -> list[str]:
        """For the terminal: one line a row, with every value."""
        return [self._verdict(key) for key in ROWS if key in self.rows]

    def _cells(self, key: str) -> list[str]:
        row, series = ROWS[key], self.rows[key]
        return [
            row.fault,
            "; ".join(series.outcomes),
            WORDS[row.measure].format(median(series.values)),
            BARS[row.measure].format(row.bar),
            " · ".join(series.saw) or NOTHING,
            f"`{series.test}`",
        ]

    def _verdict(self, key: str) -> str:
        row, series = ROWS[key], self.rows[key]
        middle = median(series.values)
        verdict = "holds" if middle <= row.bar else "OVER"
        return f"{verdict:6}{key:22}{middle:8.2f} (bar {row.bar:g}; {series.values}) {'; '.join(series.outcomes)}"

    def _is_whole(self) -> bool:
        return all(key in self.rows and len(self.rows[key].values) >= PUBLISHED for key in ROWS)


def _earlier(results: Path, runs: int) -> dict[str, Series]:
    if not results.is_file():
        return {}
    known = json.loads(results.read_text("utf-8"))
    if known["runs"] != runs:
        return {}
    fields = ("test", "values", "outcomes", "saw")
    return {key: Series(*(row[one] for one in fields)) for key, row in known["rows"].items() if key in ROWS}


def publish(document: Path, lines: list[str]) -> None:
    """Puts the lines between the two marks of the document, in place of what stands there."""
    text = document.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    document.write_text("\n".join([before + BEGIN, "", *lines, "", END + after]), "utf-8")


def _add(known: list[str], text: str) -> None:
    if text and text not in known:
        known.append(text)
