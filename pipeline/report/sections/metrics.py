"""Published metrics on the same answers: for published tables, not for the verdict."""

from pipeline.report import words
from pipeline.report.contents import Report
from pipeline.report.markdown import folded, paragraphs, table, text
from pipeline.report.rows import MetricMean


def render(report: Report) -> str:
    if not report.metrics:
        return ""
    cells = {(one.model, one.metric, one.length): one for one in report.metrics}
    names = sorted({(one.metric, one.model) for one in report.metrics})
    rows = [
        [
            text(metric, 60),
            text(model, 60),
            *(_shown(cells.get((model, metric, length))) for length in report.lengths),
        ]
        for metric, model in names
    ]
    header = ["metric", "model", *map(words.length, report.lengths)]
    return folded(
        "Published metrics on the same answers",
        paragraphs(
            table(header, rows, prose=(0, 1)),
            "Times 100, as they are published, and over the calls that were answered; "
            "in brackets, how many. They are here to be held against published tables: "
            "the verdicts above are made by the rules of the answer types.",
            "Answers that a metric is not defined on are in report.json."
            * any(one.undefined for one in report.metrics),
        ),
    )


def _shown(cell: MetricMean | None) -> str:
    if cell is None or cell.mean is None:
        return words.NONE
    return f"{100 * cell.mean:.1f} ({cell.answers:,})"
