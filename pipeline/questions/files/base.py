"""What a format yields: the rows of a file, and of each that is none, why."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple, TypeAlias, cast

from pipeline.values.written import Written

LONGEST_ROW: Final = 50_000_000
"""Characters; a longer one is reported and passed over."""
LONGER: Final = f"longer than {LONGEST_ROW:,} characters"
NO_MORE: Final = "nothing after it is read"
ROWS_UNDER: Final = (
    *("data", "questions", "items", "examples", "rows", "samples"),
    *("test_cases", "goldens"),
)
"""Under which of its fields an object may hold the rows of a file."""
_DEEPEST: Final = 100
"""Levels of a row: what goes through a row level by level must not run out of stack."""
TOO_DEEP: Final = f"nested more than {_DEEPEST} levels deep"
Row: TypeAlias = Mapping[str, Any]


class Found(NamedTuple):
    """A row of a file, or why there is none."""

    line: int
    """Counted from 1: where it begins; in a file without lines, which row it is."""
    row: Row | None
    reason: str = ""
    place: str = ""
    """Where in the line or the file, such as `data[0]`; empty where that says it."""


_KINDS: Final[Mapping[type, str]] = {
    type(None): "null",
    str: "a text",
    bool: "true or false",
    int: "a number",
    Written: "a number",
}


def one_row(line: int, value: object, place: str = "") -> Found:
    """Return the row that a value is, or why it is none."""
    if isinstance(value, dict):
        row = cast("Row", value)
        shallow = _is_shallow(row)
        return Found(line, row if shallow else None, "" if shallow else TOO_DEEP, place)
    kind = _KINDS.get(type(value), f"a {type(value).__name__}")
    return Found(line, None, f"{kind}, where an object is wanted", place)


def _is_shallow(row: Row) -> bool:
    held: list[object] = [row]
    for _ in range(_DEEPEST):
        held = [inner for one in held for inner in _inside(one)]
        if not held:
            return True
    return False


def _inside(holder: object) -> list[object]:
    """Return the objects and lists that stand in one."""
    values = (
        cast("Mapping[str, object]", holder).values()
        if isinstance(holder, dict)
        else cast("list[object]", holder)
    )
    return [value for value in values if isinstance(value, dict | list)]
