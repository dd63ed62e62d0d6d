"""What makes one assignment better than another. Pure.

In this order: more people have a place; more of those who had one keep it; the worst hour on a newly placed
applicant's wall is better; and last, one weighted sum of hours, load, subjects, early days and a seeded tie-break.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from vivavoce.scheduling.assignment.bands import NEVER, band
from vivavoce.scheduling.assignment.problem import Applicant, Meeting, Problem
from vivavoce.scheduling.hours import MINUTES_A_DAY

Numbers = npt.NDArray[np.int64]

PAIN = np.array([0, 5, 20], dtype=np.int64)
"""What an hour of each band weighs."""

PAIN_WEIGHT = 400
LOAD_WEIGHT = 40
"""For the n-th interview of one interviewer, n times this: loads of 5 and 5 are better than 4 and 6."""
SUBJECT_WEIGHT = 100
EARLY_WEIGHT = 4
"""A day later."""
TIES = 4
"""The seed adds 0 to 3, so that no other weight is outweighed by it."""

_MIX = np.uint64(0x9E3779B97F4A7C15)


def tie_key(seed: int, applicant: str) -> np.uint64:
    digest = hashlib.blake2b(f"{seed} {applicant}".encode(), digest_size=8).digest()
    return np.uint64(int.from_bytes(digest, "big"))


def hour_costs(since: int, keys: npt.NDArray[np.uint64], starts: Numbers, bands: Numbers) -> Numbers:
    """Of meetings of applicants with these tie keys at these times, whoever the interviewer: arrays that broadcast.

    `since`: when the days begin that an early meeting is early in.
    """
    days = (starts - since) // MINUTES_A_DAY
    ties = ((mixed(keys, starts) >> np.uint64(24)) % np.uint64(TIES)).astype(np.int64)
    costs: Numbers = PAIN[bands] * PAIN_WEIGHT + days * EARLY_WEIGHT + ties
    return costs


def mixed(keys: npt.NDArray[np.uint64], starts: Numbers) -> npt.NDArray[np.uint64]:
    """Numbers that look like chance, and are the same everywhere."""
    once = (starts.astype(np.uint64) ^ keys) * _MIX
    twice: npt.NDArray[np.uint64] = (once ^ (once >> np.uint64(29))) * _MIX
    return twice


def hour_cost(problem: Problem, applicant: Applicant, starts: int) -> int:
    keys = np.array([tie_key(problem.seed, applicant.id)])
    bands = np.array([min(band(applicant.zone, starts, applicant.length), NEVER - 1)])
    return int(hour_costs(problem.since, keys, np.array([starts]), bands)[0])


def rank(problem: Problem, meetings: Mapping[str, Meeting]) -> tuple[int, int, int, int]:
    """Larger is better: placed, kept, the worst band and the sum with their signs turned."""
    kept, worst, total = 0, 0, 0
    subjects = {one.id: one.subjects for one in problem.interviewers}
    for applicant in problem.applicants:
        meeting = meetings.get(applicant.id)
        if meeting is None:
            continue
        its_band = band(applicant.zone, meeting.starts, applicant.length)
        if meeting == applicant.present:
            kept += 1
        else:
            worst = max(worst, its_band)
        total += hour_cost(problem, applicant, meeting.starts)
        total += subject_cost(problem.subject(applicant), subjects[meeting.interviewer])
    counts = Counter(meeting.interviewer for meeting in meetings.values())
    for interviewer in problem.interviewers:
        before = len(interviewer.taken)
        total += sum(LOAD_WEIGHT * (before + number) for number in range(counts[interviewer.id]))
    return len(meetings), kept, -worst, -total


def subject_cost(subject: str, subjects: frozenset[str]) -> int:
    return 0 if not subject or subject in subjects else SUBJECT_WEIGHT
