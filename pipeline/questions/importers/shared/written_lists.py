"""Lists that were written into a text, as a CSV cell or a Python `repr` holds them."""

import ast
import json
import warnings
from collections.abc import Callable, Sequence
from typing import Final, TypeGuard, cast

from pipeline.questions.importers import fields

_LONGEST: Final = 1_000_000


def written_list(text: str) -> tuple[str, ...] | None:
    """Read `[3, 5]`, `["a"]` or `['a', '10%']`; `None` where a text is no such list."""
    whole = text.strip()
    if not (whole[:1] == "[" and whole[-1:] == "]") or len(whole) > _LONGEST:
        return None
    for reader in (json.loads, _python):
        found = _read(whole, reader)
        if _is_list(found) and all(isinstance(one, str | int | float) for one in found):
            return fields.texts({"items": found}, ["items"])
    return None


def unwritten(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the items of a list that stands written in the only text, else these."""
    read = written_list(texts[0]) if len(texts) == 1 else None
    return tuple(texts) if read is None else read


def _read(text: str, reader: Callable[[str], object]) -> object:
    try:
        return reader(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None


def _python(text: str) -> object:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of escapes in what somebody wrote
        return cast("object", ast.literal_eval(text))


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)
