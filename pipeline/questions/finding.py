"""Find the question files that lie about: folders in, files with a question out."""

import os
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from pipeline.errors import QuestionError
from pipeline.questions.files import PARQUET, TEXTS, rows_of
from pipeline.questions.reading import read_rows

MOST_BYTES: Final = 32 * 2**20
"""A larger file is not looked into: somebody is waiting for an answer."""
MOST_ROWS: Final = 1_000
"""A file of questions has one among its first rows: to look takes 50 ms."""


def find_question_files(folders: Sequence[Path]) -> list[Path]:
    """Return those directly in the folders, by name; each folder's after another's.

    Only what ends like one and is no larger than `MOST_BYTES` is looked into.
    """
    found = dict[Path, Path]()
    for folder in folders:
        for path in sorted(_candidates(folder)):
            if path.resolve() not in found and _holds_questions(path):
                found[path.resolve()] = path
    return list(found.values())


def _candidates(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                path = folder / entry.name
                if _may_be(path) and entry.is_file():
                    yield path
    except OSError:  # what cannot be opened holds nothing that can be used
        return


def _may_be(path: Path) -> bool:
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
    known = bool(suffixes) and suffixes[-1] in {*TEXTS, PARQUET}
    return known and not path.name.startswith(".")


def _holds_questions(path: Path) -> bool:
    try:
        if path.stat().st_size > MOST_BYTES:
            return False
        rows = islice(rows_of(path).rows, MOST_ROWS)
        return any(read_rows([row], path.name).questions for row in rows)
    except (QuestionError, OSError):
        return False
