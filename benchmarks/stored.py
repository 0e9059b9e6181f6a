"""A workspace in; what its public views say of files and pages out."""

from pathlib import Path

import duckdb


def pages_by_path(store: Path) -> dict[str, int]:
    """Return how many pages each file has that was read and stands on disk."""
    query = """
        SELECT path, pages FROM documents
        WHERE status = 'read' AND pages > 0 AND container IS NULL
    """
    with duckdb.connect(str(store), read_only=True) as db:
        return dict(db.execute(query).fetchall())


def page_texts(store: Path) -> dict[str, dict[int, str]]:
    """Return the text of every page, by the path of its file and its number."""
    query = """
        SELECT file.path, page.number, page.text
        FROM documents AS file JOIN pages AS page ON page.document = file.document
    """
    texts: dict[str, dict[int, str]] = {}
    with duckdb.connect(str(store), read_only=True) as db:
        for path, number, text in db.execute(query).fetchall():
            texts.setdefault(path, {})[number] = text
    return texts
