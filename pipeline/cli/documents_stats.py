"""Figures in, tables and a picture of them out."""

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.cli.columns import Column, table, terminal_columns
from pipeline.documents.picture import bars
from pipeline.documents.rows import STATUSES
from pipeline.documents.sizes import Spread
from pipeline.documents.stats import Stats

_WIDEST_BAR: Final = 60
_ELSEWHERE: Final = 80
_MARGIN: Final = 32


def stats_lines(found: Stats) -> Iterator[str]:
    yield from _files(found)
    yield ""
    yield from _formats(found)
    yield ""
    yield from _engines(found)
    if found.near_duplicates:
        yield ""
        yield f"{found.near_duplicates:,} files are nearly the same as an earlier one"
    if found.tokens is not None:
        yield ""
        yield from _sizes(found.tokens)
        yield ""
        room = (terminal_columns() or _ELSEWHERE) - _MARGIN
        yield from bars(found.histogram, max(1, min(_WIDEST_BAR, room)))


def _files(found: Stats) -> Iterator[str]:
    counts = {(row.corpus, row.status): row.files for row in found.statuses}
    kinds = [kind for kind in STATUSES if any(kind == key[1] for key in counts)]
    rows = [
        [corpus, *_counts([counts.get((corpus, kind), 0) for kind in kinds])]
        for corpus in found.corpora
    ]
    yield from _table("corpus", ["files", *kinds], rows)


def _counts(counts: Sequence[int]) -> list[str]:
    return [f"{sum(counts):,}", *(f"{count:,}" for count in counts)]


def _formats(found: Stats) -> Iterator[str]:
    rows = [
        [row.format, f"{row.documents:,}", f"{row.pages:,}", f"{row.tokens:,}"]
        for row in found.formats
    ]
    yield from _table("format", ["documents", "pages", "tokens"], rows)


def _engines(found: Stats) -> Iterator[str]:
    rows = [
        [row.engine, f"{row.pages:,}", f"{row.without_text:,}"] for row in found.engines
    ]
    if len(rows) > 1:
        rows.append(["in all", f"{found.pages:,}", f"{found.pages_without_text:,}"])
    yield from _table("engine", ["pages", "without text layer"], rows)


def _sizes(tokens: Spread) -> Iterator[str]:
    numbers = (tokens.documents, tokens.min, tokens.median, tokens.p90, tokens.max)
    names = ["documents", "min", "median", "p90", "max"]
    row = ["tokens per document", *(f"{number:,}" for number in numbers)]
    yield from _table("", names, [row])


def _table(
    first: str, numbers: Sequence[str], rows: Sequence[Sequence[str]]
) -> Iterator[str]:
    columns = [Column(first), *(Column(name, right=True) for name in numbers)]
    yield from table(columns, rows, None)
