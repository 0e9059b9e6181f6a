"""The figures of files of answers in; one block of tables for each file out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipeline.cli.columns import Column, table, terminal_columns
from pipeline.records import AnswerType, Verdict
from pipeline.score.answers.agreement import CLASSES
from pipeline.score.answers.tally import Labels, Tally
from pipeline.score.mean import Mean
from pipeline.values.kappa import agreement, kappa


def tally_lines(tally: Tally) -> Iterator[str]:
    """Yield the tables of one file: metrics, verdicts, and agreement with labels."""
    shape = f" ({tally.shape})" if tally.shape else ""
    yield f"{tally.file}: {tally.answers:,} answers{shape}, {tally.unusable:,} unusable"
    if tally.metrics:
        yield ""
        yield from metric_lines(tally.metrics, tally.unusable)
    yield ""
    yield from _verdicts(tally)
    if tally.by_model:
        yield ""
        yield from _models(tally)
    if tally.overall.labelled:
        yield ""
        yield from _agreement(tally)
        yield ""
        yield from _confusion(tally)


def metric_lines(metrics: Mapping[str, Mean], unusable: int = 0) -> Iterator[str]:
    rows = [
        (name, _two(mean.percent), f"{mean.n:,}", f"{mean.undefined + unusable:,}")
        for name, mean in metrics.items()
    ]
    yield from _table("metric", ["mean x 100", "n", "unusable"], rows)


def model_lines(means: Mapping[str, Mapping[str, Mean]]) -> Iterator[str]:
    """Yield the table of a run's metrics: a line for each metric and model."""
    rows = [
        (f"{name}  {model}", _two(mean.percent), f"{mean.n:,}", f"{mean.undefined:,}")
        for name, by_model in means.items()
        for model, mean in by_model.items()
    ]
    yield from _table("metric and model", ["mean x 100", "n", "not defined"], rows)


def _verdicts(tally: Tally) -> Iterator[str]:
    kinds = [kind for kind in AnswerType if any(tally.counts(kind).values())]
    counts = {kind: tally.counts(kind) for kind in kinds}
    total = tally.counts()
    rows = [
        (verdict, f"{total[verdict]:,}", *(f"{counts[k][verdict]:,}" for k in kinds))
        for verdict in Verdict
        if total[verdict]
    ]
    yield from _table("verdict", ["answers", *kinds], rows)


def _models(tally: Tally) -> Iterator[str]:
    """Yield who answered how: the share is of all answers that have a verdict."""
    given = [v for v in Verdict if any(c[v] for c in tally.by_model.values())]
    rows = [
        (model, _right(counts), *(f"{counts[verdict]:,}" for verdict in given))
        for model, counts in tally.by_model.items()
    ]
    yield from _table("model", ["right", *given], rows)


def _right(counts: Counter[Verdict]) -> str:
    judged = counts.total() - counts[Verdict.UNSCORED]
    return f"{counts[Verdict.CORRECT] / judged:.1%}" if judged else ""


def _agreement(tally: Tally) -> Iterator[str]:
    classes = tally.overall.classes
    rows = [(name, *_agreed(labels, classes)) for name, labels in _labels(tally)]
    heads = ["labelled", "coverage", "agreement", f"kappa ({classes} classes)"]
    yield from _table("answers", heads, rows)


def _labels(tally: Tally) -> list[tuple[str, Labels]]:
    kinds = [kind for kind in AnswerType if kind in tally.by_type]
    return [*((kind, tally.by_type[kind]) for kind in kinds), ("all", tally.overall)]


def _agreed(labels: Labels, classes: int) -> Sequence[str]:
    compared = labels.compared(classes)
    shares = (labels.coverage, agreement(compared))
    return (
        f"{labels.labelled:,}",
        *("" if share is None else f"{share:.1%}" for share in shares),
        _three(kappa(compared)),
    )


def _confusion(tally: Tally) -> Iterator[str]:
    rows = [
        (f"{name}: labelled {person}", *_row(labels, person))
        for name, labels in _labels(tally)
        for person in CLASSES
        if any(labels.confusion[person, rule] for rule in CLASSES)
    ]
    yield from _table("rows: people, columns: rules", list(CLASSES), rows)


def _row(labels: Labels, person: Verdict) -> list[str]:
    return [f"{labels.confusion[person, rule]:,}" for rule in CLASSES]


def _two(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _three(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _table(
    head: str, heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> Iterator[str]:
    columns = [Column(head), *(Column(name, right=True) for name in heads)]
    return table(columns, rows, terminal_columns())
