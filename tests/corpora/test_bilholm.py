"""The generated half of the bundled corpus is what the generator writes, and enough."""

import importlib
import json
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARCHIVES = ROOT / "corpora" / "archives"
QUESTIONS = ROOT / "questions" / "archives.jsonl"
LARGEST = 8_000_000
FEWEST_DOCUMENTS, FEWEST_FORMATS, FEWEST_QUESTIONS = 60, 7, 120
FEWEST_OF_KIND = 7


def test_it_is_what_the_generator_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.path", [str(ROOT / "corpora" / "sources"), *sys.path])
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    bilholm = importlib.import_module("render_bilholm")

    lines = bilholm.render(tmp_path / "made")

    documents = tmp_path / "made" / "documents"
    names = {str(p.relative_to(documents)) for p in documents.rglob("*.*")}
    committed = ARCHIVES / bilholm.NAME
    assert names == {str(p.relative_to(committed)) for p in committed.rglob("*.*")}
    for name in sorted(names):
        assert (documents / name).read_bytes() == (committed / name).read_bytes(), name
    asked = QUESTIONS.read_text(encoding="utf-8").splitlines()
    assert asked[-len(lines) :] == lines


def test_the_whole_is_as_large_and_as_varied_as_promised() -> None:
    paths = [path for path in ARCHIVES.rglob("*") if path.is_file()]
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    kinds = Counter(json.loads(line).get("category") for line in lines)
    by_hand = kinds.pop(None)

    assert len(paths) >= FEWEST_DOCUMENTS
    assert len({path.suffix for path in paths}) >= FEWEST_FORMATS
    assert sum(path.stat().st_size for path in paths) < LARGEST
    assert len(lines) >= FEWEST_QUESTIONS
    assert min(kinds.values()) >= FEWEST_OF_KIND
    assert len(kinds) == len(
        importlib.import_module("pipeline.corpus.asking.kinds").KINDS
    )
    assert by_hand > 0
