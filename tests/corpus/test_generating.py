"""A corpus is there whole, the same for the same seed, or not at all."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.corpus.generating import Wanted, generate
from pipeline.corpus.planning import LEAST, MOST, round_size
from pipeline.errors import CorpusError
from pipeline.ingest.stage import ingest
from pipeline.store import Store
from tests.corpus.conftest import QUESTIONS, TOKENS, Corpus
from tests.support.signals import heard

SEVERAL = 110_000
"""Tokens of three parts."""
ROOT = Path(__file__).parents[2]


def files(folder: Path) -> Mapping[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def command(out: Path, tokens: int = TOKENS, **environ: str) -> subprocess.Popen[str]:
    """Start the command in a process of its own, with its own group."""
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "pipeline", "corpus", "generate", "--seed", "7"),
            *(
                "--tokens",
                f"{tokens}",
                "--questions",
                f"{QUESTIONS}",
                "--out",
                str(out),
            ),
        ],
        cwd=ROOT,
        env={**os.environ, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_it_is_as_large_as_was_asked(corpus: Corpus) -> None:
    assert 0 <= TOKENS - corpus.made.tokens <= TOKENS / 100


def test_a_document_that_loses_a_statement_is_left_out(corpus: Corpus) -> None:
    lost = {text.partition(": ")[0] for text in corpus.made.left_out}

    assert not lost & {*corpus.made.documents}


def test_it_says_of_itself_what_an_ingest_reads(corpus: Corpus, tmp_path: Path) -> None:
    said = json.loads((corpus.folder / "corpus.json").read_text(encoding="utf-8"))
    with Store(tmp_path / "bench.duckdb") as store:
        read = ingest(store, corpus.folder / "documents", "orrin")

    assert (said["documents"], said["pages"]) == (read.documents, read.pages)
    assert abs(said["tokens"] - read.tokens) <= read.tokens / 1_000
    assert said["tokens_asked"] == TOKENS
    assert sum(said["formats"].values()) == read.documents


def test_the_sums_are_of_all_files_and_the_hash_is_of_the_sums(corpus: Corpus) -> None:
    said = json.loads((corpus.folder / "corpus.json").read_text(encoding="utf-8"))
    sums = (corpus.folder / "SHA256SUMS").read_text(encoding="utf-8")
    digests = {**files(corpus.folder)}

    assert said["sha256"] == digests.pop("SHA256SUMS")
    del digests["corpus.json"]
    listed = [line.split("  ") for line in sums.splitlines()]
    assert listed == sorted(([one, name] for name, one in digests.items()), key=_name)


def _name(pair: list[str]) -> str:
    return pair[1]


def test_any_place_writes_the_same_bytes(corpus: Corpus, tmp_path: Path) -> None:
    out = tmp_path / "again"
    done = command(out, TZ="Pacific/Auckland", PYTHONHASHSEED="5", LC_ALL="C")
    _, said = done.communicate()

    assert done.returncode == 0, said
    assert files(out) == files(corpus.folder)


def test_the_order_in_which_several_parts_are_made_does_not_matter(
    tmp_path: Path,
) -> None:
    assert round_size(SEVERAL, 0, 0) == 3
    for workers in (1, 2):
        generate(Wanted(7, SEVERAL, tmp_path / f"{workers}", QUESTIONS), workers)

    assert files(tmp_path / "1") == files(tmp_path / "2")


def test_an_empty_folder_may_be_there(corpus: Corpus, tmp_path: Path) -> None:
    generate(Wanted(8, TOKENS, tmp_path, 10), workers=1)

    assert files(tmp_path).keys() > {"corpus.json", "questions.jsonl", "queries.jsonl"}
    same = {*files(tmp_path).values()} & {*files(corpus.folder).values()}
    assert not same, "another seed is another world"


@pytest.mark.parametrize(
    ("tokens", "out", "parts"),
    [
        pytest.param(LEAST - 1, "new", ["29,999", "30,000"], id="too small"),
        pytest.param(MOST + 1, "new", ["20,000,001"], id="too large"),
        pytest.param(TOKENS, "full", ["'kept.txt'", "--out"], id="not empty"),
        pytest.param(TOKENS, "file", ["is a file", "--out"], id="a file"),
        pytest.param(TOKENS, "file/new", ["file' is a file", "another"], id="in file"),
        pytest.param(TOKENS, "link", ["loop", "another place"], id="link to itself"),
        pytest.param(TOKENS, "none/new", ["no folder", "none"], id="no parent"),
        pytest.param(TOKENS, "/proc/new", ["cannot be used"], id="no place to write"),
        pytest.param(TOKENS, "new" * 100, ["cannot be used", "too long"], id="name"),
    ],
)
def test_what_cannot_be_is_said_and_leaves_nothing(
    tmp_path: Path, tokens: int, out: str, parts: list[str]
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "kept.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to("link")
    before = files(tmp_path)

    with pytest.raises(CorpusError) as said:
        generate(Wanted(7, tokens, tmp_path / out), workers=1)

    assert all(part in str(said.value) for part in parts), str(said.value)
    assert files(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *("file", "full", "link"),
    ]


def test_the_folder_one_is_in_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(CorpusError, match="the folder you are in"):
        generate(Wanted(7, TOKENS, Path()), workers=1)


def test_what_the_disk_refuses_leaves_nothing(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, before[1]))
    try:
        with pytest.raises(CorpusError, match="cannot be written: File too large"):
            generate(Wanted(7, TOKENS, tmp_path / "orrin"), workers=1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert list(tmp_path.iterdir()) == []


def on_a_small_disk(place: Path, out: str) -> subprocess.CompletedProcess[str]:
    """Generate on a disk of 64 KiB, mounted there; stdout lists what it holds then."""
    script = (
        'mount -t tmpfs -o size=64k none "$1" || exit 77\n'
        '"$2" -m pipeline corpus generate --tokens 30k --out "$1/$3"\n'
        'code=$?; ls -A "$1"; exit $code'
    )
    shell = ["unshare", "-rm", "sh", "-c", script, "sh", str(place), sys.executable]
    try:
        done = subprocess.run(
            [*shell, out], cwd=ROOT, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("no unshare here")
    if done.returncode in {1, 77}:
        pytest.skip(f"no small disk can be mounted here: {done.stderr}")
    return done


@pytest.mark.parametrize(
    ("out", "said"),
    [
        pytest.param("orrin", "No space left on device", id="full"),
        pytest.param(".", "is a mount point; choose a new folder below", id="mount"),
    ],
)
def test_a_small_disk_is_left_as_it_was(tmp_path: Path, out: str, said: str) -> None:
    done = on_a_small_disk(tmp_path, out)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def begun(out: Path, tokens: int = TOKENS) -> subprocess.Popen[str]:
    """Return the command once it has written something."""
    running = command(out, tokens)
    begun = f".{out.name}.part-*/*/*"
    while running.poll() is None and not list(out.parent.glob(begun)):
        time.sleep(0.01)
    return running


def test_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    with heard(signal.SIGINT):
        running = begun(tmp_path / "orrin")
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate()

    # Python dies of the signal itself where it came while code was made from text, as
    # at the import of a dataclass; a shell calls both 130.
    assert running.returncode in {130, -signal.SIGINT}, said
    assert "nothing of" in said
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_while_processes_are_ended_does_not_stop_that(tmp_path: Path) -> None:
    with heard(signal.SIGINT):
        running = begun(tmp_path / "orrin", SEVERAL)
    for _ in range(2):
        os.killpg(running.pid, signal.SIGINT)
        time.sleep(0.2)
    _, said = running.communicate(timeout=60)

    assert running.returncode in {130, -signal.SIGINT}, said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_who_ends_it_from_outside_finds_nothing(
    tmp_path: Path, number: signal.Signals
) -> None:
    with heard(number):
        running = begun(tmp_path / "orrin")
    running.send_signal(number)
    _, said = running.communicate()

    assert running.returncode == 128 + number, said
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_not_touched_and_not_in_the_way(
    tmp_path: Path,
) -> None:
    left = tmp_path / ".orrin.part-1" / "documents"
    left.mkdir(parents=True)
    generate(Wanted(7, TOKENS, tmp_path / "orrin", 1), workers=1)

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".orrin.part-1",
        "orrin",
    ]
    assert list(left.iterdir()) == []


def test_a_link_to_an_empty_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to("empty")
    generate(Wanted(7, TOKENS, tmp_path / "link", 1), workers=1)

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "empty" / "corpus.json").is_file()
