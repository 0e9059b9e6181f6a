"""Published metrics stand beside the verdicts and change none of them."""

import pytest

from pipeline.records import MetricScore, Outcome, Verdict
from pipeline.report.rows import MetricMean
from pipeline.report.sections import metrics
from pipeline.store import Store
from tests.report.tallies import report, tally
from tests.support.bench_data import fill, put
from tests.support.bench_design import Asked, Design, Ended


def mean(
    metric: str, length: int, value: float | None, undefined: int = 0
) -> MetricMean:
    return MetricMean(
        model="m/a",
        metric=metric,
        length=length,
        answers=0 if value is None else 12,
        undefined=undefined,
        mean=value,
    )


def test_each_metric_has_a_line_with_its_mean_and_how_many_answers() -> None:
    plain = report(tally("one", correct=1), tally("one", length=16_000, correct=1))
    found = plain.model_copy(
        update={
            "metrics": (
                mean("squad_f1@1", 4_000, 0.4567),
                mean("squad_f1@1", 16_000, None, undefined=3),
                mean("ruler_part@1", 4_000, 1.0),
            )
        }
    )

    shown = metrics.render(found)

    lines = [
        line.split("|")
        for line in shown.splitlines()
        if line[:3] in {"| m", "| r", "| s"}
    ]
    assert [line[1].strip() for line in lines] == [
        *("metric", "ruler\\_part@1", "squad\\_f1@1"),
    ]
    assert "45.7 (12)" in shown
    assert "Answers that a metric is not defined on are in report.json." in shown


def test_a_run_without_metrics_says_nothing_of_them() -> None:
    assert metrics.render(report(tally("one", correct=1))) == ""


def ending(asked: Asked) -> Ended:
    if asked.question.id == "q-3-0":
        return Ended(Outcome.TRUNCATED, None)
    return Ended(verdict=Verdict.CORRECT)


def test_means_are_over_answers_in_context_that_a_metric_is_defined_on() -> None:
    """Unanswerable questions, controls and cut answers are in no mean."""
    values = {"q-0-0": 1.0, "q-1-0": 0.5, "q-2-0": None, "q-3-0": 0.0}
    design = Design(
        models=("m/a",), documents=4, questions=1, unanswerable=2, lengths=(4_000,)
    )
    with Store() as store:
        run = fill(store, design, ending)
        rows = store._db.execute(
            "SELECT DISTINCT verdicts.id, question.gold, verdicts.question, condition "
            "FROM verdicts JOIN raw.questions AS question "
            "ON question.id = verdicts.question"
        ).fetchall()
        found = [
            MetricScore(
                call=call,
                gold=gold,
                metric=f"squad_f1@{version}",
                value=values.get(question, 0.0) if condition == "context" else 0.0,
            )
            for call, gold, question, condition in rows
            for version in (1, 2)
        ]
        put(store, "metrics", found)

        store.execute("report_judged", run=run)
        means = store.select("report_metrics", MetricMean, run=run)

    assert {condition for *_, condition in rows} > {"context"}
    assert [one.metric for one in means] == ["squad_f1@1", "squad_f1@2"]
    for one in means:
        assert (one.answers, one.undefined) == (2, 1)
        assert one.mean == pytest.approx(0.75)
