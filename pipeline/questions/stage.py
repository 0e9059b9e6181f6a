"""Read a question file into the store."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import QuestionError
from pipeline.questions.files import rows_of
from pipeline.questions.importers.base import Context
from pipeline.questions.paths import documents_by_path
from pipeline.questions.reading import Read, read_rows
from pipeline.records import RejectedRow
from pipeline.store import Store


class Imported(NamedTuple):
    collection: str
    questions: int
    inferred: int
    """How many had no stated answer type."""
    rejected: list[RejectedRow]
    shapes: tuple[str, ...]
    contexts: frozenset[str]
    """The names of the texts that came with them."""
    remark: str
    """What people should know of how the file was read; mostly empty."""


class ReadFile(NamedTuple):
    read: Read
    remark: str


def read_questions(
    path: Path,
    collection: str,
    *,
    shape: str | None = None,
    keep: Callable[[Context], None] | None = None,
) -> ReadFile:
    """Read a question file of any format; see `read_rows` for the rest.

    Raises `QuestionError` when not one row can be used, or the file cannot be opened.
    """
    opened = rows_of(path)
    read = read_rows(opened.rows, collection, shape=shape, keep=keep)
    if not read.questions:
        raise QuestionError(_nothing(path, read.rejected))
    return ReadFile(read, opened.remark)


def import_questions(
    store: Store,
    path: Path,
    collection: str | None = None,
    *,
    shape: str | None = None,
    keep: Callable[[Context], None] | None = None,
) -> Imported:
    """Replace the collection (named after the file) by what `path` holds now.

    Raises what `read_questions` does; then the collection stays as it was.
    """
    name = collection or path.name
    read, remark = read_questions(path, name, shape=shape, keep=keep)
    with store.transaction():
        store.execute("questions_forget", collection=name)
        store.execute("questions_forget_rejected", collection=name)
        store.insert("questions_add", read.questions, also=["gold"])
        store.insert("questions_add_rejected", read.rejected)
    return Imported(
        collection=name,
        questions=len(read.questions),
        inferred=sum(q.type_inferred for q in read.questions),
        rejected=read.rejected,
        shapes=read.shapes,
        contexts=read.contexts,
        remark=remark,
    )


def missing_contexts(store: Store, imported: Imported, corpus: str) -> int:
    """Return how many of the texts that came with the questions are in no corpus."""
    if not imported.contexts:
        return 0
    return len(imported.contexts - documents_by_path(store, corpus).keys())


def _nothing(path: Path, rejected: Sequence[RejectedRow]) -> str:
    if not rejected:
        return f"no questions in {path}: it is empty"
    first = rejected[0]
    place = f", {first.place}" if first.place else ""
    others = f" (and {len(rejected) - 1:,} more rows)" if len(rejected) > 1 else ""
    return f"no questions in {path}: line {first.line}{place}: {first.reason}{others}"
