"""Keep a report that could not be written again, or that nothing better replaces."""

from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from pipeline.errors import PipelineError, StoreError
from pipeline.records import Record
from pipeline.store import Store
from pipeline.store.database import Column

_CALLS: Final = "calls.parquet"
_NUMBERS: Final = "report.json"


class Aside(NamedTuple):
    folder: Path
    """Where the earlier report is now."""
    unanswered: bool
    """The run has none; otherwise the report's are not in this workspace."""


class _Name(Record):
    name: str


class _Answered(Record):
    calls: int


def set_aside(store: Store, run: str, folder: Path) -> Aside | None:
    """Move a report out of the way that is not to be lost.

    Its answers are not in this workspace: it is of another, or of one that was deleted.
    Or it has answers, and the run that is to take its place has none. `None` where it
    stays. Raises `PipelineError` where it cannot be moved.
    """
    known = any(row.name == run for row in store.select("run_names", _Name))
    if not known or not (folder / _NUMBERS).is_file():
        return None
    answers = _answers(store, folder)
    if answers is not None and not answers.size:
        return None  # without answers it is no loss: calls can be made again
    held = answers is not None and _all_held(store, answers)
    (answered,) = store.select("report_answered", _Answered, run=run)
    if held and answered.calls:
        return None
    aside = _free(folder)
    try:
        folder.rename(aside)
    except OSError as error:
        message = (
            f"{str(folder)!r} has a report that is not to be lost and cannot be moved "
            f"to {str(aside)!r}: {error.strerror}; docqa report {run} --out FOLDER "
            "writes elsewhere"
        )
        raise PipelineError(message) from error
    return Aside(aside, unanswered=held)


def _answers(store: Store, folder: Path) -> Column | None:
    """Return each of a report's answers as a number; `None` if they are unreadable."""
    try:
        return store.foreign_columns("report_answers", folder / _CALLS)["answer"]
    except StoreError:
        return None


def _all_held(store: Store, answers: Column) -> bool:
    return bool(np.isin(answers, store.columns("report_held")["answer"]).all())


def _free(folder: Path) -> Path:
    number = 1
    while (aside := folder.with_name(f"{folder.name}.before-{number}")).exists():
        number += 1
    return aside
