"""CSV as a spreadsheet program saves it: prose in comments, then the tables."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Final

from pipeline.corpus.formats.lines import FIGURES, prose
from pipeline.corpus.papers import Paper, Table

_OTHERS: Final = "\t;|"
_FORMULA: Final = ("=", "+", "-", "@")


def render(paper: Paper) -> bytes:
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    said = [f"# {text}" for text in prose(paper)]
    rows = [[text] for text in said]
    rows += [list(row) for row in _rows(tables)]
    file = StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    text = file.getvalue()
    if any(other in text for other in _OTHERS):
        text = f"sep=,\r\n{text}"  # so that no reader takes another for the delimiter
    return text.encode("utf-8" if text.isascii() else "utf-8-sig")


def _rows(tables: Sequence[Table]) -> Iterator[Sequence[str]]:
    for number, table in enumerate(tables):
        if number:
            yield ()
            yield (_cell(table.caption),)
        yield table.head
        for row in table.rows:
            yield tuple(map(_cell, row.cells))


def _cell(text: str) -> str:
    """Keep text from being taken for a formula; a mere sign is none."""
    is_number = FIGURES.fullmatch(text) is not None
    if len(text) > 1 and text.startswith(_FORMULA) and not is_number:
        return f"'{text}"
    return text
