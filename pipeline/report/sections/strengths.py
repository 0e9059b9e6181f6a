"""Where each model is strongest: by length and by type of answer, exploratory."""

from collections.abc import Iterable
from typing import Final

from pipeline.report import words
from pipeline.report.contents import Report, Strength
from pipeline.report.markdown import paragraphs, table, text

_HEADER: Final = ("model", "most right", "not separated from whoever was")
_NOTE: Final = (
    "Parts are lengths and, {over}, types of answer; their figures are in the tables. "
    "A model that is not named for a part is behind there, or was not asked all of it. "
    "Exploratory: each paired interval holds by itself, and of so many parts some "
    "differ by chance."
)


def render(report: Report) -> str:
    if not report.strengths:
        return ""
    rows = [
        [text(model.model, 60), *(_parts(found) for found in both)]
        for model in report.models
        if any(both := _places(report, model.model))
    ]
    shown = table(_HEADER, rows, prose=(0, 1, 2))
    return paragraphs(
        "## Where each model is strongest",
        shown,
        _NOTE.format(over=words.working(report)),
    )


def _places(report: Report, model: str) -> tuple[list[Strength], list[Strength]]:
    """Return where a model has the largest share, and where it is level with that."""
    return (
        [one for one in report.strengths if model in one.models],
        [one for one in report.strengths if model in one.not_separated],
    )


def _parts(found: Iterable[Strength]) -> str:
    return ", ".join(map(_part, found)) or words.NONE


def _part(one: Strength) -> str:
    if one.part == "length":
        return words.length(int(one.level))
    return text(one.level, 40)
