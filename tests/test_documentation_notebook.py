"""docs/notebook.md does what it shows, inside a loop that runs as a notebook's does."""

import asyncio
import re
import subprocess
import sys
from doctest import DocTestParser, DocTestRunner
from pathlib import Path
from textwrap import dedent

import pytest

import pipeline
from pipeline import configure, open_workspace
from pipeline.errors import SettingsError, StoreError
from tests.support.commands import ROOT
from tests.support.small_bench import write_corpus, write_questions

PAGE = (ROOT / "docs" / "notebook.md").read_text(encoding="utf-8")


def test_the_page_does_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_corpus(tmp_path / "docs")
    write_questions(tmp_path / "asked.jsonl")
    cells = "\n".join(map(dedent, re.findall(r"(?:^ {4}.*\n)+", PAGE, re.MULTILINE)))
    shown = DocTestParser().get_doctest(cells, {}, "notebook.md", None, None)
    told: list[str] = []

    async def kernel() -> None:
        DocTestRunner(verbose=False).run(shown, out=told.append)

    asyncio.run(kernel())

    assert len(shown.examples) > 10
    assert not "".join(told)


def test_the_page_names_every_stage() -> None:
    assert not [name for name in pipeline.__all__ if name not in PAGE]
    assert [name for name in pipeline.__all__ if callable(getattr(pipeline, name))]


def test_the_version_reads_no_stage() -> None:
    code = (
        "import sys, pipeline; pipeline.__version__; "
        "print([m for m in sys.modules if m.startswith('pipeline.')])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True
    )

    assert done.stdout == b"[]\n"


def test_what_is_no_stage_is_no_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'frobnicate'"):
        _ = pipeline.frobnicate  # type: ignore[attr-defined]


def test_keywords_go_before_the_file_and_mistakes_are_told(tmp_path: Path) -> None:
    path = tmp_path / "bench.toml"
    path.write_text('lengths = ["8k"]\nrepeats = 2\n', encoding="utf-8")

    settings = configure(path, lengths=["16k"], corpus=tmp_path)

    assert (settings.lengths, settings.repeats) == ((16_000,), 2)
    assert settings.corpus == str(tmp_path)
    with pytest.raises(SettingsError, match="unknown setting 'lenghts'"):
        configure(lenghts=["16k"])


def test_only_views_are_tables(tmp_path: Path) -> None:
    with open_workspace(tmp_path / "w.duckdb") as store:
        assert store.table("calls").fetchall() == []
        with pytest.raises(StoreError, match=r"no view 'raw\.calls'; choose from"):
            store.table("raw.calls")
