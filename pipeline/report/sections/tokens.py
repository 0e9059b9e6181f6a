"""How many tokens each provider billed for the same text."""

from pipeline.report import words
from pipeline.report.contents import Report
from pipeline.report.markdown import folded, paragraphs, table, text


def render(report: Report) -> str:
    known = [(m.model, m.tokens) for m in report.models if m.tokens]
    if not known:
        return ""
    rows = [
        [
            text(model, 60),
            f"{found.ratio:.2f}",
            f"{found.reported:,}",
            f"{found.reference:,}",
            f"{found.calls:,}",
        ]
        for model, found in known
    ]
    header = ["model", "ratio", "prompt tokens billed", "reference", "calls"]
    meaning = (
        "Lengths on this page are counted in o200k_base for every model"
        f"{_window(report)}. A ratio of 1.20 means that a 100k prompt fills 120k of "
        "that model's window."
    )
    return folded(
        "How each provider counts tokens", paragraphs(table(header, rows), meaning)
    )


def _window(report: Report) -> str:
    over = report.outcomes.over_window
    return f"; {words.plural(over, 'call')} fit no window: not sent, or refused" * bool(
        over
    )
