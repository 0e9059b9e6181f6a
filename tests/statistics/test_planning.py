"""What a run can show, before and after it was made."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.differences import difference
from pipeline.statistics.estimates import Estimate, t_quantile
from pipeline.statistics.planning import (
    Design,
    questions_needed,
    resolvable,
    smallest_difference,
)
from pipeline.statistics.proportions import Calls, proportion
from tests.statistics import oracles


def found_of(values: list[float]) -> Estimate:
    found = difference(np.array(values), np.arange(len(values)))
    assert found is not None
    return found


def test_what_a_run_resolves_is_its_error_times_both_quantiles() -> None:
    found = found_of([0.0] * 20)

    assert found.se is not None
    reach = t_quantile(22, 0.975) + t_quantile(22, 0.8)
    assert resolvable(found) == pytest.approx(reach * found.se, abs=1e-6)


def test_one_large_document_resolves_less() -> None:
    values = np.tile([1.0, 0.0, -1.0, 1.0], 50)

    even = difference(values, np.repeat(np.arange(40), 5))
    large = difference(values, np.repeat(np.arange(40), [83, *[3] * 39]))

    assert even is not None
    assert large is not None
    less, more = resolvable(even), resolvable(large)
    assert less is not None
    assert more is not None
    assert large.degrees is not None
    assert large.se is not None
    reach = t_quantile(large.degrees + 1, 0.975) + t_quantile(large.degrees + 1, 0.8)
    assert more == pytest.approx(reach * large.se, abs=1e-5)
    assert more > less


def test_a_share_resolves_no_difference() -> None:
    found = proportion(np.ones(20), np.arange(20), Calls(hits=20, calls=20))

    assert found is not None
    assert resolvable(found) is None


def test_halving_an_interval_takes_four_times_the_questions() -> None:
    found = found_of([0.0] * 20).model_copy(update={"lo": -0.10, "hi": 0.10, "n": 60})

    assert questions_needed(found, 0.05) == 180
    assert questions_needed(found, 0.10) == 0
    assert questions_needed(found, 0.20) == 0


@given(st.floats(0.001, 1), st.floats(0.01, 0.5), st.integers(1, 2_000))
def test_so_many_questions_more_are_enough_and_one_less_is_not(
    half: float, margin: float, n: int
) -> None:
    found = found_of([0.0] * 20).model_copy(update={"lo": -half, "hi": half, "n": n})

    more = questions_needed(found, margin)

    assert half * math.sqrt(n / (n + more)) <= margin * (1 + 1e-6) or more == 0
    if more > 1:
        assert half * math.sqrt(n / (n + more - 1)) > margin * (1 - 1e-6)


@pytest.mark.parametrize(
    ("discordance", "questions", "smallest"),
    [(0.1, 40, 0.179), (0.2, 60, 0.198), (0.2, 100, 0.149), (0.3, 400, 0.088)],
)
def test_the_smallest_difference_of_designs_with_four_questions_a_document(
    discordance: float, questions: int, smallest: float
) -> None:
    design = Design(sizes=(4,) * (questions // 4), discordance=discordance)

    assert smallest_difference(design) == pytest.approx(smallest, abs=6e-4)


@given(st.integers(5, 200), st.integers(1, 20))
def test_the_smallest_difference_is_shown_four_times_in_five(
    documents: int, each: int
) -> None:
    design = Design(sizes=(each,) * documents)
    difference = smallest_difference(design)
    assert difference is not None
    se = math.sqrt(0.2 * (1 + (each - 1) * 0.1) / design.questions)
    quantile = t_quantile(documents, 0.975)

    if difference < 1:
        shown = oracles.power(difference, se, documents - 1, quantile)
        assert shown == pytest.approx(0.8, abs=0.03)


def test_one_large_document_makes_a_design_coarser() -> None:
    even = smallest_difference(Design(sizes=(5,) * 40))
    large = smallest_difference(Design(sizes=(83, *[3] * 39)))

    # q = (83^2 + 39 * 9) / 200 = 36.2; the documents are worth 6.4 of one size.
    assert even == pytest.approx(2.874 * math.sqrt(0.2 * 1.4 / 200), abs=1e-3)
    assert large == pytest.approx(3.4324 * math.sqrt(0.2 * 4.52 / 200), abs=1e-3)


def test_no_question_resolves_nothing_and_one_no_more_than_everything() -> None:
    assert smallest_difference(Design(sizes=())) is None
    assert smallest_difference(Design(sizes=(1,))) == 1
