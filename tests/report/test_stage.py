"""The files of a report: complete, repeatable, and without a trace of this machine."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.errors import PipelineError, SettingsError
from pipeline.report.figures import FIGURES
from pipeline.report.stage import write_report
from pipeline.store import Store
from tests.support.bench_data import fill
from tests.support.bench_design import Design

ROOT = Path(__file__).parents[2]
VERSIONS = {"docqa-bench": "0.1.0", "numpy": "2.4.6"}
FILES = {
    *("report.md", "report.json", "manifest.json", "calls.parquet"),
    *("accuracy.svg", "time.svg"),
}
"""Of any run with answers; which other pictures there are, its numbers say."""
PICTURES = {one.file for one in FIGURES.values()}


def test_the_same_store_gives_the_same_bytes(tmp_path: Path) -> None:
    with Store(tmp_path / "bench.duckdb") as store:
        run = fill(store)
        write_report(store, run, tmp_path / "one", versions=VERSIONS)
    with Store(tmp_path / "bench.duckdb") as store:
        write_report(store, run, tmp_path / "two", versions=VERSIONS)
        write_report(store, run, tmp_path / "two", versions=VERSIONS)

    files = {path.name for path in (tmp_path / "one").iterdir()}
    assert FILES <= files <= FILES | PICTURES
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_an_unknown_run_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with Store() as store:
        with pytest.raises(SettingsError, match=r"unknown run 'x': .* holds none yet"):
            write_report(store, "x", tmp_path, versions=VERSIONS)
        fill(store)

        with pytest.raises(
            SettingsError, match="unknown run 'x'; choose from contracts-2026"
        ):
            write_report(store, "x", tmp_path, versions=VERSIONS)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with Store() as store:
        run = fill(store, Design(documents=2))

        with pytest.raises(PipelineError, match=r"cannot be written to '.*taken"):
            write_report(store, run, tmp_path / "taken", versions=VERSIONS)


def test_a_full_disk_is_said_of_the_report_and_leaves_nothing(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk."""
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from pipeline.errors import PipelineError\n"
        "from pipeline.report.stage import write_report\n"
        "from pipeline.store import Store\n"
        "from tests.support.bench_data import fill\n"
        "from tests.support.bench_design import Design\n"
        "with Store() as store:\n"
        "    run = fill(store, Design(documents=2))\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "    try:\n"
        "        write_report(store, run, Path(sys.argv[1]), versions={})\n"
        "    except PipelineError as error:\n"
        "        print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.startswith(f"the report cannot be written to '{tmp_path}'"), done
    assert list(tmp_path.iterdir()) == []


def test_a_crash_leaves_the_report_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_store: Store, query: str, **parameters: object) -> None:
        Path(str(parameters["target"])).write_text("half of it")
        raise KeyboardInterrupt(query)

    with Store() as store:
        run = fill(store, Design(documents=2))
        shown = write_report(store, run, tmp_path, versions=VERSIONS)
        before = shown.read_bytes()
        monkeypatch.setattr(Store, "aside", crash)
        with pytest.raises(KeyboardInterrupt):
            write_report(store, run, tmp_path, versions={"docqa-bench": "9"})

        assert shown.read_bytes() == before
        assert '"9"' not in (tmp_path / "manifest.json").read_text("utf-8")

        monkeypatch.undo()
        write_report(store, run, tmp_path, versions=VERSIONS)

    files = {path.name for path in tmp_path.iterdir()}
    assert FILES <= files <= FILES | PICTURES


def test_another_run_in_the_store_changes_nothing(tmp_path: Path) -> None:
    with Store() as store:
        run = fill(store, Design(documents=2))
        write_report(store, run, tmp_path / "alone", versions=VERSIONS)
        db = store._db
        db.execute("INSERT INTO raw.runs SELECT 'b', * EXCLUDE (name) FROM raw.runs")
        db.execute(
            "INSERT INTO raw.planned SELECT 'b', * EXCLUDE (run) FROM raw.planned"
        )
        write_report(store, run, tmp_path / "beside", versions=VERSIONS)

    for name in FILES:
        alone, beside = (tmp_path / where / name for where in ("alone", "beside"))
        assert alone.read_bytes() == beside.read_bytes(), name


def manifest(folder: Path) -> dict[str, Any]:
    with Store() as store:
        run = fill(store)
        write_report(store, run, folder, versions=VERSIONS)
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return found


def test_the_manifest_holds_what_it_takes_to_do_it_again(tmp_path: Path) -> None:
    found = manifest(tmp_path)

    assert found["versions"]["docqa-bench"] == "0.1.0"
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", found["versions"]["python"])
    assert found["settings"] == {"corpus": "contracts", "seed": 2026}
    assert found["seeds"] == [2026]
    assert len(found["corpus"]["files"]) == 13
    assert found["questions"]["count"] == 66
    assert re.fullmatch("[0-9a-f]{32}", found["questions"]["hash"])
    assert list(found["templates"].values()) == [
        "Read {documents} and answer {question}"
    ]
    assert found["calls"]["planned"] == 990
    assert (found["calls"]["first_day"], found["calls"]["last_day"]) == (
        *("2026-11-20", "2026-11-21"),
    )


def test_no_file_names_a_place_on_this_machine(tmp_path: Path) -> None:
    manifest(tmp_path)

    for path in tmp_path.iterdir():
        data = path.read_bytes()
        assert b"/home/" not in data, path.name
        assert str(tmp_path).encode() not in data, path.name


def test_calls_parquet_has_one_row_for_each_planned_call(tmp_path: Path) -> None:
    manifest(tmp_path)

    found = duckdb.execute(
        f"SELECT count(*), count(DISTINCT id), count(verdict) "
        f"FROM '{tmp_path / 'calls.parquet'}'"
    ).fetchall()[0]

    assert found[:2] == (990, 990)
    assert found[2] > 900
