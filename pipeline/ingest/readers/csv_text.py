"""Tables as text: a page for each block of rows, whatever delimits their cells."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from pipeline.ingest.readers.base import Contents, Options
from pipeline.ingest.readers.clean import page
from pipeline.ingest.readers.sheet import blocks
from pipeline.ingest.readers.text import decode

_DELIMITERS: Final = "\t;|,"
"""Where two fit as well: the comma also stands in numbers and sentences."""
_SAMPLE_LINES: Final = 200
_SAMPLE_CHARACTERS: Final = 200_000
_SAID = re.compile(r"sep=(.)\n")
"""How Excel is told the delimiter, in a line it does not show."""


def read(data: bytes, options: Options) -> Contents:
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    said = _SAID.match(text)
    start = said.end() if said else 0
    delimiter = said[1] if said else _delimiter(text)
    room = options.most_characters
    try:
        rows = csv.reader(_lines(text, start), delimiter=delimiter, strict=True)
        found, note = list(blocks(rows, room)), None
    except csv.Error:
        rows = csv.reader(
            _lines(text, start), delimiter=delimiter, quoting=csv.QUOTE_NONE
        )
        found, note = list(blocks(rows, room)), "quotes do not match: kept as written"
    pages = [
        page(number, label, block, engine="csv", note=note)
        for number, (label, block) in enumerate(found or [("", "")], 1)
    ]
    return Contents(pages)


def _delimiter(text: str) -> str:
    """Take the one that cuts most rows into as many cells, and into most cells."""
    sample = text[:_SAMPLE_CHARACTERS]
    return max(_DELIMITERS, key=lambda delimiter: _fit(sample, delimiter))


def _fit(sample: str, delimiter: str) -> tuple[float, int]:
    rows = csv.reader(islice(_lines(sample, 0), _SAMPLE_LINES), delimiter=delimiter)
    widths = Counter(len(row) for row in rows if row)
    cut = {width: count for width, count in widths.items() if width > 1}
    if not cut:
        return 0.0, 0
    width = max(cut, key=lambda width: (cut[width], width))
    return cut[width] / widths.total(), width


def _lines(text: str, start: int) -> Iterator[str]:
    """Yield each line with its end; `splitlines` would cut a cell at a U+2028."""
    while end := text.find("\n", start) + 1:
        yield text[start:end]
        start = end
    if start < len(text):
        yield text[start:]
