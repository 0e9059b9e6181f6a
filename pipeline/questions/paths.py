"""Which document stands under which path of a corpus."""

from pipeline.records import Record
from pipeline.store import Store


class _Path(Record):
    path: str
    document: str


def documents_by_path(store: Store, corpus: str) -> dict[str, str]:
    """Return the document of each file that holds one, by its path in the corpus."""
    rows = store.select("questions_paths", _Path, corpus=corpus)
    return {row.path: row.document for row in rows}
