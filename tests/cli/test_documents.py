"""`docqa documents` lists and counts, and no file of a workspace can hurt it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pipeline.documents.visible import width
from tests.support.commands import ROOT, documents, fails, on_terminal
from tests.support.library import Library

ESCAPES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
EVIL = "a\nb\x1b[31m\u202e<script>.txt"


def test_a_list_has_every_file_and_sizes_to_the_right(library: Library) -> None:
    library.add("b/lease.pdf", "x" * 4_000, "y", format="pdf", title="The Lease")
    library.add("notes.txt", "z" * 40)
    library.add_unread("scan.pdf", "needs a password")

    result = documents("list")

    assert result.stdout.splitlines() == [
        "path         status  format  pages  tokens  title      reason",
        "b/lease.pdf  read    pdf         2   1,001  The Lease",
        "notes.txt    read    text        1      10",
        "scan.pdf     failed                                    needs a password",
    ]
    assert result.stderr == "3 files: 2 read, 1 failed\n"


def test_a_list_can_be_of_one_status_or_one_corpus(library: Library) -> None:
    library.add("a.txt", "a")
    library.add("c.txt", "c", corpus="other")
    library.add_unread("b.txt", "cannot be opened")

    both = documents("list").stdout
    assert [line.split()[0] for line in both.splitlines()[1:]] == [
        *("docs/a.txt", "docs/b.txt", "other/c.txt"),
    ]
    assert "c.txt" not in documents("list", "docs/").stdout
    failed = documents("list", "--status", "failed", "--json")
    assert [row["path"] for row in json.loads(failed.stdout)] == ["b.txt"]
    none = documents("list", "--status", "empty")
    assert (none.stdout, none.stderr) == ("", "no file is empty\n")
    assert json.loads(documents("list", "--status", "empty", "--json").stdout) == []


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_a_list_fits_the_terminal(library: Library, columns: int) -> None:
    for n in range(3):
        name = f"{'long folder name/' * 6}contract {n} 東京.pdf"
        library.add(name, "x", title="A title of many words " * 9)
    library.add_unread("scan.pdf", "a reason that takes its time " * 9)

    lines = on_terminal(columns, "documents", "list").splitlines()

    assert len(lines) == 5
    assert all(width(line) <= columns for line in lines)
    assert all("京.pdf" in line for line in lines[1:4])


def test_stats_count_each_document_once(library: Library) -> None:
    library.add("a.pdf", "x" * 400, "", format="pdf", notes={2: "no text layer"})
    library.add("b.txt", "x" * 4_000, data=b"same")
    library.add("c.txt", data=b"same", status="duplicate")
    library.add_unread("d.pdf", "broken")

    result = documents("stats", "--plot", "out.svg")

    tables = result.stdout.split("\n\n")
    assert tables[0].splitlines() == [
        "corpus  files  read  duplicate  failed",
        "docs        4     2          1       1",
    ]
    assert tables[1].splitlines() == [
        "format  documents  pages  tokens",
        "pdf             1      2     100",
        "text            1      1   1,000",
    ]
    assert tables[2].splitlines() == [
        "engine  pages  without text layer",
        "pdf         2                   1",
        "text        1                   0",
        "in all      3                   1",
    ]
    assert tables[3].splitlines()[1].split()[-5:] == [
        "2",
        "100",
        "100",
        "1,000",
        "1,000",
    ]
    assert "  100 - 199  ████" in tables[4]
    assert result.stderr == "drawn to out.svg\n"
    assert ET.parse("out.svg").getroot().tag.endswith("svg")


def test_stats_are_data_too(library: Library) -> None:
    library.add("a.txt", "x" * 400)
    library.add_unread("b.txt", "gone", corpus="other")

    found = json.loads(documents("stats", "--json").stdout)
    empty = json.loads(documents("stats", "other", "--json").stdout)

    assert found["corpora"] == ["docs", "other"]
    assert set(found["tokens"].values()) == {1, 100}
    assert found["histogram"] == [{"low": 100, "high": 200, "documents": 1}]
    assert empty["tokens"] is None
    assert documents("stats", "other").exit_code == 0
    fails(
        documents("stats", "--plot", "no/out.svg", "--json"), "'no/out.svg' cannot be"
    )


@pytest.mark.parametrize(
    "arguments", [["list"], ["search", "x1"], ["show", "a", "1"], ["stats"]]
)
def test_an_empty_workspace_says_how_to_fill_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    fails(documents(*arguments), "docqa ingest FOLDER")
    assert not (tmp_path / ".docqa").exists()

    Library(tmp_path / ".docqa" / "bench.duckdb")
    fails(documents(*arguments), "docqa ingest FOLDER")


@pytest.mark.usefixtures("quays")
@pytest.mark.parametrize(
    "arguments",
    [["list", "nope"], ["search", "x1", "--corpus", "nope"], ["stats", "nope"]],
)
def test_an_unknown_corpus_names_the_known(arguments: list[str]) -> None:
    fails(documents(*arguments), "unknown corpus 'nope'", "docs", "other")


def test_nothing_of_a_hostile_file_reaches_terminal_or_page_raw(
    library: Library,
) -> None:
    evil = "quay \x1b]0;owned\x07 \x9b31m \u202e </pre><script>alert(1)</script>"
    label = "L\x1b[2J<b>\n"
    data = evil.encode()
    library.add(
        EVIL, evil, title=evil, data=data, labels={1: label}, notes={1: evil},
        engines={1: evil}, raws={1: evil}, corpus="docs",
    )  # fmt: skip
    Path("docs", EVIL).write_bytes(data)
    library.add_unread(f"{EVIL}2", evil)

    for arguments in (
        ["list"],
        ["list", "--json"],
        ["search", "quay"],
        ["search", "quay", "--json"],
        ["search", "\x1b\u202e"],
        ["show", EVIL, "1"],
        ["show", EVIL, "1", "--raw"],
        ["show", f"{EVIL}2", "1"],
        ["show", f"{EVIL}3", "1"],
        ["show", EVIL, "\x1b[2J"],
        ["show", EVIL, "1", "--open"],
        ["stats"],
        ["stats", "--json"],
    ):
        result = documents(*arguments)
        assert not ESCAPES.search(result.output), arguments
    page = Path(documents("show", EVIL, "1", "--open").stdout.strip()).read_text(
        "utf-8"
    )
    assert "<script" not in page
    assert "<b>" not in page
    assert not ESCAPES.search(page)
    assert json.loads(documents("list", "--json").stdout)[0]["title"] == evil


def test_a_reader_that_has_seen_enough_is_no_fault(library: Library) -> None:
    for n in range(3):
        library.add(f"{n}.txt", "x", title="t" * 40_000)
    arguments = [sys.executable, "-m", "pipeline", "documents", "list"]

    with subprocess.Popen(
        arguments,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(1)
        running.stdout.close()
        said = running.stderr.read().decode()

    assert "fault" not in said
