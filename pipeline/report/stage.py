"""Read one run from the store and write its report: the only part that does I/O."""

import json
import shutil
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import PipelineError, SettingsError
from pipeline.records import Record, Run
from pipeline.report.contents import Report
from pipeline.report.figures import drawn
from pipeline.report.html.page import html_page
from pipeline.report.html.reading import read_calls
from pipeline.report.inputs import Headline
from pipeline.report.manifest import manifest
from pipeline.report.numbers import compute
from pipeline.report.reading import read_headline, read_inputs, read_provenance
from pipeline.report.sections import page
from pipeline.store import Store

_PARTIAL = ".partial"
_CALLS = "calls.parquet"
_LAST = "report.md"
"""Moved into place after the files it speaks of."""
HTML_PAGE = "report.html"


def headline_of(store: Store, run: str) -> Headline:
    """Return what the first figures of the run's report are made of."""
    known = _run(store, run)
    _refuse_orphans(store, known)
    with _bounded(store):
        return read_headline(store, run)


def write_report(
    store: Store,
    run: str,
    folder: Path,
    *,
    versions: Mapping[str, str],
    html: bool = False,
) -> Path:
    """Write the report of `run` into `folder` and return its markdown page.

    `html` adds `HTML_PAGE`; one that is there already is written anew, so that it never
    says other than the report beside it.

    The same store gives the same bytes. Files are completed under a temporary name
    first, so whatever stops this leaves the report that was there before.
    """
    known = _run(store, run)
    _refuse_orphans(store, known)
    html = html or (folder / HTML_PAGE).exists()
    with _bounded(store), _replacing(folder) as partial:
        files = _files(store, known, versions, partial / _CALLS, html=html)
        for name, data in files.items():
            (partial / name).write_bytes(data)
    return folder / _LAST


def _files(
    store: Store, known: Run, versions: Mapping[str, str], calls: Path, *, html: bool
) -> dict[str, bytes]:
    """Return what is written but `calls`, which the store writes meanwhile."""
    inputs = read_inputs(store, known)
    with store.aside("report_calls", run=known.name, target=str(calls)):
        report = compute(known, inputs)
        provenance = read_provenance(store, known.name)
        plots = drawn(report)
        files = {
            "report.json": to_json(report).encode(),
            "manifest.json": manifest(known, report, provenance, versions).encode(),
            **plots,
            _LAST: page(report).encode(),
        }
        if html:
            shown = read_calls(store, known.name)
            files[HTML_PAGE] = html_page(report, plots, shown)
    return files


@contextmanager
def _replacing(folder: Path) -> Generator[Path]:
    """Yield a folder whose files take the place of those of the same names."""
    partial = folder / _PARTIAL
    try:
        yield _emptied(partial)
        for path in sorted(partial.iterdir(), key=lambda path: path.name == _LAST):
            path.replace(folder / path.name)
    except OSError as error:
        why = error.strerror or error
        message = f"the report cannot be written to {str(folder)!r}: {why}"
        raise PipelineError(message) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


@contextmanager
def _bounded(store: Store) -> Generator[None]:
    store.execute("report_bound_memory")
    try:
        yield
    finally:
        store.execute("report_free_memory")


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
