"""Three `vivavoce serve` on one PostgreSQL and one Redis, behind HAProxy with deploy/balancer-haproxy.cfg."""

import signal
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from tests.deploy.balancers import NAMES, Balancer
from tests.faults.busy_office import BusyOffice
from tests.nodes.crowd import Crowd
from tests.nodes.gate import Gate, Way, gate
from tests.nodes.people import Door, Page
from tests.postgres import PostgresServer
from tests.redis import RedisServer
from tests.sessions import add_session
from vivavoce.accounts.models import Person
from vivavoce.admissions.models import Application, Cycle
from vivavoce.clock import new_id, utc_now
from vivavoce.database import Database
from vivavoce.interviews.models import Interview
from vivavoce.operations.tls import self_signed

LINGER_SECONDS = 3
"""Longer than HAProxy takes to notice."""
BALANCER = ""
"""Where a page goes that goes to no node directly."""
TOGETHER = [("a", "a"), ("b", "b"), ("c", "c")]
APART = [("a", "b"), ("b", "c"), ("c", "a")]
"""Pairs that go to the same node, and to two."""


class Node(BusyOffice):
    site, bus_url = "", ""

    def _environment(self) -> dict[str, str]:
        return super()._environment() | {
            "VIVAVOCE_PUBLIC_URL": self.site,
            "VIVAVOCE_BUS_URL": self.bus_url,
            "VIVAVOCE_TRUSTED_PROXIES": "127.0.0.1",
            "VIVAVOCE_LINGER_SECONDS": str(LINGER_SECONDS),
        }

    @property
    def runs(self) -> bool:
        return self._process is not None

    def restart(self) -> None:
        """As systemd does, with the time that it gives."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        assert self._process.wait(60) in {0, -signal.SIGTERM}
        self.start()


class Cluster:
    def __init__(self, root: Path, database: Database, url: str, redis: RedisServer, way: Gate) -> None:
        self.redis, self.gate, self._database = redis, way, database
        self.nodes = {name: Node(root / name, url) for name in NAMES}
        self.balancer = Balancer(
            "haproxy", root, [node.port for node in self.nodes.values()], self_signed(root / "certificate", "127.0.0.1")
        )
        for name, node in self.nodes.items():
            node.site, node.bus_url = self.balancer.url, way.url if name == GATED else redis.url
        with database.writing() as session:
            session.add(Cycle(id="cycle", name="2027", phase="selection", created_at=utc_now()))

    def start(self) -> None:
        missing = [node for node in self.nodes.values() if not node.runs]
        with ThreadPoolExecutor(len(NAMES)) as pool:
            list(pool.map(Node.start, missing))

    def mend(self) -> None:
        """After whatever a test did to it."""
        self.gate.let(Way.OPEN)
        if not self.redis.runs:
            self.redis.start()
        for node in self.nodes.values():
            if node.runs:
                node.thaw()
        self.start()

    def stop(self) -> None:
        for node in self.nodes.values():
            node.kill()

    def faults(self) -> list[str]:
        """What its nodes wrote down of something that none of them expected."""
        return [line for node in self.nodes.values() for line in node.log.read_text().splitlines() if _is_fault(line)]

    # People

    def door(self, name: str) -> Door:
        if name == BALANCER:
            return Door(self.balancer.url.replace("https", "wss"), {"ssl": self.balancer.trust})
        node = self.nodes[name]
        return Door(self.balancer.url.replace("https", "ws"), {"host": "127.0.0.1", "port": node.port})

    def crowd(self, doors: Sequence[tuple[str, str]], pace: float = 0.1) -> Crowd:
        """A pair for each two doors; whoever loses a socket comes back through the balancer."""
        made, then = Crowd(pace), self.door(BALANCER)
        with self._database.writing() as session:
            for one, two in doors:
                room, tokens = _interview(session)
                pages = [
                    Page(room, token, self.door(door), then, made.changed)
                    for token, door in zip(tokens, (one, two), strict=True)
                ]
                made.add(*pages)
        return made

    def interview(self) -> tuple[str, tuple[str, str]]:
        """One of now; its id, and the tokens of its student and its interviewer."""
        with self._database.writing() as session:
            return _interview(session)

    def admin(self) -> str:
        """The token of an admin's new session."""
        with self._database.writing() as session:
            return add_session(session, _person(session, "admin"), utc_now())


GATED = "c"
"""Its way to Redis can be shut."""


def _is_fault(line: str) -> bool:
    return "Traceback" in line or "[error" in line or "[critical" in line


def _person(session: Session, role: str) -> str:
    id_ = new_id()
    session.add(
        Person(
            id=id_, email=f"{id_.lower()}@example.edu", name=role.title(), role=role, time_zone="Europe/London",
            password_hash=None, is_demo=False, created_at=utc_now(),
        )
    )  # fmt: skip
    session.flush()
    return id_


def _interview(session: Session) -> tuple[str, tuple[str, str]]:
    student, lead, id_, now = _person(session, "student"), _person(session, "interviewer"), new_id(), utc_now()
    application = new_id()
    session.add(
        Application(
            id=application, admission_cycle_id="cycle", student_id=student, programme="Medicine", status="selected",
            created_at=now,
        )
    )  # fmt: skip
    session.flush()
    session.add(
        Interview(
            id=id_, application_id=application, student_id=student, admin_id=lead, admission_cycle_id="cycle",
            interview_time=now, duration_minutes=30, time_zone="Europe/London", interview_link=f"/interview/{id_}",
            status="scheduled", created_at=now, updated_at=now,
        )
    )  # fmt: skip
    return id_, (add_session(session, student, now), add_session(session, lead, now))


@contextmanager
def cluster(postgres: PostgresServer) -> Iterator[Cluster]:
    """With a database of its own."""
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="vivavoce-")))
        url = stack.enter_context(postgres.migrated_database(template="template_vivavoce"))
        database = Database(url)
        stack.callback(database.engine.dispose)
        redis = stack.enter_context(RedisServer())
        made = Cluster(root, database, url, redis, stack.enter_context(gate(redis.port)))
        stack.callback(made.stop)
        made.start()
        stack.enter_context(made.balancer.running())
        yield made
