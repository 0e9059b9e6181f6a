"""A file is one of questions if a question is among its first rows."""

import gzip
import os
from pathlib import Path

import pytest

from pipeline.questions import finding
from pipeline.questions.finding import MOST_ROWS, find_question_files
from tests.support.small_bench import write_questions

CSV = "question,answer,document,page\nHow deep is it?,7 m,survey.pdf,9\n"


def names(*folders: Path) -> list[str]:
    return [path.name for path in find_question_files(folders)]


def test_it_takes_what_holds_a_question_and_only_that(tmp_path: Path) -> None:
    write_questions(tmp_path / "b.jsonl")
    (tmp_path / "a.csv").write_text(CSV)
    (tmp_path / "c.csv.gz").write_bytes(gzip.compress(CSV.encode()))
    (tmp_path / "ledger.csv").write_text("date,amount\n2026-01-01,7\n")
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "broken.csv.gz").write_bytes(b"\x1f\x8b no more")
    (tmp_path / "empty.yaml").write_bytes(b"")
    (tmp_path / "text.txt").write_text(CSV)
    (tmp_path / ".hidden.csv").write_text(CSV)
    (tmp_path / "deeper.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")

    assert names(tmp_path) == ["a.csv", "b.jsonl", "c.csv.gz"]


@pytest.mark.parametrize(
    ("before", "found"), [(MOST_ROWS - 1, ["a.jsonl"]), (MOST_ROWS, [])]
)
def test_rows_that_cannot_be_used_may_come_first(
    tmp_path: Path, before: int, found: list[str]
) -> None:
    write_questions(tmp_path / "asked.jsonl")
    question = (tmp_path / "asked.jsonl").read_text()
    (tmp_path / "asked.jsonl").unlink()
    (tmp_path / "a.jsonl").write_text('{"question": ""}\n' * before + question)

    assert names(tmp_path) == found


def test_a_folder_of_two_names_is_looked_through_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(CSV)
    (tmp_path / "link").symlink_to(tmp_path)

    assert names(tmp_path, tmp_path / "link", tmp_path / "nosuch") == ["a.csv"]


def test_a_large_file_is_not_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_text(CSV)
    monkeypatch.setattr(finding, "MOST_BYTES", len(CSV) - 1)

    assert names(tmp_path) == []
