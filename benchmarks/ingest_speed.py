"""A folder of documents in; pages per second of docqa and of its peers out.

    python -m benchmarks.ingest_speed [FOLDER] [--rounds 3] [--peers-sample 5]

Every contender runs in a fresh process, all of them once in each round, so that what
else the machine does meets them alike. What counts is the ratio within one run.
"""

import argparse
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import corpus
from benchmarks.measure import ROOT, docqa_ingest, run, say, table
from benchmarks.stored import pages_by_path

_GENERATED_MB: Final = 20
_PEERS_PYTHON: Final = ROOT / ".venv-benchmarks" / "bin" / "python"
_UNREAD_BY_PEERS: Final = frozenset({".zip", ".tar", ".gz", ".tgz"})


@dataclass(frozen=True, slots=True)
class Contender:
    name: str
    pages: int
    """In the files it reads, as docqa counts them, so that all are measured alike."""
    files: int
    seconds: Callable[[], float]


def main() -> None:
    given = _arguments()
    with _folder(given.folder) as folder, TemporaryDirectory() as place:
        pages = _pages(folder, Path(place))
        contenders = _contenders(folder, Path(place), pages, given)
        times = _race(contenders, given.rounds)
    sys.stdout.write(report(contenders, times))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, help="default: a generated one")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--peers-sample",
        type=int,
        metavar="N",
        help="peers read only N files, evenly taken from all by size",
    )
    parser.add_argument("--peers-python", type=Path, default=_PEERS_PYTHON)
    return parser.parse_args()


@contextmanager
def _folder(given: Path | None) -> Generator[Path]:
    if given is not None:
        yield given.resolve()
        return
    with TemporaryDirectory() as place:
        made = corpus.make(Path(place), mb=_GENERATED_MB)
        say(f"generated {made.files:,} files")
        yield Path(place)


def _pages(folder: Path, place: Path) -> Mapping[Path, int]:
    """Let docqa say once how many pages each file has; this also warms the disk."""
    store = place / "pages.duckdb"
    run(docqa_ingest(store, folder))
    return {folder / path: n for path, n in pages_by_path(store).items() if n}


def _contenders(
    folder: Path, place: Path, pages: Mapping[Path, int], given: argparse.Namespace
) -> list[Contender]:
    everything, whole = sum(pages.values()), len(pages)
    pdfs = [file for file in pages if file.suffix.lower() == ".pdf"]
    peers = _sample(pages, given.peers_sample)
    workers = str(given.workers)

    def ours() -> float:
        module = "benchmarks.contenders.docqa"
        command = [sys.executable, "-m", module, str(folder), workers, "1000000"]
        return float(run(command).outcome()["seconds"])

    def command() -> float:
        store = place / "whole.duckdb"
        store.unlink(missing_ok=True)
        return run(docqa_ingest(store, folder)).seconds

    found = [
        Contender(f"docqa, {workers} workers", everything, whole, ours),
        Contender("docqa, the whole command", everything, whole, command),
    ]
    if pdfs:
        found.append(_reader("raw", "pypdfium2 alone", pdfs, pages, sys.executable))
    python = str(given.peers_python)
    for module, name in (("langchain", "LangChain"), ("llamaindex", "LlamaIndex")):
        found.append(_reader(module, name, peers, pages, python))
    return found


def _reader(
    module: str,
    name: str,
    files: Sequence[Path],
    pages: Mapping[Path, int],
    python: str,
) -> Contender:
    listing = "\n".join(map(str, files))

    def seconds() -> float:
        command = [python, "-m", f"benchmarks.contenders.{module}"]
        outcome = run(command, listing).outcome()
        say(f"{name}: {outcome}")
        return float(outcome["seconds"])

    return Contender(name, sum(pages[file] for file in files), len(files), seconds)


def _sample(pages: Mapping[Path, int], number: int | None) -> list[Path]:
    files = [file for file in pages if file.suffix.lower() not in _UNREAD_BY_PEERS]
    files.sort(key=lambda file: (file.stat().st_size, file))
    if number is None or number >= len(files):
        return files
    step = len(files) / number
    return [files[int((n + 0.5) * step)] for n in range(number)]


def _race(contenders: Sequence[Contender], rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {one.name: [] for one in contenders}
    for number in range(1, rounds + 1):
        for one in contenders:
            times[one.name].append(one.seconds())
            seconds = times[one.name][-1]
            say(f"round {number}: {one.name}: {one.pages / seconds:,.1f} pages/s")
    return times


def report(contenders: Sequence[Contender], times: Mapping[str, list[float]]) -> str:
    """Compare within each round: what else the machine did then met both alike."""
    head = ("", "files", "pages", "seconds", "pages/s", "docqa / this", "least", "most")
    rows: list[tuple[str, ...]] = [head]
    speeds = {one.name: [one.pages / s for s in times[one.name]] for one in contenders}
    ours = speeds[contenders[0].name]
    for one in contenders:
        ratios = [a / b for a, b in zip(ours, speeds[one.name], strict=True)]
        figures = (f"{f(ratios):.2f}" for f in (median, min, max))
        seconds, speed = median(times[one.name]), median(speeds[one.name])
        counts = (
            f"{one.files:,}",
            f"{one.pages:,}",
            f"{seconds:,.2f}",
            f"{speed:,.1f}",
        )
        rows.append((one.name, *counts, *figures))
    return table(rows)


if __name__ == "__main__":
    main()
