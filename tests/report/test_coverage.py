"""The intervals hold what they say, where treating calls as independent does not."""

import numpy as np

from pipeline.report.statistics import (
    Calls,
    Floats,
    difference,
    proportion,
    wilson,
)

DOCUMENTS, QUESTIONS, REPEATS, RUNS = 20, 5, 5, 1_500
CLUSTERS = [str(d) for d in range(DOCUMENTS) for _ in range(QUESTIONS)]
CALLS = len(CLUSTERS) * REPEATS


def logistic(score: Floats) -> Floats:
    return 1 / (1 + np.exp(-score))


def runs(centre: float, dice: np.random.Generator, of_both: Floats) -> Floats:
    """Return question means of every run: documents and questions vary on the logit."""
    questions = dice.normal(0, 1.5, (RUNS, DOCUMENTS, QUESTIONS))
    skill = logistic(centre + of_both + questions)
    return dice.binomial(REPEATS, skill).reshape(RUNS, -1) / REPEATS


def mean_accuracy(centre: float) -> float:
    """Return the truth: the share over all documents and questions there could be."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    spread = np.sqrt(1.0**2 + 1.5**2)
    return float(np.average(logistic(centre + spread * nodes), weights=weights))


def test_the_clustered_interval_covers_and_the_naive_does_not() -> None:
    dice = np.random.default_rng(20_26)
    centre = 1.9
    truth = mean_accuracy(centre)
    means = runs(centre, dice, dice.normal(0, 1, (RUNS, DOCUMENTS, 1)))
    ours = naive = 0
    for row in means:
        hits = round(float(row.sum()) * REPEATS)
        found = proportion(row.tolist(), CLUSTERS, Calls(hits=hits, calls=CALLS))
        assert found is not None
        lo, hi = wilson(hits / CALLS, CALLS, 1.96)
        ours += found.lo <= truth <= found.hi
        naive += lo <= truth <= hi

    assert 0.93 <= ours / RUNS <= 0.99
    assert naive / RUNS < 0.85


def test_the_paired_interval_covers_a_difference() -> None:
    dice = np.random.default_rng(7)
    documents = dice.normal(0, 0.7, (RUNS, DOCUMENTS, 1))
    own = dice.normal(0, 0.7, (2, RUNS, DOCUMENTS, 1))
    left = runs(1.2, dice, documents + own[0])
    right = runs(0.6, dice, documents + own[1])
    truth = float((left - right).mean())
    covered = 0
    for one, two in zip(left, right, strict=True):
        found = difference((one - two).tolist(), CLUSTERS)
        assert found is not None
        covered += found.lo <= truth <= found.hi

    assert 0.93 <= covered / RUNS <= 0.98
