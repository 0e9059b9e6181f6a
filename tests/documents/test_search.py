"""A search sees each chunk after what precedes it, however many there are."""

from pathlib import Path

import duckdb

from pipeline.documents.search import _chunks, search
from pipeline.store import Store

MANY = 300_000
"""More than DuckDB gives to one thread at once."""
ROWS = {
    "chunks": "i // 3 AS document, i % 3 AS ordinal, 1 AS page, "
    "'n' || i || ' ' AS text, 1 AS tokens, 8 AS lead",
    "pages": "i AS document, 1 AS number, '1' AS label, 'text' AS engine",
    "sources": "'docs' AS corpus, i AS path, 'read' AS status, i AS document",
}


def test_a_chunk_is_seen_after_the_one_before_however_many(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with Store(path):
        pass
    with duckdb.connect(str(path)) as db:
        for table, columns in ROWS.items():
            many = MANY if table == "chunks" else MANY // 3
            db.execute(
                f"INSERT INTO raw.{table} BY NAME "
                f"SELECT {columns} FROM range({many}) AS t (i)"
            )

    with Store(path) as store:
        found = search(store, ["docs"], "n130500 n200999 n299998", 10)
        rows = [chunk.row for chunk in _chunks(store, ["docs"])]

    assert rows == list(range(MANY))
    # 200999 is the last of its document: nothing has it before.
    assert {hit.passage.text for hit in found.hits} == {
        f"n{n} " for n in (130_500, 130_501, 200_999, 299_998, 299_999)
    }
