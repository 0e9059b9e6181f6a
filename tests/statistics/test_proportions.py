"""One share, against hand-derived values, statsmodels, and its own laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.proportions import (
    Calls,
    proportion,
    rare,
    share_of_all,
    wilson,
)
from tests.statistics import oracles

NORMAL = 1.959963984540054


@pytest.mark.parametrize("right", [0, 1, 7, 29, 30])
def test_wilson_is_the_wilson_of_statsmodels(right: int) -> None:
    theirs = oracles.wilson(right, 30)

    ours = wilson(right / 30, 30, NORMAL)

    assert ours == pytest.approx(theirs, abs=1e-12)


def test_one_question_a_document_is_wilson_with_t() -> None:
    # Singletons: V = G/(G-1) p(1-p)/n, so n_eff = n - 1 = 19; t(19) = 2.093024.
    values = np.array([1.0] * 12 + [0.0] * 8)

    found = proportion(values, np.arange(20), Calls(hits=12, calls=20))

    assert found is not None
    assert found.effective_n == pytest.approx(19)
    assert found.degrees == 19
    assert (found.lo, found.hi) == pytest.approx(wilson(0.6, 19, 2.0930240), abs=1e-6)


def test_documents_that_agree_within_themselves_count_once() -> None:
    # Two documents right, two wrong, five questions each: residual sums of 2.5 each,
    # V = 4/3 * 4 * 6.25 / 400 = 1/12, n_eff = .25 * 12 = 3.
    values = np.array([1.0] * 10 + [0.0] * 10)
    clusters = np.repeat(np.arange(4), 5)

    found = proportion(values, clusters, Calls(hits=10, calls=20))

    assert found is not None
    assert found.effective_n == pytest.approx(3, abs=1e-6)
    assert found.few_documents


@pytest.mark.parametrize(("documents", "few"), [(7, True), (8, False)])
def test_a_share_of_few_documents_is_marked(documents: int, *, few: bool) -> None:
    values = np.tile([0.0, 1.0, 1.0], documents)
    clusters = np.repeat(np.arange(documents), 3)

    found = proportion(values, clusters, Calls(hits=2 * documents, calls=3 * documents))

    assert found is not None
    assert found.few_documents is few


def test_many_documents_of_which_one_holds_much_are_few() -> None:
    clusters = np.repeat(np.arange(40), [80, *[3] * 39])
    values = np.tile([0.0, 1.0, 1.0], 66)[: len(clusters)]

    even = proportion(values, np.arange(len(values)) % 40, Calls(hits=1, calls=197))
    found = proportion(values, clusters, Calls(hits=1, calls=197))

    assert even is not None
    assert found is not None
    assert (even.few_documents, found.few_documents) == (False, True)
    assert found.documents == 40
    assert found.degrees is not None
    assert 5 < found.degrees < 6


def test_repeats_narrow_an_interval_no_further_than_they_inform() -> None:
    clusters = np.repeat(np.arange(10), 2)
    nearly = np.array([0.4, 0.6] * 10)
    nearly[-1] = 0.61

    same = proportion(np.full(20, 0.5), clusters, Calls(hits=50, calls=100))
    capped = proportion(nearly, clusters, Calls(hits=50, calls=100))

    assert same is not None
    assert same.effective_n == 20  # no variance at all: the questions are what is known
    assert capped is not None
    assert capped.effective_n == 100  # tiny variance: never more than the calls


def test_a_share_of_nothing_is_none() -> None:
    nothing = np.zeros(0)

    assert proportion(nothing, nothing.astype(np.intp), Calls(hits=0, calls=0)) is None


def test_one_document_has_no_spread_so_its_interval_is_of_n_and_tagged() -> None:
    found = proportion(np.ones(4), np.zeros(4, dtype=np.intp), Calls(hits=4, calls=4))

    assert found is not None
    assert (found.lo, found.hi) == pytest.approx(wilson(1.0, 4, NORMAL), abs=1e-6)
    assert found.lo < 1
    assert found.few_documents
    assert found.degrees is None


@pytest.mark.parametrize(
    ("hits", "bound"), [(1, 0.0512933), (2, 0.3553615), (3, 0.8176914)]
)
def test_rare_hits_are_bounded_by_poissons_law(hits: int, bound: float) -> None:
    # Half the 5 % points of chi squared with 2, 4 and 6 degrees of freedom.
    assert rare(hits / 100, 100) == pytest.approx(bound / 100, abs=1e-8)


@pytest.mark.parametrize(("share", "n"), [(0.0, 100), (0.031, 100), (0.5, 7)])
def test_what_is_not_rare_has_no_such_bound(share: float, n: int) -> None:
    assert rare(share, n) == 1


def test_three_misses_are_rare_although_their_share_is_no_round_number() -> None:
    assert (1 - 33 / 36) * 36 > 3
    assert rare(1 - 33 / 36, 36) == pytest.approx(rare(3 / 36, 36))


def test_one_miss_of_fifty_is_bounded_as_rare_on_either_side() -> None:
    # n_eff = 49, of which the misses are 49 / 50.
    values = np.array([1.0] * 49 + [0.0])
    bound = oracles.gamma_quantile(0.98, 0.05) / 49

    found = proportion(values, np.arange(50), Calls(hits=49, calls=50))
    mirrored = proportion(1 - values, np.arange(50), Calls(hits=1, calls=50))

    assert found is not None
    assert mirrored is not None
    assert found.hi == pytest.approx(1 - bound, abs=1e-6)
    assert found.hi > wilson(0.98, 49, 2.0096)[1]
    assert mirrored.lo == pytest.approx(bound, abs=1e-6)


clustered = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 6)), min_size=1, max_size=40
)


@given(clustered)
def test_a_share_lies_in_its_interval_and_the_interval_in_zero_to_one(
    rows: list[tuple[int, int]],
) -> None:
    hits, clusters = np.array(rows, dtype=np.intp).T

    found = proportion(
        hits / 3, clusters, Calls(hits=int(hits.sum()), calls=3 * len(rows))
    )

    assert found is not None
    assert 0 <= found.lo <= found.estimate <= found.hi <= 1
    assert found.lo < found.hi


@given(clustered)
def test_misses_are_the_mirror_of_hits(rows: list[tuple[int, int]]) -> None:
    hits, clusters = np.array(rows, dtype=np.intp).T
    calls = Calls(hits=0, calls=3 * len(rows))

    right = proportion(hits / 3, clusters, calls)
    wrong = proportion(1 - hits / 3, clusters, calls)

    assert right is not None
    assert wrong is not None
    assert (right.lo, right.hi) == pytest.approx((1 - wrong.hi, 1 - wrong.lo), abs=3e-6)


@given(st.integers(0, 20), st.integers(1, 50))
def test_more_of_the_same_narrows_the_interval(right: int, times: int) -> None:
    few = wilson(right / 20, 20, NORMAL)
    many = wilson(right / 20, 20 * (times + 1), NORMAL)

    assert many[1] - many[0] < few[1] - few[0]


def test_a_share_of_all_calls_is_that_of_questions_where_all_have_as_many() -> None:
    hits = np.array([0.0, 1, 2, 3, 3, 1, 0, 2] * 5)
    clusters = np.repeat(np.arange(10), 4)

    found = share_of_all(hits, np.full(40, 3.0), clusters)

    assert found is not None
    assert found == proportion(hits / 3, clusters, Calls(hits=60, calls=120))


def test_a_document_with_many_calls_weighs_as_many() -> None:
    """All but one of the calls are of one document: it is worth hardly more."""
    found = share_of_all(np.array([50.0, 0, 1]), np.array([98.0, 1, 1]), np.arange(3))

    assert found is not None
    assert (found.estimate, found.hits, found.calls) == (0.51, 51, 100)
    assert found.degrees is not None
    assert found.degrees < 1.1  # three of one size have 2
    assert found.few_documents


def test_a_share_of_no_call_is_none() -> None:
    none = np.array([], dtype=np.float64)

    assert share_of_all(none, none, np.array([], dtype=np.intp)) is None
