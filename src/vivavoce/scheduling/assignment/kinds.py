"""Interviewers who are alike to every applicant: they speak and teach the same, of what anybody asks for. Pure."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from vivavoce.scheduling.assignment.objective import Numbers, subject_cost
from vivavoce.scheduling.assignment.places import Places
from vivavoce.scheduling.assignment.problem import Applicant, Problem


class Kinds:
    """`of`: each slot's kind; `times`: all beginnings; `at`: each slot's index of them; `counts`: slots by kind and
    time."""

    def __init__(self, problem: Problem, applicants: Sequence[Applicant], places: Places) -> None:
        languages = {one.language for one in applicants}
        subjects = {problem.subject(one) for one in applicants}
        known = [(one.languages & languages, one.subjects & subjects) for one in places.interviewers]
        self._kinds = list(dict.fromkeys(known))
        number_of = {kind: number for number, kind in enumerate(self._kinds)}
        self.of: Numbers = np.array([number_of[kind] for kind in known], dtype=np.int64)[places.owners]
        self.times: Numbers
        self.times, at = np.unique(places.starts, return_inverse=True)
        self.at: Numbers = at.astype(np.int64)
        self.counts: Numbers = np.zeros((len(self._kinds), len(self.times)), dtype=np.int64)
        np.add.at(self.counts, (self.of, self.at), 1)

    def speaking(self, language: str) -> npt.NDArray[np.bool_]:
        """Which kinds speak it."""
        return np.array([not language or language in languages for languages, _ in self._kinds], dtype=bool)

    def prices(self, subject: str) -> Numbers:
        """What each kind costs one who asks for this subject."""
        return np.array([subject_cost(subject, subjects) for _, subjects in self._kinds], dtype=np.int64)
