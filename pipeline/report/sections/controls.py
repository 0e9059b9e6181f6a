"""How much reading was needed: without documents, with the evidence alone, in full."""

from pipeline.report import words
from pipeline.report.contents import ModelReport, Report
from pipeline.report.markdown import paragraphs, table, text


def render(report: Report) -> str:
    if not any(_asked(model) for model in report.models):
        return ""
    rows = [
        [
            text(model.model, 60),
            words.cell(model.closed_book),
            words.cell(model.gold_only),
            words.headline(model.accuracy, model),
            words.points(model.reading_loss),
        ]
        for model in report.models
    ]
    return paragraphs(
        "## How much reading was needed",
        table(
            ["model", "closed-book", "gold-only", "in context", "lost to context"], rows
        ),
        "Closed-book: no documents, so what is right there was known or guessed. "
        "Gold-only: the evidence alone, so what is wrong there is not the fault of the "
        "context. Lost to context: gold-only minus in context, in points, question by "
        "question.",
    )


def _asked(model: ModelReport) -> bool:
    controls = (model.closed_book, model.gold_only)
    return any(control.outcomes.planned for control in controls)
