"""Documents and questions are read, and what became of each is said."""

import os
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.cli.options import document_passwords
from pipeline.cli.progress import bar
from pipeline.cli.talk import say, say_each
from pipeline.ingest.outcome import IngestResult
from pipeline.ingest.stage import Asked, ingest
from pipeline.questions.importers.base import Context
from pipeline.questions.locating.stage import Placed, locate_questions
from pipeline.questions.native_file import holds, write_questions
from pipeline.questions.planting.stage import plant
from pipeline.questions.stage import Imported, import_questions, missing_contexts
from pipeline.records import (
    Question,
    RejectedRow,
)
from pipeline.report.words import plural
from pipeline.settings import BenchSettings, slug
from pipeline.store import Store

_KINDS = (
    *("read", "unpacked", "unchanged", "duplicate", "empty", "failed", "ignored"),
    "removed",
)
_REMARKED = {
    "failed": ("file that could not be read", "files that could not be read"),
    "empty": ("file without text", "files without text"),
    "duplicate": ("file that repeats another", "files that repeat another"),
    "read": (
        *("file that is not what its name says",),
        *("files that are not what their name says",),
    ),
}


def place_name(place: str) -> str:
    """Name a corpus or a question file by its place relative to here."""
    return Path(os.path.relpath(place)).as_posix()


def ingest_step(
    store: Store, settings: BenchSettings, *, retry_failed: bool = False
) -> IngestResult:
    name = place_name(settings.corpus)
    with bar("ingest", "file") as progress:
        done = ingest(
            store,
            Path(settings.corpus),
            name,
            settings=settings.ingest,
            asked=Asked(document_passwords(os.environ), retry_failed),
            progress=progress,
        )
    counts = {kind: getattr(done, kind) for kind in _KINDS}
    shown = ", ".join(f"{n:,} {kind}" for kind, n in counts.items() if n)
    say(
        f"{name}: {plural(done.documents, 'document')}, {plural(done.pages, 'page')}, "
        f"{plural(done.tokens, 'token')} ({shown})"
    )
    _say_remarks(done)
    return done


def _say_remarks(done: IngestResult) -> None:
    say_each(
        "files passed over:",
        [f"{one.path}: {one.reason}" for one in done.passed_over],
    )
    for status, named in _REMARKED.items():
        rows = [one for one in done.remarks if one.status == status]
        say_each(
            f"{plural(len(rows), *named)}:",
            [f"{one.path}: {one.reason}" for one in rows],
        )
    if done.failed:
        say("what failed is not tried again until it changes: --retry-failed does")
    if done.without_text_layer:
        say(
            f"no text layer on {done.without_text_layer:,} of the pages: pictures of "
            "text; ocr = true under [ingest] reads them"
        )
    say_each(
        f"{plural(len(done.near_duplicates), 'file')} nearly the same as another; "
        "what one of them holds, the other gives away:",
        [
            f"{one.path}: {one.similarity:.0%} as {one.other}"
            for one in done.near_duplicates
        ],
    )


def questions_step(store: Store, settings: BenchSettings) -> str:
    """Import and locate the questions; return the collection's name."""
    read = import_step(store, settings)
    locate_step(store, settings, read)
    return read.collection


def import_step(
    store: Store,
    settings: BenchSettings,
    *,
    shape: str | None = None,
    keep: Callable[[Context], None] | None = None,
) -> Imported:
    """Import the questions, and say what became of each row."""
    path = Path(settings.questions)
    read = import_questions(
        store, path, place_name(settings.questions), shape=shape, keep=keep
    )
    if read.remark:
        say(f"{settings.questions}: {read.remark}")
    say(
        f"{settings.questions}: {plural(read.questions, 'question')} "
        f"({', '.join(read.shapes)}; {read.inferred:,} with an inferred answer type)"
    )
    say_each(
        f"{plural(len(read.rejected), 'row')} could not be used:",
        [f"{path.name}:{_place(row)}: {row.reason}" for row in read.rejected],
    )
    return read


def _place(row: RejectedRow) -> str:
    return f"{row.line}: {row.place}" if row.place else f"{row.line}"


def locate_step(
    store: Store, settings: BenchSettings, read: Imported, *, named: bool = True
) -> Placed:
    """Find the evidence of imported questions, and say what is not there.

    Each is named, unless the caller does that.
    """
    corpus = place_name(settings.corpus)
    if missing := missing_contexts(store, read, corpus):
        say(
            f"{missing:,} of the {len(read.contexts):,} texts that came with the "
            f"questions are not in {settings.corpus}: docqa questions import "
            f"{settings.questions} --corpus {settings.corpus} --write-documents "
            "writes them there"
        )
    placed = locate_questions(store, corpus=corpus, collection=read.collection)
    if placed.remark:
        say(placed.remark)
    say_each(
        f"{plural(len(placed.moved), 'quote')} on another page than the stated one, "
        "counted there:",
        [f"{row.question}: page {row.page}" for row in placed.moved],
    )
    if placed.by_page:
        say(
            f"{plural(placed.by_page, 'question')} with a quote of which the stated "
            "page holds but a part; the whole page is the evidence"
        )
    left_out = plural(len(placed.unlocated), "question")
    title = f"{left_out} left out, whose evidence is not in the corpus"
    if placed.unlocated and not named:
        say(title)
    else:
        reasons = [f"{row.question}: {row.reason}" for row in placed.unlocated]
        say_each(f"{title}:", reasons)
    return placed


def plant_step(store: Store, settings: BenchSettings) -> Path:
    """Plant facts into the ingested corpus; return the file of their questions."""
    assert settings.plant is not None, "nothing is to be planted"
    corpus = place_name(settings.corpus)
    asked = plant(store, corpus=corpus, count=settings.plant, seed=settings.seed)
    name = f"{slug(corpus)}-planted-{settings.plant}-{settings.seed}.jsonl"
    path = (store.path or Path(name)).with_name(name)
    _set_aside(path, asked)
    write_questions(path, asked)
    kinds = Counter(question.category for question in asked)
    shown = ", ".join(f"{n:,} {kind}" for kind, n in kinds.items())
    say(f"{path}: {plural(len(asked), 'question')} planted ({shown})")
    return path


def _set_aside(path: Path, asked: Sequence[Question]) -> None:
    """Keep what a file holds that is not planted now: somebody may have edited it."""
    if not path.is_file() or holds(path, asked):
        return
    aside = path.with_suffix(f".before{path.suffix}")
    path.replace(aside)
    say(
        f"{path} held something else, by other documents or an editor: that is {aside} "
        "now, and --questions asks what a file holds"
    )
