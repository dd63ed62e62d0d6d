"""An example of each mail, for those who want to see what people get. Pure."""

from datetime import datetime, timedelta

from vivavoce.clock import iso
from vivavoce.notifications.facts import InterviewFacts, Letter, Recipient, Told
from vivavoce.notifications.rules import Kind, reminder_kind

SAMPLES = (
    Kind.SCHEDULED, Kind.MOVED, Kind.CANCELLED, reminder_kind(24 * 60), Kind.CANNOT_ATTEND, Kind.WINDOWS_ASKED,
    Kind.TIMES_ALLOTTED, Kind.ACCOUNT_INVITED,
)  # fmt: skip


def sample(kind: str, to: Recipient, now: datetime) -> Letter:
    starts_at = (now + timedelta(days=7)).replace(minute=0, second=0, microsecond=0)
    facts = InterviewFacts(
        interview_id="example",
        sequence=1,
        starts_at=starts_at,
        minutes=30,
        programme="Medicine",
        cycle="Autumn",
        student="Sam Example",
        interviewers=("Ada Example",),
        was_at=starts_at - timedelta(days=1) if kind == Kind.MOVED else None,
    )
    of_kind: dict[str, dict[str, object]] = {
        Kind.WINDOWS_ASKED: {"programme": facts.programme, "cycle": facts.cycle, "closes_at": iso(starts_at)},
        Kind.ACCOUNT_INVITED: {"resets": False},
        Kind.TIMES_ALLOTTED: {
            "cycle": facts.cycle, "cycle_id": "example", "outcome": "published", "placed": 120, "unplaced": 3,
        },
    }  # fmt: skip
    chosen = of_kind.get(kind, {**facts.as_json(), "message": "I have an examination."})
    return Letter("example", to, now, (Told(to.person_id, "example", kind, 1, chosen),))
