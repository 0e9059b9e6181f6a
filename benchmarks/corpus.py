"""A seed and a size in, a folder of files in many formats out: always the same bytes.

python -m benchmarks.corpus FOLDER --mb 100
python -m benchmarks.corpus FOLDER --files 100000 --kind small
"""

import argparse
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from benchmarks.formats import FORMATS
from benchmarks.measure import MEGABYTE, say
from benchmarks.prose import Prose

_FILES_PER_FOLDER: Final = 1_000
_ORDER: Final = (
    *(".pdf", ".html", ".pdf", ".md", ".docx", ".pdf", ".txt", ".csv"),
    *(".pdf", ".json", ".eml", ".zip"),
)
"""Every third file or so is a PDF, as in the folders of an office."""
_TYPICAL: Final = 40_000
_LARGEST: Final = 800_000


class Made(NamedTuple):
    files: int
    bytes: int


def make(folder: Path, *, mb: float = 0, files: int = 0, seed: int = 1) -> Made:
    """Write files of every format until both `mb` and `files` are reached."""
    return _write(folder, _mixed(seed), mb, files)


def make_small(folder: Path, *, files: int, seed: int = 1) -> Made:
    """Write that many text files of about a kilobyte."""
    return _write(folder, _small(seed), 0, files)


def _mixed(seed: int) -> Iterator[tuple[str, bytes]]:
    for number, suffix in enumerate(cycle(_ORDER)):
        chance = chance_of(seed, number)
        size = min(_LARGEST, int(_TYPICAL * chance.lognormvariate(0, 1.2)))
        yield suffix, FORMATS[suffix](Prose(chance), size)


def _small(seed: int) -> Iterator[tuple[str, bytes]]:
    for number in count():
        yield ".txt", FORMATS[".txt"](Prose(chance_of(seed, number)), 1_000)


def chance_of(seed: int, number: int) -> Random:
    """Each file has its own: it is the same in a folder of any size."""
    return Random(f"{seed}:{number}")  # noqa: S311  # text, not a secret


def _write(
    folder: Path, made: Iterator[tuple[str, bytes]], mb: float, files: int
) -> Made:
    written = 0
    for number, (suffix, data) in enumerate(made):
        if number >= files and written >= mb * MEGABYTE:
            return Made(number, written)
        place = folder / f"{number // _FILES_PER_FOLDER:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06}{suffix}").write_bytes(data)
        written += len(data)
    message = "a corpus has no end of its own"
    raise AssertionError(message)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a folder of documents.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mb", type=float, default=0.0)
    parser.add_argument("--files", type=int, default=0)
    parser.add_argument("--kind", choices=["mixed", "small"], default="mixed")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if not given.mb and not given.files:
        parser.error("give --mb or --files")
    produce = _small if given.kind == "small" else _mixed
    made = _write(given.folder, produce(given.seed), given.mb, given.files)
    say(f"{given.folder}: {made.files:,} files, {made.bytes / MEGABYTE:,.1f} MB")


if __name__ == "__main__":
    main()
