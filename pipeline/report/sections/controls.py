"""How much reading was needed: without documents, with the evidence alone, in full."""

from pipeline.report import words
from pipeline.report.contents import ModelReport, Report
from pipeline.report.markdown import paragraphs, table, text


def render(report: Report) -> str:
    return paragraphs(_known(report), _evidence(report))


def _known(report: Report) -> str:
    asked = [m for m in report.models if m.closed_book.outcomes.planned]
    if not asked:
        return ""
    header = ["model", "closed-book", "questions known"]
    header += ["in context", "where not known"]
    rows = [
        [
            text(model.model, 60),
            words.cell(model.closed_book),
            words.with_interval(model.known.share if model.known else None),
            words.headline(model.accuracy, model),
            words.with_interval(
                model.known.accuracy_of_unknown if model.known else None
            ),
        ]
        for model in asked
    ]
    return paragraphs(
        "## What was known without reading",
        table(header, rows),
        "Closed-book: no documents, so what is right there was known or guessed. "
        "Questions known: right at least once that way. Where not known: the accuracy "
        "in context over the other questions, at the lengths of the headline as the "
        "column before; far below the accuracy of all, it says "
        "that knowing stood in for reading.",
    )


def _evidence(report: Report) -> str:
    asked = [m for m in report.models if m.gold_only.outcomes.planned]
    if not asked:
        return ""
    rows = [_row(model) for model in asked]
    return paragraphs(
        "## With the evidence alone",
        table(["model", "gold-only", "in context", "lost to context"], rows),
        "Gold-only: the evidence and nothing else, so what is wrong there is not the "
        "fault of the context. Lost to context: gold-only minus in context, in points, "
        "question by question.",
    )


def _row(model: ModelReport) -> list[str]:
    return [
        text(model.model, 60),
        words.cell(model.gold_only),
        words.headline(model.accuracy, model),
        words.points(model.reading_loss),
    ]
