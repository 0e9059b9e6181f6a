"""A sum over another, with an interval that knows what it cannot know."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.ratios import ratio

shares_right = st.just(0.0) | st.floats(0.01, 1)
rows = st.lists(
    st.tuples(st.floats(0.01, 5), shares_right, st.integers(0, 11)), min_size=1
)


def test_the_jackknife_is_the_one_worked_by_hand() -> None:
    # Sums 1/2, 2/2, 1.5/2 on three documents: 4.5/6. Left without each: 3.5/4, 2.5/4,
    # 3/4.
    logs = [math.log(3.5 / 4), math.log(2.5 / 4), math.log(3 / 4)]
    mean = sum(logs) / 3
    se = math.sqrt(2 / 3 * sum((one - mean) ** 2 for one in logs))
    reach = 4.302653 * se  # t(2)
    over = np.array([0.4, 0.6, 1.0, 1.0, 1.5, 0.0])

    found = ratio(over, np.ones(6), np.array([0, 0, 1, 1, 2, 2]))

    assert found is not None
    assert found.estimate == 0.75
    assert found.lo == pytest.approx(0.75 * math.exp(-reach), rel=1e-5)
    assert found.hi == pytest.approx(0.75 * math.exp(reach), rel=1e-5)
    assert (found.n, found.documents, found.few_documents) == (6, 3, True)


def test_nothing_below_the_line_is_no_ratio() -> None:
    assert ratio(np.ones(3), np.zeros(3), np.arange(3)) is None
    assert ratio(np.zeros(0), np.zeros(0), np.zeros(0, dtype=np.intp)) is None


def test_one_document_has_no_upper_bound() -> None:
    found = ratio(np.ones(5), np.ones(5), np.zeros(5, dtype=np.intp))

    assert found is not None
    assert (found.estimate, found.lo, found.hi) == (1, 0, None)
    assert found.few_documents


def test_right_answers_on_one_document_alone_have_no_upper_bound() -> None:
    under = np.array([1.0, 0.0, 0.0])

    found = ratio(np.ones(3), under, np.arange(3))
    shares = ratio(np.ones(3), under, np.arange(3), shares=True)

    assert found is not None
    assert (found.estimate, found.lo, found.hi) == (3, 0, None)
    assert shares is not None
    assert shares.lo <= 3


def test_what_costs_nothing_costs_nothing() -> None:
    found = ratio(np.zeros(12), np.ones(12), np.arange(12))

    assert found is not None
    assert (found.estimate, found.lo, found.hi) == (0, 0, 0)


def test_answers_that_are_all_right_leave_a_doubt() -> None:
    # Of 20 right answers in 20, one in twenty may be wrong all the same.
    cost, right = np.full(20, 0.01), np.ones(20)

    sure = ratio(cost, right, np.arange(20))
    found = ratio(cost, right, np.arange(20), shares=True)

    assert sure is not None
    assert (sure.lo, sure.hi) == (0.01, 0.01)
    assert found is not None
    assert found.estimate == 0.01
    assert found.hi is not None
    assert 0.0105 < found.hi < 0.0125
    assert found.method == "ratio-pseudo-jackknife@1"


def test_many_right_and_many_wrong_need_no_guard() -> None:
    right = np.array([1.0, 0.0] * 15)

    found = ratio(np.ones(30), right, np.arange(30), shares=True)

    assert found == ratio(np.ones(30), right, np.arange(30))


def test_millionths_of_a_dollar_keep_their_digits() -> None:
    found = ratio(np.full(20, 1.234567e-7), np.ones(20), np.arange(20))

    assert found is not None
    assert found.estimate == 1.23457e-7


@given(rows, st.booleans())
def test_a_ratio_lies_in_its_interval(
    table: list[tuple[float, float, int]], shares: bool
) -> None:
    over, under, clusters = (np.array([row[at] for row in table]) for at in range(3))

    found = ratio(over, under, clusters.astype(np.intp), shares=shares)

    if found is None:
        assert under.sum() == 0
    else:
        assert found.estimate == pytest.approx(over.sum() / under.sum(), rel=1e-5)
        assert 0 <= found.lo <= found.estimate
        assert found.hi is None or found.hi >= found.estimate


@given(rows, st.floats(0.01, 100))
def test_another_currency_scales_all_of_it(
    table: list[tuple[float, float, int]], rate: float
) -> None:
    over, under, clusters = (np.array([row[at] for row in table]) for at in range(3))
    places = clusters.astype(np.intp)

    one, other = ratio(over, under, places), ratio(over * rate, under, places)

    if one is not None:
        assert other is not None
        assert other.estimate == pytest.approx(one.estimate * rate, rel=1e-4)
        assert other.lo == pytest.approx(one.lo * rate, rel=1e-4)
