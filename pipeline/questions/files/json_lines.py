"""JSON Lines in, one row a line out; a torn line costs itself alone."""

import json
from collections.abc import Iterator
from typing import Final, TextIO

from pipeline.questions.files.base import (
    LONGER,
    LONGEST_ROW,
    TOO_DEEP,
    Found,
    one_row,
)
from pipeline.values.written import Written, integer

DECODER: Final = json.JSONDecoder(parse_int=integer, parse_float=Written)


def read(text: TextIO) -> Iterator[Found]:
    for number, line in enumerate(whole_lines(text), start=1):
        if len(line) > LONGEST_ROW:
            yield Found(number, None, LONGER)
        elif line.strip():
            yield _row(number, line)


def whole_lines(text: TextIO) -> Iterator[str]:
    """Yield lines, of one that is too long no more than is needed to know it."""
    while line := text.readline(LONGEST_ROW + 1):
        yield line
        rest = line
        while not rest.endswith("\n") and len(rest) > LONGEST_ROW:
            rest = text.readline(LONGEST_ROW + 1)


def not_json(error: Exception) -> str:
    """Say what a decoder found wrong, and where in the line."""
    if isinstance(error, RecursionError):
        return TOO_DEEP
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {what(error)} at character {error.pos + 1:,}"
    return f"not JSON: {error}"


def what(error: json.JSONDecodeError) -> str:
    return error.msg.removesuffix(" at")  # of a control character


def _row(number: int, line: str) -> Found:
    try:
        return one_row(number, DECODER.decode(line.rstrip()))
    except (ValueError, RecursionError) as error:
        return Found(number, None, not_json(error))
