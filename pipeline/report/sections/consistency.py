"""Whether the same question got the same verdict every time it was asked."""

from pipeline.report import words
from pipeline.report.contents import Report
from pipeline.report.markdown import paragraphs, table, text


def render(report: Report) -> str:
    known = [model for model in report.models if model.same_verdict]
    if report.scope.repeats < 2 or not known:  # noqa: PLR2004 - once is not again
        return ""
    rows = [
        [
            text(model.model, 60),
            words.with_interval(model.same_verdict),
            words.hits(model.same_verdict),
        ]
        for model in known
    ]
    return paragraphs(
        f"## Same question, asked {report.scope.repeats} times",
        table(["model", "same verdict every time", "questions at a place"], rows),
        f"Counted per {_place(report)} with two or more scored answers. The "
        "more repeats, the lower this falls.",
    )


def _place(report: Report) -> str:
    if report.compares_layouts:
        return "question, length, depth and layout"
    return "question, length and depth"
