"""What a model replied becomes a written question, or the reason why it is none. Pure.

It fails closed: the reply ends with exactly one JSON object, which has the fields that
were asked for and no others, or nothing of it is used.
"""

from typing import Annotated, Final, TypeAlias, cast

from pydantic import Field, StrictInt, ValidationError

from pipeline.records import AnswerType, Record
from pipeline.values.json_objects import Pairs, outermost_objects
from pipeline.values.text import clean, shorten

LONGEST_REPLY: Final = 100_000
"""Characters."""
_UNSUITABLE: Final = "unsuitable"
_FENCE: Final = "```"

_Short: TypeAlias = Annotated[str, Field(min_length=1, max_length=1_000)]
_Listed: TypeAlias = Annotated[tuple[_Short, ...], Field(min_length=1, max_length=30)]


class RejectedError(Exception):
    """This reply gives no question that can be used; the message says why."""


class Quoted(Record):
    passage: StrictInt
    """Counted from 1, as it was shown."""
    quote: _Short


class Written(Record):
    """A question as a model wrote it; what it says of the passages is not checked."""

    question: _Short
    answer: _Short | _Listed
    answer_type: AnswerType
    unit: _Short | None
    choices: tuple[_Short, ...] | None
    quotes: tuple[Quoted, ...]
    difficulty: _Short


def read_written(reply: str) -> Written:
    """Read the object at the end. Raises `RejectedError`, and nothing else."""
    given = _object(clean(reply).rstrip())
    if given.keys() == {_UNSUITABLE}:
        message = (
            f"the model found no question in it: {shorten(str(given[_UNSUITABLE]), 80)}"
        )
        raise RejectedError(message)
    try:
        return Written.model_validate(given)
    except ValidationError as error:
        raise RejectedError(_said(error)) from error


def _object(said: str) -> dict[str, object]:
    if len(said) > LONGEST_REPLY:
        message = f"longer than {LONGEST_REPLY:,} characters"
        raise RejectedError(message)
    objects = outermost_objects(said)
    if not objects:
        message = "no JSON object" if objects is not None else "too many braces"
        raise RejectedError(message)
    if len(objects) > 1:
        message = f"{len(objects)} JSON objects, where one is wanted"
        raise RejectedError(message)
    if said[objects[0].end :].strip() not in {"", _FENCE}:
        message = "it does not end with its JSON object"
        raise RejectedError(message)
    return _fields(Pairs(objects[0].pairs))


def _fields(found: Pairs) -> dict[str, object]:
    fields: dict[str, object] = {}
    for name, value in found.items:
        if name in fields:
            message = f"the field {shorten(name, 40)!r} is given twice"
            raise RejectedError(message)
        fields[name] = _plain(value)
    return fields


def _plain(value: object) -> object:
    if isinstance(value, Pairs):
        return _fields(value)
    if isinstance(value, list):
        return tuple(_plain(item) for item in cast("list[object]", value))
    return clean(value).strip() if isinstance(value, str) else value


def _said(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    place = ".".join(map(str, first["loc"]))
    return f"{shorten(place, 60)}: {first['msg'][:1].lower()}{first['msg'][1:]}"
