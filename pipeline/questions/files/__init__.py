"""Question files of any format: one module each, and which of them reads a file.

A row that is none says so with its line and why; it costs itself alone. Formats that
can be are read as they come, so memory is bounded by one row.
"""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, TextIO, TypeAlias

from pipeline.errors import QuestionError
from pipeline.questions.files import (
    json_document,
    json_lines,
    parquet,
    table,
    yaml_text,
)
from pipeline.questions.files.base import NO_MORE, Found
from pipeline.questions.files.encoding import Encoding, encoding_of
from pipeline.questions.files.unpacking import GZIP, unpacked

Reader: TypeAlias = Callable[[TextIO], Iterator[Found]]

TEXTS: Final[Mapping[str, Reader]] = {
    ".jsonl": json_lines.read,
    ".ndjson": json_lines.read,
    ".json": json_document.read,
    ".csv": table.read,
    ".tsv": table.read,
    ".yaml": yaml_text.read,
    ".yml": yaml_text.read,
}
PARQUET: Final = ".parquet"
_ZIP: Final = b"PK\x03\x04"
_HEAD: Final = 1 << 16
_DOCUMENT: Final = re.compile(r'\s*(\[\s*\{|\{[^\S\n]*\n\s*")')
"""What a file of lines does not begin with: a row alone, or one over many lines."""
_YAML: Final = re.compile(r"\s*(---\s|%YAML|- |[\w-]+:\s)")
_TABLE: Final = re.compile(r'\s*"?[\w ]+"?\s*[,;\t|].*\n')
_BEGINNINGS: Final = (
    (re.compile(r"\s*[\[{]"), json_document.read),
    (_YAML, yaml_text.read),
    (_TABLE, table.read),
)
_UNPACKING: Final = (OSError, EOFError, zlib.error)
_CHOICES: Final = f"{', '.join(TEXTS)}, {PARQUET}"


class Opened(NamedTuple):
    rows: Iterator[Found]
    remark: str
    """What people should know of how it is read; mostly empty."""


def rows_of(path: Path) -> Opened:
    """Open a question file. Raises `QuestionError` where it can be none.

    The format is that of the ending, with or without `.gz`; of another, the content's.
    """
    head = _head(path)
    if head == b"PAR1":
        return Opened(parquet.read(path), "")
    if head == _ZIP:
        message = (
            f"{str(path)!r} is a workbook or an archive: save it as CSV, or unpack it"
        )
        raise QuestionError(message)
    try:
        encoding = _encoding(path)
        with _text(path, encoding.name) as text:
            reader = _reader(path, text.read(_HEAD))
    except _UNPACKING as error:
        message = f"the questions {str(path)!r} cannot be unpacked: {error}"
        raise QuestionError(message) from error
    return Opened(_rows(path, encoding.name, reader), encoding.remark)


def _head(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            message = f"the questions {str(path)!r} are a folder, or no regular file"
            raise QuestionError(message)
        with path.open("rb") as file:
            return file.read(len(_ZIP))
    except OSError as error:
        message = f"the questions {str(path)!r} cannot be read: {error.strerror}"
        raise QuestionError(message) from error


def _encoding(path: Path) -> Encoding:
    with _binary(path) as file:
        try:
            return encoding_of(file)
        except _UNPACKING:  # in the middle: the rows before it can be read
            return Encoding("utf-8")


def _binary(path: Path) -> BinaryIO:
    file = path.open("rb")
    packed = file.read(len(GZIP)) == GZIP
    file.seek(0)
    return unpacked(file) if packed else file


def _text(path: Path, encoding: str) -> TextIO:
    """Open it as text; a byte that is none in UTF-8 stays, as half a surrogate pair."""
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    return TextIOWrapper(_binary(path), encoding, errors=errors, newline="")


def _reader(path: Path, head: str) -> Reader:
    """Return what reads a file of that ending, or of that beginning."""
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
    known = TEXTS.get(suffixes[-1] if suffixes else "")
    if known is json_lines.read and _DOCUMENT.match(head):
        return json_document.read
    if known is not None:
        return known
    for beginning, reader in _BEGINNINGS:
        if beginning.match(head):
            return reader
    message = (
        f"the format of the questions {str(path)!r} is not known by its name or its "
        f"content; the endings known are {_CHOICES}"
    )
    raise QuestionError(message)


def _rows(path: Path, encoding: str, reader: Reader) -> Iterator[Found]:
    line = 0
    try:
        with _text(path, encoding) as text:
            for found in reader(text):
                line = found.line
                yield found
    except _UNPACKING as error:
        yield Found(line + 1, None, f"{error}; {NO_MORE}")
