"""What each step forward of a cycle needs."""

from tests.interviews.world import TEN, World, good
from vivavoce.admissions.guards import CycleFacts, Missing, Unmet, unmet_guards
from vivavoce.admissions.rules import Phase
from vivavoce.admissions.views import WHERE_TO_DO_IT

M, P = Missing, Phase
MET = CycleFacts(applications=3, exported=True, selected=1)
UNMET: dict[Phase, tuple[CycleFacts, list[Unmet]]] = {
    P.SUBMISSION: (CycleFacts(), [Unmet(M.NO_APPLICATIONS, "The cycle has no application yet.")]),
    P.PREPROCESSING: (
        CycleFacts(unchecked=1),
        [Unmet(M.UNCHECKED, "1 application is neither checked nor set aside with a reason.")],
    ),
    P.BATCH_PREP: (CycleFacts(applications=1), [Unmet(M.NOT_EXPORTED, "The scoring export has not been made.")]),
    P.PROCESSING: (CycleFacts(unscored=2), [Unmet(M.UNSCORED, "2 applications have no score.")]),
    P.SELECTION: (
        CycleFacts(interviews_ahead=2, interviews_scheduled=2),
        [
            Unmet(M.NONE_SELECTED, "No applicant is selected."),
            Unmet(M.INTERVIEWS_AHEAD, "2 scheduled interviews are ahead."),
        ],
    ),
    P.PUBLISHED: (
        CycleFacts(interviews_scheduled=1),
        [Unmet(M.INTERVIEWS_SCHEDULED, "1 interview is still scheduled.")],
    ),
}


def test_int_33_adm_1_each_guard_says_what_is_unmet() -> None:
    assert {phase: unmet_guards(phase, facts) for phase, (facts, _) in UNMET.items()} == {
        phase: words for phase, (_, words) in UNMET.items()
    }
    assert {phase: unmet_guards(phase, MET) for phase in P} == {phase: [] for phase in P}
    free = {P.FROZEN, P.SCORED, P.COMPLETED}
    assert {phase for phase in P if not unmet_guards(phase, CycleFacts(unchecked=1, unscored=1))} & free == free


def test_adm_1_everything_that_can_be_missing_has_a_page() -> None:
    assert {code: link.format(id="x") for code, link in WHERE_TO_DO_IT.items()} == {
        M.NO_APPLICATIONS: "/admin/cycles/x#import",
        M.UNCHECKED: "/admin/cycles/x?checked=no#applications",
        M.NOT_EXPORTED: "/admin/cycles/x#export",
        M.UNSCORED: "/admin/cycles/x?status=submitted#applications",
        M.NONE_SELECTED: "/admin/cycles/x?status=scored#applications",
        M.INTERVIEWS_AHEAD: "/admin/interviews?cycle=x&status=scheduled",
        M.INTERVIEWS_SCHEDULED: "/admin/interviews?cycle=x&status=scheduled",
    }
    assert set(WHERE_TO_DO_IT) == set(Missing)


def test_adm_1_the_page_and_the_refusal_name_the_same(world: World) -> None:
    world.create(at=TEN)
    words = "1 scheduled interview is ahead."
    seen = good(world["ada"].get(f"/api/admin/cycles/{world.cycle}"))
    assert (seen["unmet"], seen["missing"]) == (
        [words],
        [
            {
                "code": "interviews_ahead",
                "message": words,
                "link": f"/admin/interviews?cycle={world.cycle}&status=scheduled",
            }
        ],
    )
    refusal = world["ada"].post(f"/api/admin/cycles/{world.cycle}/phase", json={"to": "published"}).json()
    assert (refusal["code"], refusal["errors"]) == (
        "guard_unmet",
        [{"field": "to", "code": "interviews_ahead", "message": words}],
    )
