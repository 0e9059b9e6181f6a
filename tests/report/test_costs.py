"""What was paid is added up, what is unknown stays unknown, and a cache is told."""

from collections.abc import Sequence

import pytest

from pipeline.records import Run
from pipeline.report import words
from pipeline.report.contents import Report
from pipeline.report.figures import picture
from pipeline.report.numbers import compute
from pipeline.report.reading import read_inputs
from pipeline.report.rows import Cost, Timing
from pipeline.report.sections import cost, time, trust
from pipeline.store import Store
from tests.report.tallies import report, tally
from tests.support.bench_data import fill
from tests.support.bench_design import Design

PRICED = """
UPDATE raw.calls SET cost_usd = 0.25, price_source = 'bench.toml'
WHERE outcome = 'answered' AND id IN (
    SELECT call FROM raw.planned WHERE model = $model
)
"""
CACHED = """
UPDATE raw.calls SET usage = struct_update(usage, cached_tokens := 900::BIGINT)
WHERE id IN (SELECT call FROM raw.planned WHERE position % 2 = 0)
"""


def costs(model: str = "m/a", **known: object) -> Cost:
    return Cost.model_validate(
        {
            "model": model,
            "sent": 4,
            "priced": 3,
            "total_usd": 0.6,
            "answers": 2,
            "answers_usd": 0.5,
            "sources": ["genai-prices 1"],
            "cold_cached": 0,
            **known,
        }
    )


def of(*rows: Cost) -> Report:
    tallies = [tally("one", model=row.model, correct=1) for row in rows]
    return report(*tallies, costs=tuple(rows))


def test_a_mean_is_of_answers_and_a_sum_of_all_that_is_known() -> None:
    page = cost.render(of(costs()))

    assert " $0.25 " in page
    assert " $0.60 " in page
    assert "3 of 4" in page
    assert "at least $0.60 (1 call of unknown cost), added up before rounding." in page


def test_a_model_without_a_price_costs_unknown_and_not_nothing() -> None:
    dark = costs("m/b", priced=0, total_usd=0, answers=0, answers_usd=0, sources=[])

    found = of(costs(), dark)
    page = cost.render(found)

    [row] = [line for line in page.splitlines() if "m/b" in line]
    assert row.count("unknown") == 5
    assert "at least $0.60 (5 calls of unknown cost)" in page
    [model] = [m for m in found.models if m.model == "m/b"]
    assert model.costs is not None
    assert (model.costs.answer_usd, model.costs.total_usd) == (None, None)


def test_baselines_and_runs_without_calls_have_no_section() -> None:
    free = costs("baseline/bm25", total_usd=0, answers_usd=0)

    assert cost.render(of(free)) == ""
    assert cost.render(report(tally("one", pending=1))) == ""


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "$0"),
        (1e-9, "< $0.000001"),
        (0.0000123, "$0.000012"),
        (0.25, "$0.25"),
        (1234.5, "$1,234.50"),
        (None, "unknown"),
    ],
)
def test_money_is_shown_with_the_digits_that_tell(
    value: float | None, shown: str
) -> None:
    assert words.usd(value) == shown


def test_a_run_that_is_called_cold_and_met_a_cache_says_so() -> None:
    assert "called cold" not in trust.render(of(costs()))
    assert "cache knew calls of it (3 of m/a)" in trust.render(of(costs(cold_cached=3)))


def timing(seconds: float, *, cached: bool) -> Timing:
    times = (seconds,) * 80
    return Timing(
        model="m/a",
        length=4_000,
        cached=cached,
        answer_s=times,
        first_token_s=times,
        felt_s=times,
        censored_s=(),
        felt_censored_s=(),
        disturbed=0,
    )


def test_cached_calls_of_a_warm_run_are_no_part_of_the_other_times() -> None:
    both = (timing(8.0, cached=False), timing(2.0, cached=True))

    found = report(tally("one", correct=1), timings=both)

    (model,) = found.models
    assert model.felt_p95.estimate == 8.0
    assert [(t.cached, t.p50.estimate) for t in model.times] == [
        (False, 8.0),
        (True, 2.0),
    ]
    page = time.render(found)
    assert "4k, cached" in page
    assert "'Cached' are calls" in page
    assert "2.0 s" not in picture(found, "time")


@pytest.fixture(scope="module")
def store() -> Store:
    return Store()


def read(store: Store, run: str) -> Report:
    known = Run(name=run, corpus="c", collection="q.jsonl", settings="{}")
    return compute(known, read_inputs(store, known))


def of_times(found: Report) -> Sequence[bool]:
    return sorted({t.cached for model in found.models for t in model.times})


def test_the_price_of_a_call_is_of_one_with_its_context() -> None:
    store = Store()
    run = fill(store, Design())
    store._db.execute(
        "UPDATE raw.calls SET cost_usd = if(prompt.condition = 'context', 0.25, 0.01) "
        "FROM raw.planned AS planned, raw.prompts AS prompt "
        "WHERE planned.call = calls.id AND prompt.id = planned.prompt"
    )

    found = [model.costs for model in read(store, run).models if not model.baseline]

    assert {one and one.answer_usd for one in found} == {0.25}
    assert all(one and one.total_usd and one.total_usd % 0.25 for one in found)


def test_the_store_tells_what_was_paid_and_what_was_cached(store: Store) -> None:
    run = fill(store, Design())
    paid, *others = [model.model for model in read(store, run).models]
    store._db.execute(PRICED, {"model": paid})

    first = read(store, run)
    store._db.execute(CACHED)
    warm = read(store, run)
    store._db.execute("UPDATE raw.prompts SET cache = 'cold'")
    cold = read(store, run)
    store._db.execute(CACHED.replace("900", "1"))
    slightly = read(store, run)

    known = {model.model: model.costs for model in first.models}
    assert (priced := known[paid]) is not None
    assert priced.answer_usd == 0.25
    assert priced.total_usd == 0.25 * priced.priced
    assert priced.sources == ("bench.toml",)
    assert all((c := known[name]) and c.total_usd is None for name in others)
    assert [of_times(one) for one in (first, warm, cold, slightly)] == [
        [False],
        [False, True],
        [False, True],
        [False],
    ]
    assert all(m.costs and m.costs.cold_cached == 0 for m in warm.models)
    assert all(m.costs and m.costs.cold_cached > 0 for m in cold.models)
