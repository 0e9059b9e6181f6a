"""Measure what every interval of a report covers, and hold it to its band.

    python -m benchmarks.coverage [--runs 2000] [--only NUMBER] [--write]

Prints one line for each world on stderr, the table on stdout, and ends with 1 where an
interval is outside its band. With --write the table also goes into docs/method.md.
"""

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from benchmarks.coverage.band import Measured, Row, rows
from benchmarks.coverage.cases import CASES, measured
from benchmarks.coverage.page import between, page
from benchmarks.measure import say

METHOD: Final = Path(__file__).parents[2] / "docs" / "method.md"
RUNS: Final = 2_000
SEED: Final = 20_261_127
PROCESSES: Final = 2


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _asked(arguments)
    chosen = [n for n, case in enumerate(CASES) if (asked.only or "") in case.number]
    run = partial(measured, runs=asked.runs, seed=SEED)
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        found: list[Measured] = []
        for one in pool.map(run, chosen):
            found.append(one)
            say(_told(one))
    table = rows(found)
    sys.stdout.write(page(table))
    if asked.write:
        text = METHOD.read_text("utf-8")
        METHOD.write_text(between(text, page(table)), "utf-8", newline="\n")
    return outside(table)


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.coverage", description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help="of each world")
    parser.add_argument("--only", help="numbers whose name holds this")
    parser.add_argument("--write", action="store_true", help="into docs/method.md")
    return parser.parse_args(arguments)


def _told(one: Measured) -> str:
    mark = "" if one.inside else "   OUTSIDE"
    width = "" if one.tried.width is None else f", width {one.tried.width:.3f}"
    return (
        f"{one.case.number}: {one.case.world} ({one.case.design}): "
        f"{one.share:.3f} +- {one.error:.3f} of {one.tried.runs}{width}{mark}"
    )


def outside(table: Sequence[Row]) -> int:
    """Name the rows outside a band that is promised; return the exit code."""
    found = [row for row in table if row.case.promised and not row.inside]
    for row in found:
        say(f"outside: {row.case.number}, {row.case.design}; worst {_told(row.worst)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
