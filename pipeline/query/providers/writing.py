"""Build the body of a request: where a value goes, and what is laid over it."""

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

import orjson

from pipeline.facts import merged_fields
from pipeline.query.providers.base import Ask

Body: TypeAlias = dict[str, Any]


def as_json(value: object) -> bytes:
    """Return a value as JSON in UTF-8.

    What orjson refuses (half of a surrogate pair, a whole number beyond 64 bits) is
    written by the standard library, in ASCII.
    """
    try:
        return orjson.dumps(value)
    except TypeError:
        return json.dumps(value).encode()


def place(body: Body, path: str, value: object) -> None:
    """Set a field by its path, such as `reasoning.effort`."""
    *tables, name = path.split(".")
    for table in tables:
        if body.get(table).__class__ is not dict:
            body[table] = {}
        body = body[table]
    body[name] = value


def place_set(body: Body, values: Mapping[str, object]) -> None:
    """Set those of the fields, by their paths, that have a value."""
    for path, value in values.items():
        if value is not None:
            place(body, path, value)


def finished(body: Body, ask: Ask) -> Body:
    """Lay the further fields of an ask over a body: tables merge, others replace."""
    return merged_fields(body, ask.fields)
