"""Accuracy by length and depth: one heat map for each of the first models."""

from collections.abc import Sequence
from typing import Final

from pipeline.canvas import INK, MUTED, Area, Card, Point, Tag, Tile, drawing
from pipeline.report import words
from pipeline.report.contents import Cell, ModelReport, Report
from pipeline.report.figures.base import (
    Figure,
    Naming,
    inks,
    left_over,
    said,
    short,
    shown,
)
from pipeline.report.markdown import plain, table
from pipeline.statistics.estimates import Estimate

_MOST: Final = 6
_FEW: Final = 10
"""Questions below which a cell has no colour: its share could be nearly any."""
_PALE, _DEEP = (234, 242, 251), (8, 81, 156)
_DARK: Final = 0.55
"""Of the scale: from here on the ink is white."""
_NOTHING: Final = "#f6f8fa"
_HIGH: Final = 24
_HALF: Final = 360


def _known(model: ModelReport) -> list[tuple[Cell, Estimate]]:
    return [(cell, cell.accuracy) for cell in model.by_length_depth if cell.accuracy]


def _shown_models(report: Report) -> list[ModelReport]:
    return [model for model in report.models if _known(model)]


def _has(report: Report) -> bool:
    return len(report.depths) > 1 and any(map(_known, report.models))


def _draw(report: Report) -> bytes:
    every = _shown_models(report)
    models, colours = every[:_MOST], inks(report)
    notes = (_counts(models), *left_over(len(every), _MOST))
    deep = _HIGH * len(report.depths)
    lines, top = -(-len(models) // 2), 70 + 17 * len(notes) + 24
    pitch = deep + 66
    with drawing():
        height = top + (lines - 1) * pitch + deep + 24
        card = Card(
            "Accuracy by context length and depth of the evidence, in %",
            height,
            words=_finding(report, plain),
        )
        card.note(*notes)
        for place, model in enumerate(models):
            line, column = divmod(place, 2)
            left, wide = 62 + column * _HALF, _HALF - 62
            wide = min(wide, 48 * len(report.lengths_built))
            rows = card.rows(Area(left, top + line * pitch, wide, deep))
            depths = [
                Tag(Point(0, row), f"{depth:g}", MUTED)
                for row, depth in enumerate(report.depths)
            ]
            rows.name_rows(depths, len(depths))
            rows.columns([words.length(n) for n in report.lengths_built], size=10)
            rows.tiles(_tiles(report, model), size=10)
            rows.head(short(model.model), colours[model.model], lift=22)
        return card.svg()


def _counts(models: Sequence[ModelReport]) -> str:
    counts = [found.n for model in models for _, found in _known(model)]
    least, most = min(counts), max(counts)
    many = f"{least:,}" if least == most else f"{least:,} to {most:,}"
    few = f" Hatched: fewer than {_FEW}." * (least < _FEW)
    return f"Depth 0 is the start of the documents. {many} questions a cell.{few}"


def _tiles(report: Report, model: ModelReport) -> list[Tile]:
    cells = {(cell.length, cell.depth): cell.accuracy for cell in model.by_length_depth}
    return [
        _tile(cells.get((length, depth)), column, row)
        for row, depth in enumerate(report.depths)
        for column, length in enumerate(report.lengths_built)
    ]


def _tile(found: Estimate | None, column: int, row: int) -> Tile:
    if found is None:
        return Tile(column, row, _NOTHING, MUTED)
    number = f"{found.estimate * 100:.0f}"
    if found.n < _FEW:
        return Tile(column, row, _NOTHING, MUTED, number, hatched=True)
    ink = "#ffffff" if found.estimate > _DARK else INK
    return Tile(column, row, _blue(found.estimate), ink, number)


def _blue(share: float) -> str:
    mixed = (
        round(pale + share * (deep - pale))
        for pale, deep in zip(_PALE, _DEEP, strict=True)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _finding(report: Report, naming: Naming) -> str:
    lines = [_extremes(model, naming) for model in _shown_models(report)]
    return f"Accuracy by context length and depth: {said(lines)}."


def _extremes(model: ModelReport, naming: Naming) -> str:
    """Return where a model is lowest and highest, of the cells that say something."""
    known = _known(model)
    told = [one for one in known if one[1].n >= _FEW] or known
    low, high = (pick(told, key=_share) for pick in (min, max))
    if _share(low) == _share(high):
        found = low[1]
        return (
            f"{naming(model.model)} {words.percent(found.estimate, found.n)} everywhere"
        )
    return f"{naming(model.model)} from {_where(*low)} to {_where(*high)}"


def _share(one: tuple[Cell, Estimate]) -> float:
    return one[1].estimate


def _where(cell: Cell, found: Estimate) -> str:
    share = words.percent(found.estimate, found.n)
    return f"{share} ({words.length(cell.length)}, depth {cell.depth:g})"


def _alt(report: Report) -> str:
    return _finding(report, shown)


def _table(report: Report) -> str:
    rows = [
        [shown(model.model), f"{depth:g}", *_row(report, model, depth)]
        for model in _shown_models(report)
        for depth in report.depths
    ]
    header = ["model", "depth", *map(words.length, report.lengths_built)]
    return table(header, rows)


def _row(report: Report, model: ModelReport, depth: float) -> list[str]:
    cells = {(cell.length, cell.depth): cell for cell in model.by_length_depth}
    found = [cells.get((length, depth)) for length in report.lengths_built]
    return [_cell(cell) if cell else words.NONE for cell in found]


def _cell(cell: Cell) -> str:
    return words.with_hits(cell.accuracy) if cell.accuracy else words.cell(cell)


FIGURE: Final = Figure("depth.svg", _has, _draw, _alt, _table)
