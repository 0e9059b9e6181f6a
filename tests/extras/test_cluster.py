"""The same rows from a Ray cluster as from the processes of this machine."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import Executor, IngestSettings
from tests.ingest.corpus import Corpus, counts
from tests.ingest.test_archives import zipped
from tests.support import files

ROOT = Path(__file__).parents[2]

INGEST = """
import sys
from pathlib import Path
from pipeline.ingest.stage import ingest
from pipeline.settings import IngestSettings
from pipeline.store import Store

if __name__ == "__main__":
    limits = {"seconds_per_file": 6, "megabytes_per_worker": 8_192}
    settings = IngestSettings(executor="ray", **limits)
    with Store(Path(sys.argv[1])) as store:
        ingest(store, Path(sys.argv[2]), "corpus", settings=settings)
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return Corpus(folder, tmp_path / "bench.duckdb")


def test_a_cluster_leaves_the_same_rows(corpus: Corpus, tmp_path: Path) -> None:
    pytest.importorskip("ray")
    for number in range(30):
        corpus.write(f"{number:02}.txt", f"Text number {number}. " * 40)
    corpus.write("a.pdf", files.pdf_with_attachment(["cover"], "data.txt", b"inside"))
    deep = zipped({"y.md": "y"})
    corpus.write("b.zip", zipped({"x.txt": "in a zip", "deep.zip": deep}))
    corpus.write("c.pdf", files.hanging_pdf())
    corpus.write("d.docx", b"no archive")
    script = tmp_path / "ingest.py"
    script.write_text(INGEST)

    done = subprocess.run(
        [sys.executable, str(script), str(corpus.db), str(corpus.folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
        timeout=150,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not (tmp_path / "home").exists(), "Ray writes nothing to the home folder"
    here = Corpus(corpus.folder, tmp_path / "here.duckdb")
    # As above. The slow file takes 2 GB in 6 s: what ends it must be its time.
    settings = IngestSettings(seconds_per_file=6, megabytes_per_worker=8_192)
    result = here.ingest(settings=settings)
    assert counts(result) == {"read": 34, "unpacked": 2, "failed": 2}
    assert corpus.dump() == here.dump()
    left = [path.name for path in tmp_path.iterdir() if "unpacked" in path.name]
    assert left == []


def test_without_the_extra_the_way_out_is_said(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)

    def nothing(name: str) -> None:
        del name

    monkeypatch.setattr("pipeline.ingest.cluster.find_spec", nothing)
    corpus.write("a.txt", "text")

    with pytest.raises(SettingsError, match=r"\.\[ray\]"):
        corpus.ingest(settings=IngestSettings(executor=Executor.RAY))

    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
