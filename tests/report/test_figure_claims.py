"""What a plot says goes no further than the numbers it is drawn from."""

import pytest

from pipeline.report.contents import (
    Cell,
    EndingShare,
    ModelReport,
    Pair,
    PairVerdict,
    PassK,
    Repeats,
    Report,
)
from pipeline.report.figures import FIGURES, cost, depth, differences
from pipeline.report.figures.base import course
from pipeline.statistics.estimates import Estimate, Ratio
from pipeline.statistics.lengths import EffectiveLength, Rung, RungStatus
from pipeline.statistics.times import time_quantile
from tests.report.sample import sample
from tests.report.test_figures import texts


def estimate(value: float, half: float = 0.02, n: int = 100) -> Estimate:
    return Estimate(
        estimate=value,
        lo=value - half,
        hi=value + half,
        level=0.95,
        n=n,
        documents=20,
        hits=round(value * n),
        calls=n,
        few_documents=False,
        method="made up",
    )


def ratio(value: float, lo: float, hi: float | None) -> Ratio:
    return Ratio(
        estimate=value,
        lo=lo,
        hi=hi,
        level=0.95,
        n=100,
        documents=20,
        few_documents=False,
        method="made up",
    )


def pair(
    difference: Estimate | None,
    of_cost: Ratio | None,
    names: tuple[str, str] | None = None,
) -> Pair:
    model, other = names or (named(0), named(1))
    return Pair(
        model=model,
        other=other,
        difference=difference,
        verdict=PairVerdict.NOT_RESOLVED,
        not_worse_by=None,
        p=None,
        needed=None,
        only_model=0,
        only_other=0,
        by_length=(),
        time=None,
        cost=of_cost,
    )


def named(rank: int) -> str:
    return sample().models[rank].model


def changed(**new: object) -> Report:
    """Return the sample, something of its first model being otherwise."""
    first, *others = sample().models
    models = (first.model_copy(update=new), *others)
    return sample().model_copy(update={"models": models})


def paired(*pairs: Pair) -> Report:
    return sample().model_copy(update={"pairs": pairs})


CHEAP, DEAR = ratio(0.5, 0.4, 0.6), ratio(2.0, 1.8, 2.2)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(pair(estimate(0.10), CHEAP), {1: 0}, id="cheaper-and-better"),
        pytest.param(pair(estimate(0.00), CHEAP), {1: 0}, id="cheaper-and-no-worse"),
        pytest.param(pair(estimate(-0.04), CHEAP), {}, id="cheaper-but-maybe-worse"),
        pytest.param(pair(estimate(0.00), DEAR), {0: 1}, id="dearer-for-no-more"),
        pytest.param(pair(estimate(0.10), DEAR), {}, id="dearer-and-better"),
        pytest.param(
            pair(estimate(0.10), ratio(0.9, 0.7, 1.1)), {}, id="cost-not-resolved"
        ),
        pytest.param(
            pair(estimate(0.10), ratio(0.5, 0.2, None)), {}, id="cost-without-a-bound"
        ),
        pytest.param(pair(estimate(0.10), None), {}, id="no-price"),
        pytest.param(pair(None, CHEAP), {}, id="no-question-in-common"),
    ],
)
def test_a_model_is_fainter_only_where_that_is_shown(
    found: Pair, expected: dict[int, int]
) -> None:
    report = paired(found)

    below = cost.dominated(report)
    written = " ".join(texts(FIGURES["cost"].draw(report)))

    assert below == {named(one): named(two) for one, two in expected.items()}
    assert ("Fainter" in written) is bool(expected)
    said = "and not more accurate by 5 points" in FIGURES["cost"].alt(report)
    assert said is bool(expected)


def test_an_edge_is_drawn_through_the_others_alone() -> None:
    plain = FIGURES["cost"].draw(paired())
    shown = FIGURES["cost"].draw(paired(pair(estimate(0.0), DEAR)))

    assert "Dashed" not in " ".join(texts(plain))
    assert "Dashed" in " ".join(texts(shown))
    assert shown.count(b"stroke-dasharray: 4,3") == 1
    assert plain.count(b"stroke-dasharray: 4,3") == 0


def test_the_edge_rises_and_leaves_out_who_is_dominated() -> None:
    stands = {"a": (1.0, 0.5), "b": (2.0, 0.4), "c": (3.0, 0.7), "d": (4.0, 0.9)}
    spots = [
        cost._Spot(name, estimate(share), usd, None)
        for name, (usd, share) in stands.items()
    ]

    edge = cost._frontier(spots, {"d"})

    assert edge == [(1.0, 0.5), (3.0, 0.7)], "b is dearer than a for less"
    assert cost._frontier(spots, ()) == [], "no domination is shown"


def test_costs_of_one_kind_are_compared() -> None:
    report = changed(cost_per_correct=None)

    assert "an answered call" in FIGURES["cost"].alt(report)
    assert "a correct answer" in FIGURES["cost"].alt(sample())


def test_a_model_that_costs_nothing_has_no_place_on_a_log_axis() -> None:
    costs = sample().models[0].costs
    assert costs is not None
    free = costs.model_copy(update={"answer_usd": 0.0})
    report = changed(costs=free, cost_per_correct=ratio(0.0, 0.0, 0.0))

    assert named(0) not in FIGURES["cost"].alt(report)
    written = " ".join(texts(FIGURES["cost"].draw(report)))
    assert "1 model without a cost or an answer" in written


def celled(n: int, share: float = 0.5, at: float = 0.1) -> Cell:
    outcomes = sample().models[0].by_length[0].outcomes
    found = estimate(share, n=n)
    return Cell(length=4_000, depth=at, accuracy=found, outcomes=outcomes)


@pytest.mark.parametrize(("n", "hatched"), [(9, True), (10, False)])
def test_a_cell_of_few_questions_has_no_colour(n: int, *, hatched: bool) -> None:
    tile = depth._tile(celled(n).accuracy, 0, 0)

    assert tile.hatched is hatched
    assert tile.words == "50"
    assert (tile.colour == depth._blue(0.5)) is not hatched


def test_an_empty_cell_has_no_number() -> None:
    tile = depth._tile(None, 0, 0)

    assert tile.words == ""
    assert tile.colour != depth._blue(0.0)


def test_a_cell_of_few_questions_is_no_extreme() -> None:
    cells = (celled(50), celled(50, 0.6, 0.5), celled(9, 0.0, 0.9))
    said = FIGURES["depth"].alt(changed(by_length_depth=cells))

    assert f"{named(0)} from 50 % (4k, depth 0.1) to 60 % (4k, depth 0.5)" in said


def test_depth_is_drawn_of_six_models_and_one_depth_of_none() -> None:
    found = sample().models
    models = tuple(
        found[n % len(found)].model_copy(update={"model": f"m{n}"}) for n in range(8)
    )
    report = sample().model_copy(update={"models": models})
    written = texts(FIGURES["depth"].draw(report))

    assert {f"m{n}" for n in range(8)} & set(written) == {f"m{n}" for n in range(6)}
    assert "The first 6 of 8 models; the table holds the others." in written
    flat = sample().model_copy(update={"depths": (0.5,)})
    assert not FIGURES["depth"].has(flat)


def test_pairs_with_the_first_model_come_first_and_at_most_fifteen() -> None:
    others = [f"m{n:02}" for n in range(20)]
    pairs = [pair(estimate(0.1), None, ("x", other)) for other in others]
    pairs += [pair(estimate(0.2), None, (named(0), other)) for other in others[:9]]
    written = texts(FIGURES["differences"].draw(paired(*pairs)))

    assert written.count(named(0)) == 9
    assert written.count("x") == 6
    assert "The first 15 of 29 pairs; the table holds the others." in written
    assert FIGURES["differences"].table(paired(*pairs)).count("| x minus") == 20


@pytest.mark.parametrize("found", [estimate(0.3), estimate(-0.3), estimate(0.0, 0.001)])
def test_the_axis_of_differences_holds_intervals_margin_and_zero(
    found: Estimate,
) -> None:
    low, high, ticks = differences._scale(0.05, [found])

    assert low < min(found.lo, -0.05)
    assert high > max(found.hi, 0.05)
    assert 0 in ticks
    assert all(low <= tick <= high for tick in ticks)
    assert 3 <= len(ticks) <= 10


def test_pairs_without_a_question_in_common_are_not_drawn() -> None:
    assert not FIGURES["differences"].has(paired(pair(None, None)))


def timed(times: int, cut: int) -> ModelReport:
    model = sample().models[0]
    values, limits = [float(n) for n in range(1, times + 1)], [200.0] * cut
    quantiles = {
        name: time_quantile(values, limits, at)
        for name, at in (("p50", 0.5), ("p90", 0.9), ("p95", 0.95))
    }
    return model.model_copy(
        update={"times": (model.times[0].model_copy(update=quantiles),)}
    )


def alone(model: ModelReport) -> Report:
    return sample().model_copy(update={"models": (model,), "pairs": ()})


@pytest.mark.parametrize(
    ("times", "cut", "bars", "arrows"),
    [
        pytest.param(5, 0, None, None, id="no-median"),
        pytest.param(20, 0, 0, 0, id="no-p90"),
        pytest.param(40, 0, 1, 0, id="p90-alone"),
        pytest.param(100, 0, 2, 0, id="both"),
        pytest.param(92, 8, 1, 1, id="p95-cut-off"),
        pytest.param(80, 20, 0, 1, id="p90-cut-off"),
        pytest.param(30, 70, 0, 1, id="median-cut-off"),
    ],
)
def test_a_quantile_is_drawn_where_it_can_be_told(
    times: int, cut: int, bars: int | None, arrows: int | None
) -> None:
    report = alone(timed(times, cut))

    assert FIGURES["time"].has(report) is (bars is not None)
    if bars is not None:
        data = FIGURES["time"].draw(report)
        assert data.count(b"<use ") == 1 + bars + (arrows or 0), "the median is one"
        assert (b"fill: #ffffff; stroke: #0072b2" in data) is bool(arrows)


def test_what_a_cache_knew_is_in_no_line() -> None:
    model = timed(100, 0)
    cached = model.times[0].model_copy(update={"cached": True})
    report = alone(model.model_copy(update={"times": (cached,)}))

    assert not FIGURES["time"].has(report)


def laddered(*statuses: RungStatus) -> EffectiveLength:
    rungs = tuple(
        Rung(length=4_000 * 2**place, status=status, kept=None)
        for place, status in enumerate(statuses)
    )
    return EffectiveLength(
        base=4_000,
        retain=0.85,
        rungs=rungs,
        holds_to=4_000,
        fails_by=None,
        guess=6_000.0,
    )


def test_every_status_of_a_length_has_its_own_sign_and_tile() -> None:
    report = alone(sample().models[0]).models[0]
    found = laddered(*RungStatus)
    shown = alone(report.model_copy(update={"effective": found}))

    row = FIGURES["lengths"].table(shown).splitlines()[2]
    signs = [cell.strip() for cell in row.split("|")][2:-3]
    assert signs == ["base", "●", "◐", "○", "·", "not run"]
    assert "a guess where it falls below" in texts(FIGURES["lengths"].draw(shown))


@pytest.mark.parametrize(
    ("holds_to", "fails_by", "expected"),
    [
        (16_000, 64_000, "holds to 16k, fails by 64k"),
        (16_000, None, "holds to 16k"),
        (4_000, 8_000, "holds to 4k, fails by 8k"),
        (4_000, None, "nothing shown beyond 4k"),
        (None, None, "nothing shown beyond 4k"),
    ],
)
def test_a_bracket_is_said_as_far_as_it_is_shown(
    holds_to: int | None, fails_by: int | None, expected: str
) -> None:
    found = laddered(RungStatus.BASE, RungStatus.UNCLEAR).model_copy(
        update={"holds_to": holds_to, "fails_by": fails_by}
    )
    model = sample().models[0].model_copy(update={"effective": found})

    assert FIGURES["lengths"].alt(alone(model)).endswith(f" {expected}.")
    assert expected in texts(FIGURES["lengths"].draw(alone(model)))


def test_a_base_alone_is_no_ladder() -> None:
    found = laddered(RungStatus.BASE)
    model = sample().models[0].model_copy(update={"effective": found})

    assert not FIGURES["lengths"].has(alone(model))


def repeated(every: Estimate, flips: Estimate | None) -> Report:
    passed = (PassK(k=1, share=estimate(0.9)), PassK(k=3, share=every))
    found = Repeats(
        repeats=3,
        pass_k=passed,
        same_answer=None,
        same_text=None,
        flips=flips,
        spread=None,
    )
    return alone(sample().models[0].model_copy(update={"repeats": found}))


def test_a_rest_is_drawn_of_the_same_questions_alone() -> None:
    same = repeated(estimate(0.7), estimate(0.2))
    other = repeated(estimate(0.7), estimate(0.2, n=90))

    written = texts(FIGURES["consistency"].draw(same))
    assert {"70 %", "20 %", "10 %"} <= set(written)
    assert "10 %" not in texts(FIGURES["consistency"].draw(other))
    assert not FIGURES["consistency"].has(repeated(estimate(0.7), None))


def test_endings_stand_in_one_order_and_leave_out_what_rounds_to_none() -> None:
    shares = dict(
        zip(
            (one.ending for one in sample().models[0].endings),
            (0.6, 0.2, 0.1, 0.001, 0.049, 0.05),
            strict=True,
        )
    )
    endings = tuple(
        EndingShare(ending=ending, share=estimate(share))
        for ending, share in reversed(shares.items())
    )
    report = alone(sample().models[0].model_copy(update={"endings": endings}))

    written = texts(FIGURES["outcomes"].draw(report))
    assert [words for words in written if words in {"60 %", "20 %", "10 %"}] == [
        "60 %",
        "20 %",
        "10 %",
    ]
    said = FIGURES["outcomes"].alt(report)
    assert "refused" not in said
    assert "60 % correct" in said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            [(4_000, "93 %"), (8_000, "80 %"), (16_000, "76 %")],
            "93 % at 4k to 76 % at 16k",
        ),
        ([(4_000, "0 %"), (8_000, "0 %")], "0 % at 4k and at 8k"),
        ([(4_000, "0 %")], "0 % at 4k"),
    ],
)
def test_a_line_is_told_by_its_ends(
    values: list[tuple[int | None, str]], said: str
) -> None:
    assert course(values) == said


def test_a_key_is_there_only_for_what_is_drawn() -> None:
    drawn = FIGURES["lengths"].draw(sample())

    assert "over window" in texts(drawn)
    assert "not run" not in texts(drawn)


def test_intervals_with_a_baseline_are_at_a_level_of_their_own() -> None:
    written = " ".join(texts(FIGURES["differences"].draw(sample())))

    assert "Intervals at 99.17 %, with a baseline at 98.75 % (each kind at 95 %)." in (
        written
    )
