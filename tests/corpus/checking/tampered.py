"""A copy of a generated corpus, to be changed."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.corpus.proving import check_corpus

PLAIN = (".csv", ".eml", ".html", ".md", ".txt")


class Tampered:
    """A copy of a corpus, to be changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.questions = folder / "questions.jsonl"

    def faults(self) -> Iterator[tuple[str, str]]:
        """Yield the faults of questions: what was changed is told beside them."""
        for fault in check_corpus(self.folder, workers=1).faults:
            if fault.kind != "changed":
                yield fault.kind, fault.question

    def changed(self) -> list[str]:
        faults = check_corpus(self.folder, workers=1).faults
        return [fault.detail for fault in faults if fault.kind == "changed"]

    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.questions.read_text().splitlines()]

    def lookup(self) -> Mapping[str, Any]:
        """Return a question that one sentence of a plain text answers by a figure."""
        for row in self.rows():
            places: list[dict[str, Any]] = row.get("evidence") or [{}]
            first, *others = places
            plain = str(first.get("document", "")).endswith(PLAIN) and not others
            told = (
                row.get("answer_type") in {"number", "date"}
                and len(row["answers"][0]) > 4
            )
            if plain and told and row["category"] in {"lookup", "cell", "as-of"}:
                document = self.document(first)
                if document.read_text().count(first["quote"]) == 1:
                    return row
        pytest.fail("no such question")

    def document(self, evidence: Mapping[str, Any]) -> Path:
        return self.folder / "documents" / str(evidence["document"])

    def replace(self, path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def save(self, rows: list[dict[str, Any]]) -> None:
        self.questions.write_text("".join(f"{json.dumps(row)}\n" for row in rows))

    def queries(self) -> list[dict[str, Any]]:
        lines = (self.folder / "queries.jsonl").read_text().splitlines()
        return [json.loads(line) for line in lines]

    def save_queries(self, rows: list[dict[str, Any]]) -> None:
        written = "".join(f"{json.dumps(row)}\n" for row in rows)
        (self.folder / "queries.jsonl").write_text(written)
