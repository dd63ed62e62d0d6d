"""Makes drafts, one after the other, each in a process of its own."""

import math
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from threading import Lock

import structlog
from sqlalchemy.orm import Session

from vivavoce.clock import Clock
from vivavoce.database import Database
from vivavoce.scheduling.assignment.bands import EPOCH
from vivavoce.scheduling.assignment.problem import Answer, Meeting, Problem
from vivavoce.scheduling.assignment.wire import decoded, encoded, hash_of
from vivavoce.scheduling.draft_repository import DraftRepository
from vivavoce.scheduling.draft_rules import DraftStatus, Failure
from vivavoce.scheduling.models import Draft, Placement
from vivavoce.scheduling.snapshot import AROUND, Candidate, Plan, Taken, movable, nobody_gave_hours, problem_of
from vivavoce.scheduling.window_repository import WindowRepository

log = structlog.get_logger()

SECONDS = 120.0
JOB = (sys.executable, "-m", "vivavoce.scheduling.assignment.job")
LINGER_SECONDS = 60.0
"""Longer than any request takes."""


class Solver:
    def __init__(self, database: Database, clock: Clock, seconds: float = SECONDS) -> None:
        self._database, self._clock, self._seconds = database, clock, seconds
        self._line = ThreadPoolExecutor(max_workers=1, thread_name_prefix="solver")
        self._known, self._lock = dict[str, float](), Lock()
        """Until when each counts as being made here."""
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def start(self, draft_id: str) -> None:
        with self._lock:
            self._known[draft_id] = math.inf
        self._line.submit(self._run, draft_id)

    def knows(self, draft_id: str) -> bool:
        """Whether it is being made here, or just has been: whoever asks may have read the database before that."""
        with self._lock:
            return self._known.get(draft_id, 0.0) > time.monotonic()

    def finish(self) -> None:
        """Waits for what is being made; nothing can be begun afterwards."""
        self._line.shutdown(wait=True)

    def stop(self) -> None:
        """What is being made is given up; whoever looks at it reads that it was interrupted."""
        self._stopped = True
        self._line.shutdown(wait=False, cancel_futures=True)
        if (process := self._process) is not None:
            process.kill()
        self._line.shutdown(wait=True)

    def _run(self, draft_id: str) -> None:
        try:
            self._make(draft_id)
        except subprocess.TimeoutExpired:
            self._fail(draft_id, Failure.TOO_LONG)
        except Exception:
            if self._stopped:
                return
            log.exception("a schedule could not be made", draft=draft_id)
            self._fail(draft_id, Failure.BROKEN)
        finally:
            with self._lock:
                self._known[draft_id] = time.monotonic() + LINGER_SECONDS

    def _make(self, draft_id: str) -> None:
        with self._database.reading() as session:
            read = _read(session, draft_id)
        asked = encoded(read.problem)
        answer = decoded(self._solve(asked))
        with self._database.on_the_side, self._database.writing() as session:
            draft = DraftRepository(session).find(draft_id, hold=True)
            if draft is not None and draft.status == DraftStatus.SOLVING:
                draft.input_hash, draft.finished_at = hash_of(asked), self._clock()
                _store(session, draft, answer, read)

    def _solve(self, asked: bytes) -> bytes:
        with subprocess.Popen(JOB, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 (ourselves)
            self._process = process
            try:
                answer, _ = process.communicate(asked, timeout=self._seconds)
            finally:
                process.kill()
                self._process = None
        if process.returncode:
            raise RuntimeError(f"the solver ended with {process.returncode}")
        return answer

    def _fail(self, draft_id: str, failure: Failure) -> None:
        with self._database.on_the_side, self._database.writing() as session:
            draft = DraftRepository(session).find(draft_id, hold=True)
            if draft is not None and draft.status == DraftStatus.SOLVING:
                draft.status, draft.failure, draft.finished_at = DraftStatus.FAILED, failure, self._clock()


@dataclass(frozen=True)
class _Read:
    problem: Problem
    people: Sequence[Candidate]
    """Who is in it."""
    larger: Sequence[Candidate]
    """Whose interview ahead stays as it is, for more people hold it than are assigned."""
    no_hours: bool


def _read(session: Session, draft_id: str) -> _Read:
    repository = DraftRepository(session)
    draft = repository.find(draft_id)
    request = WindowRepository(session).request(draft.admission_cycle_id) if draft else None
    if draft is None or request is None:
        raise LookupError(draft_id)
    plan = Plan(
        date.fromisoformat(request.first_day),
        date.fromisoformat(request.last_day),
        draft.length_minutes,
        draft.panel,
        draft.seed,
        [
            Taken(person, "", datetime.fromisoformat(one), until := datetime.fromisoformat(two), until)
            for person, one, two in draft.away
        ],
        draft.created_at,
    )
    people = repository.candidates(draft.admission_cycle_id)
    midnight = datetime.combine(plan.first_day, datetime.min.time(), tzinfo=UTC)
    taken = repository.taken(midnight - AROUND, midnight + timedelta(days=plan.days) + AROUND)
    going = [one for one in people if one.booked is None or movable(one, plan)]
    larger = [one for one in people if one.booked and one.booked.is_larger and one.booked.starts_at > plan.now]
    office = repository.office()
    return _Read(problem_of(plan, office, people, taken), going, larger, nobody_gave_hours(plan, office))


def _store(session: Session, draft: Draft, answer: Answer, read: _Read) -> None:
    draft.status = DraftStatus.READY
    draft.explanation = {
        **_explained(answer),
        "larger": [{"applicant": one.application_id} for one in read.larger],
        "no_hours": read.no_hours,
    }
    draft.choice, draft.statuses = answer.result.choice, list(answer.result.statuses)
    DraftRepository(session).place([_placement(draft, one, answer.result.meetings) for one in read.people])


def _explained(answer: Answer) -> dict[str, list[dict[str, object]]]:
    return {
        "reasons": [
            {
                "code": one.code,
                "language": one.language,
                "competing": one.competing,
                "places": one.places,
                "applicants": list(one.applicants),
            }
            for one in answer.explanation.reasons
        ],
        "relaxations": [{"what": one.what, "places": one.places} for one in answer.explanation.relaxations],
    }


def _placement(draft: Draft, one: Candidate, meetings: Mapping[str, Meeting]) -> Placement:
    booked, meeting = one.booked, meetings.get(one.application_id)
    extra = one.answer.extra_minutes if one.answer else 0
    return Placement(
        draft_id=draft.id,
        application_id=one.application_id,
        interview_id=booked.interview_id if booked else None,
        interview_version=booked.version if booked else None,
        before_admin_id=booked.admin_id if booked else None,
        before_second_id=booked.second or None if booked else None,
        before_time=booked.starts_at if booked else None,
        admin_id=meeting.interviewer if meeting else None,
        second_id=meeting.second or None if meeting else None,
        interview_time=EPOCH + timedelta(minutes=meeting.starts) if meeting else None,
        duration_minutes=booked.minutes if booked else draft.length_minutes + extra,
        time_zone=one.time_zone,
    )
