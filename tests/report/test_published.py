"""Published metrics stand beside the verdicts and change none of them."""

from pipeline.report.rows import MetricMean
from pipeline.report.sections import metrics
from tests.report.tallies import report, tally


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
    assert "On 3 answers a metric is not defined." in shown


def test_a_run_without_metrics_says_nothing_of_them() -> None:
    assert metrics.render(report(tally("one", correct=1))) == ""
