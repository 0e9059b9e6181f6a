"""Check the Marrowick archive and its questions with real document readers.

A question whose evidence is not in its document would measure nothing, and nobody
would notice, so every quote is looked up where the question says that it stands.
"""

import importlib
import json
import sys
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.table import Table
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpora" / "archives" / "marrowick"
SOURCES = ROOT / "corpora" / "sources"
QUESTIONS = ROOT / "questions" / "archives.jsonl"
DERIVED = {"mq-006", "mq-030", "mq-031", "mq-032", "mq-033", "mq-034"}
YEAR_FROM_ELSEWHERE = {"mq-086", "mq-095", "mq-096"}
FEWEST_OF_FORMAT = {"pdf": 5, "docx": 3, "html": 4, "md": 4, "txt": 4}
FEWEST_OF_TYPE = 8
FEWEST_QUESTIONS = 72
FEWEST_DOCUMENTS = 18
LARGEST_SHARE = 0.15
SHORTEST_QUOTE, LONGEST_QUOTE = 30, 300
LARGEST_CORPUS = 2_000_000
CELL_BORDER = " | "
TYPES = {"number", "text", "choice", "boolean", "list", "date", "unanswerable"}

Question = dict[str, Any]


def collapse(text: str) -> str:
    """Make every run of white space one space, as quotes are compared."""
    return " ".join(text.split())


def questions() -> list[Question]:
    """Read the questions about this archive: those written by hand."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    return [question for question in asked if question["id"].startswith("mq-")]


def docx_text(path: Path) -> str:
    """Read the paragraphs and table rows of a Word document in their order."""
    parts: list[str] = []
    for block in Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            rows = ([cell.text for cell in row.cells] for row in block.rows)
            parts += [CELL_BORDER.join(cells) for cells in rows]
        else:
            parts.append(block.text)
    return "\n".join(parts)


def html_text(path: Path) -> str:
    """Read the words of an HTML page, with its table rows as the quotes have them."""
    body = LexborHTMLParser(path.read_text(encoding="utf-8")).body
    assert body is not None, path
    for row in body.css("tr"):
        cells = (collapse(cell.text()) for cell in row.css("td, th"))
        row.replace_with(CELL_BORDER.join(cells))
    return body.text(separator=" ")


@cache
def pages(name: str) -> tuple[str, ...]:
    """Read a document; only a PDF has more than one page."""
    path = CORPUS / name
    if path.suffix == ".pdf":
        return tuple(collapse(page.extract_text()) for page in PdfReader(path).pages)
    if path.suffix == ".docx":
        return (collapse(docx_text(path)),)
    if path.suffix == ".html":
        return (collapse(html_text(path)),)
    return (collapse(path.read_text(encoding="utf-8")),)


def printed_forms(question: Question) -> set[str]:
    """List the ways in which an answer may be printed in a document."""
    answer = question["answers"][0]
    forms = {answer}
    if question["answer_type"] == "number" and answer.isdigit():
        forms.add(f"{int(answer):,}")
    if question["answer_type"] == "date":
        day = datetime.strptime(answer, "%Y-%m-%d").replace(tzinfo=UTC)
        short = question["id"] in YEAR_FROM_ELSEWHERE
        forms.add(f"{day.day} {day:%b}" if short else f"{day.day} {day:%B %Y}")
    return forms


def test_every_quote_stands_where_it_is_said_to() -> None:
    """Look each quote up in its document and on its page."""
    for question in questions():
        for evidence in question["evidence"]:
            text = pages(evidence["document"])
            is_pdf = evidence["document"].endswith(".pdf")
            assert ("page" in evidence) == is_pdf, question["id"]
            quote = collapse(evidence["quote"])
            assert SHORTEST_QUOTE <= len(quote) <= LONGEST_QUOTE, question["id"]
            assert quote in text[evidence.get("page", 1) - 1], question["id"]


def test_answers_are_printed_in_their_evidence() -> None:
    """Find each plain answer in a quote, save those that must be worked out."""
    for question in questions():
        plain = question["answer_type"] in {"number", "text", "date"}
        if not plain or question["id"] in DERIVED:
            continue
        quotes = [collapse(evidence["quote"]) for evidence in question["evidence"]]
        found = any(f in quote for f in printed_forms(question) for quote in quotes)
        assert found, question["id"]


def test_every_kind_of_question_is_there_often_enough() -> None:
    """Count the questions by type and see that their ids differ."""
    asked = questions()
    counts = Counter(question["answer_type"] for question in asked)
    assert set(counts) == TYPES
    assert min(counts.values()) >= FEWEST_OF_TYPE
    assert len(asked) >= FEWEST_QUESTIONS
    assert len({question["id"] for question in asked}) == len(asked)
    assert len({question["question"] for question in asked}) == len(asked)


def test_answers_fit_their_types() -> None:
    """Check the form of the answers of each type."""
    for question in questions():
        kind, answers = question["answer_type"], question["answers"]
        assert question["unanswerable"] == (kind == "unanswerable"), question["id"]
        assert bool(answers) == bool(question["evidence"]), question["id"]
        assert bool(answers) != question["unanswerable"], question["id"]
        assert ("choices" in question) == (kind == "choice"), question["id"]
        assert "unit" not in question or kind == "number", question["id"]
        if kind == "choice":
            assert answers[0] in question["choices"], question["id"]
        if kind == "boolean":
            assert answers in (["yes"], ["no"]), question["id"]
        if kind == "number":
            assert float(answers[0]) >= 0, question["id"]


def test_evidence_is_spread_over_the_documents() -> None:
    """See that no document carries too much and that many carry some."""
    asked = questions()
    spread = Counter(
        name
        for question in asked
        for name in {evidence["document"] for evidence in question["evidence"]}
    )
    assert len(spread) >= FEWEST_DOCUMENTS
    assert max(spread.values()) <= LARGEST_SHARE * len(asked)


def test_the_corpus_has_enough_of_every_format() -> None:
    """Count the documents by format and weigh the whole."""
    paths = [path for path in CORPUS.rglob("*") if path.is_file()]
    counts = Counter(path.suffix.removeprefix(".") for path in paths)
    assert set(counts) == set(FEWEST_OF_FORMAT)
    assert all(counts[kind] >= few for kind, few in FEWEST_OF_FORMAT.items())
    assert sum(path.stat().st_size for path in paths) < LARGEST_CORPUS


def test_rendering_again_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Render everything twice over and compare it with what is committed."""
    monkeypatch.setattr("sys.path", [str(SOURCES), *sys.path])
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    for name in importlib.import_module("render_marrowick").render(tmp_path):
        assert (tmp_path / name).read_bytes() == (CORPUS / name).read_bytes(), name
