"""Slides: a page for each, its shapes in reading order, the speaker's notes last."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from itertools import zip_longest
from typing import Final, Protocol, cast

from lxml import etree
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.shapes.picture import Picture
from pptx.slide import Slide
from pptx.table import Table

from pipeline.ingest.readers import zipped
from pipeline.ingest.readers.base import (
    NO_TEXT_LAYER,
    Contents,
    Options,
    PageText,
)
from pipeline.ingest.readers.clean import CELL_BORDER, page
from pipeline.ingest.readers.sheet import shown

_SAME_LINE: Final = 182_880
"""Shapes whose tops are a fifth of an inch apart stand side by side."""
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DIAGRAM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_RELATED: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
)
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_EITHER: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DETAILS: Final = ("author", "subject")


class _Series(Protocol):
    name: str
    values: Iterable[float | None]


class _Plot(Protocol):
    categories: Iterable[str]
    series: Iterable[_Series]


def read(data: bytes, options: Options) -> Contents:
    zipped.refuse_ole(data, ".pptx")
    zipped.opened(data, options).close()
    deck = Presentation(BytesIO(data))
    pages = [_page(number, slide) for number, slide in enumerate(deck.slides, 1)]
    about = deck.core_properties
    said = {name: str(getattr(about, name)) for name in _DETAILS}
    return Contents(
        pages or [page(1, "", "", engine="python-pptx")],
        title=about.title or None,
        details={name: value for name, value in said.items() if value},
    )


def _page(number: int, slide: Slide) -> PageText:
    shape = slide.shapes.title
    title = shape.text_frame.text.strip() if shape is not None else ""
    text = "\n\n".join(text for text in _texts(slide) if text.strip())
    note = None
    if slide.element.get("show") in {"0", "false"}:
        note = "hidden slide"
    elif not text and any(isinstance(one, Picture) for one in _flat(slide.shapes)):
        note = NO_TEXT_LAYER
    heading = f"{number}: {title}" if title else ""
    return page(number, heading, text, engine="python-pptx", note=note)


def _texts(slide: Slide) -> Iterator[str]:
    for shape in _flat(slide.shapes):
        with suppress(KeyError, ValueError, NotImplementedError, etree.XMLSyntaxError):
            # Whatever one shape is broken by, the others are given.
            yield _text(shape)
    root = cast("zipped.Element", slide.element)
    for either in root.iter(f"{_EITHER}AlternateContent"):
        # An equation or a shape of a later PowerPoint, which python-pptx passes over.
        yield _paragraphs(next(either.iterchildren(), either))
    if slide.has_notes_slide:
        notes = slide.notes_slide.notes_text_frame
        if notes is not None and notes.text.strip():
            yield f"Notes:\n{notes.text}"


def _flat(shapes: Iterable[BaseShape]) -> Iterator[BaseShape]:
    """Yield top to bottom and left to right, a group as one with its shapes inside."""
    todo = _reversed(shapes)
    while todo:
        shape = todo.pop()
        if isinstance(shape, GroupShape):
            todo += _reversed(shape.shapes)
        elif not _is_number(shape):
            yield shape


def _reversed(shapes: Iterable[BaseShape]) -> list[BaseShape]:
    lines: list[list[tuple[int, int, BaseShape]]] = []
    placed = [(shape.top or 0, shape.left or 0, shape) for shape in shapes]
    for spot in sorted(placed, key=lambda spot: spot[0]):
        if not lines or spot[0] - lines[-1][0][0] > _SAME_LINE:
            lines.append([])
        lines[-1].append(spot)
    ordered = (sorted(line, key=lambda spot: spot[1]) for line in lines)
    return [shape for line in ordered for _, _, shape in line][::-1]


def _is_number(shape: BaseShape) -> bool:
    """Tell the slide's own number, which its label says."""
    number = PP_PLACEHOLDER.SLIDE_NUMBER
    return shape.is_placeholder and shape.placeholder_format.type == number


def _text(shape: BaseShape) -> str:
    if not isinstance(shape, GraphicFrame):
        frame = getattr(shape, "text_frame", None)
        return cast("str", frame.text) if frame is not None else ""
    if shape.has_table:
        return "\n".join(_rows(shape.table))
    return "\n".join(_figures(shape.chart)) if shape.has_chart else _diagram(shape)


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells = ["" if c.is_spanned else " ".join(c.text.split()) for c in row.cells]
        if any(cells):
            yield CELL_BORDER.join(cells)


def _figures(chart: Chart) -> Iterator[str]:
    """Write a chart as the table it was drawn from."""
    if chart.has_title and chart.chart_title.has_text_frame:
        yield chart.chart_title.text_frame.text
    for plot in cast("Iterable[_Plot]", chart.plots):
        series = list(plot.series)
        yield CELL_BORDER.join(["", *(one.name for one in series)]).strip()
        columns = [plot.categories, *(one.values for one in series)]
        for cells in zip_longest(*columns):
            yield CELL_BORDER.join(shown(cell) for cell in cells)


def _diagram(shape: GraphicFrame) -> str:
    """Read the words of a SmartArt, which stand in a part of their own."""
    for names in cast("zipped.Element", shape.element).iter(f"{_DIAGRAM}relIds"):
        part = shape.part.related_part(names.get(f"{_RELATED}dm") or "")
        return _paragraphs(zipped.xml(part.blob))
    return ""


def _paragraphs(root: zipped.Element) -> str:
    lines = (
        "".join(run.text or "" for run in each.iter(f"{_DRAWING}t", f"{_MATH}t"))
        for each in root.iter(f"{_DRAWING}p")
    )
    return "\n".join(line for line in lines if line.strip())
