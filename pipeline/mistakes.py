"""What is wrong with settings, in words: where, what stands there, and the way out."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final, get_args, get_origin

from pipeline.records import Record

_KEY: Final = re.compile(r"(?:^|_)(?:key|token|secret|password)s?$", re.IGNORECASE)
_KEYS_LIVE: Final = (
    "a key itself stands in the environment or .env, never here; docqa models says "
    "under which name"
)

_WORDS: Final[Mapping[str, str]] = {
    "tuple_type": "write a list in square brackets, even of one",
    "string_type": "write text, in quotes",
    "dict_type": "write a table: names with their values",
    "model_type": "write a table: names with their values",
}
"""What pydantic says in words of Python."""


def mistake(where: str, error: Mapping[str, Any], root: type[Record]) -> str:
    """Say what pydantic found wrong in a file or in options, whose record is `root`."""
    field = ".".join(str(part) for part in error["loc"])
    if error["type"] == "missing":
        return f"{where}: {field} is missing"
    if error["type"] == "extra_forbidden":
        names = list(_record_at(root, error["loc"][:-1]).model_fields)
        meant = _meant(str(error["loc"][-1]), names)
        return (
            f"{where}: unknown setting {field!r}{meant}; choose from {', '.join(names)}"
        )
    reason = str(error["msg"]).removeprefix("Value error, ")
    reason = _WORDS.get(error["type"], reason[:1].lower() + reason[1:])
    return f"{where}: {field} = {error['input']!r}: {reason}"


def _meant(name: str, names: Sequence[str]) -> str:
    """Say what an unknown setting was meant to be, where that can be told."""
    if _KEY.search(name):
        return f" ({_KEYS_LIVE})"
    near = get_close_matches(name, names, n=1)
    return f" (did you mean {near[0]!r}?)" if near else ""


def _record_at(record: type[Record], place: Sequence[object]) -> type[Record]:
    """Return the record that stands at a place such as `services.acme.models.m`."""
    steps = iter(place)
    for step in steps:
        annotation = record.model_fields[str(step)].annotation
        found = _record_in(annotation)
        if found is None:
            break
        record, several = found
        if several:
            next(steps, None)  # the name or the number of one of them
    return record


def _record_in(annotation: object) -> tuple[type[Record], bool] | None:
    """Return the record in an annotation, and whether it holds several of them."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation, False
    for inside in get_args(annotation):
        if found := _record_in(inside):
            record, several = found
            return record, several or get_origin(annotation) in (dict, tuple)
    return None
