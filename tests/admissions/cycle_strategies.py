"""What is asked of a cycle, at random."""

from hypothesis import strategies as st

from vivavoce.admissions.rules import ApplicationStatus

STUDENTS = st.sampled_from(["sam", "eve", "kim"])
PROGRAMMES = st.sampled_from(["Physics", "Music"])
NUMBERS = st.integers(0, 5)
"""Picks one of what there is."""
CHANGES = st.sampled_from(
    [
        {},
        {"checked": True},
        {"checked": False},
        *({"score": score} for score in (1.0, 2.0)),
        *({"status": status.value} for status in ApplicationStatus),
        {"status": "set_aside", "reason": "Late."},
        {"status": "set_aside", "reason": "A duplicate.", "checked": True},
        {"reason": "Later still."},
        {"score": 2.0, "status": "scored"},
    ]
)
MATCHES = st.fixed_dictionaries(
    {}, optional={"status": st.sampled_from([s.value for s in ApplicationStatus]), "checked": st.booleans()}
)
