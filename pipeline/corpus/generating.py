"""A seed and a size in; a folder of documents, questions and queries out."""

import json
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from pipeline.corpus.asking.kinds import drafts
from pipeline.corpus.asking.questions import Asked, questions
from pipeline.corpus.asking.stated import Stated, Statement
from pipeline.corpus.dice import Dice
from pipeline.corpus.manifest import (
    DOCUMENTS,
    MANIFEST,
    QUERIES,
    QUESTIONS,
    SUMS,
    manifest,
    sums,
)
from pipeline.corpus.places import whole
from pipeline.corpus.planning import LEAST, MOST, Job, jobs, kept, round_size
from pipeline.corpus.writing import Task, Written, write
from pipeline.errors import CorpusError
from pipeline.progress import Progress, silent
from pipeline.questions.native_file import rows_of
from pipeline.score.parallel import mapped

MOST_QUESTIONS: Final = 5_000


class Wanted(NamedTuple):
    seed: int
    tokens: int
    out: Path
    questions: int = 240


class Generated(NamedTuple):
    """What was made."""

    tokens: int
    pages: int
    documents: Sequence[str]
    """By path."""
    asked: Asked
    statements: int
    left_out: Sequence[str]
    """Statements that their documents do not give back, which are left out whole."""


def generate(wanted: Wanted, workers: int, progress: Progress = silent) -> Generated:
    """Write a corpus. Raises `CorpusError`, and then leaves nothing behind."""
    _check(wanted.tokens)
    with whole(wanted.out) as folder:
        written = _documents(wanted, folder / DOCUMENTS, workers, progress)
        documents = [one for one in written if not one.lost]
        asked = _ask(wanted, documents)
        files = {
            QUESTIONS: "".join(rows_of(asked.questions)).encode(),
            QUERIES: "".join(map(_line, asked.rows)).encode(),
        }
        files[SUMS] = sums(documents, files)
        said = manifest(wanted.seed, wanted.tokens, documents, files[SUMS])
        for name, data in {**files, MANIFEST: said.encode()}.items():
            (folder / name).write_bytes(data)
    return Generated(
        tokens=sum(one.tokens for one in documents),
        pages=sum(one.pages for one in documents),
        documents=[one.name for one in documents],
        asked=asked,
        statements=sum(len(one.placed) for one in documents),
        left_out=[text for one in written for text in one.lost],
    )


def _check(tokens: int) -> None:
    if not LEAST <= tokens <= MOST:
        message = (
            f"--tokens {tokens:,} cannot be generated: {LEAST:,} is the least and "
            f"{MOST:,} the most"
        )
        raise CorpusError(message)


def _documents(
    wanted: Wanted, folder: Path, workers: int, progress: Progress
) -> list[Written]:
    folder.mkdir()
    with closing(_parts(wanted, folder, workers)) as parts:
        documents: list[Written] = []
        made = 0
        for part in parts:
            documents += part
            made += _tokens(part)
            note = part[-1].name if part else ""
            progress(min(made, wanted.tokens), wanted.tokens, note)
    _drop(folder, {one.name for one in documents if not one.lost})
    return documents


def _parts(wanted: Wanted, folder: Path, workers: int) -> Generator[Sequence[Written]]:
    """Yield the documents of each job until there are enough, those of the last cut."""
    waiting = jobs()
    done = made = 0
    while made < wanted.tokens:
        size = round_size(wanted.tokens - made, made, done)
        tasks = [_task(wanted, job, folder) for job in islice(waiting, size)]
        with closing(mapped(write, tasks, workers)) as results:
            for _, written in results:
                sizes = [_tokens([one]) for one in written]
                fit = kept(sizes, wanted.tokens - made)
                part = [written[place] for place in fit]
                done, made = done + 1, made + _tokens(part)
                yield part
                if len(part) < len(written) or made >= wanted.tokens:
                    return


def _tokens(part: Sequence[Written]) -> int:
    """Count those that stay: a document that loses a statement would leak it."""
    return sum(one.tokens for one in part if not one.lost)


def _task(wanted: Wanted, job: Job, folder: Path) -> Task:
    return Task(wanted.seed, job, str(folder))


def _drop(folder: Path, names: set[str]) -> None:
    """Delete what lies beyond the end: jobs are done ahead."""
    for place in sorted(folder.rglob("*"), reverse=True):
        if place.is_dir():
            if not any(place.iterdir()):
                place.rmdir()
        elif place.relative_to(folder).as_posix() not in names:
            place.unlink()


def _ask(wanted: Wanted, documents: Sequence[Written]) -> Asked:
    places: dict[Statement, tuple[int, str]] = {}
    for document in documents:
        for statement, page, quote in document.placed:
            places.setdefault(statement, (page, quote))
    stated = Stated(places)
    found = drafts(stated, Dice("questions", wanted.seed), wanted.questions)
    return questions(found, places, QUESTIONS)


def _line(row: Mapping[str, Any]) -> str:
    return f"{json.dumps(row, ensure_ascii=False)}\n"
