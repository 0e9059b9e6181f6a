"""The page about extending tells the truth: each thing it shows is added, and used."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.extending import CHAPTERS, add, copied
from tests.support.small_bench import write_corpus

SUBTITLES = """1
00:00:01,000 --> 00:00:04,000
The Corrie quay is 7.4 m deep.

2
00:00:05,000 --> 00:00:09,000
The Orde quay is closed.
"""
SETTINGS = """
corpus = "docs"
questions = "cards.jsonl"
models = ["baseline/last-number"]
lengths = ["2k"]
controls = []
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bench run by a copy of the package with all of the page in it."""
    folder = tmp_path_factory.mktemp("extended")
    package = copied(folder)
    for chapter in CHAPTERS:
        add(package, chapter)
    write_corpus(folder / "docs")
    (folder / "docs" / "film.srt").write_text(SUBTITLES, encoding="utf-8")
    card = {
        "front": "How deep is the Corrie quay in the film?",
        "back": "7.4 m",
        "deck": "film.srt",
    }
    (folder / "cards.jsonl").write_text(json.dumps(card) + "\n", encoding="utf-8")
    (folder / "bench.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


def docqa(place: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    ran = subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(place / "source")},
    )
    assert ran.returncode == 0, ran.stderr
    return ran


def test_all_of_the_page_is_used_by_one_bench(place: Path) -> None:
    ran = docqa(place, "bench", "--name", "r")
    docqa(place, "score", "r", "--metric", "first_word")
    docqa(place, "report", "r")
    film = docqa(place, "documents", "show", "film.srt", "1").stdout

    page = (place / "reports" / "r" / "report.md").read_text(encoding="utf-8")
    assert "(cards; 1 with an inferred answer type)" in ran.stderr
    assert "The Corrie quay is 7.4 m deep." in film
    assert "-->" not in film
    assert "baseline/last-number" in page
    assert "Answered calls" in page
    assert "first\\_word@1" in page


def test_the_page_has_an_example_of_each_that_people_add() -> None:
    wanted = ["reader", "question shape", "metric", "section", "baseline", "provider"]

    assert sorted(CHAPTERS) == sorted(f"a {name}" for name in wanted)
