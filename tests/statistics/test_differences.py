"""Two arms on the same questions, against statsmodels, by hand, and by law."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.differences import difference
from tests.statistics import oracles


def test_a_difference_is_the_clustered_regression_of_statsmodels() -> None:
    dice = np.random.default_rng(1)
    values = dice.choice([-1.0, 0.0, 0.0, 1.0], size=160)
    clusters = np.repeat(np.arange(40), 4)
    lo, hi = oracles.clustered_mean(values.tolist(), clusters.tolist())

    found = difference(values, clusters)

    assert found is not None
    assert found.method == "paired-cluster-t@2"
    assert found.degrees == 39
    assert (found.estimate, found.lo, found.hi) == pytest.approx(
        (values.mean(), lo, hi), abs=1e-5
    )


def test_one_large_document_widens_a_difference() -> None:
    values = np.tile([1.0, 0.0, -1.0, 1.0, -1.0, 0.0, -1.0, 1.0], 25)
    large = np.repeat(np.arange(40), [83, *[3] * 39])

    even = difference(values, np.repeat(np.arange(40), 5))
    found = difference(values, large)

    assert even is not None
    assert found is not None
    assert found.degrees is not None
    assert found.se is not None
    variance, degrees = oracles.bell_mccaffrey(values, large)
    assert found.se == pytest.approx(math.sqrt(variance), abs=1e-6)
    assert found.degrees == pytest.approx(degrees, abs=1e-5)
    assert (even.few_documents, found.few_documents) == (False, True)


def test_two_models_that_never_differ_still_have_an_interval() -> None:
    # 20 + 2 values, 22 documents, sums +1 and -1: V = 22/21 * 2 / 22^2; t(21) = 2.0796.
    found = difference(np.zeros(20), np.arange(20))

    assert found is not None
    assert found.estimate == 0
    assert found.hi == pytest.approx(2.0796 * math.sqrt(22 / 21 * 2) / 22, abs=1e-4)
    assert found.lo == -found.hi
    assert found.method == "paired-pseudo-cluster@2"
    assert not found.few_documents


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [(5, 5, False), (5, 4, True), (4, 6, True), (6, 4, True), (30, 0, True)],
)
def test_pseudo_documents_join_where_few_differ_or_few_speak_for_one(
    first: int, second: int, *, joined: bool
) -> None:
    values = np.array([1.0] * first + [-1.0] * second + [0.0] * (40 - first - second))

    found = difference(values, np.arange(40))

    assert found is not None
    assert (found.method == "paired-pseudo-cluster@2") is joined


def test_documents_that_differ_within_themselves_differ() -> None:
    # Each of 30 documents has a question each way; ten more speak for one each.
    values = np.array([1.0, -1.0] * 30 + [1.0] * 5 + [-1.0] * 5)
    clusters = np.append(np.repeat(np.arange(30), 2), np.arange(30, 40))

    found = difference(values, clusters)

    assert found is not None
    assert found.method == "paired-cluster-t@2"


def test_a_pseudo_document_weighs_the_root_of_the_design_effect() -> None:
    # 8 documents of 25 without a difference, and two of w = sqrt(1 + .1 * 24) = 1.844:
    # V = 2 w^2 / (1 - w / (200 + 2 w)) / (200 + 2 w)^2.
    found = difference(np.zeros(200), np.repeat(np.arange(8), 25))

    weight = math.sqrt(3.4)
    total = 200 + 2 * weight
    assert found is not None
    assert found.se == pytest.approx(
        math.sqrt(2 * weight**2 / (1 - weight / total)) / total, abs=1e-6
    )


def test_one_document_says_next_to_nothing() -> None:
    found = difference(np.full(100, 0.1), np.zeros(100, dtype=np.intp))

    assert found is not None
    assert found.few_documents
    assert found.lo < 0 < found.hi


def test_a_difference_of_nothing_is_none() -> None:
    assert difference(np.zeros(0), np.zeros(0, dtype=np.intp)) is None


clustered = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 6)), min_size=1, max_size=40
)


@given(clustered)
def test_a_difference_lies_in_its_interval(rows: list[tuple[int, int]]) -> None:
    hits, clusters = np.array(rows, dtype=np.intp).T

    found = difference((hits - 1.5) / 1.5, clusters)

    assert found is not None
    assert -1 <= found.lo <= found.estimate <= found.hi <= 1
    assert found.lo < found.hi


@given(clustered, st.sampled_from([0.95, 0.99, 0.996667]))
def test_the_other_way_round_is_the_negative(
    rows: list[tuple[int, int]], level: float
) -> None:
    hits, clusters = np.array(rows, dtype=np.intp).T

    one = difference((hits - 1.5) / 1.5, clusters, level=level)
    two = difference((1.5 - hits) / 1.5, clusters, level=level)

    assert one is not None
    assert two is not None
    assert (one.lo, one.hi) == pytest.approx((-two.hi, -two.lo), abs=2e-6)
