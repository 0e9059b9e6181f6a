"""Saying so when a question's evidence was taken out of its context, and only then."""

from typing import Final

from pipeline.report import words
from pipeline.report.contents import ModelReport, Report, TwinCell
from pipeline.report.markdown import folded, paragraphs, table, text
from pipeline.report.statistics import Estimate

_MEANING: Final = (
    "Each question was asked a second time, in its context without the evidence "
    "(gold-removed). Whoever always declines looks perfect in the first column and "
    "useless in the third, so read the last: rightly declined minus abstained, in "
    "points, question by question. It is 100 for one that declines just where the "
    "evidence is gone, and 0 for one that always declines, or never does. An answer "
    "given all the same was known, guessed or made up, or could not be read; 'reason' "
    "in calls.parquet names those that state the gold answer."
)


def render(report: Report) -> str:
    known = [model for model in report.models if model.twins]
    if not known:
        return ""
    header = ["rightly declined", "answered all the same", "abstained with evidence"]
    overall = [[text(m.model, 60), *_row(m.twins[0])] for m in known]
    return paragraphs(
        "## When the evidence is taken away",
        table(["model", *header, "told apart"], overall),
        _MEANING,
        _by_length(report, ["model", "length", *header, "told apart"], known),
    )


def _by_length(report: Report, header: list[str], models: list[ModelReport]) -> str:
    if len(report.lengths) < 2:  # noqa: PLR2004 - the same again
        return ""
    rows = [
        [text(model.model, 60), words.length(cell.length), *_row(cell)]
        for model in models
        for cell in model.twins[1:]
    ]
    return folded("Without the evidence, at each length", table(header, rows))


def _row(cell: TwinCell) -> list[str]:
    absent = words.absence(cell.outcomes)
    shares = (cell.declined, cell.answered, cell.abstained)
    return [
        *(_share(found, absent) for found in shares),
        words.points(cell.told_apart, absent),
    ]


def _share(found: Estimate | None, absent: str) -> str:
    return words.with_hits(found) if found else absent
