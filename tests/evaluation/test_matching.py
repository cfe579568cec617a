"""Pairs that add up to as much as they can."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from edu_kg.evaluation.matching import best_pairs

_SIZE = 4
worths = st.dictionaries(
    st.tuples(st.integers(0, _SIZE - 1), st.integers(0, _SIZE - 1)),
    st.integers(1, 20).map(lambda quarters: quarters / 4),
)


def tried_out(worth: dict[tuple[int, int], float]) -> float:
    """The best sum of all ways to pair."""
    return max(
        sum(worth.get((left, right), 0.0) for left, right in enumerate(order))
        for order in permutations(range(_SIZE))
    )


@given(worths)
def test_no_other_pairs_are_worth_more(worth: dict[tuple[int, int], float]) -> None:
    pairs = best_pairs(worth)
    assert set(pairs.items()) <= set(worth)
    assert len(set(pairs.values())) == len(pairs)
    assert sum(worth[edge] for edge in pairs.items()) == tried_out(worth)


def test_a_partner_is_given_up_where_both_gain() -> None:
    assert best_pairs({(0, 0): 3.0, (1, 0): 2.5, (0, 1): 2.5}) == {0: 1, 1: 0}


def test_one_good_pair_is_better_than_two_poor_ones() -> None:
    assert best_pairs({(0, 0): 10.0, (0, 1): 1.0, (1, 0): 1.0}) == {0: 0}


def test_nothing_gives_no_pairs() -> None:
    assert best_pairs({}) == {}
