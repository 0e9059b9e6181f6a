"""Each interval over documents knows that one of them holds 40 % of the questions."""

import math

import numpy as np
import pytest

from pipeline.statistics.depths import Spot, middle_minus_ends
from pipeline.statistics.estimates import Estimate, Floats, t_quantile
from pipeline.statistics.lengths import Level, effective_length, per_doubling
from pipeline.statistics.ratios import ratio
from pipeline.statistics.times import time_ratio
from tests.statistics import oracles

CLUSTERS = np.repeat(np.arange(31), [40, *[2] * 30])
QUESTIONS = np.arange(100)
DICE = np.random.default_rng(4)
BEFORE, AFTER, MIDDLE = (DICE.integers(0, 4, 100) / 3 for _ in range(3))


def reach(values: Floats, probability: float = 0.975) -> float:
    variance, degrees = oracles.bell_mccaffrey(values, CLUSTERS)
    return t_quantile(degrees + 1, probability) * math.sqrt(variance)


def held(found: Estimate | None, values: Floats, probability: float = 0.975) -> None:
    assert found is not None
    assert found.estimate == pytest.approx(values.mean(), abs=1e-6)
    assert found.estimate - found.lo == pytest.approx(
        reach(values, probability), abs=2e-6
    )
    assert found.few_documents
    assert found.degrees is not None
    assert 5 < found.degrees < 6


def level(length: int, values: Floats) -> Level:
    return Level(length, QUESTIONS, values, CLUSTERS)


def test_points_per_doubling() -> None:
    found = per_doubling([level(4_000, BEFORE), level(16_000, AFTER)])

    held(found, (AFTER - BEFORE) / 2)


def test_what_a_rung_keeps() -> None:
    found = effective_length([level(4_000, BEFORE), level(8_000, AFTER)])

    assert found is not None
    held(found.rungs[1].kept, AFTER - 0.85 * BEFORE, 0.95)


def test_middle_minus_ends() -> None:
    spots = [
        Spot(depth, QUESTIONS, values, CLUSTERS)
        for depth, values in ((0.0, BEFORE), (0.5, MIDDLE), (1.0, AFTER))
    ]

    held(middle_minus_ends(spots), MIDDLE - (BEFORE + AFTER) / 2)


def test_times_as_long() -> None:
    mine, theirs = np.exp(BEFORE), np.exp(AFTER)

    found = time_ratio(mine, theirs, CLUSTERS)

    assert found is not None
    assert math.log(found.estimate / found.lo) == pytest.approx(
        reach(BEFORE - AFTER), abs=1e-4
    )
    assert found.few_documents


def test_cost_of_a_correct_answer() -> None:
    large = ratio(1 + BEFORE, 1 + AFTER, CLUSTERS)
    even = ratio(1 + BEFORE, 1 + AFTER, QUESTIONS % 31)

    assert large is not None
    assert even is not None
    assert (large.few_documents, even.few_documents) == (True, False)
    assert large.lo < even.lo
