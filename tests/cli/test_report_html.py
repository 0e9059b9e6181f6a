"""`docqa report --html` ends with the path of a page that a browser can open."""

import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline.store import Store
from tests.support.bench_data import fill
from tests.support.bench_design import Design
from tests.support.commands import docqa
from tests.support.small_bench import QUAYS, write_corpus, write_questions


def test_the_page_is_written_where_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Store(Path(".docqa", "bench.duckdb")) as store:
        run = fill(store, Design(documents=2, questions=1))
    folder = Path("reports", run)

    assert docqa("report", run).stdout == f"{folder / 'report.md'}\n"
    assert not (folder / "report.html").exists()

    assert docqa("report", run, "--html").stdout == f"{folder / 'report.html'}\n"
    assert (folder / "report.html").read_bytes().startswith(b"<!doctype html>")
    assert (folder / "report.md").exists()


def test_the_page_of_a_bench_shows_where_its_evidence_stood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    corpus = write_corpus(Path("docs"))
    questions = write_questions(Path("asked.jsonl"))
    docqa(
        *("bench", "--corpus", str(corpus), "--questions", str(questions)),
        *("-m", "baseline/bm25", "--lengths", "2k", "--depths", "0.5"),
        *("--name", "quays"),
    )
    told = docqa("report", "quays", "--html")

    page = Path("reports", "quays", "report.html")
    assert told.stdout == f"{page}\n", told.output
    (block,) = LexborHTMLParser(page.read_text("utf-8")).css("#calls-data")
    found = json.loads(block.text())
    contexts = [p for p in found["prompts"] if p[2] == "context" and p[-1]]
    assert contexts
    for *_, depth, measured, _, _, _, _, passages, place, evidence in contexts:
        strip, shares = found["shelves"][place]
        assert strip.startswith("r")
        assert sum(count for _, count, _ in shares) + len(evidence) == passages
        assert {(at, exact) for _, at, _, exact in evidence} == {(measured, 1)}
        assert measured == pytest.approx(depth, abs=0.15)
    paths = {path for path, *_ in found["passages"]}
    assert paths <= {f"{quay.lower()}.md" for quay in QUAYS}
