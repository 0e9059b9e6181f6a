"""How a value is worded: as many digits as tell something, and no more."""

import pytest

from pipeline.report import words
from pipeline.statistics.estimates import Estimate, Ratio
from pipeline.statistics.times import time_quantile


def ratio(estimate: float, lo: float, hi: float | None, documents: int = 40) -> Ratio:
    return Ratio(
        estimate=estimate,
        lo=lo,
        hi=hi,
        level=0.95,
        n=100,
        documents=documents,
        few_documents=documents < 8,
        method="ratio@1",
    )


def share(estimate: float, n: int) -> Estimate:
    return Estimate(
        estimate=estimate,
        lo=estimate - 0.1,
        hi=estimate + 0.1,
        level=0.95,
        n=n,
        documents=40,
        few_documents=False,
        method="wilson@1",
    )


@pytest.mark.parametrize(
    ("n", "shown"), [(499, "61 % [51, 71]"), (500, "61.2 % [51.2, 71.2]")]
)
def test_tenths_of_a_point_take_500_questions(n: int, shown: str) -> None:
    assert words.with_interval(share(0.6123, n)) == shown


def gap(estimate: float, lo: float, hi: float, n: int = 159) -> Estimate:
    ends = {"estimate": estimate, "lo": lo, "hi": hi}
    return share(estimate, n).model_copy(update=ends)


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (gap(0.0535, 0.00396, 0.1031), "+5 [+0.4, +10]"),
        (gap(-0.0535, -0.1031, -0.00396), "-5 [-10, -0.4]"),
        (gap(0.0535, 0.0004, 0.1031), "+5 [+0.04, +10]"),
        (gap(0.0535, 0.0004, 0.1031, n=600), "+5.3 [+0.04, +10.3]"),
        (gap(0.004, 0.0031, 0.0049), "+0.4 [+0.3, +0.5]"),
        (gap(0.05, -0.004, 0.1), "+5 [-0.4, +10]"),
        (gap(0.001, -0.02, 0.02), "0 [-2, +2]"),
        (gap(0.0, 0.0, 0.0), "0 [0, 0]"),
    ],
)
def test_a_bound_that_is_not_0_does_not_read_0(found: Estimate, shown: str) -> None:
    assert words.points(found) == shown


@pytest.mark.parametrize(
    ("found", "margin", "shown"),
    [
        (gap(0, -0.046, 0.049), 0.05, "0 [-4.6, +4.9]"),
        (gap(0, -0.0496, 0.04996), 0.05, "0 [-4.96, +4.996]"),
        (gap(0.01, -0.02, 0.053), 0.05, "+1 [-2, +5.3]"),
        (gap(0, -0.05, 0.04), 0.05, "0 [-5, +4]"),
        (gap(0, -0.024, 0.024), 0.023, "0 [-2.4, +2.4]"),
        (gap(0, -0.069, 0.06), 0.07, "0 [-6.9, +6]"),
        (gap(0, -0.046, 0.049), 0.0, "0 [-5, +5]"),
    ],
)
def test_a_bound_reads_on_its_own_side_of_the_margin(
    found: Estimate, margin: float, shown: str
) -> None:
    assert words.points(found, margin=margin) == shown


def test_what_is_shown_is_said_without_signs_and_is_never_0() -> None:
    assert words.gap(gap(0.0535, 0.00396, 0.1031)) == "5 points [0.4, 10]"
    assert words.gap(gap(0.004, 0.0031, 0.0049)) == "0.4 points [0.3, 0.5]"


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (ratio(0.612, 0.558, 0.661), "x0.61 [0.56, 0.66]"),
        (ratio(1.678, 1.6, 1.75), "x1.68 [1.60, 1.75]"),
        (ratio(470.2, 464, 476), "x470 [464, 476]"),
        (ratio(0.0434, 0.04, 0.045), "x0.043 [0.040, 0.045]"),
        (ratio(0.0001, 0.0, None), "x< 0.001 [0, no bound]"),
        (ratio(0.5, 0.4, 0.6, documents=3), "x0.50 [0.40, 0.60]†"),
        (None, "-"),
    ],
)
def test_a_quotient_has_the_figures_that_tell(found: Ratio | None, shown: str) -> None:
    assert words.times_as(found) == shown


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (ratio(0.381, 0.36, 0.404), "$0.38 [$0.36, $0.40]"),
        (ratio(0.381, 0.36, None), "$0.38 [$0.36, no bound]"),
        (ratio(0.381, 0.36, 0.404, documents=2), "$0.38 [$0.36, $0.40]†"),
        (None, "unknown"),
    ],
)
def test_a_cost_has_its_interval(found: Ratio | None, shown: str) -> None:
    assert words.usd_interval(found, words.UNKNOWN) == shown


def test_a_thousand_cost_a_thousand_times_as_much() -> None:
    assert words.usd_per_thousand(0.0312) == "$31.20"
    assert words.usd_per_thousand(None) == "unknown"


@pytest.mark.parametrize(
    ("p", "shown"), [(None, "-"), (0.0009, "< 0.001"), (0.001, "0.001"), (1, "1.000")]
)
def test_a_p_has_three_places(p: float | None, shown: str) -> None:
    assert words.p_value(p) == shown


@pytest.mark.parametrize("part", [0.0, 0.005, 0.185, 0.19, 0.194999, 0.5, 1.0])
def test_a_part_and_what_is_left_of_it_make_a_whole(part: float) -> None:
    shown = (words.percent(part), words.complement(part))

    assert sum(int(one.removesuffix(" %")) for one in shown) == 100


@pytest.mark.parametrize(
    ("share", "shown"), [(0.05, "5"), (0.07, "7"), (0.14, "14"), (0.025, "2.5")]
)
def test_a_margin_is_said_as_it_was_declared(share: float, shown: str) -> None:
    assert words.margin(share) == shown


def test_a_rank_is_a_range_until_only_one_is_left() -> None:
    assert words.ranks((1, 2)) == "1 to 2"
    assert words.ranks((9, 10)) == "9 to 10"
    assert words.ranks((3, 3)) == "3"
    assert words.ranks(None) == "-"


def test_a_tail_that_cannot_be_told_says_how_many_calls_it_takes() -> None:
    few = time_quantile([1.0] * 71, (), 0.95)

    assert words.time(few) == "not estimable, need n = 72"
    assert words.short_time(few) == "n < 72"
    assert words.time(time_quantile([1.0] * 72, (), 0.95)).startswith("1.0 s [")


@pytest.mark.parametrize(
    ("count", "noun", "several", "shown"),
    [
        (1, "call", "", "1 call"),
        (2_000, "call", "", "2,000 calls"),
        (1, "loss", "losses", "1 loss"),
        (2, "loss", "losses", "2 losses"),
    ],
)
def test_a_plural_is_an_s_or_what_it_is_said_to_be(
    count: int, noun: str, several: str, shown: str
) -> None:
    assert words.plural(count, noun, several) == shown
