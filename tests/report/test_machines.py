"""Same inputs, same bytes, whatever a machine's language and time zone are."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pytest

from pipeline.records import Condition
from pipeline.store import Store
from tests.report.test_degenerate import HOSTILE
from tests.support.bench_data import fill
from tests.support.bench_design import Design

CONTROLS = (Condition.CLOSED_BOOK, Condition.GOLD_ONLY, Condition.GOLD_REMOVED)
DESIGN = Design(
    models=("baseline/bm25", "north/aurora-2", *HOSTILE),
    controls=CONTROLS,
    repeats=2,
    question_text="Was \u010dosta \u0130stanbul \u4e2d {document} in {year}?",
    settings='{"report": {"working": [16000, 64000], "wait_s": 3}}',
)
MACHINES: dict[str, Mapping[str, str]] = {
    "one": {
        "LC_ALL": "C",
        "LANG": "C",
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "1",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
    },
    "other": {
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "de_DE.UTF-8",
        "TZ": "America/Los_Angeles",
        "PYTHONHASHSEED": "31",
    },
}
_KEPT = ("PATH", "PYTHONPATH", "HOME", "COVERAGE_PROCESS_CONFIG")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the folders of one run's report, written on both machines."""
    here = tmp_path_factory.mktemp("machines")
    db = here / "bench.duckdb"
    with Store(db) as store:
        run = fill(store, DESIGN)
    for name, machine in MACHINES.items():
        command = [sys.executable, "-m", "pipeline", "--db", str(db), "report", run]
        kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
        subprocess.run(
            [*command, "--out", str(here / name)],
            env={**kept, **machine},
            check=True,
            cwd=Path(__file__).parents[2],
            capture_output=True,
            timeout=50,
        )
    return {name: here / name / run for name in MACHINES}


def test_every_file_has_the_same_bytes(reports: dict[str, Path]) -> None:
    one, other = reports["one"], reports["other"]
    names = {path.name for path in one.iterdir()}

    assert names == {path.name for path in other.iterdir()}
    assert {"report.md", "report.json", "manifest.json", "calls.parquet"} < names
    assert {"accuracy.svg", "time.svg"} < names
    for name in sorted(names):
        assert (one / name).read_bytes() == (other / name).read_bytes(), name


def test_the_calls_are_in_their_order(reports: dict[str, Path]) -> None:
    rows = duckdb.execute(
        f"SELECT position FROM '{reports['one'] / 'calls.parquet'}'"
    ).fetchall()

    assert [position for (position,) in rows] == sorted(
        position for (position,) in rows
    )
    assert len(rows) > 1_000


def test_names_outlive_a_machine_that_knows_no_such_letters(
    reports: dict[str, Path],
) -> None:
    shown = (reports["one"] / "report.json").read_text("utf-8")

    assert "\u010dosta \u0130stanbul \u4e2d" in shown
