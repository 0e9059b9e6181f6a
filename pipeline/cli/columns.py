"""Rows in; lines of aligned columns out, as wide as the terminal allows."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from pipeline.documents.visible import cut, visible, width

_GAP: Final = "  "
_NARROWEST: Final = 8


class Column(NamedTuple):
    name: str
    right: bool = False
    """A number: aligned to the right."""
    soft: bool = False
    """May be cut, and is left out where no row has anything to say."""
    keep_end: bool = False
    """The end says most, as that of a path does."""
    least: int = 0
    """What it keeps as long as others can give."""


def terminal_columns() -> int | None:
    """Return how wide the terminal is; `None` where stdout goes elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int | None
) -> Iterator[str]:
    """Yield the header and the rows. Foreign text in them is made visible."""
    shown = [
        place
        for place, column in enumerate(columns)
        if not column.soft or any(row[place] for row in rows)
    ]
    kept = [columns[place] for place in shown]
    lines = [
        [column.name for column in kept],
        *([visible(row[place]) for place in shown] for row in rows),
    ]
    widths = [max(map(width, cells)) for cells in zip(*lines, strict=True)]
    if room is not None:
        widths = _fitted(kept, widths, room)
    for line in lines:
        cells = map(_cell, kept, line, widths)
        yield _GAP.join(cells).rstrip()


def _fitted(columns: Sequence[Column], wanted: Sequence[int], room: int) -> list[int]:
    """Take from the soft column that has most to give until all fit."""
    widths = list(wanted)
    soft = [place for place, column in enumerate(columns) if column.soft]
    over = sum(widths) + len(_GAP) * (len(widths) - 1) - room
    for least in ([column.least for column in columns], [_NARROWEST] * len(columns)):
        while over > 0 and soft:
            widest = max(soft, key=lambda place: widths[place] - least[place])
            if widths[widest] <= max(least[widest], _NARROWEST):
                break
            widths[widest] -= 1
            over -= 1
    return widths


def _cell(column: Column, text: str, columns: int) -> str:
    shown = cut(text, columns, keep_end=column.keep_end) if column.soft else text
    space = " " * (columns - width(shown))
    return space + shown if column.right else shown + space
