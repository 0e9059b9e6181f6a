from statistics import mean

import pytest

from pipeline.simulate.dice import Dice
from pipeline.simulate.scenario import Lognormal

MANY = 2_000


def test_a_draw_depends_on_seed_and_name_alone() -> None:
    first = Dice("seed", 1)
    before = first.uniform("b")
    first.uniform("a")

    assert Dice("seed", 1).uniform("b") == before
    assert Dice("seed", 2).uniform("b") != before
    assert first.uniform("c") != before


def test_draws_are_uniform() -> None:
    draws = [Dice(n).uniform("x") for n in range(MANY)]

    assert all(0 <= draw < 1 for draw in draws)
    assert mean(draws) == pytest.approx(0.5, abs=0.03)


def test_a_constant_is_itself() -> None:
    assert Dice(1).drawn("x", 0.25) == 0.25


def test_a_lognormal_has_its_median_and_its_p95() -> None:
    spread = Lognormal(median=2.0, p95=6.0)
    draws = sorted(Dice(n).drawn("x", spread) for n in range(MANY))

    assert draws[MANY // 2] == pytest.approx(2.0, rel=0.1)
    assert draws[MANY * 95 // 100] == pytest.approx(6.0, rel=0.15)


def test_weights_are_kept_and_a_weight_of_0_is_never_drawn() -> None:
    choices = [("never", 0.0), ("often", 3.0), ("seldom", 1.0), ("last", 0.0)]
    draws = [Dice(n).weighted("x", choices) for n in range(MANY)]

    assert set(draws) == {"often", "seldom"}
    assert draws.count("often") / MANY == pytest.approx(0.75, abs=0.04)
