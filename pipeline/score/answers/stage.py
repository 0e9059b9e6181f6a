"""Files of answers from elsewhere become figures. No workspace, no run, no model."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from pipeline.errors import QuestionError, SettingsError
from pipeline.progress import Progress
from pipeline.score.answers.fields import RowError
from pipeline.score.answers.given import question_id, shape_of
from pipeline.score.answers.rows import Found, Row, files_of, read_rows
from pipeline.score.answers.scoring import Scored, Task, Unusable, score_rows
from pipeline.score.answers.tally import MOST_REMARKS, Tally
from pipeline.score.metrics import METRICS
from pipeline.score.metrics.base import NotDefinedError, Sample
from pipeline.score.metrics.tasks import TASKS
from pipeline.score.parallel import cores, mapped

BATCH: Final = 2_000
_BATCH_BYTES: Final = 4_000_000
_PREFIX: Final = "preds_"


@dataclass(frozen=True, slots=True)
class Asked:
    metrics: tuple[str, ...] = ()
    """None: the one of the task that a file is named after, if it is."""
    questions: Path | None = None
    """A second file, whose questions are joined by id."""


def score_answers(
    paths: Sequence[Path], asked: Asked, out: TextIO | None, progress: Progress
) -> list[Tally]:
    """Score every answer of the files, by its type and by the metrics asked for.

    Writes one line of JSON for each answer to `out`. Raises `SettingsError` for an
    unknown metric, `QuestionError` for a path that holds no answers.
    """
    for name in asked.metrics:
        if name not in METRICS:
            raise SettingsError.unknown(what="metric", given=name, known=METRICS)
    files = files_of(list(paths))
    known, remarks = _questions(asked.questions) if asked.questions else ({}, [])
    sizes = [path.stat().st_size for path in files]
    tallies: list[Tally] = []
    for number, path in enumerate(files):
        tally = Tally(str(path))
        if number == 0:
            tally.remarked = len(remarks)
            tally.remarks += remarks[:MOST_REMARKS]
        for at, scored in _scored(path, asked, known, tally):
            if out:
                out.writelines(_lines(path, scored))
            progress(sum(sizes[:number]) + at, sum(sizes), path.name)
        tallies.append(tally)
    return tallies


def metrics_of(path: Path, asked: Sequence[str], tally: Tally) -> tuple[str, ...]:
    """Return the metrics for a file: those asked for, else its task's own.

    Where that one needs a library that is not there, the answers are scored without.
    """
    own = TASKS.get(path.stem.removeprefix(_PREFIX), "")
    if asked or own not in METRICS:
        return tuple(asked)
    try:
        METRICS[own].score(Sample("a", ("a",)))
    except NotDefinedError:
        pass
    except SettingsError as error:
        tally.remark(1, f"without {own}: {error}")
        return ()
    return (own,)


def _scored(
    path: Path, asked: Asked, known: Mapping[str, Row], tally: Tally
) -> Iterator[tuple[int, Sequence[Scored | Unusable]]]:
    """Yield how far the file is read, with the answers of a batch."""
    metrics = metrics_of(path, asked.metrics, tally)
    batches = _batches(read_rows(path), metrics, known, tally)
    for (at, _), scored in mapped(_score, batches, cores()):
        tally.add(scored)
        yield at, scored


def _score(batch: tuple[int, Task]) -> list[Scored | Unusable]:
    return score_rows(batch[1])


def _batches(
    found: Iterable[Found],
    metrics: tuple[str, ...],
    known: Mapping[str, Row],
    tally: Tally,
) -> Iterator[tuple[int, Task]]:
    for batch in _portions(found):
        rows: list[tuple[int, Row, Row | None]] = []
        for one in batch:
            if one.row is None:
                tally.unusable += 1
                tally.remark(one.line, one.reason)
                continue
            tally.shape = tally.shape or shape_of(one.row)
            also = known.get(_id(one.row) or "") if known else None
            rows.append((one.line, one.row, also))
        yield batch[-1].at, Task(rows, metrics)


def _portions(found: Iterable[Found]) -> Iterator[list[Found]]:
    """Cut rows into batches that are neither many nor large."""
    batch: list[Found] = []
    began = 0
    for one in found:
        batch.append(one)
        if len(batch) == BATCH or one.at - began > _BATCH_BYTES:
            yield batch
            batch, began = [], one.at
    if batch:
        yield batch


def _questions(path: Path) -> tuple[dict[str, Row], list[str]]:
    """Read the questions by id, without what only their documents say.

    Of an id that is given twice, the first counts. Remarks are `file:line: reason`.
    """
    known: dict[str, Row] = {}
    lines: dict[str, int] = {}
    remarks: list[str] = []
    for found in read_rows(path):
        name = _id(found.row) if found.row else None
        if found.row is None or name is None:
            remarks.append(f"{path}:{found.line}: {found.reason or 'no id'}")
        elif name not in known:
            known[name], lines[name] = _slim(found.row), found.line
        elif known[name] != _slim(found.row):
            why = f"another question of the id {name!r} is on line {lines[name]}"
            remarks.append(f"{path}:{found.line}: {why}, and counts")
    if not known:
        message = f"no questions with an id in {str(path)!r}"
        raise QuestionError(message)
    return known, remarks


def _slim(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in _HEAVY}


_HEAVY: Final = frozenset({"evidence", "context", "contexts", "documents", "passages"})


def _id(row: Row) -> str | None:
    try:
        return question_id(row)
    except RowError:
        return None


def _lines(path: Path, scored: Iterable[Scored | Unusable]) -> Iterator[str]:
    for one in scored:
        if isinstance(one, Scored):
            row = {"file": str(path), **one._asdict()}
            yield json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n"
