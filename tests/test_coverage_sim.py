"""The simulation of coverage sees a wrong interval, and passes a right one."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from benchmarks.coverage import __main__ as command
from benchmarks.coverage import pairs, shares, tails
from benchmarks.coverage.band import (
    Case,
    Claim,
    Dice,
    Measured,
    Tried,
    counting,
    covering,
    rows,
)
from benchmarks.coverage.cases import CASES, measure
from benchmarks.coverage.page import BEGIN, END, between, page
from benchmarks.coverage.worlds import Models, average, centre, even, one_large
from pipeline.statistics.estimates import Floats, cluster_sums, t_quantile

SEED = 1
RUNS = 600
WORLD = shares.World(even(20, 5), 0.8, 3)
ALIKE = pairs.World(even(50, 1), 0.8, 0.8, 1)
LARGE = pairs.World(one_large(40, 200), 0.85, 0.75, 1)


class Ends:
    def __init__(self, middle: float, reach: float) -> None:
        self.lo, self.hi = middle - reach, middle + reach


def wald_by_calls(dice: Dice, runs: int) -> Tried:
    """Take every call for independent."""
    calls = WORLD.design.questions * WORLD.repeats
    means = shares.right(WORLD, dice, runs).sum(axis=1) / calls
    found = [Ends(mean, 1.96 * np.sqrt(mean * (1 - mean) / calls)) for mean in means]
    return covering(found, WORLD.share)


def t_of_g(dice: Dice, runs: int) -> Tried:
    """Take a document that holds 40 % for one like any other (CR1, t with G - 1)."""
    clusters = LARGE.design.clusters
    count = len(LARGE.design.sizes)

    def interval(gaps: Floats) -> Ends:
        sums = cluster_sums(gaps - gaps.mean(), clusters)
        variance = count / (count - 1) * (sums**2).sum() / len(gaps) ** 2
        return Ends(gaps.mean(), t_quantile(count, 0.975) * np.sqrt(variance))

    found = map(interval, pairs.drawn(LARGE, dice, runs))
    return covering(found, LARGE.first - LARGE.second)


def raw(dice: Dice, runs: int) -> Tried:
    """Say "better" by any of 15 intervals of 95 % each."""
    models = Models(dice, runs, even(50, 1))
    asked = [models.answers(0.8, 1) for _ in range(6)]
    gaps = np.stack([one - two for n, one in enumerate(asked) for two in asked[:n]])
    reach = 1.96 * gaps.std(axis=2, ddof=1) / np.sqrt(50)
    return counting((np.abs(gaps.mean(axis=2)) > reach).any(axis=0).tolist())


def case(
    run: Callable[[Dice, int], Tried],
    claim: Claim = Claim.COVERS,
    nominal: float = 0.95,
) -> Case:
    return Case("tried", "design", "world", run, claim, nominal)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (case(wald_by_calls), case(partial(shares.accuracy, WORLD))),
        (case(t_of_g), case(partial(pairs.gaps, LARGE))),
        (
            case(raw, Claim.ERRS, 0.05),
            case(partial(pairs.apart, ALIKE), Claim.ERRS, 0.05),
        ),
    ],
    ids=["calls", "sizes", "families"],
)
def test_a_wrong_interval_is_outside_its_band_and_ours_is_inside(
    wrong: Case, right: Case
) -> None:
    assert not measure(wrong, runs=RUNS, seed=SEED).inside
    assert measure(right, runs=RUNS, seed=SEED).inside


@pytest.mark.parametrize(
    ("claim", "nominal", "hits", "inside"),
    [
        (Claim.COVERS, 0.95, 10_000, True),
        (Claim.COVERS, 0.95, 9_210, True),  # .925 less two errors of .0022
        (Claim.COVERS, 0.95, 9_205, False),
        (Claim.ERRS, 0.05, 0, True),
        (Claim.ERRS, 0.05, 790, True),
        (Claim.ERRS, 0.05, 795, False),
    ],
)
def test_the_band_is_bradleys(
    claim: Claim, nominal: float, hits: int, *, inside: bool
) -> None:
    def never(_: Dice, __: int) -> Tried:
        raise AssertionError

    found = Measured(case(never, claim, nominal), Tried(hits, 10_000))

    assert found.inside is inside


def test_worlds_have_the_truth_they_say() -> None:
    dice = np.random.default_rng(SEED)
    design = even(50, 1)

    right = shares.right(shares.World(design, 0.8, 1), dice, 4_000)
    times = tails.seconds(dice, (1_000, 400))

    assert right.mean() == pytest.approx(0.8, abs=0.005)
    assert average(lambda chance: chance, centre(0.99, 2.0), 2.0) == pytest.approx(0.99)
    for quantile in (0.5, 0.9, 0.99):
        truth = tails.true_time(quantile)
        assert (times <= truth).mean() == pytest.approx(quantile, abs=0.003)


def test_models_on_the_same_questions_are_alike_and_no_more() -> None:
    models = Models(np.random.default_rng(SEED), 400, even(20, 5))
    one, two = models.answers(0.7, 1), models.answers(0.7, 1)

    assert 0.2 < np.corrcoef(one.ravel(), two.ravel())[0, 1] < 0.8


@pytest.mark.parametrize("number", sorted({one.number for one in CASES}))
def test_every_number_can_be_simulated_the_same_twice(number: str) -> None:
    first = next(one for one in CASES if one.number == number)

    found = [measure(first, runs=8, seed=SEED) for _ in range(2)]

    assert found[0].tried == found[1].tried
    assert found[0].tried.runs > 0


def test_the_page_takes_the_table_between_its_marks_and_nothing_else() -> None:
    found = [measure(case(partial(shares.accuracy, WORLD)), runs=100, seed=SEED)]
    text = f"before\n\n{BEGIN}\nold\n{END}\n\nafter\n"

    once = between(text, page(rows(found)))

    assert once == between(once, page(rows(found)))
    assert once.startswith(f"before\n\n{BEGIN}\n\n| number | design |")
    assert once.endswith(f"\n\n{END}\n\nafter\n")
    assert "old" not in once
    assert "| tried | design | 1 | 100 | 95% |" in once


def test_the_command_writes_and_fails_only_where_a_band_is_promised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    method = tmp_path / "method.md"
    method.write_text(f"{BEGIN}\n{END}\n")
    monkeypatch.setattr(command, "METHOD", method)

    done = command.main(["--runs", "40", "--only", "equivalent", "--write"])

    assert done == 0
    assert capsys.readouterr().out.strip() in method.read_text()
    assert "equivalent, truly apart by the margin" in method.read_text()


def test_a_row_outside_fails_the_command_unless_it_is_marked() -> None:
    found = measure(case(wald_by_calls), runs=RUNS, seed=SEED)
    marked = Measured(found.case._replace(promised=False), found.tried)

    assert command.outside(rows([found])) == 1
    assert command.outside(rows([marked])) == 0
    assert "**no**" in page(rows([found]))
    assert "no, and marked" in page(rows([marked]))


def test_the_written_table_has_every_number_and_design() -> None:
    text = command.METHOD.read_text("utf-8")
    table = text.split(BEGIN)[1].split(END)[0]

    for one in {(one.number, one.design) for one in CASES}:
        assert f"| {one[0]} | {one[1]} |" in table
