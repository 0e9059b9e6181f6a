"""The documents of a workspace in; their figures out."""

from collections.abc import Sequence

from pipeline.documents.rows import EngineCount, FormatCount, Size, StatusCount
from pipeline.documents.sizes import Bin, Spread, histogram, spread
from pipeline.records import Record
from pipeline.store import Store


class Stats(Record):
    corpora: tuple[str, ...]
    statuses: tuple[StatusCount, ...]
    """Files, by corpus."""
    formats: tuple[FormatCount, ...]
    """Documents: each content once, however many files hold it."""
    tokens: Spread | None
    """`None` when no document has text."""
    histogram: tuple[Bin, ...]
    engines: tuple[EngineCount, ...]
    pages: int
    pages_without_text: int
    """Those that show pictures and have no text layer."""
    near_duplicates: int
    """Files whose words are nearly those of an earlier one."""


class _Count(Record):
    files: int


def stats(store: Store, corpora: Sequence[str]) -> Stats:
    sizes = [
        row.tokens for row in store.select("documents_sizes", Size, corpora=corpora)
    ]
    engines = store.select("documents_engines", EngineCount, corpora=corpora)
    (near,) = store.select("documents_near", _Count, corpora=corpora)
    return Stats(
        corpora=tuple(corpora),
        statuses=tuple(
            store.select("documents_statuses", StatusCount, corpora=corpora)
        ),
        formats=tuple(store.select("documents_formats", FormatCount, corpora=corpora)),
        tokens=spread(sizes),
        histogram=tuple(histogram(sizes)),
        engines=tuple(engines),
        pages=sum(engine.pages for engine in engines),
        pages_without_text=sum(engine.without_text for engine in engines),
        near_duplicates=near.files,
    )
