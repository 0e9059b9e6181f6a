"""A forecast adds up, says what it rests on, and never takes unknown for nothing."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts import Price
from pipeline.query.cost import Prices
from pipeline.query.forecasts.forecast import ASSUMED_ANSWER, Basis, forecast, ratio_of
from pipeline.query.forecasts.foreseen import Counted, Earlier, Forecast
from pipeline.query.models.target import Target
from pipeline.query.plan import plan
from pipeline.records import Cache, Prompt
from tests.query.bench import baseline, prompt, target

URL = "http://127.0.0.1:1"
PRICE = Price(input=1, output=10, cached=0.1)
BUSY = Price(input=2, output=20, cached=0.2)
PRICES = Prices(PRICE, (PRICE, BUSY), "a list")
MODEL = target(URL).settings.id


def earlier(**known: Any) -> Earlier:
    return Earlier.model_validate(
        {
            "model": MODEL,
            "endpoint": URL,
            "sized": 0,
            "ratio": None,
            "counted": 0,
            "written": None,
            "timed": 0,
            "seconds": None,
            "seconds_at": None,
            "seconds_per_token": None,
            **known,
        }
    )


def counted(tokens: int, reference: int) -> Counted:
    return Counted(
        endpoint=URL, model=MODEL, prompt="p", tokens=tokens, reference=reference
    )


def foreseen(
    prompts: Sequence[Prompt], *targets: Target, paid: Sequence[int] = (), **more: Any
) -> Forecast:
    """Foresee one call of each prompt by each target; `paid` are places in the plan."""
    targets = targets or (target(URL),)
    planned = plan("run", prompts, targets, repeats=1, seed=1)
    prices = more.pop("prices", {one.settings.id: PRICES for one in targets})
    return forecast(
        Basis(
            planned=planned,
            prompts={one.id: one for one in prompts},
            targets={one.settings.id: one for one in targets},
            prices=prices,
            paid={planned[place].call: 0.5 for place in paid},
            **more,
        )
    )


def cold(name: str, tokens: int) -> Prompt:
    return prompt(name, tokens).model_copy(update={"cache": Cache.COLD})


def test_the_three_costs_of_a_call() -> None:
    money = foreseen([cold("p", 1_000_000)]).total.whole

    assert money.least == 1.00001, "a token of answer, at the cheapest hour"
    assert money.likely == 1.01, "an assumed answer, at the present price"
    assert money.most == 2.16384, "8,192 tokens, at the dearest hour ahead"


def test_the_likely_answer_is_as_long_as_earlier_ones_and_never_above_the_cap() -> None:
    known = foreseen([cold("p", 0)], earlier=[earlier(written=200.4, counted=7)])
    capped = foreseen([cold("p", 0)], target(URL, max_output_tokens=50))

    assert known.total.whole.likely == 0.002
    assert (known.models[0].answer_tokens, known.models[0].answers) == (200, 7)
    assert (capped.models[0].answer_tokens, capped.models[0].answers) == (
        ASSUMED_ANSWER,
        0,
    )
    assert capped.total.whole.likely == 0.0005


def test_earlier_calls_elsewhere_tell_nothing() -> None:
    other = earlier(written=9.0, ratio=3.0).model_copy(update={"endpoint": "else"})

    found = foreseen([cold("p", 100)], earlier=[other]).models[0]

    assert (found.ratio.source, found.answer_tokens) == ("assumed", ASSUMED_ANSWER)


def test_the_best_witness_of_a_tokenizer_is_believed() -> None:
    facts = target(URL, tokens_ratio=1.3).facts
    bills = earlier(ratio=1.1, sized=120)
    counts = [counted(1_200, 1_000), counted(2_400, 2_000), counted(99, 10)]

    assert ratio_of(facts, bills, counts).model_dump() == {
        "value": 1.1,
        "source": "calls",
        "sample": 120,
    }
    assert ratio_of(facts, earlier(), counts).model_dump() == {
        "value": 1.2,
        "source": "count",
        "sample": 2,
    }
    assert ratio_of(facts, None, [counted(99, 10)]).value == 1.3
    assert ratio_of(target(URL).facts, None, []).source == "assumed"


def test_own_tokens_are_paid_for_and_not_those_of_the_reference() -> None:
    found = foreseen([cold("p", 1_000)], earlier=[earlier(ratio=1.5, sized=1)])

    assert (found.total.tokens, found.total.own_tokens) == (1_000, 1_500)
    assert found.total.whole.least == 0.00151


def test_what_fits_no_declared_window_is_told_from_what_a_measured_ratio_foresees() -> (
    None
):
    here = target(URL, window=20_000, max_output_tokens=1_000)
    prompts = [cold("a", 10_000), cold("b", 18_000), cold("c", 30_000)]

    found = foreseen(prompts, here, earlier=[earlier(ratio=1.2, sized=3)]).total

    assert (found.calls, found.over_window, found.too_long) == (3, 1, 1)
    assert found.tokens == 28_000
    alone = foreseen([cold("b", 18_000)], here, earlier=[earlier(ratio=1.2, sized=3)])
    assert alone.total.whole.least == alone.total.whole.likely == 0, "refused, unpaid"
    assert (alone.total.whole.most or 0) > 0


def test_answered_calls_cost_nothing_more() -> None:
    found = foreseen([cold("a", 1_000_000), cold("b", 1_000_000)], paid=[0])

    assert (found.total.answered, found.paid_usd) == (1, 0.5)
    assert found.total.whole.likely == 2.02
    assert found.total.left.likely == 1.01
    done = foreseen([cold("a", 10)], paid=[0]).total
    assert (done.left.most, done.seconds) == (0.0, 0.0)


def test_a_model_without_a_price_is_named_and_left_out_of_the_total() -> None:
    unknown = target(URL, "dark")
    here = baseline(str)
    free = Prices(Price(input=0, output=0), (Price(input=0, output=0),), "here")
    prices = {MODEL: PRICES, unknown.settings.id: None, "baseline/echo": free}

    found = foreseen([cold("p", 10)], target(URL), unknown, here, prices=prices)

    assert found.unpriced == (unknown.settings.id,)
    assert found.total.whole == foreseen([cold("p", 10)]).total.whole
    by_model = {m.total.model: m.total.whole.likely for m in found.models}
    assert by_model["baseline/echo"] == 0
    assert by_model[unknown.settings.id] is None


def test_a_warm_run_reads_a_context_once_where_the_model_has_a_cache() -> None:
    shared = [
        prompt(name, 1_000_000).model_copy(update={"layout": "l", "rung": 0})
        for name in ("a", "b", "c")
    ]
    answer = ASSUMED_ANSWER * 10 / 1_000_000
    caching = target(URL, caching="automatic")

    assert foreseen(shared, caching).total.whole.likely == pytest.approx(
        1 + 0.1 + 0.1 + 3 * answer
    )
    assert foreseen(shared).total.whole.likely == pytest.approx(3 + 3 * answer)
    assert foreseen(shared, caching).total.whole.least == pytest.approx(0.30003)
    assert foreseen(shared, caching).total.whole.most == pytest.approx(3 * 2.16384)


def test_time_is_that_of_earlier_calls_by_size_and_lanes() -> None:
    known = earlier(timed=9, seconds=10.0, seconds_at=1_000.0, seconds_per_token=0.01)
    prompts = [cold(f"p{n}", 2_000) for n in range(8)]

    assert foreseen(prompts, earlier=[known]).total.seconds == 8 * 20 / 4
    assert foreseen(prompts, earlier=[known], latency=True).total.seconds == 8 * 20
    flat = known.model_copy(update={"seconds_per_token": -1.0})
    assert foreseen(prompts, earlier=[flat]).total.seconds == 8 * 10 / 4
    assert foreseen(prompts).untimed == (MODEL,)


def test_limits_of_requests_and_tokens_a_minute_take_their_time() -> None:
    known = [earlier(timed=9, seconds=1.0, seconds_at=2_000.0)]
    prompts = [cold(f"p{n}", 2_000) for n in range(8)]
    slow = target(URL, requests_per_minute=4)
    thin = target(URL, tokens_per_minute=1_000)

    assert foreseen(prompts, slow, earlier=known).total.seconds == 120
    assert foreseen(prompts, thin, earlier=known).total.seconds == 16 * 60
    assert foreseen(prompts, thin, earlier=known, paid=range(4)).total.seconds == 8 * 60


def test_services_are_asked_side_by_side_and_baselines_after_them() -> None:
    here, one, two = baseline(str), target(URL, "a"), target(URL, "b")
    names = [(one, 30.0), (two, 50.0), (here, 5.0)]
    known = [
        earlier(
            model=t.settings.id, endpoint=t.base_url, seconds=seconds, seconds_at=1.0
        )
        for t, seconds in names
    ]

    assert foreseen([cold("p", 1)], one, two, here, earlier=known).total.seconds == 55


@given(st.lists(st.integers(1, 50_000), min_size=1, max_size=12), st.integers(0, 12))
def test_cells_models_and_total_add_up(sizes: list[int], made: int) -> None:
    prompts = [cold(f"p{n}", size) for n, size in enumerate(sizes)]
    targets = [target(URL, "a", window=40_000), target(URL, "b")]

    found = foreseen(prompts, *targets, paid=range(min(made, len(sizes))))

    for name in ("calls", "tokens", "own_tokens", "over_window", "answered"):
        total = getattr(found.total, name)
        assert sum(getattr(cell, name) for cell in found.cells) == total
        assert sum(getattr(m.total, name) for m in found.models) == total
    for money in (found.total.whole, found.total.left):
        assert money.least is not None
        assert money.least <= (money.likely or 0) <= (money.most or 0)
    parts = sum(cell.whole.most or 0 for cell in found.cells)
    assert found.total.whole.most == pytest.approx(parts)
