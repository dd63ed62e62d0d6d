"""The life of mails against a model, whatever workers and mail servers do: nothing is lost, nothing comes three times,
and what was taken back never comes."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule, run_state_machine_as_test
from sqlalchemy import select, update

from tests.conftest import FakeClock, People
from tests.notifications.outgoing import Doormat, make_mailer, tell
from tests.notifications.sample import FACTS
from vivavoce.bus import MemoryBus
from vivavoce.clock import new_id
from vivavoce.database import Database
from vivavoce.notifications.facts import Told
from vivavoce.notifications.models import Mail
from vivavoce.notifications.outbox_repository import Outbox
from vivavoce.notifications.queue_repository import QueueRepository
from vivavoce.notifications.rules import LEASE, Kind, MailStatus, Outcome, reminder_kind

ENDS = {MailStatus.SENT, MailStatus.FAILED, MailStatus.UNCONFIRMED, MailStatus.OBSOLETE}


@dataclass(frozen=True)
class Attempt:
    """A mail in a worker's hands."""

    mail_id: str
    lease_id: str


class OutboxLife(RuleBasedStateMachine):
    database: ClassVar[Database]
    people: ClassVar[People]
    claimed = Bundle("claimed")
    finishing = Bundle("finishing")

    def __init__(self) -> None:
        super().__init__()
        self.clock = FakeClock()
        self.arrived = Counter[str]()
        self.let_go = Counter[str]()
        """How often a mail's last dot was allowed."""
        self.refused_for_good: set[str] = set()
        self.number = 0
        with self.database.writing() as session:
            session.execute(update(Mail).values(status=MailStatus.OBSOLETE))
            self.old = set(session.scalars(select(Mail.id)))

    def _rows(self) -> dict[str, Mail]:
        with self.database.reading() as session:
            return {mail.id: mail for mail in session.scalars(select(Mail)) if mail.id not in self.old}

    @rule(kind=st.sampled_from([Kind.SCHEDULED, reminder_kind(60)]))
    def write(self, kind: str) -> None:
        self.number += 1
        subject = f"{new_id()[:16]}{self.number}"
        facts = FACTS.as_json() | {"interview_id": subject}
        tell(self.database, self.clock, Told(self.people["sam"], subject, kind, 0, facts))

    @rule(hours=st.integers(1, 3))
    def nothing_more_holds(self, hours: int) -> None:
        """All interviews are moved: reminders of the old times are not to arrive."""
        with self.database.writing() as session:
            subjects = sorted({mail.subject_id for mail in self._rows().values() if mail.subject_id})
            Outbox(session, self.clock, new_id, MemoryBus()).take_back_reminders(subjects[:hours])

    @rule(target=claimed)
    def claim(self) -> Attempt | None:
        lease_id = new_id()
        with self.database.writing() as session:
            mail = QueueRepository(session).claim(lease_id, self.clock())
            return Attempt(mail.id, lease_id) if mail else None

    @rule(target=finishing, attempt=consumes(claimed))
    def finish(self, attempt: Attempt | None) -> Attempt | None:
        """Right before the last dot."""
        if attempt is None:
            return None
        before = self._rows()[attempt.mail_id]
        with self.database.writing() as session:
            may = QueueRepository(session).finishing(attempt.mail_id, attempt.lease_id, self.clock())
        if may:
            assert before.status == MailStatus.SENDING
            self.let_go[attempt.mail_id] += 1
        return attempt if may else None

    @rule(attempt=consumes(claimed), outcome=st.sampled_from([Outcome.TEMPORARY, Outcome.PERMANENT]))
    def refused_early(self, attempt: Attempt | None, outcome: Outcome) -> None:
        if attempt:
            self._fail(attempt, outcome)

    @rule(attempt=consumes(claimed))
    def no_server(self, attempt: Attempt | None) -> None:
        if attempt:
            with self.database.writing() as session:
                QueueRepository(session).put_back(attempt.mail_id, attempt.lease_id)

    @rule(attempt=consumes(claimed))
    def killed_before_the_dot(self, attempt: Attempt | None) -> None:
        """Whoever held it says nothing more."""

    @rule(attempt=consumes(finishing))
    def taken_and_said_so(self, attempt: Attempt | None) -> None:
        if attempt:
            self.arrived[attempt.mail_id] += 1
            with self.database.writing() as session:
                QueueRepository(session).sent(attempt.mail_id, attempt.lease_id, self.clock())

    @rule(attempt=consumes(finishing), outcome=st.sampled_from([Outcome.TEMPORARY, Outcome.PERMANENT]))
    def refused_at_the_dot(self, attempt: Attempt | None, outcome: Outcome) -> None:
        if attempt:
            self._fail(attempt, outcome)
            self.let_go[attempt.mail_id] -= 1

    @rule(attempt=consumes(finishing), taken=st.booleans())
    def answer_lost(self, attempt: Attempt | None, taken: bool) -> None:
        if attempt:
            self.arrived[attempt.mail_id] += taken
            self._fail(attempt, Outcome.UNKNOWN)

    @rule(attempt=consumes(finishing), taken=st.booleans())
    def killed_at_the_dot(self, attempt: Attempt | None, taken: bool) -> None:
        if attempt:
            self.arrived[attempt.mail_id] += taken

    @rule(minutes=st.sampled_from([1, 5, 11, 60, 6 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.clock.advance(minutes=minutes)
        with self.database.writing() as session:
            QueueRepository(session).recover(self.clock())

    def _fail(self, attempt: Attempt, outcome: Outcome) -> None:
        with self.database.writing() as session:
            QueueRepository(session).failed(attempt.mail_id, attempt.lease_id, outcome, "no", self.clock())

    @invariant()
    def nothing_is_let_go_three_times(self) -> None:
        assert max(self.let_go.values(), default=0) <= 2
        assert max(self.arrived.values(), default=0) <= 2

    def teardown(self) -> None:
        """In the end workers and server do their work: everything came, or is said not to have."""
        for _ in range(5):
            self.clock.advance(seconds=LEASE.total_seconds() + 6 * 3600)
            doormat = Doormat()
            make_mailer(self.database, self.clock, doormat).work()
            self.arrived.update(str(mail["Message-ID"])[1:23] for mail in doormat.mails)
        for mail_id, mail in self._rows().items():
            assert mail.status in ENDS, mail.status
            assert mail.status != MailStatus.SENT or self.arrived[mail_id] in {1, 2}
            assert mail.status != MailStatus.OBSOLETE or mail.kind != Kind.SCHEDULED
            assert self.arrived[mail_id] <= 2


@pytest.mark.slow
def test_tel_6_the_life_of_mails(database: Database, people: People) -> None:
    OutboxLife.database, OutboxLife.people = database, people
    quick = settings(
        max_examples=40, stateful_step_count=40, suppress_health_check=list(HealthCheck), deadline=timedelta(minutes=1)
    )
    run_state_machine_as_test(OutboxLife, settings=quick)
