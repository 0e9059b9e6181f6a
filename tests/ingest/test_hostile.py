"""Files made to hurt: each costs its row, and neither the run nor its neighbours."""

import os
import sys
from pathlib import Path

import pytest

from pipeline.settings import IngestSettings
from tests.ingest.corpus import Corpus
from tests.ingest.test_archives import zipped
from tests.ingest.test_pool import descendants, kill_after, survivors
from tests.support import files

LIMITS = IngestSettings(seconds_per_file=3, megabytes_per_worker=256)
BY_TIME = IngestSettings(seconds_per_file=6, megabytes_per_worker=8_192)
"""What hangs takes 2 GB in that time: memory ends it on no machine."""
linux = pytest.mark.skipif(
    sys.platform != "linux", reason="limits of memory are Linux's"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return Corpus(folder, tmp_path / "bench.duckdb")


def test_ten_thousand_pages_are_read(corpus: Corpus) -> None:
    corpus.write("a.pdf", files.many_pages_pdf(10_000))

    result = corpus.ingest()

    assert (result.documents, result.pages) == (1, 10_000)
    assert corpus.text("a.pdf").endswith("page 9999\fpage 10000")


def test_a_broken_table_of_contents_is_rebuilt(corpus: Corpus) -> None:
    corpus.write("a.pdf", files.broken_xref_pdf(["still here"]))

    corpus.ingest()

    assert corpus.text("a.pdf") == "still here"


@linux
def test_a_folder_of_hostile_files_ends_with_a_row_for_each(corpus: Corpus) -> None:
    hostile = {
        "bomb.pdf": files.flate_bomb_pdf(megabytes=300),
        "nested.pdf": files.nested_bomb_pdf(),
        "objects.pdf": files.object_stream_bomb_pdf(megabytes=300),
        "hanging.pdf": files.hanging_pdf(),
        "loop.pdf": files.looping_pages_pdf(),
        "half.pdf": files.pdf(["x"] * 40)[:600],
        "head.pdf": b"%PDF-1.7\n",
        "nul.pdf": bytes(5_000),
        "half.zip": zipped({"a.txt": "text " * 999})[:-30],
        "lies.zip": b"PK\x03\x04" + bytes(200),
    }
    for name, data in hostile.items():
        corpus.write(name, data)
    corpus.write("fine.txt", "the neighbour")
    corpus.write("b\n\U0001f600.txt", "a name with a line end")
    os.mkfifo(corpus.folder / "pipe.txt")
    (corpus.folder / "loop").symlink_to(corpus.folder)
    before = descendants(os.getpid())

    result = corpus.ingest(settings=LIMITS)

    rows = corpus.sources()
    assert set(rows) == {*hostile, "fine.txt", "b\n\U0001f600.txt", "pipe.txt", "loop"}
    assert corpus.text("fine.txt") == "the neighbour"
    assert {path for path, row in rows.items() if row.status == "read"} == {
        *("fine.txt", "b\n\U0001f600.txt"),
    }
    assert all(row.reason for row in rows.values() if row.status != "read")
    assert result.documents == 2
    # multiprocessing keeps two helpers of its own; no worker is left.
    left = survivors(descendants(os.getpid()) - before)
    assert len(left) <= 2, "a worker outlived its ingest"


@linux
def test_a_kill_while_archives_are_read_leaves_no_trace(corpus: Corpus) -> None:
    for number in range(6):
        text = f"Sentence {number} of this file. " * 3_000
        deep = zipped({"deep.txt": text + "deep", "same.txt": "the same text"})
        corpus.write(f"{number}.zip", zipped({"a.txt": text, "deep.zip": deep}))
    corpus.write("slow.pdf", files.hanging_pdf())

    kill_after(5, corpus)

    corpus.ingest(settings=BY_TIME)
    undisturbed = Corpus(corpus.folder, corpus.db.with_name("other.duckdb"))
    undisturbed.ingest(settings=BY_TIME)
    assert corpus.dump() == undisturbed.dump()
    assert not corpus.db.with_name("bench.duckdb.unpacked").exists()
