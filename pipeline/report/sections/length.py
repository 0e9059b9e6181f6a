"""Up to which length a model keeps its accuracy, and how fast it loses it."""

from typing import Final

from pipeline.report import words
from pipeline.report.contents import Cell, ModelReport, Report
from pipeline.report.figures import figure
from pipeline.report.markdown import folded, paragraphs, table, text

_OVER: Final = (
    "Per doubling: the average change with each doubling of the length, in points; no "
    "claim about the shape of the curve. Longest minus shortest: in points, "
    "question by question. Length-AUC: the area under accuracy over the logarithm of "
    "the length. RULER's and NoLiMa's: the longest length by their own point rules "
    "(all up to it above 85.6 %; at least 85 % of its base), which have no error "
    "bars: to be held against their published tables only. These intervals are "
    "exploratory: each holds by itself, not all together."
)


def render(report: Report) -> str:
    if not report.models or not report.lengths:
        return ""
    return paragraphs(
        "## Holding up as context grows",
        figure(report, "lengths"),
        _numbers(report),
        _questions(report),
        folded("Counts at every length", _counts(report)),
    )


def _numbers(report: Report) -> str:
    if not any(m.length_auc or m.per_doubling for m in report.models):
        return ""
    header = ["model", "per doubling", "longest minus shortest", "length-AUC"]
    header += ["RULER's length", "NoLiMa's length"]
    rows = [
        [
            text(model.model, 60),
            words.points(model.per_doubling),
            words.points(model.length_change),
            words.with_interval(model.length_auc),
            _published(model, model.ruler_length),
            _published(model, model.nolima_length),
        ]
        for model in report.models
    ]
    return paragraphs(table(header, rows), _OVER)


def _published(model: ModelReport, found: int | None) -> str:
    if not model.lengths:
        return words.NONE
    return "none" if found is None else words.length(found)


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
        "Only what is made question by question compares like with like."
    )


def _counts(report: Report) -> str:
    rows = [
        [text(model.model, 60), *(_ended(cell) for cell in model.by_length)]
        for model in report.models
    ]
    return paragraphs(
        table(["model", *map(words.length, report.lengths)], rows),
        "Correct / wrong / abstained, of the calls that count. Where the three do not "
        "add up, the rest ended without an answer.",
    )


def _ended(cell: Cell) -> str:
    if cell.accuracy is None:
        return words.cell(cell)
    ended = cell.outcomes
    shown = " / ".join(
        f"{count:,}" for count in (ended.correct, ended.incorrect, ended.abstained)
    )
    return f"{shown} of {cell.accuracy.calls:,}"
