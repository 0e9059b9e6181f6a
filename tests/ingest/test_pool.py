"""A file that hangs, crashes or eats memory costs one row; a kill costs nothing."""

import multiprocessing
import re
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.ingest.pool import Workers
from pipeline.ingest.worker import Job, Read, Shelf
from pipeline.settings import IngestSettings
from tests.ingest.corpus import Corpus, counts
from tests.support import files

ROOT = Path(__file__).parents[2]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return Corpus(folder, tmp_path / "bench.duckdb")


def test_a_file_that_hangs_is_stopped(corpus: Corpus) -> None:
    corpus.write("a.pdf", files.hanging_pdf())
    corpus.write("b.pdf", files.pdf(["fine"]))
    corpus.write("c.txt", "fine too")
    settings = IngestSettings(workers=1, seconds_per_file=3)

    result = corpus.ingest(settings=settings)

    assert counts(result) == {"read": 2, "failed": 1}
    (remark,) = result.remarks
    assert str(remark.reason).startswith(
        "took more than 3 s; raise seconds_per_file; the second engine: "
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is enforced on Linux")
def test_a_file_that_eats_memory_is_stopped(corpus: Corpus) -> None:
    corpus.write("a.pdf", files.flate_bomb_pdf(megabytes=300))
    corpus.write("b.pdf", files.pdf(["fine"]))
    corpus.write("c.txt", b"x \n" * (40 << 20))
    corpus.write("d.txt", "fine too")
    settings = IngestSettings(workers=1, megabytes_per_worker=256)

    result = corpus.ingest(settings=settings)

    assert counts(result) == {"read": 2, "failed": 2}
    assert all("megabytes_per_worker" in str(row.reason) for row in result.remarks)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells what is blocked")
def test_ctrl_c_does_not_reach_a_worker_not_even_one_that_starts(
    tmp_path: Path,
) -> None:
    text = tmp_path / "a.txt"
    text.write_text("fine")
    job = Job(str(text), ".txt", sha256(b"fine").hexdigest(), 4)

    with Workers(1, Shelf(IngestSettings(workers=1))) as workers:
        [[(_, read)]] = workers.read([job])
        states = [
            Path(f"/proc/{one.pid}/status").read_text()
            for one in multiprocessing.active_children()
        ]

    blocked = [int(re.findall(r"SigBlk:\t(\w+)", state)[0], 16) for state in states]
    assert isinstance(read, Read)
    assert blocked
    assert all(mask >> (signal.SIGINT - 1) & 1 for mask in blocked)


INGEST = """
import sys
from pathlib import Path
from pipeline.ingest.stage import ingest
from pipeline.store import Store

def tell(done, total, path):
    print(path, flush=True)

with Store(Path(sys.argv[1])) as store:
    ingest(store, Path(sys.argv[2]), "corpus", progress=tell)
"""


def test_a_kill_in_the_middle_leaves_no_trace(corpus: Corpus) -> None:
    for number in range(12):
        text = f"Sentence {number} of this file. " * 2_000
        corpus.write(f"{number:02}.txt", text if number % 4 else "the same text")
    corpus.write("slow.pdf", files.hanging_pdf())
    (corpus.folder / "slow.pdf").rename(corpus.folder / "06.pdf")

    kill_after(4, corpus)

    assert 4 <= len(corpus.dump()["documents"]) < 10
    # A text takes long where a machine is busy, and the slow file takes 2 GB in 6 s:
    # what ends it must be its time, whichever machine reads it.
    settings = IngestSettings(seconds_per_file=6, megabytes_per_worker=8_192)
    corpus.ingest(settings=settings)
    undisturbed = Corpus(corpus.folder, corpus.db.with_name("other.duckdb"))
    undisturbed.ingest(settings=settings)
    assert corpus.dump() == undisturbed.dump()


def kill_after(files_told: int, corpus: Corpus) -> None:
    """Ingest in a process of its own, and kill it once it told of so many files."""
    command = [sys.executable, "-c", INGEST, str(corpus.db), str(corpus.folder)]

    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        told = [running.stdout.readline() for _ in range(files_told)]
        children = descendants(running.pid)
        running.send_signal(signal.SIGKILL)

    assert all(told)
    assert not survivors(children), "a worker outlived the process it worked for"


def descendants(pid: int) -> set[int]:
    """The processes started below one, where /proc tells."""
    parents = {
        int(stat.parent.name): int(stat.read_text().rpartition(")")[2].split()[1])
        for stat in Path("/proc").glob("[0-9]*/stat")
    }
    below = {pid}
    while more := {child for child, parent in parents.items() if parent in below}:
        if more <= below:
            break
        below |= more
    return below - {pid}


def survivors(pids: set[int]) -> set[int]:
    """Those still there after five seconds; a zombie is not."""
    alive = pids
    for _ in range(50):
        alive = {pid for pid in pids if is_running(pid)}
        if not alive:
            break
        time.sleep(0.1)
    return alive


def is_running(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
