"""The tables of phases and applications, whole."""

from itertools import pairwise, product

from vivavoce.admissions.guards import GUARDS, next_phase
from vivavoce.admissions.rules import (
    APPLICATION_MOVES,
    PHASES,
    Actor,
    ApplicationStatus,
    Move,
    Phase,
    forgets_export,
    is_back,
    shown_to_student,
)
from vivavoce.interviews.rules import CHANGE_PHASES, CREATE_PHASES, LISTED_PHASES

A, P = ApplicationStatus, Phase


def test_int_33_nine_phases_one_step_at_a_time() -> None:
    assert [phase.value for phase in PHASES] == [
        "submission", "frozen", "preprocessing", "batch_prep", "processing", "scored", "selection", "published",
        "completed",
    ]  # fmt: skip
    assert list(GUARDS) == list(pairwise(PHASES))
    assert [next_phase(phase) for phase in PHASES] == [*PHASES[1:], None]


def test_adm_2_the_export_is_forgotten_before_batch_prep() -> None:
    assert {phase for phase in P if forgets_export(phase)} == {P.SUBMISSION, P.FROZEN, P.PREPROCESSING}


def test_int_34_back_is_any_earlier_phase() -> None:
    assert {pair for pair in product(P, P) if is_back(*pair)} == {
        (PHASES[a], PHASES[b]) for a in range(9) for b in range(a)
    }


def test_int_35_every_move_of_an_application() -> None:
    office = Actor.OFFICE
    assert {
        (A.SUBMITTED, A.WITHDRAWN): Move(Actor.STUDENT, P.SUBMISSION),
        (A.SUBMITTED, A.SET_ASIDE): Move(office, P.PREPROCESSING),
        (A.SET_ASIDE, A.SUBMITTED): Move(office, P.PREPROCESSING),
        (A.SUBMITTED, A.SCORED): Move(office, P.PROCESSING),
        (A.SCORED, A.SELECTED): Move(office, P.SELECTION),
        (A.SELECTED, A.SCORED): Move(office, P.SELECTION),
        (A.SCORED, A.NOT_SELECTED): Move(office, P.SELECTION),
        (A.NOT_SELECTED, A.SCORED): Move(office, P.SELECTION),
    } == APPLICATION_MOVES


def test_int_37_what_students_see_of_every_status_in_every_phase() -> None:
    for status, phase in product(A, P):
        expected = status
        if status is A.SET_ASIDE:
            late = phase in (P.SCORED, P.SELECTION, P.PUBLISHED, P.COMPLETED)
            expected = A.NOT_SELECTED if late else A.SUBMITTED
        if expected is A.NOT_SELECTED and phase not in (P.PUBLISHED, P.COMPLETED):
            expected = A.SCORED
        assert shown_to_student(status, phase) is expected


def test_int_7_int_8_int_31_interviews_name_phases_that_exist() -> None:
    assert {P(name) for name in CREATE_PHASES | CHANGE_PHASES | LISTED_PHASES} == {
        P.SELECTION, P.PUBLISHED, P.COMPLETED,
    }  # fmt: skip
