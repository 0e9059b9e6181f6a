"""Tables: every row on one line, the head again where a column begins."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from pipeline.corpus.formats.pdf.fonts import plain, width
from pipeline.corpus.formats.pdf.lines import Type, ends, text
from pipeline.corpus.formats.pdf.look import Look
from pipeline.corpus.formats.pdf.slugs import Bar, Ink, Slug
from pipeline.corpus.papers import Table

_PAD: Final = 4.0
_HEAD_LINES: Final = 2.4
_NUMBER: Final = re.compile(r"[-+]?[\d,]*\.?\d+ ?%?|-?")
_STRETCH: Final = 1.6
"""How much wider than its words a table may be drawn."""


class Grid(NamedTuple):
    """A table measured: how wide each column is, at the look's small size."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    right: tuple[bool, ...]
    """Which columns hold figures, and end at the same place."""

    @property
    def width(self) -> float:
        return sum(self.widths)


def grid(table: Table, look: Look) -> Grid:
    count = max((len(cells) for cells in (table.head, *_cells(table))), default=0)
    head = tuple(_padded(table.head, count))
    rows = tuple(tuple(_padded(cells, count)) for cells in _cells(table))
    columns = list(zip(*rows, strict=True)) if rows else [()] * count
    scale = look.small / 1000
    widths = tuple(
        max((width(cell, look.display[0]) for cell in cells), default=0.0) * scale
        + 2 * _PAD
        for cells in columns
    )
    right = tuple(
        any(cells) and all(_NUMBER.fullmatch(cell) for cell in cells)
        for cells in columns
    )
    named = (_head_width(name, look.display[1]) * scale + 2 * _PAD for name in head)
    return Grid(head, rows, tuple(map(max, widths, named)), right)


def rows(
    measured: Grid, caption: str, number: int, look: Look, room: float
) -> list[Slug]:
    """Set a table in a width: smaller where it is too wide, and no row broken."""
    scale = min(1.0, room / measured.width) if measured.width else 1.0
    drawn = _Drawn(measured, look, scale, _spread(measured, room, scale))
    title = Type(look.faces[2], look.size * 0.92, look.leading, room)
    top = _first(text(f"Table {number}: {plain(caption)}", title), look.leading * 0.8)
    head = drawn.head()
    again = (*text(f"Table {number} (continued)", title), head)
    tied = {0, len(measured.rows) - 2}
    body = [
        slug._replace(again=again if place else (), keep=place in tied)
        for place, slug in enumerate(drawn.body())
    ]
    return [*top, head, *body]


class _Drawn:
    def __init__(
        self, measured: Grid, look: Look, scale: float, widths: Sequence[float]
    ) -> None:
        self._grid: Final = measured
        self._look: Final = look
        self._size: Final = look.small * scale
        self._pad: Final = _PAD * scale
        self._widths: Final = widths
        self._whole: Final = sum(widths)
        self._lefts: Final = [sum(widths[:place]) for place in range(len(widths))]

    def head(self) -> Slug:
        """Set the names of the columns, in several lines where they are long."""
        face, size = self._look.display[1], self._size
        blank = width(" ", face) * size / 1000
        inks: list[Ink] = []
        deep = 1
        for place, name in enumerate(self._grid.head):
            words = name.split()
            wide = [width(word, face) * size / 1000 for word in words]
            room = self._widths[place] - 2 * self._pad + 0.01
            begin = 0
            for line, stop in enumerate(ends(wide, blank, room, room)):
                said = " ".join(words[begin:stop])
                inks += self._cell(place, said, face, size * (1.1 + 1.2 * line))
                begin, deep = stop, max(deep, line + 1)
        tall = size * (0.6 + 1.2 * deep)
        rule = Bar(0, tall - 0.8, self._whole, 0.8, self._look.gray)
        return Slug(tall, tuple(inks), keep=True, bars=(rule,))

    def body(self) -> list[Slug]:
        tall = self._size * 1.5
        face = self._look.display[0]
        slugs: list[Slug] = []
        for number, cells in enumerate(self._grid.rows):
            inks = [
                ink
                for place, cell in enumerate(cells)
                for ink in self._cell(place, cell, face, self._size * 1.08)
            ]
            slugs.append(Slug(tall, tuple(inks), bars=self._bars(number, tall)))
        return slugs

    def _bars(self, number: int, tall: float) -> tuple[Bar, ...]:
        if number == len(self._grid.rows) - 1:
            return (Bar(0, tall - 0.6, self._whole, 0.6, self._look.gray),)
        if not self._look.shaded:
            return (Bar(0, tall - 0.3, self._whole, 0.3, 0.7),)
        return (Bar(0, 0, self._whole, tall, 0.93),) if number % 2 else ()

    def _cell(self, place: int, said: str, face: str, y: float) -> list[Ink]:
        if not said:
            return []
        x = self._lefts[place] + self._pad
        if self._grid.right[place]:
            wide = width(said, face) * self._size / 1000
            x = self._lefts[place] + self._widths[place] - self._pad - wide
        return [Ink(x, y, said, face, self._size)]


def _head_width(name: str, face: str) -> float:
    """Return how wide a name is that may take a few lines."""
    words = max((width(word, face) for word in name.split()), default=0.0)
    return max(words, width(name, face) / _HEAD_LINES)


def _spread(measured: Grid, room: float, scale: float) -> tuple[float, ...]:
    """Share out what is left of the room, evenly, as far as it looks well."""
    if not measured.widths:
        return ()
    narrow = measured.width * scale
    target = max(narrow, min(room, narrow * _STRETCH))
    more = (target - narrow) / len(measured.widths)
    return tuple(wide * scale + more for wide in measured.widths)


def _cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def _padded(cells: Sequence[str], count: int) -> list[str]:
    return [" ".join(plain(cell).split()) for cell in cells] + [""] * (
        count - len(cells)
    )


def _first(slugs: list[Slug], above: float) -> list[Slug]:
    return [slugs[0]._replace(above=above), *slugs[1:]]
