"""Agreement beyond chance, against values worked out by hand."""

import pytest

from pipeline.records import Verdict
from pipeline.score.answers.agreement import agreement, class_of, kappa, two_classes

RIGHT, WRONG, NONE = Verdict.CORRECT, Verdict.INCORRECT, Verdict.ABSTAINED


def test_kappa_of_two_classes() -> None:
    # 20 + 15 of 50 agree: 0.7; by chance 25/50 x 30/50 + 25/50 x 20/50 = 0.5.
    counts = {
        (RIGHT, RIGHT): 20,
        (RIGHT, WRONG): 5,
        (WRONG, RIGHT): 10,
        (WRONG, WRONG): 15,
    }

    assert agreement(counts) == pytest.approx(0.7)
    assert kappa(counts) == pytest.approx(0.4)


def test_kappa_of_three_classes() -> None:
    # 7 of 10 agree; by chance (5 x 4 + 3 x 4 + 2 x 2) / 100 = 0.36.
    counts = {
        (RIGHT, RIGHT): 3,
        (RIGHT, WRONG): 2,
        (WRONG, RIGHT): 1,
        (WRONG, WRONG): 2,
        (NONE, NONE): 2,
    }

    assert agreement(counts) == pytest.approx(0.7)
    assert kappa(counts) == pytest.approx(0.34 / 0.64)


def test_where_nothing_can_agree_by_more_than_chance_there_is_no_kappa() -> None:
    assert kappa({}) is None
    assert agreement({}) is None
    assert kappa({(RIGHT, RIGHT): 9}) is None


def test_an_abstention_is_incorrect_where_labels_know_no_third_class() -> None:
    folded = two_classes({(WRONG, NONE): 2, (WRONG, WRONG): 1, (RIGHT, NONE): 3})

    assert folded == {(WRONG, WRONG): 3, (RIGHT, WRONG): 3}


def test_every_verdict_but_unscored_is_of_a_class() -> None:
    assert {verdict: class_of(verdict) for verdict in Verdict} == {
        Verdict.CORRECT: RIGHT,
        Verdict.INCORRECT: WRONG,
        Verdict.MALFORMED: WRONG,
        Verdict.ABSTAINED: NONE,
        Verdict.REFUSED: NONE,
        Verdict.UNSCORED: None,
    }
