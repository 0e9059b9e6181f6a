"""Which side of a bound an interval is on: laws, and the ends that are not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare.figures import FIGURES, Figure
from pipeline.compare.findings import Finding, Ruling, overall
from pipeline.compare.gating import decide
from pipeline.compare.policy import KINDS, read_policy
from pipeline.compare.telling import UNITS, Bound, bound, told
from pipeline.compare.wording import figure, limit

numbers = st.floats(-1, 1, allow_nan=False)
ends = st.none() | numbers


def between(lo: float | None, hi: float | None, *, excluded: bool = False) -> Figure:
    return Figure(None, lo, hi, "", hi_excluded=excluded)


@given(numbers, numbers, numbers)
def test_exactly_one_side_or_neither(lo: float, width: float, value: float) -> None:
    hi = lo + abs(width)
    least = decide(between(lo, hi), Bound(value, "at_least"))
    most = decide(between(lo, hi), Bound(value, "at_most"))

    assert (least is Ruling.PASS) == (lo >= value)
    assert (most is Ruling.PASS) == (hi <= value)
    assert (least is Ruling.FAIL) == (hi < value)
    assert (most is Ruling.FAIL) == (lo > value)
    if lo < value < hi:
        assert least is most is Ruling.INCONCLUSIVE


@given(ends, ends, numbers)
def test_an_end_that_is_not_there_shows_nothing(
    lo: float | None, hi: float | None, value: float
) -> None:
    if lo is None:
        assert decide(between(lo, hi), Bound(value, "at_least")) is not Ruling.PASS
        assert decide(between(lo, hi), Bound(value, "at_most")) is not Ruling.FAIL
    if hi is None:
        assert decide(between(lo, hi), Bound(value, "at_most")) is not Ruling.PASS
        assert decide(between(lo, hi), Bound(value, "at_least")) is not Ruling.FAIL


def test_a_length_that_was_shown_to_fail_fails_at_that_length() -> None:
    at_64k = Bound(64_000, "at_least")

    assert decide(between(16_000, 64_000, excluded=True), at_64k) is Ruling.FAIL
    assert decide(between(16_000, 64_000), at_64k) is Ruling.INCONCLUSIVE
    assert decide(between(64_000, None, excluded=True), at_64k) is Ruling.PASS


def finding(ruling: Ruling) -> Finding:
    return Finding(
        rule="r",
        kind="accuracy",
        model="m/a",
        lengths=(),
        ruling=ruling,
        unit="share",
        estimate=None,
        lo=None,
        hi=None,
        bound=0.5,
        wanted="at_least",
        reason="",
    )


@given(st.lists(st.sampled_from(Ruling), min_size=1))
def test_all_must_pass_and_one_failure_is_a_failure(rulings: list[Ruling]) -> None:
    found = overall(tuple(finding(ruling) for ruling in rulings))

    assert (found is Ruling.PASS) == (set(rulings) == {Ruling.PASS})
    assert (found is Ruling.FAIL) == (Ruling.FAIL in rulings)


RULES = (
    ({"kind": "accuracy", "at_least": 0.8, "lengths": "16k-64k"}, 0.8),
    ({"kind": "not-worse", "than": "m/b", "run": "x", "by": 0.05}, -0.05),
    ({"kind": "wait", "at_most_s": 12, "quantile": 0.9}, 12.0),
    ({"kind": "failures", "at_most": 0.025, "lengths": ["4k", "16k"]}, 0.025),
    ({"kind": "cost-per-correct", "at_most_usd": 0.4}, 0.4),
    ({"kind": "hallucination", "at_most": 0.1, "lengths": "64k"}, 0.1),
    ({"kind": "effective-length", "at_least": "64k"}, 64_000.0),
)
TOLD = (
    "accuracy over 16k-64k at least 80 %",
    "not worse than m/b in x by more than 5 points",
    "p90 wait at most 12 s",
    "without an answer at 4k and 16k at most 2.5 %",
    "a correct answer costs at most $0.40",
    "answers without evidence at 64k at most 10 %",
    "holds its accuracy to at least 64k",
)


def test_every_kind_of_rule_is_told_with_its_bound_and_unit() -> None:
    rows = [{**row, "model": "m/a"} for row, _ in RULES]
    policy = read_policy({"rules": rows}, "policy.toml")

    assert {rule.kind for rule in policy.rules} == KINDS.keys(), "add it here"
    assert KINDS.keys() == UNITS.keys() == FIGURES.keys(), "add it to UNITS and FIGURES"
    assert tuple(told(rule) for rule in policy.rules) == TOLD
    assert [bound(rule).value for rule in policy.rules] == [value for _, value in RULES]


@pytest.mark.parametrize(
    ("unit", "value", "shown"),
    [
        ("share", 0.8614, "86.1 % [86.1, no bound]"),
        ("points", -0.05, "-5 [-5, no bound]"),
        ("seconds", 12.34, "12 s [12 s, no bound]"),
        ("usd", 0.0123, "$0.012 [$0.012, no bound]"),
        ("tokens", 64_000.0, "64k [64k, no bound]"),
    ],
)
def test_a_figure_is_worded_in_its_unit(unit: str, value: float, shown: str) -> None:
    update = {"unit": unit, "estimate": value, "lo": value, "bound": value}
    found = finding(Ruling.INCONCLUSIVE).model_copy(update=update)

    assert figure(found) == shown
    assert limit(found).startswith("at least ")
    assert figure(finding(Ruling.INCONCLUSIVE)) == "unknown"
