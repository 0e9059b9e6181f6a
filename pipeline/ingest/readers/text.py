"""Plain text in any encoding: one page, or one for each form feed."""

import codecs
from typing import Final

from charset_normalizer import from_bytes

from pipeline.ingest.readers.base import (
    Contents,
    Options,
    UnreadableError,
)
from pipeline.ingest.readers.clean import page

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as the BOM of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SHORT_BYTES: Final = 2_000
_ASCII_END: Final = 0x80


def decode(data: bytes, *, declared: str | None = None) -> str:
    """By byte order mark, as declared, as UTF-8, or else by the look of it."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    for name in (declared or "utf-8", "utf-8"):
        try:
            return data.decode(name)
        except (UnicodeError, LookupError):
            continue
    if _short_western(data):
        return data.decode("cp1252", "replace")
    if best := from_bytes(data).best():
        return str(best)
    message = "is not text in any known encoding"
    raise UnreadableError(message)


def _short_western(data: bytes) -> bool:
    """Tell a text too short to judge an encoding by, mostly ASCII: Western Europe's.

    On a line or two the detector takes "\xe0" for a Slovak letter as readily.
    """
    odd = sum(byte >= _ASCII_END for byte in data)
    return len(data) < _SHORT_BYTES and 0 not in data and odd * 5 < len(data)


def read(data: bytes, _: Options) -> Contents:
    sheets = decode(data).split("\f")
    pages = [
        page(number, "", sheet, engine="text")
        for number, sheet in enumerate(sheets, 1)
        if len(sheets) == 1 or number < len(sheets) or sheet.strip()
    ]
    return Contents(pages)
