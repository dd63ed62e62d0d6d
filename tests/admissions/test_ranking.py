"""The best K, against their definition."""

from hypothesis import given
from hypothesis import strategies as st

from vivavoce.admissions.ranking import Cut, top_by_score

# Few values, so that ties are common; among them the two zeros and neighbors that differ in the last bit.
SCORES = st.sampled_from([0.0, -0.0, 0.1, 0.30000000000000004, 0.3, 70.0, 70.5, 1_000_000.0])
PEOPLE = st.lists(SCORES).map(lambda scores: [(f"person {n}", score) for n, score in enumerate(scores)])


@given(PEOPLE, st.integers(1, 12))
def test_adm_10_everyone_whose_competition_rank_is_at_most_k(people: list[tuple[str, float]], k: int) -> None:
    def rank(score: float) -> int:
        return 1 + sum(other > score for _, other in people)

    chosen = [(one, score) for one, score in people if rank(score) <= k]
    lowest = min((score for _, score in chosen), default=None)
    tied = [one for one, score in chosen if score == lowest] if len(chosen) > k else []
    assert top_by_score(people, k) == Cut(tuple(one for one, _ in chosen), lowest, tuple(tied))


@given(PEOPLE, st.integers(1, 12))
def test_adm_10_never_fewer_than_k_while_there_are_so_many(people: list[tuple[str, float]], k: int) -> None:
    cut = top_by_score(people, k)
    assert len(cut.chosen) >= min(k, len(people))
    assert len(cut.chosen) - len(cut.tied) < k or not cut.tied


def test_adm_10_a_tie_at_the_last_place_is_taken_whole() -> None:
    people = [("a", 9.0), ("b", 7.0), ("c", 8.0), ("d", 7.0), ("e", 6.0)]
    assert {k: top_by_score(people, k) for k in (1, 2, 3, 4, 99)} == {
        1: Cut(("a",), 9.0),
        2: Cut(("a", "c"), 8.0),
        3: Cut(("a", "b", "c", "d"), 7.0, ("b", "d")),
        4: Cut(("a", "b", "c", "d"), 7.0),
        99: Cut(("a", "b", "c", "d", "e"), 6.0),
    }
