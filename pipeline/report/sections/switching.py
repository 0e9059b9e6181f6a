"""What it would change to go from the first model to each other one."""

from typing import Final

from pipeline.report import words
from pipeline.report.contents import ModelReport, Report, Switch
from pipeline.report.markdown import paragraphs, table, text

_HEADER: Final = (
    *("to", "accuracy, points", "time", "cost of a call", "tokens billed"),
    *("questions lost", "gained"),
)
_DEFINITION: Final = (
    "On the same questions, {over}. Time and cost: of the first model's, question by "
    "question; time of answered calls alone. Tokens billed: per reference token, the "
    "first model's and then the other's. Lost and gained: questions that one has right "
    "at least half the time, and the other does not."
)


def render(report: Report) -> str:
    models = {model.model: model for model in report.models}
    shown = [one for one in report.switches if one.accuracy or one.time or one.cost]
    if not shown:
        return ""
    first = report.models[0]
    rows = [_row(one, first, models[one.model]) for one in shown]
    return paragraphs(
        f"## Switching from {text(first.model, 60)}",
        table(_HEADER, rows),
        _DEFINITION.format(over=words.working(report)),
    )


def _row(one: Switch, first: ModelReport, other: ModelReport) -> list[str]:
    program = first.baseline or other.baseline
    return [
        text(one.model, 60),
        words.points(one.accuracy),
        "in process" if program else words.times_as(one.time),
        words.times_as(one.cost, "no cost" if program else words.NONE),
        _tokens(first, other),
        f"{one.lost:,}",
        f"{one.gained:,}",
    ]


def _tokens(first: ModelReport, other: ModelReport) -> str:
    if first.tokens is None or other.tokens is None:
        return words.NONE
    return f"{first.tokens.ratio:.2f} → {other.tokens.ratio:.2f}"
