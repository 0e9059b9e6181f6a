"""The correction of a judge by people, by hand and by simulation."""

from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.report.ppi import (
    LEAST_LABELS,
    Judged,
    corrected,
    power,
)
from pipeline.statistics.estimates import Estimate


def answers(
    counts: Sequence[tuple[bool, bool | None, int]], *, documents: int = 50
) -> list[Judged]:
    """Return so many answers of each kind, dealt to the documents in turn."""
    found = [(judge, human) for judge, human, count in counts for _ in range(count)]
    return [
        Judged(cluster=f"d{n % documents}", judge=judge, human=human)
        for n, (judge, human) in enumerate(found)
    ]


def known(found: Estimate | None) -> Estimate:
    assert found is not None
    return found


BY_HAND = [
    *((True, True, 60), (True, False, 20), (False, True, 10), (False, False, 30)),
    *((True, None, 300), (False, None, 180)),
]


def test_the_estimate_by_hand() -> None:
    found = known(corrected(answers(BY_HAND)))

    # n = 120, N = 480; mean y 70/120, mean f 80/120, mean y f 60/120
    covariance = 120 / 119 * (60 / 120 - 70 / 120 * 80 / 120)
    variance = 120 / 119 * (80 / 120 * 40 / 120)
    weight = covariance / variance / (1 + 120 / 480)
    expected = weight * 300 / 480 + (70 - weight * 80) / 120
    assert weight == pytest.approx(0.4)
    assert found.estimate == pytest.approx(expected, abs=1e-6)
    assert (found.documents, found.n) == (50, 600)


def test_the_standard_error_by_hand_where_each_document_has_one_answer() -> None:
    found = known(corrected(answers(BY_HAND, documents=600)))

    residuals = [1 - 0.4] * 60 + [-0.4] * 20 + [1.0] * 10 + [0.0] * 30
    centred = np.asarray(residuals) - np.mean(residuals)
    rest = np.asarray([1.0] * 300 + [0.0] * 180) - 300 / 480
    told, untold = 1 / 120 / 1.4, 0.4 / 480 / 1.4  # of the mean, what each holds
    sums = (centred**2).sum() / 120**2 / (1 - told)
    sums += 0.4**2 * (rest**2).sum() / 480**2 / (1 - untold)
    assert found.se == pytest.approx(sums**0.5, abs=1e-6)
    assert found.degrees == pytest.approx(119)


def test_documents_that_go_together_widen_the_interval() -> None:
    spread = known(corrected(answers(BY_HAND, documents=600)))
    ordered = [
        one.model_copy(update={"cluster": f"d{n // 12}"})
        for n, one in enumerate(answers(BY_HAND))
    ]
    clustered = known(corrected(ordered))

    assert clustered.hi - clustered.lo > 2 * (spread.hi - spread.lo)


def test_a_document_with_most_labels_leaves_few_that_tell() -> None:
    even = answers(BY_HAND, documents=40)
    heavy = [
        one.model_copy(update={"cluster": "d0"}) if n % 2 else one
        for n, one in enumerate(even)
    ]

    found = known(corrected(heavy))

    assert found.documents > 8
    assert found.few_documents
    assert found.degrees is not None
    assert found.degrees < 5


def test_too_few_labels_claim_nothing() -> None:
    few = answers([(True, True, LEAST_LABELS - 1), (True, None, 500)])
    enough = answers([(True, True, LEAST_LABELS), (True, None, 500)])

    assert corrected(few) is None
    assert corrected(enough) is not None
    assert corrected([]) is None


def test_a_judge_that_tells_nothing_leaves_the_word_of_people() -> None:
    accepting = [(True, True, 70), (True, False, 50), (True, None, 900)]
    found = known(corrected(answers(accepting)))

    assert found.estimate == pytest.approx(70 / 120, abs=1e-6)


def test_where_all_are_labelled_people_alone_count() -> None:
    found = known(corrected(answers(BY_HAND[:4])))

    assert found.estimate == pytest.approx(70 / 120, abs=1e-6)


def test_certainty_is_never_claimed() -> None:
    found = known(corrected(answers([(True, True, 120), (True, None, 900)])))

    assert (found.estimate, found.hi) == (1.0, 1.0)
    assert found.lo < 0.98


def test_one_document_has_an_interval_all_the_same() -> None:
    found = known(corrected(answers(BY_HAND, documents=1)))

    assert found.few_documents
    assert found.lo < found.estimate < found.hi


def test_the_weight_stays_between_nothing_and_all() -> None:
    people = np.asarray([1.0, 0.0, 1.0, 0.0])

    assert power(people, 1 - people, 100) == 0
    assert power(people, people, 10**9) == pytest.approx(1)
    assert power(people, people, 0) == 0


def test_over_many_draws_it_is_right_where_the_judge_alone_is_not() -> None:
    """A judge that accepts a third of the wrong: 75 % true, 80 % by its word."""
    dice = np.random.default_rng(7)
    covered = alone = 0
    estimates: list[float] = []
    draws = 150
    for _ in range(draws):
        right = dice.random(600) < 0.75
        judge = np.where(right, dice.random(600) < 0.95, dice.random(600) < 0.35)
        rows = [
            Judged(cluster=str(n), judge=bool(f), human=bool(y) if n < 150 else None)
            for n, (y, f) in enumerate(zip(right, judge, strict=True))
        ]
        found = known(corrected(rows))
        estimates.append(found.estimate)
        covered += found.lo <= 0.75 <= found.hi
        alone += abs(judge.mean() - 0.75) <= 1.96 * (0.8 * 0.2 / 600) ** 0.5

    assert np.mean(estimates) == pytest.approx(0.75, abs=0.01)
    assert covered / draws >= 0.91
    assert alone / draws <= 0.5
