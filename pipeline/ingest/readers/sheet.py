"""Workbooks: a page for each sheet and block of rows, each row on one line."""

import datetime as dt
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from pipeline.ingest.readers import zipped
from pipeline.ingest.readers.base import (
    Contents,
    Options,
    PageText,
    UnreadableError,
)
from pipeline.ingest.readers.clean import CELL_BORDER, page

_ROWS: Final = 200
"""Of a page; blank ones do not count."""
_ZIP: Final = b"PK"
_OLD_BEGINNINGS: Final = (
    zipped.OLE,
    b"\x09\x00",
    b"\x09\x02",
    b"\x09\x04",
    b"\x09\x08",
)
"""The second to fifth: workbooks of before 1995, without OLE around them."""
_HOUR: Final = 3_600
_MINUTE: Final = 60


def read(data: bytes, options: Options) -> Contents:
    if data.startswith(_ZIP):
        zipped.opened(data, options).close()
    elif not data.startswith(_OLD_BEGINNINGS):
        message = "is no workbook inside; a .csv or .html that was named as one?"
        raise UnreadableError(message)
    try:
        pages = _pages(_opened(data), options.most_characters)
    except BaseException as error:
        # A panic in Rust is no `Exception`, and has a class that cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        message = f"cannot be read as sheet ({error})"
        raise UnreadableError(message) from error
    return Contents(pages or [page(1, "", "", engine="calamine")])


def _pages(book: CalamineWorkbook, room: int) -> list[PageText]:
    pages: list[PageText] = []
    for index, about in enumerate(book.sheets_metadata):
        try:
            rows = book.get_sheet_by_index(index).iter_rows()
            found = list(blocks((map(shown, row) for row in rows), room))
            note = None if about.visible == SheetVisibleEnum.Visible else "hidden sheet"
        except CalamineError as error:
            found, note = [("", "")], f"cannot be read: {error}"
        for label, text in found:
            heading = f"{about.name} {label}"
            pages.append(
                page(len(pages) + 1, heading, text, engine="calamine", note=note)
            )
            room -= len(text)
        if room < 0:
            break
    return pages


def _opened(data: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except CalamineError as error:
        if isinstance(error, PasswordError) or data.startswith(zipped.OLE):
            message = f"needs a password, or is no workbook inside ({error})"
            raise UnreadableError(message) from error
        raise


def blocks(rows: Iterable[Iterable[str]], room: int) -> Iterator[tuple[str, str]]:
    """Yield "rows 1-200" with their text, until there is more than `room` of it."""
    lines: list[str] = []
    first = last = 0
    for number, row in enumerate(rows, 1):
        if not (line := _line(row)):
            continue
        first = first if lines else number
        last = number
        lines.append(line)
        room -= len(line)
        if len(lines) == _ROWS or room < 0:
            yield f"rows {first}-{last}", "\n".join(lines)
            lines = []
        if room < 0:
            return
    if lines:
        yield f"rows {first}-{last}", "\n".join(lines)


def _line(row: Iterable[str]) -> str:
    """Write a row without the empty cells at its end; blank where all are empty."""
    cells = [" ".join(cell.split()) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return CELL_BORDER.join(cells)


def shown(value: object) -> str:
    """Write a value as a person sees it in a cell."""
    match value:
        case str() | None:
            return value or ""
        case bool():
            return str(value).upper()
        case float():
            return f"{value:.15g}"  # as many digits as Excel keeps
        case dt.datetime():
            return value.isoformat(" ", "auto")
        case dt.timedelta():
            return _duration(value)
        case _:
            return str(value)


def _duration(value: dt.timedelta) -> str:
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    minutes = seconds % _HOUR // _MINUTE
    return f"{sign}{seconds // _HOUR}:{minutes:02}:{seconds % _MINUTE:02}"
