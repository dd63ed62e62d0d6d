"""Fixtures of the network lab: one lab for the whole run, put in order for each test, and what was measured."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.browsers import find_chromium
from tests.network import namespaces
from tests.network.bars import ROWS
from tests.network.guests import Words
from tests.network.lab import Lab
from tests.network.report import Report

RUNS = int(os.environ.get("RUNS") or 1)
HERE = Path(__file__).parent
REPORT = pytest.StashKey[Report]()
Measured = Callable[[str, float, str, Iterable[Words]], None]


@contextmanager
def ended_in_order() -> Iterator[None]:
    """A build that is called off gets SIGTERM: the lab is then taken down as after Ctrl-C."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.fixture(scope="session")
def running_lab() -> Iterator[Lab]:
    reason = namespaces.why_not()
    if reason is None and not find_chromium():
        reason = "the network lab needs Chromium"
    if reason is not None:
        pytest.skip(reason)
    namespaces.sweep()
    with ended_in_order(), namespaces.folder() as folder:
        made = Lab(folder)
        try:
            made.start()
            yield made
        finally:
            made.stop()


@pytest.fixture
def lab(running_lab: Lab) -> Iterator[Lab]:
    """All as most people have it. Afterwards everybody is gone, and no page has thrown."""
    running_lab.put_in_order()
    yield running_lab
    running_lab.put_in_order()
    errors = running_lab.part()
    if errors:
        pytest.fail("\n".join(errors), pytrace=False)


@pytest.fixture(scope="session")
def report(pytestconfig: pytest.Config) -> Iterator[Report]:
    made = pytestconfig.stash[REPORT] = Report()
    yield made
    made.write(RUNS)


@pytest.fixture
def measured(report: Report, request: pytest.FixtureRequest) -> Measured:
    """Keeps what a row measured, then holds this one run to what a busy machine is allowed."""
    test = f"{request.path.relative_to(HERE.parents[1])}::{request.function.__name__}"

    def keep(key: str, value: float, outcome: str, words: Iterable[Words] = ()) -> None:
        report.record(key, test, value, outcome, words)
        assert value <= ROWS[key].cap, f"{key}: {value:.2f}, and the cap is {ROWS[key].cap:g}"

    return keep


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """RUNS=5: every row five times."""
    if RUNS > 1 and metafunc.definition.path.is_relative_to(HERE) and "lab" in metafunc.fixturenames:
        metafunc.fixturenames.append("turn")
        metafunc.parametrize("turn", range(1, RUNS + 1), ids=lambda number: f"run {number}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.timeout(300))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    report = config.stash.get(REPORT, None)
    if report is not None and report.rows:
        terminalreporter.section(f"network lab, {RUNS} run{'s' if RUNS > 1 else ''} a row, seconds or shares")
        for line in report.verdicts():
            terminalreporter.write_line(line)
