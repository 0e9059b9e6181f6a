"""What a run's report says, its gate, its comparison and its history say too."""

from dataclasses import replace

import pytest

from pipeline.compare.contents import Pair
from pipeline.compare.findings import Finding
from pipeline.compare.gate_stage import gate
from pipeline.compare.history_stage import history
from pipeline.compare.policy import read_policy
from pipeline.compare.stage import Wanted, compare_runs
from pipeline.progress import silent
from pipeline.records import Condition, Outcome, Run
from pipeline.report.contents import ModelReport, PairVerdict, Report
from pipeline.report.numbers import compute
from pipeline.report.reading import read_inputs
from pipeline.store import Store
from tests.support.bench_design import Asked, Design, Ended, plain_ending
from tests.support.bench_more import How, filled

MODELS = ("north/aurora-2", "south/cirrus-mini")
DESIGN = Design(
    models=MODELS,
    questions=3,
    repeats=2,
    controls=(Condition.GOLD_ONLY, Condition.GOLD_REMOVED),
    settings='{"report": {"working": [4000, 16000], "margin": 0.1}}',
)
RULES = (
    {"kind": "accuracy", "at_least": 0.5},
    {"kind": "wait", "at_most_s": 1.0},
    {"kind": "cost-per-correct", "at_most_usd": 1.0},
    {"kind": "hallucination", "at_most": 0.5, "lengths": "4k-64k"},
    {"kind": "effective-length", "at_least": "16k"},
)
Told = tuple[Report, list[Finding], Pair]


def reported(store: Store, name: str) -> Report:
    (run,) = [run for run in store.select("report_runs", Run) if run.name == name]
    return compute(run, read_inputs(store, run))


@pytest.fixture(scope="module")
def told() -> Told:
    rules = [{**rule, "model": MODELS[0]} for rule in RULES]
    with Store() as store:
        run = filled(store, DESIGN, How(usd=0.01))
        held = gate(store, read_policy({"rules": rules}, "policy.toml"), run)
        names = [f"{run}:{model}" for model in MODELS]
        (pair,) = compare_runs(store, Wanted(names)).pairs
        report = reported(store, run)
    return report, list(held.findings), pair


def model(report: Report, name: str = MODELS[0]) -> ModelReport:
    return next(one for one in report.models if one.model == name)


def test_a_gate_rules_by_the_figures_of_the_report(told: Told) -> None:
    report, findings, _ = told
    shown = model(report)
    expected = (
        shown.accuracy,
        shown.felt_p95,
        shown.cost_per_correct,
        shown.twins[0].answered,
    )

    for found, figure in zip(findings, expected, strict=False):
        assert figure is not None
        assert (found.estimate, found.lo) == (figure.estimate, figure.lo), found.kind
        assert found.hi in (None, figure.hi)
    assert shown.effective is not None
    assert findings[-1].lo == shown.effective.holds_to
    assert findings[-1].hi == shown.effective.fails_by


def test_a_comparison_within_a_run_is_that_of_its_report(told: Told) -> None:
    report, _, pair = told
    (shown,) = report.pairs
    assert shown.difference is not None
    assert pair.difference is not None

    sign = 1 if shown.model == MODELS[1] else -1
    assert pair.difference.estimate == pytest.approx(sign * shown.difference.estimate)
    assert pair.difference.n == shown.difference.n
    assert pair.p == shown.p
    assert pair.needed == shown.needed
    assert pair.cost == shown.cost
    assert shown.time is not None
    assert pair.time is not None
    time = shown.time.estimate if sign > 0 else 1 / shown.time.estimate
    assert pair.time.estimate == pytest.approx(time, rel=1e-2)
    for side, name in zip(pair.sides, MODELS, strict=True):
        assert side.accuracy == model(report, name).accuracy
        assert side.cost_per_correct == model(report, name).cost_per_correct


def test_what_a_run_declares_is_what_it_is_compared_by(told: Told) -> None:
    report, findings, pair = told

    assert report.working == findings[0].lengths == pair.lengths == (4_000, 16_000)


def mute(asked: Asked) -> Ended:
    """Have one model fail whatever it is asked, and the others as they are."""
    if asked.model == "mute/one":
        return Ended(Outcome.FAILED, None)
    return plain_ending(asked)


def test_a_history_has_the_figures_of_each_report() -> None:
    models = (*MODELS, "baseline/bm25", "mute/one", "short/window")
    over = (("short/window", 16_000),)
    design = replace(DESIGN, models=models, over_window=over)
    with Store() as store:
        report = reported(store, filled(store, design, How(usd=0.01), mute))
        (series,) = history(store, silent).series
    (entry,) = series.entries

    assert entry.lengths == report.lengths_built
    assert len(report.models) == len(models)
    for one, shown in zip(entry.models, report.models, strict=True):
        assert one.model == shown.model
        assert one.accuracy == shown.accuracy
        assert one.effective == shown.effective
        assert one.wait_p95 == shown.felt_p95
        assert one.cost_per_correct == shown.cost_per_correct
    (first, *others) = [one.model for one in report.models if one.accuracy]
    behind = {
        pair.other
        for pair in report.pairs
        if pair.model == first and pair.verdict is PairVerdict.BETTER
    }
    assert behind, "nobody is told apart: the test shows nothing"
    assert set(entry.leads[0].not_separated) == set(others) - behind
