"""Saying so when the documents do not hold the answer, and only then."""

from typing import Final

from pipeline.report import words
from pipeline.report.contents import ModelReport, Report, TwinCell
from pipeline.report.markdown import folded, paragraphs, table, text
from pipeline.statistics.estimates import Estimate

_HEADER: Final = (
    *("answered all the same", "rightly declined", "abstained with evidence"),
    "told apart",
)
_MEANING: Final = (
    "Each question was asked a second time, in its context without the evidence "
    "(gold-removed); over all lengths. Answered all the same is the hallucination "
    "rate: what was said there was known, guessed or made up, or could not be read; "
    "'reason' in calls.parquet names those that state the gold answer. Whoever always "
    "declines looks perfect in the second column and useless in the third, so read "
    "the last: rightly declined minus abstained, in points, question by question. It "
    "is 100 for one that declines just where the evidence is gone, and 0 for one that "
    "always declines, or never does."
)


def render(report: Report) -> str:
    parts = [part for part in (_taken_away(report), _never_there(report)) if part]
    return paragraphs("## When the answer is not there", *parts) if parts else ""


def _taken_away(report: Report) -> str:
    known = [model for model in report.models if model.twins]
    if not known:
        return ""
    overall = [[text(m.model, 60), *_row(m.twins[0])] for m in known]
    return paragraphs(
        table(["model", *_HEADER], overall),
        _MEANING,
        words.everywhere(report),
        _by_length(report, known),
    )


def _by_length(report: Report, models: list[ModelReport]) -> str:
    if len(report.lengths) < 2:  # noqa: PLR2004 - the same again
        return ""
    rows = [
        [text(model.model, 60), words.length(cell.length), *_row(cell)]
        for model in models
        for cell in model.twins[1:]
    ]
    header = ["model", "length", *_HEADER]
    return folded("Without the evidence, at each length", table(header, rows))


def _row(cell: TwinCell) -> list[str]:
    absent = words.absence(cell.outcomes)
    shares = (cell.answered, cell.declined, cell.abstained)
    return [
        *(_share(found, absent) for found in shares),
        words.points(cell.told_apart, absent),
    ]


def _share(found: Estimate | None, absent: str) -> str:
    return words.with_hits(found) if found else absent


def _never_there(report: Report) -> str:
    if not report.scope.unanswerable:
        return ""
    rows = [
        [
            text(model.model, 60),
            _share(model.declined, words.NONE),
            _share(model.abstained, words.NONE),
        ]
        for model in report.models
    ]
    header = ["model", "rightly declined", f"abstained, {words.working(report)}"]
    return paragraphs(
        f"{words.plural(report.scope.unanswerable, 'question')} asked for what the "
        f"documents never said; {words.working(report)}. A reader that always declines "
        "looks perfect in the first column and useless in the second, which is of the "
        "answerable ones.",
        table(header, rows),
    )
