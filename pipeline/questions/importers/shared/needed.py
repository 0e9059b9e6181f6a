"""Take a field that a row cannot be used without: `RowError` names it."""

from pipeline.questions.importers import fields
from pipeline.questions.importers.base import Row, RowError


def text(row: Row, name: str, *others: str, shown: str | None = None) -> str:
    """Return a field as text that is more than white space, under any of its names.

    `shown` is what the message calls it where the row is a part of the file's own.
    """
    found = fields.text(row, [name, *others])
    if found is None or not found.strip():
        raise _missing(shown or name)
    return found


def texts(row: Row, name: str, *others: str) -> tuple[str, ...]:
    """Return a field that is a value or a list of them, each once, at least one."""
    found = fields.texts(row, [name, *others])
    kept = tuple(dict.fromkeys(one for one in found if one.strip()))
    if not kept:
        raise _missing(name)
    return kept


def _missing(name: str) -> RowError:
    return RowError(f"no {name!r}")
