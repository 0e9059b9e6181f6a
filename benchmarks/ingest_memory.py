"""Sizes in; peak memory, steadiness and the price of doing it again out.

    python -m benchmarks.ingest_memory [--mb 100 1000] [--small 100000] [--again 10000]

Memory is what the process and all its descendants hold resident, added up (what they
share counts once for each), sampled every 50 ms.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, cast

from benchmarks import corpus
from benchmarks.measure import docqa_ingest, run, say, table

_PARTS: Final = 10

Row = tuple[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--mb", type=float, nargs="*", default=[100.0, 1000.0])
    parser.add_argument("--small", type=int, default=100_000, help="0 for none")
    parser.add_argument("--again", type=int, default=10_000, help="0 for none")
    given = parser.parse_args()
    rows: list[Row] = []
    for mb in given.mb:
        rows += _made(_mixed, mb)
    if given.small:
        rows += _made(_steady, given.small)
    if given.again:
        rows += _made(_again, given.again)
    sys.stdout.write(table([("what", "figure"), *rows]))


def _made(measure: Callable[[Path, float], Iterator[Row]], size: float) -> list[Row]:
    """Collect rows as they are measured, in a folder that is removed after."""
    rows: list[Row] = []
    with TemporaryDirectory() as place:
        for row in measure(Path(place), size):
            say(": ".join(row))
            rows.append(row)
    return rows


def _mixed(place: Path, mb: float) -> Iterator[Row]:
    folder = place / "corpus"
    made = corpus.make(folder, mb=mb)
    ran = run(docqa_ingest(place / "new.duckdb", folder))
    what = f"{mb:,g} MB, {made.files:,} files"
    yield f"{what}: peak of all processes", f"{ran.peak_mb:,.0f} MB"
    yield f"{what}: peak of the main process", f"{ran.peak_main_mb:,.0f} MB"
    yield f"{what}: the whole command", f"{ran.seconds:,.1f} s"


def _steady(place: Path, files: float) -> Iterator[Row]:
    """Time each successive tenth, from the first file stored to the last."""
    folder, number = place / "corpus", int(files)
    corpus.make_small(folder, files=number)
    every = max(1, number // _PARTS)
    module = "benchmarks.contenders.docqa"
    ran = run([sys.executable, "-m", module, str(folder), "2", str(every)])
    outcome = ran.outcome()
    marks = cast("list[float]", outcome["marks"])
    what = f"{number:,} small files"
    yield f"{what}: peak of all processes", f"{ran.peak_mb:,.0f} MB"
    yield f"{what}: peak of the main process", f"{ran.peak_main_mb:,.0f} MB"
    yield f"{what}: in all", f"{outcome['seconds']:,.1f} s"
    parts = " ".join(f"{part:,.1f}" for part in _steps(marks))
    yield f"{what}: seconds for each {every:,}, one after the other", parts


def _steps(marks: Sequence[float]) -> list[float]:
    return [later - earlier for earlier, later in pairwise([0.0, *marks])]


def _again(place: Path, files: float) -> Iterator[Row]:
    folder, number = place / "corpus", int(files)
    corpus.make_small(folder, files=number)
    command = docqa_ingest(place / "new.duckdb", folder)
    what = f"{number:,} files"
    yield f"{what}: first ingest", f"{run(command).seconds:,.1f} s"
    yield f"{what}: again, none changed", f"{run(command).seconds:,.2f} s"
    changed = next(path for path in sorted(folder.rglob("*")) if path.is_file())
    changed.write_text("Changed since.\n", encoding="utf-8")
    yield f"{what}: again, one changed", f"{run(command).seconds:,.2f} s"


if __name__ == "__main__":
    main()
