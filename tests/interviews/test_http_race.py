"""The same race through the real server: its threads, its pool of connections, its one commit at the edge.

It also holds that a burst does not stall (turns.py): nobody is told 503, and it takes seconds, not a timeout.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.admissions.clients import session_token
from tests.conftest import FakeClock
from tests.interviews.test_races import CROWD, add_applicants, overlaps, scheduled
from tests.interviews.world import OFFICE, TEN, World
from tests.signaling.server import running
from vivavoce.accounts.sessions import COOKIE
from vivavoce.settings import Settings


@pytest.mark.slow
def test_int_15_sixty_requests_at_once_make_one_interview(world: World, settings: Settings, clock: FakeClock) -> None:
    applications = add_applicants(world, CROWD)
    with running(settings, clock) as server:
        token = session_token(server.app.state.database, world.people["ada"])
        limits = httpx.Limits(max_connections=CROWD)
        with httpx.Client(
            base_url=server.origin, cookies={COOKIE: token}, limits=limits, timeout=60, trust_env=False
        ) as client:

            def book(application: str) -> str:
                body = {"application_id": application, "interview_time": TEN}
                answer = client.post(OFFICE, json=body)
                return str(answer.json().get("code", answer.status_code))

            with ThreadPoolExecutor(CROWD) as threads:
                became = Counter(threads.map(book, applications))
    assert became == {"201": 1, "interview_taken": CROWD - 1}
    assert (len(scheduled(world)), overlaps(world)) == (1, [])
