"""Read one run from the store and write its report: the only part that does I/O."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import PipelineError, SettingsError
from pipeline.records import Record, Run
from pipeline.report import plots, rows
from pipeline.report.contents import Report
from pipeline.report.judges import JudgeRow
from pipeline.report.manifest import Provenance, manifest
from pipeline.report.numbers import compute
from pipeline.report.sections import page
from pipeline.store import Store

_PARTIAL = ".partial"
_LAST = "report.md"
"""Moved into place after the files it speaks of."""


def write_report(
    store: Store, run: str, folder: Path, *, versions: Mapping[str, str]
) -> Path:
    """Write the report of `run` into `folder` and return its markdown page.

    The same store gives the same bytes. Files are completed under a temporary name
    first, so whatever stops this leaves the report that was there before.
    """
    known = _run(store, run)
    _refuse_orphans(store, known)
    report = compute(known, _inputs(store, run))
    provenance = _provenance(store, run)
    files = {
        "report.json": to_json(report).encode(),
        "manifest.json": manifest(known, report, provenance, versions).encode(),
        "accuracy.svg": plots.accuracy(report),
        "time.svg": plots.time(report),
        _LAST: page(report).encode(),
    }
    store.execute("report_calls", run=run)
    try:
        partial = _emptied(folder / _PARTIAL)
        store.export("report_calls", partial / "calls.parquet")
        for name, data in files.items():
            (partial / name).write_bytes(data)
        for path in sorted(partial.iterdir(), key=lambda path: path.name == _LAST):
            path.replace(folder / path.name)
        partial.rmdir()
    except OSError as error:
        message = f"the report cannot be written to {str(folder)!r}: {error.strerror}"
        raise PipelineError(message) from error
    return folder / _LAST


class _Orphans(Record):
    calls: int


def _refuse_orphans(store: Store, run: Run) -> None:
    """Raise where calls would be missing: a report must add up to what was asked."""
    (found,) = store.select("report_orphans", _Orphans, run=run.name)
    if found.calls:
        message = (
            f"{found.calls} calls of the run {run.name!r} are about questions that are "
            f"no longer in {run.collection}; bench the run again, or import that set "
            "as it was"
        )
        raise PipelineError(message)


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def to_json(report: Report) -> str:
    """Return report.json: every number of the page, keys sorted."""
    contents = report.model_dump(mode="json")
    return json.dumps(contents, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _run(store: Store, name: str) -> Run:
    runs = {run.name: run for run in store.select("report_runs", Run)}
    if not runs:
        message = f"unknown run {name!r}: this workspace holds none yet"
        raise SettingsError(message)
    if name not in runs:
        kind = "run"
        raise SettingsError.unknown(kind, name, runs)
    return runs[name]


def _inputs(store: Store, run: str) -> rows.Inputs:
    (scope,) = store.select("report_scope", rows.Scope, run=run)
    return rows.Inputs(
        tallies=tuple(store.select("report_tallies", rows.Tally, run=run)),
        timings=tuple(store.select("report_times", rows.Timing, run=run)),
        gold=tuple(store.select("report_gold", rows.Gold, run=run)),
        failures=tuple(store.select("report_failures", rows.Failure, run=run)),
        tries=tuple(store.select("report_tries", rows.Tries, run=run)),
        tokens=tuple(store.select("report_tokens", rows.Tokens, run=run)),
        costs=tuple(store.select("report_costs", rows.Cost, run=run)),
        clocks=tuple(store.select("report_clocks", rows.Clock, run=run)),
        floors=tuple(store.select("report_floors", rows.Floor)),
        dropped=tuple(store.select("report_dropped", rows.Dropped, run=run)),
        scope=scope,
        scorers=tuple(store.select("report_scorers", rows.Scorer, run=run)),
        judges=tuple(store.select("report_judges", JudgeRow, run=run)),
        left_out=tuple(store.select("report_left_out", rows.LeftOut, run=run)),
        losses=tuple(store.select("report_losses", rows.Loss, run=run)),
        metrics=tuple(store.select("report_metrics", rows.MetricMean, run=run)),
        citing=tuple(store.select("report_citations", rows.Citing, run=run)),
    )


def _provenance(store: Store, run: str) -> Provenance:
    return Provenance(
        files=tuple(store.select("report_files", rows.CorpusFile, run=run)),
        questions=tuple(store.select("report_questions", rows.QuestionHash, run=run)),
        templates=tuple(store.select("report_templates", rows.Template, run=run)),
        seeds=tuple(store.select("report_seeds", rows.Seed, run=run)),
    )
