"""Fixtures of the browser suite: browsers for the whole run, a server for a module, windows for a test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.browser.browsers import Browsers
from tests.browser.couples import Couple, seat
from tests.browser.demo_server import DemoServer
from tests.browser.office import Office
from tests.browser.visitors import Visitor, Visitors

Enter = Callable[..., Visitor]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browsers(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browsers]:
    made = Browsers(playwright, tmp_path_factory.mktemp("devices"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    made = DemoServer(tmp_path_factory.mktemp("demo") / "data")
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def office(server: DemoServer) -> Iterator[Office]:
    made = Office(server)
    yield made
    made.close()


@pytest.fixture
def enter(browsers: Browsers, server: DemoServer) -> Iterator[Enter]:
    """`enter("ada")`: see Visitors. A complaint of any page fails the test."""
    visitors = Visitors(browsers, server)
    yield visitors.enter
    visitors.leave()


@pytest.fixture
def couple(office: Office, enter: Enter) -> Couple:
    """Ada and Kim in the green room of a fresh interview."""
    return seat(office.schedule("kim"), enter("ada"), enter("kim"))


@pytest.fixture
def talking(couple: Couple) -> Couple:
    couple.talk()
    return couple


@pytest.fixture(scope="session")
def checkout() -> Path:
    return Path(__file__).parents[2]


@pytest.fixture(scope="session")
def axe(checkout: Path) -> str:
    return (checkout / "web" / "node_modules" / "axe-core" / "axe.min.js").read_text()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A busy machine slows browsers most: what waits here has time-outs of its own. The slow begin, so that workers
    end together."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent) and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(300))
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
