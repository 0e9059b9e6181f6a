"""Effective lengths: a bracket that claims no more than the questions show."""

import math
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.estimates import Floats
from pipeline.statistics.lengths import (
    EffectiveLength,
    Level,
    RungStatus,
    effective_length,
    falling,
    length_auc,
    per_doubling,
)

BASE, SUPPORTED, UNCLEAR, FAILED = (
    *(RungStatus.BASE, RungStatus.SUPPORTED, RungStatus.UNCLEAR, RungStatus.FAILED),
)
BEYOND, NOT_RUN = RungStatus.BEYOND_WINDOW, RungStatus.NOT_RUN
_optimize: Any = import_module("scipy.optimize")

answers = st.dictionaries(
    st.integers(0, 15), st.sampled_from([0.0, 1 / 3, 2 / 3, 1.0]), max_size=16
)
ladders = st.dictionaries(st.integers(1, 6), answers, max_size=6)


def level(
    length: int, values: Sequence[float] | Floats, per_document: int = 1
) -> Level:
    """Return a level at which questions 0, 1, … were asked, some to a document."""
    places = np.arange(len(values))
    return Level(length, places, np.asarray(values, float), places // per_document)


def part(length: int, values: Mapping[int, float], per_document: int = 2) -> Level:
    """Return a level at which these questions were asked."""
    questions = np.array(list(values), dtype=np.intp)
    found = np.array(list(values.values()), dtype=np.float64)
    return Level(length, questions, found, questions // per_document)


def first(right: int, of: int) -> list[float]:
    return [1.0] * right + [0.0] * (of - right)


def statuses(found: EffectiveLength | None) -> list[RungStatus]:
    assert found is not None
    return [rung.status for rung in found.rungs]


def test_a_clear_fall_is_bracketed() -> None:
    ladder = [
        level(4_000, [1.0] * 40),
        level(8_000, first(39, 40)),
        level(16_000, first(32, 40)),
        level(32_000, first(12, 40)),
    ]

    found = effective_length(ladder)

    assert found is not None
    assert statuses(found) == [BASE, SUPPORTED, UNCLEAR, FAILED]
    assert (found.base, found.holds_to, found.fails_by) == (4_000, 8_000, 32_000)
    assert found.guess is not None
    # .975 at 8k and .8 at 16k: down to .85 after 125/175 of the doubling.
    assert found.guess == pytest.approx(8_000 * 2 ** (125 / 175))


def test_the_bounds_are_those_of_the_t_interval_of_documents() -> None:
    # 20 documents of one question, base all right, 12 lost: x is .15 or -.85. Two rungs
    # above the base, so that the upper bound is the one at 1 - .05 / 2.
    ladder = [
        level(1, [1.0] * 20),
        level(2, first(8, 20)),
        level(4, first(20, 20)),
    ]
    values = np.array([0.15] * 8 + [-0.85] * 12)
    se = math.sqrt(20 / 19 * float(((values - values.mean()) ** 2).sum())) / 20

    found = effective_length(ladder)

    assert found is not None
    kept = found.rungs[1].kept
    assert kept is not None
    assert kept.estimate == pytest.approx(-0.45)
    assert kept.lo == pytest.approx(-0.45 - 1.729133 * se, abs=1e-5)  # t(19) at .95
    assert kept.hi == pytest.approx(-0.45 + 2.093024 * se, abs=1e-5)  # t(19) at .975
    assert kept.method == "retained-cluster-t@1"


def test_nothing_lost_is_shown_from_as_many_documents_as_an_exact_test_needs() -> None:
    # .85 ** 18 = .054 and .85 ** 19 = .046: about so many must all be right.
    shown = [
        statuses(effective_length([level(1, [1.0] * n), level(2, [1.0] * n)]))[1]
        for n in range(1, 30)
    ]

    assert shown == [UNCLEAR] * 17 + [SUPPORTED] * 12


@pytest.mark.parametrize("documents", [1, 2, 3])
def test_many_questions_on_few_documents_show_nothing(documents: int) -> None:
    ladder = [level(length, [1.0] * 20 * documents, 20) for length in (1, 2)]

    found = effective_length(ladder)

    assert statuses(found) == [BASE, UNCLEAR]
    assert found is not None
    kept = found.rungs[1].kept
    assert kept is not None
    assert kept.few_documents
    assert kept.lo < 0.15 < kept.hi
    assert kept.method == "retained-pseudo-cluster@1"


@pytest.mark.parametrize(
    ("lost", "method"),
    [
        pytest.param(1, "retained-pseudo-cluster@1", id="hardly a document differs"),
        pytest.param(10, "retained-cluster-t@1", id="enough differ"),
        pytest.param(20, "retained-pseudo-cluster@1", id="all differ, all alike"),
    ],
)
def test_pseudo_documents_join_where_documents_say_too_little(
    lost: int, method: str
) -> None:
    found = effective_length([level(1, [1.0] * 20), level(2, first(20 - lost, 20))])

    assert found is not None
    kept = found.rungs[1].kept
    assert kept is not None
    assert kept.method == method
    assert kept.lo < kept.estimate < kept.hi
    assert kept.estimate == pytest.approx(0.15 - lost / 20)


@pytest.mark.parametrize("later", [0, 40])
def test_nothing_right_at_the_base_is_nothing_to_keep(later: int) -> None:
    assert effective_length([level(1, [0.0] * 40), level(2, first(later, 40))]) is None


def test_a_length_is_not_supported_past_one_that_is_not() -> None:
    ladder = [
        level(1, [1.0] * 40),
        level(2, first(33, 40)),
        level(4, [1.0] * 40),
        level(8, first(2, 40)),
    ]

    found = effective_length(ladder)

    assert statuses(found) == [BASE, UNCLEAR, UNCLEAR, FAILED]


def test_lengths_without_answers_keep_their_place_in_the_ladder() -> None:
    ladder = [level(4, [1.0] * 40), level(16, [1.0] * 40), level(64, [])]

    found = effective_length(ladder, beyond=(64, 128), not_run=(2, 8, 16))

    assert found is not None
    assert [(rung.length, rung.status) for rung in found.rungs] == [
        (2, NOT_RUN),
        (4, BASE),
        (8, NOT_RUN),
        (16, UNCLEAR),  # since 8 was left out
        (64, BEYOND),
        (128, BEYOND),
    ]
    assert found.rungs[0].kept is None
    assert (found.holds_to, found.fails_by) == (4, None)


def test_only_questions_of_both_lengths_are_compared() -> None:
    easy = dict.fromkeys(range(60), 1.0)
    hard = dict.fromkeys(range(60, 160), 0.0)

    found = effective_length([part(4, easy), part(8, easy | hard, 1)])
    apart = effective_length([part(4, easy), part(8, hard)])

    assert found is not None
    assert found.rungs[1].kept is not None
    assert found.rungs[1].kept.n == 60
    assert found.rungs[1].kept.estimate == pytest.approx(0.15)
    assert apart is not None
    assert statuses(apart) == [BASE, UNCLEAR]
    assert apart.rungs[1].kept is None


def test_no_question_is_no_effective_length() -> None:
    assert effective_length([]) is None
    assert effective_length([level(4, [])], beyond=(8,)) is None


def test_one_length_is_a_base_and_nothing_more() -> None:
    found = effective_length([level(4, [1.0])])

    assert found is not None
    assert statuses(found) == [BASE]
    assert (found.holds_to, found.fails_by, found.guess) == (4, None, None)


def test_a_guess_stands_inside_the_bracket() -> None:
    # .75 at 2 fails, but pooled with .97 at 4 it is .86: that curve crosses after 4.
    rights = {1: 200, 2: 150, 4: 194, 8: 20}

    found = effective_length([level(at, first(n, 200)) for at, n in rights.items()])

    assert found is not None
    assert (found.holds_to, found.fails_by, found.guess) == (1, 2, 2)


@given(ladders, st.sets(st.integers(1, 8)), st.sets(st.integers(1, 8)))
def test_a_ladder_of_any_answers_keeps_the_laws(
    rows: dict[int, dict[int, float]], beyond: set[int], not_run: set[int]
) -> None:
    ladder = [part(1_000 * 2**rung, values) for rung, values in rows.items()]
    lengths = [[1_000 * 2**rung for rung in rungs] for rungs in (beyond, not_run)]

    found = effective_length(ladder, beyond=lengths[0], not_run=lengths[1])

    if found is None:
        base = next(
            (rows[rung] for rung in sorted(rows) if rows[rung]), dict[int, float]()
        )
        assert not any(base.values())
        return
    assert [rung.length for rung in found.rungs] == sorted(
        {one.length for one in ladder if len(one.values)} | {*lengths[0], *lengths[1]}
    )
    after = [rung for rung in found.rungs if rung.length > found.base]
    held = [rung.status is SUPPORTED for rung in after]
    assert held == sorted(held, reverse=True)  # never again after one that is not
    for rung in after:
        if rung.status is SUPPORTED:
            assert rung.kept is not None
            assert rung.kept.lo > 0
        if rung.status is FAILED:
            assert rung.kept is not None
            assert rung.kept.hi < 0
        if rung.kept is not None:
            assert -1 <= rung.kept.lo <= rung.kept.estimate <= rung.kept.hi <= 1
            assert rung.kept.lo < rung.kept.hi
    assert found.holds_to is not None
    ends = found.holds_to, found.fails_by or math.inf
    assert ends[0] < ends[1]
    assert found.guess is None or ends[0] <= found.guess <= ends[1]


@given(ladders, st.randoms())
def test_the_order_of_levels_and_questions_is_nothing(
    rows: dict[int, dict[int, float]], dice: Any
) -> None:
    shuffled = list[Level]()
    for rung, values in dice.sample(list(rows.items()), len(rows)):
        mixed = dict(dice.sample(list(values.items()), len(values)))
        shuffled.append(part(2**rung, mixed))
    ladder = [part(2**rung, rows[rung]) for rung in sorted(rows)]

    assert effective_length(shuffled) == effective_length(ladder)
    assert per_doubling(shuffled) == per_doubling(ladder)
    assert length_auc(shuffled) == length_auc(ladder)


def test_a_loss_of_ten_points_a_doubling_is_found_in_every_question() -> None:
    ladder = [level(1_000 * 2**rung, [0.9 - 0.1 * rung] * 12) for rung in range(4)]

    found = per_doubling(ladder)

    assert found is not None
    assert found.estimate == pytest.approx(-0.1)
    assert (found.n, found.documents) == (12, 12)


def test_a_slope_is_the_one_of_least_squares_in_each_question() -> None:
    dice = np.random.default_rng(3)
    lengths = np.array([4_000, 8_000, 16_000, 64_000])
    values = dice.random((4, 30))
    slopes = [np.polyfit(np.log2(lengths), values[:, at], 1)[0] for at in range(30)]

    found = per_doubling(
        [level(int(one), row, 2) for one, row in zip(lengths, values, strict=True)]
    )

    assert found is not None
    assert found.estimate == pytest.approx(np.mean(slopes), abs=1e-6)
    assert found.method == "slope-cluster-t@1"


def test_a_question_of_one_length_has_no_slope() -> None:
    ladder = [part(1, {0: 1.0, 1: 1.0}), part(2, {1: 0.0, 2: 0.0})]

    found = per_doubling(ladder)

    assert found is not None
    assert (found.estimate, found.n) == (-1, 1)
    assert per_doubling([part(1, {0: 1.0}), part(2, {1: 1.0})]) is None
    assert per_doubling([part(1, {0: 1.0})]) is None
    assert per_doubling([]) is None


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_no_change_at_all_still_has_an_interval(value: float) -> None:
    found = per_doubling([level(length, [value] * 20) for length in (1, 2, 4, 8)])

    assert found is not None
    assert found.estimate == 0
    assert -0.1 < found.lo < 0 < found.hi < 0.1
    assert found.method == "slope-pseudo-cluster@1"


def test_the_area_is_the_one_of_trapezoids() -> None:
    # .5 (1 + .8) over the first of three doublings, .5 (.8 + .2) over the other two.
    ladder = [level(1, [1.0] * 10), level(2, [0.8] * 10), level(8, [0.2] * 10)]

    found = length_auc(ladder)

    assert found is not None
    assert found.estimate == pytest.approx((0.9 + 2 * 0.5) / 3)
    assert found.lo < found.estimate < found.hi
    assert found.hits is None


def test_an_area_is_over_questions_asked_at_every_length() -> None:
    found = length_auc([part(1, {0: 1.0, 1: 1.0}), part(2, {2: 0.0, 1: 0.5})])

    assert found is not None
    assert (found.estimate, found.n) == (0.75, 1)
    assert length_auc([part(1, {0: 1.0}), part(2, {1: 1.0})]) is None
    assert length_auc([part(1, {0: 1.0}), part(2, {})]) is None
    assert length_auc([]) is None


@given(st.lists(st.floats(0, 1), min_size=1, max_size=9), st.floats(0.05, 0.95))
def test_a_falling_curve_is_the_isotonic_one_of_scipy(
    shares: list[float], target: float
) -> None:
    lengths = [1_000 * 2**rung for rung in range(len(shares))]
    curve = _optimize.isotonic_regression(shares, increasing=False).x

    found = falling(lengths, shares, target)

    if abs(curve - target).min() < 1e-9:
        return
    if curve[0] < target or curve[-1] > target:
        assert found is None
    else:
        assert found is not None
        assert np.interp(math.log2(found), np.log2(lengths), curve) == pytest.approx(
            target, abs=1e-6
        )


def test_a_curve_that_only_touches_holds() -> None:
    assert falling([1, 2, 4], [1.0, 0.85, 0.85], 0.85) is None
    assert falling([1, 2, 4], [1.0, 0.85, 0.0], 0.85) == 2
    assert falling([1, 2], [0.5, 0.1], 0.85) is None
    assert falling([], [], 0.85) is None
