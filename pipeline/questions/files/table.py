"""CSV with a header in, one row a record out. A cell is text, whatever it looks like.

A formula is never evaluated. A cell may hold a JSON list or object where a field wants
one; empty cells are fields that are not there.
"""

import csv
import re
from collections.abc import Iterator
from itertools import chain
from typing import Final, TextIO

from pipeline.questions.files.base import LONGER, LONGEST_ROW, NO_MORE, Found
from pipeline.questions.files.json_lines import whole_lines

_DELIMITERS: Final = ",;\t|"
_SAID: Final = re.compile(r"sep=(.)\r?\n")
"""How Excel is told the delimiter, in a line it does not show."""
_QUOTED: Final = re.compile(r'"[^"]*"')
_TOO_LONG: Final = "field larger"


def read(text: TextIO) -> Iterator[Found]:
    csv.field_size_limit(LONGEST_ROW)
    lines = whole_lines(text)
    head = next(lines, "")
    above = 0
    if said := _SAID.fullmatch(head):
        head, above = next(lines, ""), 1
    delimiter = said[1] if said else max(_DELIMITERS, key=_QUOTED.sub("", head).count)
    rows = csv.reader(chain([head], lines), delimiter=delimiter, strict=True)
    names: list[str] | None = None
    while True:
        line = above + rows.line_num + 1
        try:
            cells = next(rows, None)
        except csv.Error as error:
            if _TOO_LONG in str(error):
                yield Found(line, None, f"{LONGER}; {NO_MORE}")
                return
            yield Found(line, None, f"not CSV: {error}")
            continue
        if cells is None:
            return
        if names is None:
            names = [_name(cell) for cell in cells]
        elif any(cell.strip() for cell in cells):
            yield _found(line, names, cells)


def _name(cell: str) -> str:
    """Fold the name of a column: "Answer Type" is answer_type."""
    return "_".join(cell.lower().split())


def _found(line: int, names: list[str], cells: list[str]) -> Found:
    if len(cells) > len(names):
        message = f"{len(cells)} cells, and the header names {len(names)}"
        return Found(line, None, message)
    named = zip(names, cells, strict=False)
    return Found(line, {name: cell for name, cell in named if name and cell.strip()})
