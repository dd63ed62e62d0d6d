"""An interview to tell of, and people to tell."""

from datetime import UTC, datetime

from vivavoce.notifications.facts import InterviewFacts, Letter, Office, Recipient, Told

OFFICE = Office(
    name="Admissions Office",
    contact="admissions@example.edu",
    time_zone="Europe/London",
    sender="interviews@example.edu",
    site="https://interviews.example.edu",
)
SAM = Recipient("person-sam", "sam@example.edu", "Sam", "Asia/Karachi", for_student=True)
ADA = Recipient("person-ada", "ada@example.edu", "Ada", "Europe/London", for_student=False)
WRITTEN = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
FACTS = InterviewFacts(
    interview_id="i" * 22,
    sequence=3,
    starts_at=datetime(2026, 12, 1, 9, 0, tzinfo=UTC),
    minutes=30,
    programme="Medicine",
    cycle="Autumn 2027",
    student="Sam",
    interviewers=("Ada", "Ivy"),
    was_at=datetime(2026, 12, 1, 8, 0, tzinfo=UTC),
)


def letter(kind: str, to: Recipient = SAM, facts: InterviewFacts = FACTS, **more: object) -> Letter:
    told = Told(to.person_id, facts.interview_id, kind, facts.sequence, {**facts.as_json(), **more})
    return Letter("m" * 22, to, WRITTEN, (told,))
