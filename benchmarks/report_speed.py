"""How long the report of a million calls takes, beside a bare aggregation of the same.

    python -m benchmarks.report_speed [--models 20] [--questions 400] [--repeats 3]

A run of every model at 8 lengths and 5 depths, with two controls, is put into a
workspace by SQL: no call is made. docqa's time is that of the whole command `report`:
every number, the page, the plots, the manifest and the Parquet file of all calls.
Beside it, in the same run, the least that SQL can do: DuckDB alone joins the calls with
their prompts and verdicts and counts the right ones of each question in each cell, in a
process of its own.
"""

import argparse
import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

import duckdb

from benchmarks.measure import run, say, table
from pipeline.score.parallel import cores
from pipeline.store import Store

AIM_S: Final = 20
AIM_MB: Final = 2_000
LENGTHS: Final = 8
DOCUMENTS: Final = 60
_RUN: Final = "speed"
_BARE: Final = """
SELECT
    planned.model, prompt.condition, prompt.length, prompt.depth, prompt.question,
    count(*), count(*) FILTER (score.verdict = 'correct')
FROM raw.planned AS planned
JOIN raw.prompts AS prompt ON prompt.id = planned.prompt
LEFT JOIN raw.calls AS call ON call.id = planned.call
LEFT JOIN raw.scores AS score ON score.call = call.id
GROUP BY ALL
"""


def fill(path: Path, *, models: int, questions: int, repeats: int) -> int:
    """Put the run into a new workspace, and return how many calls it has."""
    sizes = {
        "models": models,
        "questions": questions,
        "repeats": repeats,
        "documents": DOCUMENTS,
        "lengths": LENGTHS,
    }
    with Store(path):
        """Its tables are all that is wanted of it."""
    rows = Path(__file__).with_name("report_rows.sql").read_text("utf-8")
    with duckdb.connect(str(path)) as db:
        for name, size in sizes.items():
            db.execute(f"SET VARIABLE {name} = {size}")
        db.execute(rows)
        ((calls,),) = db.execute("SELECT count(*) FROM raw.planned").fetchall()
    return int(calls)


def bare(path: Path) -> None:
    """Print the seconds that DuckDB alone takes to aggregate the calls."""
    with duckdb.connect(str(path), read_only=True) as db:
        started = perf_counter()
        cells = len(db.execute(_BARE).fetchnumpy()["model"])
        seconds = perf_counter() - started
    say(f"{cells:,} cells by SQL alone")
    sys.stdout.write(f"{seconds}\n")


def measured(path: Path, folder: Path, calls: int) -> str:
    alone = run([sys.executable, "-m", "benchmarks.report_speed", "--bare", str(path)])
    program = [sys.executable, "-m", "pipeline", "--db", str(path)]
    before = _worked()
    ran = run([*program, "report", _RUN, "--out", str(folder)])
    worked = _worked() - before
    aggregated = float(alone.printed)
    sizes = {one.name: one.stat().st_size for one in (folder / _RUN).iterdir()}
    say(", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in sizes.items()))
    limit = AIM_S * calls / 1_000_000
    return table(
        [
            ("what", "figure"),
            ("calls", f"{calls:,}"),
            (f"docqa, the whole command, {cores()} cores", f"{ran.seconds:.1f} s"),
            ("the aim for as many", f"below {limit:.1f} s"),
            ("its work, all cores together", f"{worked:.1f} s"),
            ("peak memory, all processes", f"{ran.peak_mb:,.0f} MB"),
            ("the aim", f"below {AIM_MB:,} MB"),
            ("SQL alone, one aggregation of the calls", f"{aggregated:.2f} s"),
            ("docqa / that", f"{ran.seconds / aggregated:.1f}"),
        ]
    )


def _worked() -> float:
    """Return the CPU seconds of the commands that have ended.

    They tell more than the time where others keep the machine busy.
    """
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--models", type=int, default=20)
    parser.add_argument("--questions", type=int, default=400)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--bare", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.bare:
        bare(given.bare)
        return
    with TemporaryDirectory() as place:
        path = Path(place) / "bench.duckdb"
        started = perf_counter()
        calls = fill(
            path,
            models=given.models,
            questions=given.questions,
            repeats=given.repeats,
        )
        say(f"{calls:,} calls stored in {perf_counter() - started:.1f} s")
        sys.stdout.write(measured(path, Path(place) / "reports", calls))


if __name__ == "__main__":
    main()
