"""Saying so when the documents do not hold the answer, and only then."""

from pipeline.report import words
from pipeline.report.contents import Report
from pipeline.report.markdown import paragraphs, table, text


def render(report: Report) -> str:
    if not report.scope.unanswerable:
        return ""
    rows = [
        [
            text(model.model, 60),
            words.with_interval(model.declined),
            words.hits(model.declined),
            words.with_interval(model.abstained),
            words.hits(model.abstained),
        ]
        for model in report.models
    ]
    return paragraphs(
        "## When the answer is not there",
        f"{words.plural(report.scope.unanswerable, 'question')} asked for what the "
        "documents do not say. A reader that always declines looks perfect in the "
        "first column and useless in the third.",
        table(
            [
                *("model", "rightly declined", "calls"),
                *("abstained though answerable", "calls"),
            ],
            rows,
        ),
    )
