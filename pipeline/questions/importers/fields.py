"""Take a field from a row under any of its known names, and check what it holds."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import Final, cast

from pipeline.questions.importers.base import Row, RowError

_DIGITS: Final = 10
MOST: Final = 2**31
"""Pages beyond these are none, and no database column holds them."""
_FLAGS: Final[Mapping[str, bool]] = {
    **dict.fromkeys(("true", "yes", "1"), True),
    **dict.fromkeys(("false", "no", "0"), False),
}
_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")
_BYTES: Final = range(0xDC80, 0xDD00)
"""How a byte that is not UTF-8 comes out of a file that is."""


def first(row: Row, names: Sequence[str]) -> object:
    """Return the first of these fields that is there and not null, else `None`."""
    name = _name_of(row, names)
    return None if name is None else row[name]


def _name_of(row: Row, names: Sequence[str]) -> str | None:
    return next((name for name in names if row.get(name) is not None), None)


def text(row: Row, names: Sequence[str]) -> str | None:
    """Return a field as text; numbers and booleans as JSON would write them."""
    name = _name_of(row, names)
    return None if name is None else _scalar(row[name], name)


def texts(row: Row, names: Sequence[str]) -> tuple[str, ...]:
    """Return a field that may be one value or a list of them; empty when absent.

    A text that is a JSON list of texts counts as one: a cell of a table has no other.
    """
    name = _name_of(row, names)
    if name is None:
        return ()
    value: object = row[name]
    if isinstance(value, str) and value.lstrip().startswith("["):
        value = _list_of_texts(value)
    values = cast("list[object]", value) if isinstance(value, list) else [value]
    return tuple(_scalar(item, name) for item in values)


def flag(row: Row, name: str) -> bool | None:
    """Return a field that is true or false, however written; `None` when absent."""
    value = first(row, [name])
    if value is None:
        return None
    if isinstance(value, bool):
        return value
    found = _FLAGS.get(str(value).strip().lower())
    if found is None:
        message = f"{name!r} should be true or false, not {value!r:.80}"
        raise RowError(message)
    return found


def whole(row: Row, names: Sequence[str]) -> int | None:
    name = _name_of(row, names)
    if name is None:
        return None
    value: object = row[name]
    if isinstance(value, str) and value.strip().isdecimal() and len(value) < _DIGITS:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < MOST:
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < MOST:
        return int(value)  # what a table makes of a column where a cell is empty
    message = f"{name!r} should be a whole number, not {value!r:.80}"
    raise RowError(message)


def objects(row: Row, name: str) -> list[Row]:
    """Return a field that is a list of objects; empty when absent.

    A text that is such a list in JSON counts as one: a cell of a table has no other.
    """
    value = row.get(name)
    if isinstance(value, str) and value.lstrip()[:1] in {"[", "{"}:
        value = _in_json(value, name)
    if value is None:
        return []
    found = cast("list[object]", value) if isinstance(value, list) else [value]
    for item in found:
        if not isinstance(item, dict):
            message = f"{name!r} should be a list of objects, not {item!r:.80}"
            raise RowError(message)
    return [cast("Row", item) for item in found]


def _in_json(cell: str, name: str) -> object:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError) as error:
        message = f"{name!r} should be a list of objects, as JSON: {error!s:.80}"
        raise RowError(message) from error


def _list_of_texts(cell: str) -> object:
    try:
        found: object = json.loads(cell)
    except (ValueError, RecursionError):
        return cell
    items = cast("list[object]", found) if isinstance(found, list) else []
    return items if items and all(isinstance(item, str) for item in items) else cell


def _scalar(value: object, name: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and not math.isfinite(value):
        message = f"{name!r} is {value}, which is no value"
        raise RowError(message)
    if isinstance(value, str | int | float):
        return _storable(str(value), name)
    message = f"{name!r} should be text, not {type(value).__name__}"
    raise RowError(message)


def _storable(text: str, name: str) -> str:
    """Return the text, or raise where no file and no database would keep it."""
    found = _UNSTORABLE.search(text)
    if found is None:
        return text
    code = ord(found[0])
    if code in _BYTES:
        what = f"a byte that is not UTF-8: {code - _BYTES.start + 0x80:02X} (hex)"
    else:
        what = f"half of a character, {found[0]!r}" if code else "a NUL character"
    message = f"{name!r} holds {what}, at character {found.start() + 1:,}"
    raise RowError(message)
