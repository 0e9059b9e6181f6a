"""Accuracy at each context length, with the counts it rests on."""

from pipeline.report import words
from pipeline.report.contents import Cell, Report
from pipeline.report.markdown import folded, paragraphs, table, text

MOST_COLUMNS = 8


def render(report: Report) -> str:
    if not report.models or not report.lengths:
        return ""
    shown = _shares(report)
    if len(report.lengths) + 2 > MOST_COLUMNS:
        shown = folded("Accuracy at every length", shown)
    return paragraphs(
        "## Holding up as context grows",
        shown,
        "Change: longest minus shortest length, in points, question by question. "
        "These intervals are exploratory: each holds by itself, not all together.",
        _questions(report),
        folded("Counts: correct / wrong / declined of the calls", _counts(report)),
    )


def _questions(report: Report) -> str:
    """Say so where the lengths do not ask the same questions."""
    asked = {
        length: max((cell.accuracy.n for cell in cells if cell.accuracy), default=0)
        for length, cells in (
            (cells[0].length, cells)
            for cells in zip(*(m.by_length for m in report.models), strict=True)
        )
    }
    counts = {length: n for length, n in asked.items() if n}
    if len(set(counts.values())) < 2:  # noqa: PLR2004 - to differ
        return ""
    shown = [f"{n:,} at {words.length(length)}" for length, n in counts.items()]
    return (
        f"The lengths do not ask the same questions: {words.several(shown)} count. "
        "Only 'change' compares like with like: it takes those asked at both ends."
    )


def _shares(report: Report) -> str:
    return table(
        ["model", *map(words.length, report.lengths), "change"],
        [
            [
                text(model.model, 60),
                *(words.cell(cell) for cell in model.by_length),
                words.points(model.length_change),
            ]
            for model in report.models
        ],
    )


def _counts(report: Report) -> str:
    rows = [
        [text(model.model, 60), *(_ended(cell) for cell in model.by_length)]
        for model in report.models
    ]
    return paragraphs(
        table(["model", *map(words.length, report.lengths)], rows),
        "Where the three do not add up, the rest of the calls ended without an answer.",
    )


def _ended(cell: Cell) -> str:
    if cell.accuracy is None:
        return words.cell(cell)
    ended = cell.outcomes
    shown = " / ".join(
        f"{count:,}" for count in (ended.correct, ended.incorrect, ended.abstained)
    )
    return f"{shown} of {cell.accuracy.calls:,}"
