"""Keep a report that this workspace could not write again."""

from pathlib import Path
from typing import Final

import numpy as np

from pipeline.errors import PipelineError, StoreError
from pipeline.records import Record
from pipeline.store import Store

_CALLS: Final = "calls.parquet"
_NUMBERS: Final = "report.json"


class _Name(Record):
    name: str


def set_aside(store: Store, run: str, folder: Path) -> Path | None:
    """Move a report out of the way that has answers this workspace does not hold.

    Such a one is of another workspace, or of one that was deleted. Return the folder
    that it is in now, or `None` where it stays: everything in it can be written again.
    Raises `PipelineError` where it cannot be moved.
    """
    known = any(row.name == run for row in store.select("run_names", _Name))
    if not known or not (folder / _NUMBERS).is_file() or _all_held(store, folder):
        return None
    aside = _free(folder)
    try:
        folder.rename(aside)
    except OSError as error:
        message = (
            f"{str(folder)!r} has a report of another workspace, which cannot be moved "
            f"to {str(aside)!r}: {error.strerror}; docqa report {run} --out FOLDER "
            "writes elsewhere"
        )
        raise PipelineError(message) from error
    return aside


def _all_held(store: Store, folder: Path) -> bool:
    """Return whether each of the report's answers is here; no if they are unreadable.

    Calls without an answer are no loss: `--retry-failed` makes them again, too.
    """
    try:
        there = store.foreign_columns("report_answers", folder / _CALLS)["answer"]
    except StoreError:
        return False
    here = store.columns("report_held")["answer"]
    return bool(np.isin(there, here).all())


def _free(folder: Path) -> Path:
    number = 1
    while (aside := folder.with_name(f"{folder.name}.before-{number}")).exists():
        number += 1
    return aside
