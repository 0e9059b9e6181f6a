"""Accuracy at each context length, with the counts it rests on."""

from pipeline.report import words
from pipeline.report.contents import Report
from pipeline.report.markdown import folded, paragraphs, table, text

MOST_COLUMNS = 8


def render(report: Report) -> str:
    if not report.models or not report.lengths:
        return ""
    shown = _shares(report)
    if len(report.lengths) + 2 > MOST_COLUMNS:
        shown = folded("Accuracy at every length", shown)
    return paragraphs(
        "## Holding up as context grows",
        shown,
        "Change: longest minus shortest length, in points, question by question. "
        "These intervals are exploratory: each holds by itself, not all together.",
        folded("Counts: calls correct, of those that count", _counts(report)),
    )


def _shares(report: Report) -> str:
    return table(
        ["model", *map(words.length, report.lengths), "change"],
        [
            [
                text(model.model, 60),
                *(words.cell(cell) for cell in model.by_length),
                words.points(model.length_change),
            ]
            for model in report.models
        ],
    )


def _counts(report: Report) -> str:
    return table(
        ["model", *map(words.length, report.lengths)],
        [
            [
                text(model.model, 60),
                *(words.hits(cell.accuracy) for cell in model.by_length),
            ]
            for model in report.models
        ],
    )
