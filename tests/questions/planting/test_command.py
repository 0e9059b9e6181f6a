"""`docqa questions plant`, from a folder of documents to a question file."""

import json
from pathlib import Path

import pytest

from tests.questions.planting.passages import ENGLISH
from tests.support.commands import docqa, fails


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    for number in range(8):
        text = "\n\n".join(f"{number}.{n} {ENGLISH * 4}" for n in range(12))
        (tmp_path / "docs" / f"{number}.txt").write_text(text, encoding="utf-8")
    assert docqa("ingest", "docs").exit_code == 0
    return tmp_path


def test_a_corpus_alone_makes_a_question_file(folder: Path) -> None:
    result = docqa("questions", "plant", "--corpus", "docs", "--count", "16")
    written = (folder / "planted.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(row) for row in written.splitlines()]

    assert result.exit_code == 0
    assert "planted.jsonl: 16 questions (2 single, 2 several," in result.stderr
    assert "docqa bench --corpus docs --questions planted.jsonl" in result.stderr
    assert result.stdout == ""
    assert len(rows) == 16
    assert all(row["plants"] for row in rows)


def test_the_same_again_is_no_change_and_something_else_is_not_written_over(
    folder: Path,
) -> None:
    command = ["questions", "plant", "--corpus", "docs", "--kinds", "single, chain"]
    command += ["--count", "6"]
    docqa(*command, "--out", "mine.jsonl")
    written = (folder / "mine.jsonl").read_bytes()

    assert docqa(*command, "--out", "mine.jsonl").exit_code == 0
    fails(docqa(*command, "--seed", "2", "--out", "mine.jsonl"), "mine.jsonl", "--out")
    assert (folder / "mine.jsonl").read_bytes() == written


@pytest.mark.usefixtures("folder")
def test_mistakes_say_the_way_out() -> None:
    plant = ("questions", "plant", "--corpus")

    fails(docqa(*plant, "docs", "--kinds", "single,dual"), "'dual'", "near-miss")
    fails(docqa(*plant, "docs", "--kinds", ","), "no kind of question", "near-miss")
    fails(docqa(*plant, "others"), "'others'", "docqa ingest others")
    fails(docqa(*plant, "docs", "--count", "9999"), "9,999", "or fewer")


def test_without_a_workspace_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    fails(docqa("questions", "plant", "--corpus", "docs"), "docqa ingest docs")
    assert list(tmp_path.iterdir()) == []
