"""Several comparisons at once."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.families import holm, rank_ranges, simultaneous_level

p_values = st.lists(st.floats(0, 1), min_size=1, max_size=7)


def test_the_family_shares_its_five_percent() -> None:
    assert simultaneous_level(0) == pytest.approx(0.95)
    assert simultaneous_level(1) == pytest.approx(0.95)
    assert simultaneous_level(10) == pytest.approx(0.995)


def test_holm_by_hand() -> None:
    # Sorted .005 .01 .03 .04, times 4 3 2 1: .02 .03 .06 .04, and none below the last.
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []


@given(p_values)
def test_holm_is_bonferroni_on_every_family_that_holds_it(found: list[float]) -> None:
    # Closed testing, which Holm's steps abbreviate (Marcus, Peritz and Gabriel 1976).
    families = [
        held
        for size in range(1, len(found) + 1)
        for held in combinations(range(len(found)), size)
    ]
    expected = [
        max(
            min(1.0, len(held) * min(found[place] for place in held))
            for held in families
            if one in held
        )
        for one in range(len(found))
    ]

    assert holm(found) == pytest.approx(expected)


@given(p_values)
def test_holm_lies_between_each_p_and_bonferroni(found: list[float]) -> None:
    for p, adjusted in zip(found, holm(found), strict=True):
        assert p <= adjusted <= min(1.0, len(found) * p) or adjusted == p


def test_nothing_shown_leaves_every_rank_open() -> None:
    assert rank_ranges(["a", "b", "c"], []) == dict.fromkeys("abc", (1, 3))


def test_what_is_shown_narrows_the_ranks() -> None:
    found = rank_ranges(["a", "b", "c"], [("a", "c"), ("b", "c"), ("a", "c")])

    assert found == {"a": (1, 2), "b": (1, 2), "c": (3, 3)}


orders = st.permutations(list("abcdef")).flatmap(
    lambda order: st.tuples(
        st.just(order),
        st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=15),
    )
)


@given(orders)
def test_a_range_holds_the_true_rank(
    found: tuple[list[str], set[tuple[int, int]]],
) -> None:
    order, pairs = found
    better = [(order[one], order[two]) for one, two in pairs if one < two]

    ranges = rank_ranges(sorted(order), better)

    for rank, name in enumerate(order, 1):
        least, most = ranges[name]
        assert 1 <= least <= rank <= most <= len(order)
