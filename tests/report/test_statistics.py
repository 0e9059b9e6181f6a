"""Each estimate against hand-derived values, other libraries, and its own laws."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.statistics import (
    Calls,
    difference,
    proportion,
    quantile_n,
    resolvable,
    simultaneous_level,
    t_quantile,
    time_quantile,
    wilson,
)
from tests.report import oracles

NORMAL = 1.959963984540054


def names(count: int) -> list[str]:
    return [f"d{number}" for number in range(count)]


@pytest.mark.parametrize("right", [0, 1, 7, 29, 30])
def test_wilson_is_the_wilson_of_statsmodels(right: int) -> None:
    theirs = oracles.wilson(right, 30)

    ours = wilson(right / 30, 30, NORMAL)

    assert ours == pytest.approx(theirs, abs=1e-12)


def test_one_question_a_document_is_wilson_with_t() -> None:
    # CR1 with singletons: V = G/(G-1) p(1-p)/n, so n_eff = n - 1 = 9; t(9) = 2.262157.
    found = proportion([1.0] * 8 + [0.0] * 2, names(10), Calls(hits=8, calls=10))

    assert found is not None
    assert found.effective_n == pytest.approx(9)
    assert (found.lo, found.hi) == pytest.approx(wilson(0.8, 9, 2.2621571628), abs=1e-6)


def test_documents_that_agree_within_themselves_count_once() -> None:
    # Two documents right, two wrong, five questions each: residual sums of 2.5 each,
    # V = 4/3 * 4 * 6.25 / 400 = 1/12, n_eff = .25 * 12 = 3.
    values = [1.0] * 10 + [0.0] * 10
    clusters = [name for name in names(4) for _ in range(5)]

    found = proportion(values, clusters, Calls(hits=10, calls=20))

    assert found is not None
    assert found.effective_n == pytest.approx(3, abs=1e-6)
    assert found.few_documents


def test_repeats_narrow_an_interval_no_further_than_they_inform() -> None:
    clusters = [name for name in names(10) for _ in range(2)]
    balanced = [0.4, 0.6] * 10

    same = proportion([0.5] * 20, clusters, Calls(hits=50, calls=100))
    capped = proportion([*balanced[:-1], 0.61], clusters, Calls(hits=50, calls=100))

    assert same is not None
    assert same.effective_n == 20  # no variance at all: the questions are what is known
    assert capped is not None
    assert capped.effective_n == 100  # tiny variance: never more than the calls


def test_a_share_of_nothing_is_none() -> None:
    assert proportion([], [], Calls(hits=0, calls=0)) is None
    assert difference([], []) is None


def test_one_document_has_no_spread_so_its_interval_is_of_n_and_tagged() -> None:
    found = proportion([1.0] * 4, ["d"] * 4, Calls(hits=4, calls=4))

    assert found is not None
    assert (found.lo, found.hi) == pytest.approx(wilson(1.0, 4, NORMAL), abs=1e-6)
    assert found.lo < 1
    assert found.few_documents


def test_a_difference_is_the_clustered_regression_of_statsmodels() -> None:
    dice = np.random.default_rng(1)
    values = dice.choice([-1.0, 0.0, 0.0, 1.0], size=60)
    clusters = [name for name in names(15) for _ in range(4)]
    groups = [group for group in range(15) for _ in range(4)]
    lo, hi = oracles.clustered_mean(values.tolist(), groups)

    found = difference(values.tolist(), clusters)

    assert found is not None
    assert found.method == "paired-cluster-t@1"
    assert (found.estimate, found.lo, found.hi) == pytest.approx(
        (values.mean(), lo, hi), abs=1e-5
    )


def test_two_models_that_never_differ_still_have_an_interval() -> None:
    # 20 + 2 values, 22 documents, sums +1 and -1: V = 22/21 * 2 / 22^2; t(21) = 2.0796.
    found = difference([0.0] * 20, names(20))

    assert found is not None
    assert found.estimate == 0
    assert found.hi == pytest.approx(2.0796 * math.sqrt(22 / 21 * 2) / 22, abs=1e-4)
    assert found.lo == -found.hi
    assert found.method == "paired-pseudo-cluster@1"


def test_the_family_shares_its_five_percent() -> None:
    assert simultaneous_level(0) == pytest.approx(0.95)
    assert simultaneous_level(1) == pytest.approx(0.95)
    assert simultaneous_level(10) == pytest.approx(0.995)


def test_what_a_run_resolves_is_its_error_times_both_quantiles() -> None:
    found = difference([0.0] * 20, names(20))

    assert found is not None
    assert found.se is not None
    reach = t_quantile(22, 0.975) + t_quantile(22, 0.8)
    assert resolvable(found) == pytest.approx(reach * found.se, abs=1e-6)


@pytest.mark.parametrize(
    ("quantile", "needed"), [(0.5, 6), (0.9, 36), (0.95, 72), (0.99, 368)]
)
def test_a_quantile_needs_the_n_of_the_method(quantile: float, needed: int) -> None:
    assert quantile_n(quantile) == needed
    assert time_quantile([1.0] * (needed - 1), [], quantile).estimate is None
    assert time_quantile([1.0] * needed, [], quantile).estimate == 1.0


@pytest.mark.parametrize("n", [72, 73, 100, 365])
@pytest.mark.parametrize("quantile", [0.5, 0.9, 0.95])
def test_quantile_intervals_are_those_of_scipy(n: int, quantile: float) -> None:
    times = np.random.default_rng(n).lognormal(size=n)
    theirs = oracles.quantile(times.tolist(), quantile)

    found = time_quantile(times.tolist(), [], quantile)

    assert (found.lo, found.hi) == pytest.approx(theirs, abs=1e-5)


def test_calls_cut_off_stay_in_as_the_longest() -> None:
    found = time_quantile([float(s) for s in range(1, 91)], [120.0] * 10, 0.9)
    median = time_quantile([float(s) for s in range(1, 91)], [120.0] * 10, 0.5)

    assert (found.n, found.censored) == (100, 10)
    assert (found.estimate, found.more_than) == (90.0, False)
    assert (found.hi, found.hi_more_than) == (120.0, True)
    assert (median.estimate, median.more_than) == (50.0, False)


def test_a_quantile_among_the_cut_off_is_more_than_the_limit() -> None:
    found = time_quantile([1.0] * 40, [30.0] * 60, 0.5)

    assert (found.estimate, found.more_than) == (30.0, True)


def test_a_call_cut_off_early_is_no_fast_call() -> None:
    found = time_quantile([float(s) for s in range(1, 13)], [0.5] * 8, 0.5)

    assert (found.estimate, found.more_than) == (10.0, False)
    assert found.lo == 0.5


clustered = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 6)), min_size=1, max_size=40
)


@given(clustered)
def test_a_share_lies_in_its_interval_and_the_interval_in_zero_to_one(
    rows: list[tuple[int, int]],
) -> None:
    found = proportion(
        [hits / 3 for hits, _ in rows],
        [str(cluster) for _, cluster in rows],
        Calls(hits=sum(hits for hits, _ in rows), calls=3 * len(rows)),
    )

    assert found is not None
    assert 0 <= found.lo <= found.estimate <= found.hi <= 1
    assert found.lo < found.hi


@given(clustered)
def test_a_difference_lies_in_its_interval(rows: list[tuple[int, int]]) -> None:
    values = [(hits - 1.5) / 1.5 for hits, _ in rows]

    found = difference(values, [str(cluster) for _, cluster in rows])

    assert found is not None
    assert -1 <= found.lo <= found.estimate <= found.hi <= 1
    assert found.lo < found.hi


@given(st.integers(0, 20), st.integers(1, 50))
def test_more_of_the_same_narrows_the_interval(right: int, times: int) -> None:
    few = wilson(right / 20, 20, NORMAL)
    many = wilson(right / 20, 20 * (times + 1), NORMAL)

    assert many[1] - many[0] < few[1] - few[0]


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
