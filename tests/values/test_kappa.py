"""Agreement beyond chance, against values worked out by hand."""

import pytest

from pipeline.values.kappa import agreement, kappa


def test_kappa_of_two_classes() -> None:
    # 20 + 15 of 50 agree: 0.7; by chance 25/50 x 30/50 + 25/50 x 20/50 = 0.5.
    counts = {
        ("right", "right"): 20,
        ("right", "wrong"): 5,
        ("wrong", "right"): 10,
        ("wrong", "wrong"): 15,
    }

    assert agreement(counts) == pytest.approx(0.7)
    assert kappa(counts) == pytest.approx(0.4)


def test_kappa_of_three_classes() -> None:
    # 7 of 10 agree; by chance (5 x 4 + 3 x 4 + 2 x 2) / 100 = 0.36.
    counts = {
        ("right", "right"): 3,
        ("right", "wrong"): 2,
        ("wrong", "right"): 1,
        ("wrong", "wrong"): 2,
        ("none", "none"): 2,
    }

    assert agreement(counts) == pytest.approx(0.7)
    assert kappa(counts) == pytest.approx(0.34 / 0.64)


def test_where_nothing_can_agree_by_more_than_chance_there_is_no_kappa() -> None:
    assert kappa({}) is None
    assert agreement({}) is None
    assert kappa({("right", "right"): 9}) is None
