"""Take a field from a row under any of its known names, and check what it holds."""

from collections.abc import Sequence
from typing import Final, cast

from pipeline.questions.importers.base import Row, RowError

_DIGITS: Final = 10
_MOST: Final = 2**31
"""Pages beyond these are none, and no database column holds them."""


def first(row: Row, names: Sequence[str]) -> object:
    """Return the first of these fields that is there and not null, else `None`."""
    return next((row[name] for name in names if row.get(name) is not None), None)


def text(row: Row, names: Sequence[str]) -> str | None:
    """Return a field as text; numbers and booleans as JSON would write them."""
    value = first(row, names)
    if value is None:
        return None
    return _scalar(value, names[0])


def texts(row: Row, names: Sequence[str]) -> tuple[str, ...]:
    """Return a field that may be one value or a list of them; empty when absent."""
    value = first(row, names)
    if value is None:
        return ()
    values = cast("list[object]", value) if isinstance(value, list) else [value]
    return tuple(_scalar(item, names[0]) for item in values)


def whole(row: Row, names: Sequence[str]) -> int | None:
    value = first(row, names)
    if value is None:
        return None
    if isinstance(value, str) and value.strip().isdecimal() and len(value) < _DIGITS:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _MOST:
        return value
    message = f"{names[0]!r} should be a whole number, not {value!r}"
    raise RowError(message)


def objects(row: Row, name: str) -> list[Row]:
    """Return a field that is a list of objects; empty when absent."""
    value = row.get(name)
    if value is None:
        return []
    found = cast("list[object]", value) if isinstance(value, list) else [value]
    for item in found:
        if not isinstance(item, dict):
            message = f"{name!r} should be a list of objects, not {item!r:.80}"
            raise RowError(message)
    return [cast("Row", item) for item in found]


def _scalar(value: object, name: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float):
        return str(value).encode("utf-8", "replace").decode()  # a lone surrogate
    message = f"{name!r} should be text, not {type(value).__name__}"
    raise RowError(message)
