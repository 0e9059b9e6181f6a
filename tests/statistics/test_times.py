"""Quantiles of times, and times of one over another."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.times import quantile_n, time_quantile, time_ratio
from tests.statistics import survival

LIMIT = 30.0
seconds = st.integers(1, 400).map(lambda tenths: tenths / 10)
SAME = np.zeros(0, dtype=np.intp)


@pytest.mark.parametrize(
    ("quantile", "needed"), [(0.5, 6), (0.9, 36), (0.95, 72), (0.99, 368)]
)
def test_a_quantile_needs_the_n_of_the_method(quantile: float, needed: int) -> None:
    assert quantile_n(quantile) == needed
    assert time_quantile([1.0] * (needed - 1), [], quantile).estimate is None
    assert time_quantile([1.0] * needed, [], quantile).estimate == 1.0


@pytest.mark.parametrize("n", [72, 73, 100, 365])
@pytest.mark.parametrize("quantile", [0.5, 0.9, 0.95])
def test_intervals_are_those_of_scipy(n: int, quantile: float) -> None:
    times = np.random.default_rng(n).lognormal(size=n).tolist()

    found = time_quantile(times, [], quantile)

    expected = survival.order_statistics(times, quantile)
    assert (found.lo, found.hi) == pytest.approx(expected, abs=1e-5)
    assert found.method == "order-statistic@1"


def test_no_time_at_all_is_not_estimable() -> None:
    found = time_quantile([], [], 0.5)

    assert (found.n, found.needed, found.estimate) == (0, 6, None)


def test_calls_cut_off_stay_in_as_the_longest() -> None:
    times, limits = [float(s) for s in range(1, 91)], [120.0] * 10

    found = time_quantile(times, limits, 0.9)
    median = time_quantile(times, limits, 0.5)

    assert (found.n, found.censored) == (100, 10)
    assert (found.estimate, found.more_than) == (90.0, False)
    assert (found.hi, found.hi_more_than) == (120.0, True)
    assert (median.estimate, median.more_than) == (50.0, False)


@pytest.mark.parametrize("ended", [0, 40])
def test_a_quantile_among_the_cut_off_is_more_than_the_limit(ended: int) -> None:
    found = time_quantile([1.0] * ended, [LIMIT] * 80, 0.95)

    assert (found.estimate, found.more_than) == (LIMIT, True)
    assert (found.hi, found.hi_more_than) == (LIMIT, True)


def test_a_call_cut_off_early_tells_nothing_of_later_times() -> None:
    # Eight limits of half a second leave the twelve that ended: their sixth of twelve.
    found = time_quantile([float(s) for s in range(1, 13)], [0.5] * 8, 0.5)

    assert (found.estimate, found.more_than) == (6.0, False)
    assert (found.n, found.censored) == (20, 8)
    assert found.method == "kaplan-meier@1"


def test_the_curve_is_the_one_worked_by_hand() -> None:
    # At risk 8, 6, 4, 2 as 1, 3, 5, 7 s end and 2, 4, 6, 8 s are cut off: 7/8 = .875,
    # x 5/6 = .729, x 3/4 = .547, x 1/2 = .273. The median is 7 s, not the 4th of 8.
    found = time_quantile([1.0, 3.0, 5.0, 7.0], [2.0, 4.0, 6.0, 8.0], 0.5)

    assert (found.estimate, found.more_than) == (7.0, False)
    assert (found.hi, found.hi_more_than) == (8.0, True)


def test_a_curve_that_stays_above_is_more_than_the_longest() -> None:
    found = time_quantile([2.0, 5.0], [1.0, 3.0, 4.0, 6.0, 7.0, 8.0], 0.5)

    assert (found.estimate, found.more_than) == (8.0, True)
    assert (found.hi, found.hi_more_than) == (8.0, True)


def test_what_ended_at_the_moment_of_a_limit_ended_before_it() -> None:
    # Eight of sixteen at 4 s; were the four cut off then no longer at risk, 8 of 12.
    found = time_quantile([4.0] * 8 + [5.0] * 4, [4.0] * 4, 0.6)

    assert found.estimate == 5.0


def test_one_that_ended_after_all_were_cut_off_is_no_quantile() -> None:
    found = time_quantile([0.2], [0.1] * 5, 0.5)

    assert (found.n, found.estimate, found.lo, found.hi) == (6, None, None, None)
    assert found.needed == 7


@given(
    st.lists(seconds, min_size=1, max_size=120),
    st.lists(seconds, min_size=1, max_size=60),
    st.sampled_from([0.5, 0.9, 0.95]),
)
def test_where_limits_differ_it_is_the_curve_of_scipy(
    times: list[float], limits: list[float], quantile: float
) -> None:
    found = time_quantile(times, limits, quantile)
    expected = survival.kaplan_meier(times, limits, quantile)
    longest = max(*times, *limits)

    if min(limits) >= max(times) or found.n < quantile_n(quantile):
        assert found.method == "order-statistic@1"
        return
    if math.isinf(expected.lo) and not math.isinf(expected.estimate):
        assert found.estimate is None
        return
    assert found.method == "kaplan-meier@1"

    assert found.more_than == math.isinf(expected.estimate)
    assert found.hi_more_than == math.isinf(expected.hi)
    assert found.estimate == pytest.approx(min(expected.estimate, longest), abs=1e-5)
    assert found.lo == pytest.approx(min(expected.lo, longest), abs=1e-5)
    assert found.hi == pytest.approx(min(expected.hi, longest), abs=1e-5)


@given(
    st.lists(seconds, min_size=6, max_size=150),
    st.integers(0, 60),
    st.sampled_from([0.5, 0.9, 0.95]),
)
def test_with_one_limit_the_curve_and_the_ranks_say_the_same(
    times: list[float], cut_off: int, quantile: float
) -> None:
    limit = max(times)

    found = time_quantile(times, [limit] * cut_off, quantile)
    curve = survival.kaplan_meier(times, [limit] * cut_off, quantile)

    assert found.method == "order-statistic@1"
    if found.estimate is not None:
        assert found.estimate == pytest.approx(min(curve.estimate, limit), abs=1e-5)
        if found.more_than:
            assert math.isinf(curve.estimate)


@given(
    st.lists(st.floats(0.001, 100), max_size=120),
    st.lists(st.floats(0.001, 100), max_size=20),
    st.sampled_from([0.5, 0.9, 0.95]),
)
def test_a_quantile_lies_in_its_interval(
    times: list[float], limits: list[float], quantile: float
) -> None:
    found = time_quantile(times, limits, quantile)

    if found.estimate is None:
        assert found.n < found.needed
    else:
        assert found.lo is not None
        assert found.hi is not None
        assert found.lo <= found.estimate <= found.hi
        assert found.hi_more_than or not found.more_than


@given(
    st.lists(seconds, min_size=20, max_size=80),
    st.lists(seconds, max_size=20),
    st.sampled_from([0.5, 0.9]),
)
def test_the_order_in_which_calls_ended_is_nothing(
    times: list[float], limits: list[float], quantile: float
) -> None:
    backwards = time_quantile(times[::-1], limits[::-1], quantile)

    assert backwards == time_quantile(np.array(times), np.array(limits), quantile)


def test_a_ratio_of_times_is_the_geometric_mean_over_questions() -> None:
    # Log ratios ln 2, ln 2, ln 8, ln 8 on four documents: mean ln 4; they stand ln 2
    # from it, so V = 4/3 * 4 * ln(2)^2 / 16, and t(3) = 3.182446.
    mine = np.array([2.0, 4.0, 8.0, 16.0])
    theirs = np.array([1.0, 2.0, 1.0, 2.0])
    reach = 3.182446 * math.log(2) * math.sqrt(1 / 3)

    found = time_ratio(mine, theirs, np.arange(4))

    assert found is not None
    assert found.estimate == pytest.approx(4)
    assert found.lo == pytest.approx(4 * math.exp(-reach), rel=1e-4)
    assert found.hi == pytest.approx(4 * math.exp(reach), rel=1e-4)
    assert found.few_documents


def test_times_of_one_document_bound_nothing() -> None:
    found = time_ratio(np.array([2.0, 4.0]), np.ones(2), np.zeros(2, dtype=np.intp))

    assert found is not None
    assert (found.lo, found.hi, found.documents) == (0, None, 1)
    assert found.estimate == pytest.approx(math.sqrt(8), rel=1e-5)


def test_a_time_of_nothing_is_paired_with_nothing() -> None:
    found = time_ratio(np.array([0.0, 3.0, 3.0]), np.ones(3), np.arange(3))

    assert found is not None
    assert (found.estimate, found.n) == (3, 2)
    assert time_ratio(np.zeros(2), np.ones(2), np.arange(2)) is None
    assert time_ratio(np.zeros(0), np.zeros(0), SAME) is None


@given(st.lists(st.tuples(seconds, seconds, st.integers(0, 9)), min_size=1))
def test_a_ratio_turned_around_is_its_inverse(
    rows: list[tuple[float, float, int]],
) -> None:
    mine, theirs = (np.array([row[side] for row in rows]) for side in (0, 1))
    clusters = np.array([row[2] for row in rows])

    one, other = time_ratio(mine, theirs, clusters), time_ratio(theirs, mine, clusters)

    assert one is not None
    assert other is not None
    assert one.estimate * other.estimate == pytest.approx(1, rel=1e-4)
    assert one.lo <= one.estimate
    if one.hi is not None:
        assert one.hi >= one.estimate
        assert one.hi * other.lo == pytest.approx(1, rel=1e-4)
