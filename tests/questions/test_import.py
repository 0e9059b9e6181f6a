"""An import is whole or none: what was stored before a bad file stays."""

import json
from pathlib import Path

import pytest

from pipeline.errors import CorpusError, PipelineError, QuestionError
from pipeline.questions.importers import IMPORTERS
from pipeline.questions.importers.base import Context
from pipeline.questions.stage import import_questions, missing_contexts
from pipeline.records import Question
from pipeline.store import Store
from tests.questions.test_contexts import Carrying

GOOD = {"id": "q1", "question": "Q", "answer": "x", "doc": "a.txt", "page": 1}


def stored(store: Store) -> list[str]:
    questions = store.select("questions_all", Question, collection="set")
    return [question.id for question in questions]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", b""),
        ("a.jsonl", b'{"torn'),
        ("a.parquet", b"PAR1"),
        ("a.jsonl.gz", b"\x1f\x8b\x08"),
        ("a.yaml", b"- *a"),
        ("a.xlsx", b"PK\x03\x04"),
        ("folder", None),
        ("none", None),
    ],
)
def test_a_file_without_questions_leaves_the_set_as_it_was(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    (tmp_path / "good.jsonl").write_text(json.dumps(GOOD))
    (tmp_path / "folder").mkdir()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with Store() as store:
        import_questions(store, tmp_path / "good.jsonl", "set")

        with pytest.raises(QuestionError):
            import_questions(store, tmp_path / name, "set")

        assert stored(store) == ["q1"]


def test_texts_that_cannot_be_written_leave_the_set_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(IMPORTERS, "carrying", Carrying())
    (tmp_path / "good.jsonl").write_text(json.dumps(GOOD))
    (tmp_path / "more.jsonl").write_text('{"q": "A?", "texts": [["s/a.txt", "x"]]}')

    def full(_: Context) -> None:
        message = "the disk is full"
        raise CorpusError(message)

    with Store() as store:
        import_questions(store, tmp_path / "good.jsonl", "set")
        with pytest.raises(PipelineError, match="full"):
            import_questions(store, tmp_path / "more.jsonl", "set", keep=full)

        assert stored(store) == ["q1"]


def test_rejected_rows_are_stored_with_line_and_place(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"data": [GOOD, 3]}))
    with Store() as store:
        imported = import_questions(store, path, "set")

        assert [(r.line, r.place) for r in imported.rejected] == [(1, "data[1]")]
        assert imported.questions == 1


def test_texts_that_are_in_no_corpus_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(IMPORTERS, "carrying", Carrying())
    path = tmp_path / "a.jsonl"
    path.write_text('{"q": "A?", "texts": [["s/a.txt", "x"], ["s/b.txt", "y"]]}')
    with Store() as store:
        imported = import_questions(store, path, "set")

        assert missing_contexts(store, imported, "docs") == 2
