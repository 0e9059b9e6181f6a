"""`docqa questions import`, as people use it."""

import json
from pathlib import Path

import duckdb
import pytest

from pipeline.questions.importers import IMPORTERS
from tests.questions.test_contexts import Carrying
from tests.support.commands import docqa
from tests.support.small_bench import write_corpus, write_questions

TOLD = "The Corrie quay is 17.0 m deep at low tide."
EVIL = "../../evil/\\..\\con"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(IMPORTERS, "carrying", Carrying())
    return tmp_path


@pytest.fixture
def bench(place: Path) -> Path:
    write_corpus(place / "docs")
    write_questions(place / "asked.jsonl")
    docqa("ingest", "docs")
    return place


def rows_in(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def carried(path: Path, *texts: str) -> None:
    rows = [
        {"q": "How deep?", "id": str(n), "texts": [[f"set/{n}.txt", text]]}
        for n, text in enumerate(texts)
    ]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))


def test_the_texts_of_the_rows_become_documents(place: Path) -> None:
    carried(place / "rows.jsonl", TOLD, "Gulls over Hollin.")

    result = docqa(
        *("questions", "import", "rows.jsonl", "--corpus", "docs"), "--write-documents"
    )

    assert result.exit_code == 0, result.stderr
    assert (place / "docs/set/0.txt").read_text() == TOLD
    said = result.stderr.splitlines()
    assert said[0].startswith("rows.jsonl: 2 questions (carrying;")
    assert said[1] == "docs: 2 texts of the rows written, 0 were there"
    assert said[2].startswith("docs: 2 documents")
    with duckdb.connect(place / ".docqa/bench.duckdb", read_only=True) as db:
        assert db.execute("SELECT count(*) FROM raw.located").fetchall() == [(2,)]


def test_without_the_flag_it_is_named(place: Path) -> None:
    carried(place / "rows.jsonl", TOLD)
    (place / "docs").mkdir()
    (place / "docs" / "other.txt").write_text("Something else.")
    docqa("ingest", "docs")

    result = docqa("questions", "import", "rows.jsonl", "--corpus", "docs")

    assert result.exit_code == 2
    assert (
        "1 of the 1 texts that came with the questions are not in docs: docqa "
        "questions import rows.jsonl --corpus docs --write-documents writes them there"
    ) in result.stderr
    assert not (place / "docs" / "set").exists()


def test_a_bench_finds_what_an_import_wrote(place: Path) -> None:
    carried(place / "rows.jsonl", TOLD, *(f"Gulls {n}. " * 300 for n in range(9)))
    docqa("questions", "import", "rows.jsonl", "--corpus", "docs", "--write-documents")

    result = docqa(
        *("plan", "--corpus", "docs", "--questions", "rows.jsonl"), "--lengths", "3k"
    )

    assert result.exit_code == 0, result.stderr
    assert "--write-documents" not in result.stderr


@pytest.mark.usefixtures("bench")
def test_the_set_is_written_as_own_rows_that_are_the_same_set(bench: Path) -> None:
    rows = rows_in(bench / "asked.jsonl")
    (bench / "asked.json").write_text(json.dumps({"data": [*rows, 3]}))

    result = docqa(
        *("questions", "import", "asked.json", "--corpus", "docs"),
        *("--out", "own.jsonl"),
    )
    again = docqa("questions", "import", "own.jsonl", "--corpus", "docs")

    assert "own.jsonl: 17 questions" in result.stderr
    assert "  asked.json:1: data[17]: a number, where an object" in result.stderr
    assert again.stderr.startswith("own.jsonl: 17 questions (native; 0 with")
    own = rows_in(bench / "own.jsonl")
    assert {row["id"] for row in own} == {row["id"] for row in rows}


@pytest.mark.usefixtures("bench")
@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["asked.jsonl", "--format", "sqad"], ["format 'sqad'", "native"]),
        (["asked.jsonl", "--out", "none/x.jsonl"], ["'none/x.jsonl'", "No such file"]),
        (["docs"], ["'docs'", "a folder"]),
        (["none.csv"], ["'none.csv'", "No such file"]),
    ],
)
def test_a_mistake_is_said_once(arguments: list[str], parts: list[str]) -> None:
    result = docqa("questions", "import", *arguments, "--corpus", "docs")

    assert result.exit_code == 2
    (line,) = [one for one in result.stderr.splitlines() if one.startswith("Error: ")]
    assert all(part in line for part in parts), line


@pytest.mark.usefixtures("bench")
def test_the_file_that_is_imported_is_not_written_over() -> None:
    before = Path("asked.jsonl").read_bytes()

    result = docqa(
        *("questions", "import", "asked.jsonl", "--corpus", "docs"),
        *("--out", "docs/../asked.jsonl"),
    )

    assert result.exit_code == 2
    assert "is the file that is imported" in result.stderr
    assert Path("asked.jsonl").read_bytes() == before


@pytest.mark.usefixtures("bench")
def test_the_encoding_that_was_taken_is_said() -> None:
    text = Path("asked.jsonl").read_text()
    Path("asked.jsonl").write_bytes(
        text.replace("Which", "\u00c0 qui").encode("cp1252")
    )

    result = docqa("questions", "import", "asked.jsonl", "--corpus", "docs")

    assert result.stderr.startswith("asked.jsonl: not UTF-8; read as cp1252")


def test_no_file_is_ever_named_after_an_id(bench: Path) -> None:
    rows = rows_in(bench / "asked.jsonl")
    for n, row in enumerate(rows):
        row["id"] = f"{EVIL}{n}"
    rows.append({"q": "?", "id": f"{EVIL}x", "texts": [["set/a.txt", "Gulls."]]})
    (bench / "asked.jsonl").write_text("\n".join(map(json.dumps, rows)))
    before = {*bench.parent.rglob("*")}

    docqa("questions", "import", "asked.jsonl", "--corpus", "docs", "--write-documents")
    docqa(
        "questions", "import", "asked.jsonl", "--corpus", "docs", "--out", "own.jsonl"
    )
    result = docqa(
        *("bench", "--corpus", "docs", "--questions", "asked.jsonl", "--lengths", "3k"),
        *("--limit", "3", "-m", "baseline/bm25"),
    )
    exported = docqa("export", "parquet")

    assert result.exit_code == exported.exit_code == 0, result.stderr
    new = {*bench.parent.rglob("*")} - before
    assert new
    assert all(path.is_relative_to(bench) for path in new)
    assert not [path for path in new if "evil" in path.name or "con" in path.name]
