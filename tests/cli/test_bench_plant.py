"""No questions? `docqa bench --plant N` plants its own, beside the workspace."""

import json
from pathlib import Path

import pytest

from pipeline.store import Store
from tests.support.commands import docqa
from tests.support.small_bench import write_corpus

BENCH = ("--db", "space/bench.duckdb", "bench", "--corpus", "docs", "--lengths", "2k")
MADE = Path("space") / "docs-planted-9-2026.jsonl"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_corpus(tmp_path / "docs")
    # Large enough to plant nine questions, small enough for a chunk of it to be one.
    (tmp_path / "bench.toml").write_text("[ingest]\nchunk_tokens = 96\n")
    return tmp_path


def test_a_folder_of_documents_is_all_that_a_bench_needs() -> None:
    result = docqa(*BENCH, "--plant", "9")

    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in MADE.read_text("utf-8").splitlines()]
    assert len(rows) == 9
    assert f"{MADE}: 9 questions planted" in result.stderr
    with Store(Path("space") / "bench.duckdb") as store:
        asked = store._db.execute("SELECT DISTINCT question FROM calls").fetchall()
        (run,) = store._db.execute(
            "SELECT collection, settings FROM raw.runs"
        ).fetchall()
    assert {name for (name,) in asked} == {row["id"] for row in rows}
    assert run[0] == MADE.as_posix()
    assert json.loads(run[1])["plant"] == 9


def test_other_documents_are_never_asked_about_the_bundled_ones() -> None:
    for command in (BENCH, (*BENCH[:2], "plan", *BENCH[3:])):
        result = docqa(*command)

        assert result.exit_code == 2
        assert "no questions about 'docs': --plant 40" in result.stderr
        assert "documents," not in result.stderr, "nothing was read for it"


def test_the_same_command_plants_the_same_and_asks_nothing_again() -> None:
    docqa(*BENCH, "--plant", "9")
    made = MADE.read_bytes()

    result = docqa(*BENCH, "--plant", "9")

    assert "0 calls sent" in result.stderr
    assert MADE.read_bytes() == made


def test_an_edited_file_is_set_aside_and_not_lost() -> None:
    docqa(*BENCH, "--plant", "9")
    made = MADE.read_bytes()
    MADE.write_bytes(made + b"\n")

    result = docqa("--db", "space/bench.duckdb", "plan", *BENCH[3:], "--plant", "9")

    aside = MADE.with_suffix(".before.jsonl")
    assert f"that is {aside} now" in result.stderr
    assert aside.read_bytes() == made + b"\n"
    assert MADE.read_bytes() == made


def test_planted_text_is_in_no_document_that_is_searched_or_shown() -> None:
    docqa(*BENCH, "--plant", "9")
    rows = [json.loads(line) for line in MADE.read_text("utf-8").splitlines()]
    facts = [plant["text"] for row in rows for plant in row["plants"]]

    for fact in facts:
        found = docqa(
            "--db", "space/bench.duckdb", "documents", "search", fact, "--json"
        )
        assert found.exit_code == 0, found.output
        assert fact not in found.stdout
    with Store(Path("space") / "bench.duckdb") as store:
        pages = store._db.execute("SELECT text FROM pages").fetchall()
    assert facts
    assert not any(fact in text for fact in facts for (text,) in pages)


def test_planted_questions_and_a_file_of_others_are_not_asked_together() -> None:
    result = docqa(*BENCH, "--plant", "9", "--questions", "mine.jsonl")

    assert result.exit_code == 2
    assert "leave one of the two out" in result.stderr
    assert not MADE.exists()
