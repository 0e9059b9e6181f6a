"""Files of answers in, their rows out, one at a time; a torn one costs itself alone.

JSON Lines (several objects on a line are read as several), a JSON array of objects, or
CSV with a header.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Final, NamedTuple, TextIO, TypeAlias, cast

from pipeline.errors import QuestionError
from pipeline.values.written import Written, integer

SUFFIXES: Final = (".jsonl", ".json", ".ndjson", ".csv", ".tsv")
LONGEST_ROW: Final = 50_000_000
"""Characters; a longer one is reported and passed over."""
_READ_AT_ONCE: Final = 1 << 16
_DEEPEST: Final = 100
"""Levels of a row: what goes through a row level by level must not run out of stack."""
_TOO_DEEP: Final = "not JSON that can be read: nested too deep"
_SPACE: Final = " \t\r\n"
_BETWEEN: Final = f"{_SPACE},"

Row: TypeAlias = Mapping[str, Any]


_DECODER = json.JSONDecoder(
    parse_int=integer, parse_float=Written, parse_constant=str, strict=False
)


class Found(NamedTuple):
    """A row of a file, or why there is none."""

    line: int
    """Counted from 1: where it begins."""
    row: Row | None
    reason: str = ""
    at: int = 0
    """Bytes of the file read so far."""


def files_of(paths: list[Path]) -> list[Path]:
    """Return the files, and those of the folders, that can hold answers, by name.

    Raises `QuestionError` for a path where there is none.
    """
    found: list[Path] = []
    for path in paths:
        inside = path.rglob("*") if path.is_dir() else [path]
        files = sorted(one for one in inside if one.is_file())
        if path.is_dir():
            files = [one for one in files if one.suffix.lower() in SUFFIXES]
        if not files:
            wanted = (
                "no such file" if not path.exists() else f"no {', '.join(SUFFIXES)}"
            )
            message = f"no answers in {str(path)!r}: {wanted}"
            raise QuestionError(message)
        found += files
    return found


def read_rows(path: Path) -> Iterator[Found]:
    """Yield the rows of a file. Raises `QuestionError` where it cannot be opened."""
    try:
        with path.open("rb") as file:
            text = TextIOWrapper(file, "utf-8-sig", errors="replace", newline="")
            for found in _by_kind(path, text):
                line, row, reason, _ = found
                yield Found(line, row, reason, file.tell())
    except OSError as error:
        message = f"the answers {str(path)!r} cannot be read: {error.strerror}"
        raise QuestionError(message) from error


def _by_kind(path: Path, text: TextIO) -> Iterator[Found]:
    if path.suffix.lower() in {".csv", ".tsv"}:
        return _of_table(text, path.suffix.lower())
    start = text.read(_READ_AT_ONCE)
    text.seek(0)
    return _of_array(text) if start.lstrip(_SPACE)[:1] == "[" else _of_lines(text)


def _of_lines(text: TextIO) -> Iterator[Found]:
    for number, line in enumerate(_lines(text), start=1):
        at = _after(line, 0, _SPACE)
        while at < len(line):
            if len(line) > LONGEST_ROW:
                yield Found(number, None, f"longer than {LONGEST_ROW:,} characters")
                break
            try:
                value, at = _DECODER.raw_decode(line, at)
            except (ValueError, RecursionError) as error:
                yield Found(number, None, _not_json(error))
                break
            yield _found(number, value)
            at = _after(line, at, _BETWEEN)


def _lines(text: TextIO) -> Iterator[str]:
    """Yield lines, of one that is too long no more than is needed to know it."""
    while line := text.readline(LONGEST_ROW + 1):
        yield line
        rest = line
        while not rest.endswith("\n") and len(rest) > LONGEST_ROW:
            rest = text.readline(LONGEST_ROW + 1)


def _of_array(text: TextIO) -> Iterator[Found]:
    """Yield the items of one JSON array, reading on only when an item is not whole."""
    held, line = text.read(_READ_AT_ONCE), 1
    start = held.index("[") + 1
    line, held = line + held.count("\n", 0, start), held[start:]
    while True:
        start = _after(held, 0, _BETWEEN)
        line, held = line + held.count("\n", 0, start), held[start:]
        if held.startswith("]"):
            return
        try:
            value, end = _DECODER.raw_decode(held)
        except (ValueError, RecursionError) as error:
            more = text.read(max(_READ_AT_ONCE, len(held)))
            if more and len(held) <= LONGEST_ROW and not _is_too_deep(error):
                held += more
                continue
            yield Found(line, None, f"{_not_json(error)}; nothing after it is read")
            return
        yield _found(line, value)
        line, held = line + held.count("\n", 0, end), held[end:]


def _of_table(text: TextIO, suffix: str) -> Iterator[Found]:
    csv.field_size_limit(LONGEST_ROW)
    header = text.readline(_READ_AT_ONCE)
    text.seek(0)
    delimiter = "\t" if suffix == ".tsv" else max(",;\t", key=header.count)
    rows = csv.DictReader(text, delimiter=delimiter)
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Found(line, None, f"not CSV: {error}; nothing after it is read")
            return
        if row is None:
            return
        cells = {name: cell for name, cell in row.items() if name and cell is not None}
        yield Found(max(line, 2), cast("Row", cells))


def _after(text: str, at: int, passed: str) -> int:
    while at < len(text) and text[at] in passed:
        at += 1
    return at


def _found(line: int, value: object) -> Found:
    if isinstance(value, dict):
        row = cast("Row", value)
        return Found(line, row) if _is_shallow(row) else Found(line, None, _TOO_DEEP)
    return Found(line, None, f"a {type(value).__name__}, where an object is wanted")


def _is_shallow(row: Row) -> bool:
    held = _inside(row)
    for _ in range(_DEEPEST):
        if not held:
            return True
        held = [inner for one in held for inner in _inside(one)]
    return False


def _inside(holder: object) -> list[object]:
    """Return the objects and lists that stand in one."""
    values = (
        cast("Mapping[str, object]", holder).values()
        if isinstance(holder, dict)
        else cast("list[object]", holder)
    )
    return [value for value in values if isinstance(value, dict | list)]


def _not_json(error: Exception) -> str:
    if _is_too_deep(error):
        return _TOO_DEEP
    return f"not JSON: {error}"


def _is_too_deep(error: Exception) -> bool:
    return isinstance(error, RecursionError)
