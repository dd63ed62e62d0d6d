"""The report of the lab: the table that docs/reliability.md gets."""

from collections.abc import Iterable
from pathlib import Path

from tests.network.bars import ROWS
from tests.network.guests import Words
from tests.network.report import BEGIN, END, Report, publish

NEED_HELP = Words("Interrupted Need help? The office: admissions@example.edu", 1.0)


def test_a_row_has_the_median_what_came_of_it_and_every_word_once() -> None:
    report = Report()
    for value in (0.4, 0.1, 0.25):
        report.record("path cut", "tests/network/test_paths.py::test_x", value, "over the relay (udp)", [NEED_HELP])
    report.record("no udp", "tests/network/test_connectivity.py::test_y", 0.5, "over the relay (tcp)", [])
    assert [line.strip("| ").split(" | ") for line in report.lines()[2:]] == [
        [ROWS["path cut"].fault, "over the relay (udp)", "0.2", "≤ 5", "Interrupted",
         "`tests/network/test_paths.py::test_x`"],
        [ROWS["no udp"].fault, "over the relay (tcp)", "first frame after 0.50", "≤ 2 after the second press",
         "nothing", "`tests/network/test_connectivity.py::test_y`"],
    ]  # fmt: skip


def test_a_row_over_its_bar_says_so() -> None:
    report = Report()
    report.record("server back", "a test", 3.01, "back", [])
    report.record("socket noticed", "a test", 9.99, "a banner", [])
    assert [line.split()[0] for line in report.verdicts()] == ["OVER", "holds"]


def test_rows_may_be_measured_apart_and_the_table_comes_when_all_are_there(tmp_path: Path) -> None:
    results, document = tmp_path / "network.json", tmp_path / "reliability.md"
    document.write_text(f"{BEGIN}\n{END}\n", "utf-8")
    last, *others = ROWS
    for runs, keys in ((5, others), (1, [last]), (5, others)):
        _measured(keys, runs).write(runs, results, document)
        assert document.read_text("utf-8") == f"{BEGIN}\n{END}\n"
    _measured([last], 5).write(5, results, document)
    assert document.read_text("utf-8").count("`a test`") == len(ROWS)


def _measured(keys: Iterable[str], runs: int) -> Report:
    report = Report()
    for key in keys:
        for _ in range(runs):
            report.record(key, "a test", 0.1, "well", [])
    return report


def test_the_table_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    document = tmp_path / "reliability.md"
    document.write_text(f"before\n\n{BEGIN}\nold\n{END}\n\nafter\n", "utf-8")
    for _ in range(2):
        publish(document, ["| new |"])
    assert document.read_text("utf-8") == f"before\n\n{BEGIN}\n\n| new |\n\n{END}\n\nafter\n"
