"""A workspace of an older docqa opens at the newest schema, and loses no figure."""

from importlib.resources import files
from pathlib import Path

import duckdb

from pipeline.store import Store

STEPS = ("0001_first.sql", "0002_ingest.sql")
PROMPT = """
INSERT INTO raw.prompts VALUES (
    'p', 'q', 'context', 4000, 3990, 0.5, 0.51, 'after', 't', ['d', 'd'], [0, 1],
    [NULL, 12], 1, 1, 3, 7
)
"""
CHUNKS = """
INSERT INTO raw.chunks (document, ordinal, page, text, tokens, lead)
SELECT 'd', range, 1, 'text', 1, 0 FROM range(5)
"""


def old_workspace(path: Path) -> None:
    folder = files("pipeline.store") / "migrations"
    with duckdb.connect(str(path)) as db:
        db.execute("CREATE SCHEMA raw")
        db.execute("CREATE TABLE raw.migrations (name TEXT PRIMARY KEY)")
        for name in STEPS:
            db.execute((folder / name).read_text("utf-8"))
            db.execute("INSERT INTO raw.migrations VALUES (?)", [name])
        db.execute(PROMPT)
        db.execute(CHUNKS)


def test_prompts_of_before_layouts_keep_their_figures(tmp_path: Path) -> None:
    old_workspace(tmp_path / "old.duckdb")
    with Store(tmp_path / "old.duckdb"):
        pass

    with duckdb.connect(str(tmp_path / "old.duckdb")) as db:
        found = db.execute(
            "SELECT id, condition, length, tokens, measured_depth, passages, "
            "leaks_dropped FROM prompts"
        )
        assert found.fetchall() == [("p", "context", 4000, 3990, 0.51, 2, 3)]
        assert db.execute("FROM prompt_passages").fetchall() == []


def test_chunks_of_before_get_a_number_each(tmp_path: Path) -> None:
    old_workspace(tmp_path / "old.duckdb")
    with Store(tmp_path / "old.duckdb"):
        pass

    with duckdb.connect(str(tmp_path / "old.duckdb")) as db:
        db.execute(CHUNKS)
        found = db.execute("SELECT count(DISTINCT number), count(*) FROM raw.chunks")
        assert found.fetchall() == [(10, 10)]
