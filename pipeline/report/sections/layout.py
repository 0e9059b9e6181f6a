"""Accuracy by what a run varied in its contexts: the question's place, distractors."""

from collections.abc import Sequence
from itertools import chain

from pipeline.report import words
from pipeline.report.contents import LevelCell, Report
from pipeline.report.markdown import paragraphs, table, text


def render(report: Report) -> str:
    if not report.compares_layouts or not report.models:
        return ""
    return paragraphs(
        "## Layout",
        _factor(report, "Where the question stands", _placements(report)),
        _factor(report, "How the distractors are chosen", _distractors(report)),
        "Differences: in points, question by question at the same length and depth, so "
        "they compare like with like even where a layout could not be built. "
        "Exploratory: each interval holds by itself, not all together. All other "
        "figures of this page are over these layouts together.",
    )


def _placements(report: Report) -> list[Sequence[LevelCell]]:
    return [model.by_placement for model in report.models]


def _distractors(report: Report) -> list[Sequence[LevelCell]]:
    return [model.by_distractors for model in report.models]


def _factor(report: Report, title: str, found: Sequence[Sequence[LevelCell]]) -> str:
    if not any(found):
        return ""
    first, *others = (cell.level for cell in found[0])
    header = ["model", first, *others, *(f"{name} minus {first}" for name in others)]
    rows = [
        [text(model.model, 60), *map(_shown, cells), *map(_change, cells[1:])]
        for model, cells in zip(report.models, found, strict=True)
    ]
    return paragraphs(f"{title}:", table(header, rows), _notes(first, found))


def _shown(cell: LevelCell) -> str:
    return words.with_interval(cell.accuracy, words.absence(cell.outcomes))


def _change(cell: LevelCell) -> str:
    return words.points(cell.change)


def _notes(first: str, found: Sequence[Sequence[LevelCell]]) -> str:
    """Say which of these figures are not over all the lengths there are."""
    at = {
        cells[0].level: sorted({n for cell in cells for n in cell.lengths})
        for cells in zip(*found, strict=True)
    }
    paired = {
        cells[0].level: sorted({n for cell in cells for n in cell.change_lengths})
        for cells in zip(*found, strict=True)
    }
    every = sorted(set(chain.from_iterable(at.values())))
    notes = [
        f"{level}: figures at {_lengths(known)} only."
        for level, known in at.items()
        if known and known != every
    ]
    notes += [
        f"{level} minus {first}: at {_lengths(known)} only, where questions stood at "
        "the same depth in both."
        for level, known in paired.items()
        if known and set(known) != set(at[level]) & set(at[first])
    ]
    return " ".join(notes)


def _lengths(known: Sequence[int]) -> str:
    return words.several([words.length(length) for length in known])
