"""A workspace of an older docqa opens at the newest schema, and loses no figure."""

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import duckdb

from pipeline.store import Store

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
VERDICTS = """
INSERT INTO raw.scores (call, gold, scorer, kind, verdict, reason, cited)
SELECT row_number() OVER (), 'g', 'judge@1 m/1', kind, verdict, reason, []
FROM (
    VALUES
        ('judge', 'unscored', 'judges: 0 valid of 1 needed: 1 order'),
        ('judge', 'unscored', 'judges: 1 valid of 2 needed: 1 order'),
        ('judge', 'correct', 'judges: 1 correct: 0 valid objections'),
        ('rule', 'unscored', 'judges: 0 valid is what the answer says')
) AS given (kind, verdict, reason)
"""


def old_workspace(path: Path, before: str, *rows: str) -> None:
    """Make one as the migrations before that one left it."""
    folder = files("pipeline.store") / "migrations"
    steps = sorted(f.name for f in folder.iterdir() if f.name < before)
    with duckdb.connect(str(path)) as db:
        db.execute("CREATE SCHEMA raw")
        db.execute("CREATE TABLE raw.migrations (name TEXT PRIMARY KEY)")
        for name in steps:
            db.execute((folder / name).read_text("utf-8"))
            db.execute("INSERT INTO raw.migrations VALUES (?)", [name])
        for row in rows:
            db.execute(row)


def test_prompts_of_before_layouts_keep_their_figures(tmp_path: Path) -> None:
    old_workspace(tmp_path / "old.duckdb", "0003", PROMPT, CHUNKS)
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
    old_workspace(tmp_path / "old.duckdb", "0003", PROMPT, CHUNKS)
    with Store(tmp_path / "old.duckdb"):
        pass

    with duckdb.connect(str(tmp_path / "old.duckdb")) as db:
        db.execute(CHUNKS)
        found = db.execute("SELECT count(DISTINCT number), count(*) FROM raw.chunks")
        assert found.fetchall() == [(10, 10)]


def test_judges_of_before_without_an_opinion_are_told_by_their_column(
    tmp_path: Path,
) -> None:
    old_workspace(tmp_path / "old.duckdb", "0009", VERDICTS)
    with Store(tmp_path / "old.duckdb"):
        pass

    with duckdb.connect(str(tmp_path / "old.duckdb")) as db:
        found = db.execute("SELECT void FROM scores ORDER BY call").fetchall()
        assert found == [(True,), (False,), (False,), (False,)]


def test_a_workspace_whose_maker_was_killed_at_once_can_be_opened(
    tmp_path: Path,
) -> None:
    """What the migrations did is then in the log alone, and is replayed from it."""
    path = tmp_path / "bench.duckdb"
    script = (
        "import os, pathlib, sys; from pipeline.store import Store; "
        "store = Store(pathlib.Path(sys.argv[1])); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)
    assert path.with_name(f"{path.name}.wal").exists()

    with Store(path) as store:
        assert store._db.execute("FROM questions").fetchall() == []
