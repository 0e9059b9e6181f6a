"""The plots of the report, one module each: what it draws, says, and shows as a table.

To add one: a module with `FIGURE`, and its line here.
"""

from collections.abc import Mapping
from typing import Final

from pipeline.report.contents import Report
from pipeline.report.figures import (
    accuracy,
    consistency,
    cost,
    depth,
    differences,
    lengths,
    outcomes,
    time,
)
from pipeline.report.figures.base import Figure
from pipeline.report.markdown import folded, image, paragraphs

__all__ = ["FIGURES", "Figure", "data", "drawn", "figure", "picture"]

FIGURES: Final[Mapping[str, Figure]] = {
    "accuracy": accuracy.FIGURE,
    "lengths": lengths.FIGURE,
    "depth": depth.FIGURE,
    "differences": differences.FIGURE,
    "time": time.FIGURE,
    "cost": cost.FIGURE,
    "outcomes": outcomes.FIGURE,
    "consistency": consistency.FIGURE,
}


def figure(report: Report, name: str) -> str:
    """Return the plot as markdown, its data folded under it; "" where it has none."""
    folds = data(report, name, "The figures of this plot")
    return paragraphs(picture(report, name), folds)


def picture(report: Report, name: str) -> str:
    """Return the plot alone, for where a table of the same figures stands by it."""
    one = FIGURES[name]
    return image(one.alt(report), one.file) if one.has(report) else ""


def data(report: Report, name: str, summary: str) -> str:
    """Return the figures of a plot that stands elsewhere, folded."""
    one = FIGURES[name]
    return folded(summary, one.table(report)) if one.has(report) else ""


def drawn(report: Report) -> dict[str, bytes]:
    """Return every plot that has something to show, by its file name."""
    found = [one for one in FIGURES.values() if one.has(report)]
    return {one.file: one.draw(report) for one in found}
