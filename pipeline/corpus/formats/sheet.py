"""Workbooks: a sheet for each table, and one with all the prose before them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Final, Protocol, cast

from xlsxwriter import Workbook

from pipeline.corpus.formats.lines import FIGURES, look, prose
from pipeline.corpus.formats.packing import repacked
from pipeline.corpus.papers import Paper, Table

_LONGEST_NAME: Final = 31
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\\U00010000-\U0010ffff]")
"""What the program forbids, and what it counts as two letters."""
_RESERVED: Final = "history"
_WIDEST: Final = 60
_PROSE_WIDTH: Final = 110
_ISO: Final = re.compile(r"(?:19|20|21)[0-9]{2}-[01][0-9]-[0-3][0-9]")


class _Format(Protocol):
    """How cells look; `xlsxwriter` has no types of its own."""


class _Worksheet(Protocol):
    def set_column(
        self, first: int, last: int, width: float, cell_format: _Format | None = None
    ) -> object: ...
    def freeze_panes(self, row: int, col: int) -> object: ...
    def write_string(
        self, row: int, col: int, string: str, cell_format: _Format | None = None
    ) -> object: ...
    def write_number(
        self, row: int, col: int, number: float, cell_format: _Format | None = None
    ) -> object: ...
    def write_datetime(
        self, row: int, col: int, date: datetime, cell_format: _Format | None = None
    ) -> object: ...


class _Book(Protocol):
    def set_properties(self, properties: Mapping[str, str | datetime]) -> object: ...
    def add_format(self, properties: Mapping[str, str | int]) -> _Format: ...
    def add_worksheet(self, name: str) -> _Worksheet: ...
    def close(self) -> object: ...


def render(paper: Paper) -> bytes:
    file = BytesIO()
    book = cast("_Book", Workbook(file, {"in_memory": True}))
    book.set_properties(
        {"title": paper.title, "author": paper.author, "created": paper.made}
    )
    formats = _Formats(book)
    names: set[str] = {_RESERVED}
    lines = list(prose(paper))
    if lines:
        _notes(book.add_worksheet(_name("Notes", names)), lines, formats)
    dates = look(paper).one_of(("yyyy-mm-dd", "d mmm yyyy", "dd/mm/yyyy"))
    for table in (block for block in paper.blocks if isinstance(block, Table)):
        sheet = book.add_worksheet(_name(table.caption, names))
        _Sheet(sheet, formats, dates).write(table)
    book.close()
    return repacked(file.getvalue())


class _Formats:
    """Makes each look once: a workbook keeps all that it was ever asked for."""

    def __init__(self, book: _Book) -> None:
        self._book: Final = book
        self._known: Final[dict[str, _Format]] = {}

    def of(self, **look: str | int) -> _Format:
        name = repr(look)
        if name not in self._known:
            self._known[name] = self._book.add_format(look)
        return self._known[name]


def _name(caption: str, taken: set[str]) -> str:
    """Name a sheet as the program allows it, no two the same whatever their case."""
    clean = " ".join(_NOT_IN_NAMES.sub(" ", caption).split())
    begin = clean[:_LONGEST_NAME].strip("' ") or "Table"
    name, number = begin, 1
    while name.casefold() in taken:
        number += 1
        end = f" {number}"
        name = begin[: _LONGEST_NAME - len(end)] + end
    taken.add(name.casefold())
    return name


def _notes(sheet: _Worksheet, lines: Sequence[str], formats: _Formats) -> None:
    sheet.set_column(0, 0, _PROSE_WIDTH, formats.of(text_wrap=True))
    sheet.write_string(0, 0, lines[0], formats.of(bold=True, font_size=14))
    for number, line in enumerate(lines[1:], 1):
        sheet.write_string(number, 0, line)


class _Sheet:
    def __init__(self, sheet: _Worksheet, formats: _Formats, dates: str) -> None:
        self._sheet: Final = sheet
        self._formats: Final = formats
        self._date: Final = formats.of(num_format=dates, align="left")
        self._right: Final = formats.of(align="right")

    def write(self, table: Table) -> None:
        head = self._formats.of(bold=True, bottom=1, text_wrap=True)
        for column, title in enumerate(table.head):
            cells = [row.cells[column] for row in table.rows if column < len(row.cells)]
            width = max(map(len, [title, *cells])) + 2
            self._sheet.set_column(column, column, min(width, _WIDEST))
            self._sheet.write_string(0, column, title, head)
        for number, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row.cells):
                self._cell(number, column, cell)
        self._sheet.freeze_panes(1, 0)

    def _cell(self, row: int, column: int, text: str) -> None:
        """Write numbers and days as such, all else as text: no formula is made.

        "1,384,270" is read back as 1384270; a number that would lose more, such as the
        last figure of 12.50, stays text. So does a month, which would become a day.
        """
        if FIGURES.fullmatch(text):
            plain = text.replace(",", "")
            if f"{float(plain):.15g}" == plain:
                self._sheet.write_number(row, column, float(plain), self._figures(text))
            else:
                self._sheet.write_string(row, column, text, self._right)
        elif (day := _day(text)) is not None:
            self._sheet.write_datetime(row, column, day, self._date)
        elif text:
            self._sheet.write_string(row, column, text)

    def _figures(self, text: str) -> _Format:
        decimals = len(text.partition(".")[2])
        shown = "#,##0" if "," in text else "0"
        return self._formats.of(
            num_format=f"{shown}.{'0' * decimals}" if decimals else shown
        )


def _day(text: str) -> datetime | None:
    if not _ISO.fullmatch(text):
        return None
    try:
        return datetime.combine(date.fromisoformat(text), time())
    except ValueError:
        return None
