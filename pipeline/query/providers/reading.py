"""Read what a provider sent without trusting it: plain JSON, and lenient accessors.

A vendor adds to its format without asking, so a field of an unexpected type reads as
absent, and only what is no JSON at all is an error.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

import orjson

from pipeline.errors import MalformedError
from pipeline.records import Usage

Table: TypeAlias = Mapping[str, Any]

NOTHING: Final[Table] = {}
_NONE: Final[list[Any]] = []
_MOST: Final = 2**53
"""No count is larger, and a float of that size is no whole number for certain."""
DEEPEST: Final = 254
"""Tables and lists within each other, which is orjson's own limit for writing them;
providers need six or so."""
_ESCAPE: Final = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
_REPLACEMENT: Final = "\\ufffd"


def parse(data: str, what: str) -> Any:
    """Return the value of a JSON text; raise `MalformedError` when it is none.

    `what` it should be is told in the error.

    Two things that JSON forbids are read all the same, since servers written in Python
    send them: half of a surrogate pair (as U+FFFD) and `NaN` (as null). Nesting that
    nobody means is refused: what is written out again is gone through by recursion.
    """
    value = _value(data, what)
    if len(data) > DEEPEST and _brackets(data) > DEEPEST and not _is_writable(value):
        message = f"not {what}: nested more than {DEEPEST} deep, or beyond 64 bits"
        raise MalformedError(kind="malformed", message=message)
    return value


def _value(data: str, what: str) -> Any:
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        reason = str(error)
    try:
        return json.loads(_ESCAPE.sub(_whole, data), parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        message = f"not {what}: {reason}"
        raise MalformedError(kind="malformed", message=message) from None


def _brackets(data: str) -> int:
    """Return more than the depth can be; what stands in a text counts too."""
    return data.count("{") + data.count("[")


def _is_writable(value: Any) -> bool:
    try:
        orjson.dumps(value)  # quicker than any look at it
    except orjson.JSONEncodeError:
        return False
    return True


def table(data: str, what: str) -> Table:
    """Return the object of a JSON text; raise `MalformedError` when it is none."""
    value = parse(data, what)
    if value.__class__ is dict:
        return value
    message = f"not {what}: {type(value).__name__} where an object was expected"
    raise MalformedError(kind="malformed", message=message)


# Of a class exactly, not of one below it: there are no others, and `bool` is no `int`.


def text(value: Any) -> str:
    return value if value.__class__ is str else ""


def member(value: Any) -> Table:
    return value if value.__class__ is dict else NOTHING


def items(value: Any) -> list[Any]:
    return value if value.__class__ is list else _NONE


def report(value: Any) -> Table | None:
    """Return a table that has something in it."""
    return value if value.__class__ is dict and value else None


def count(value: Any) -> int | None:
    """Return a count, be it written as `12.0`; nothing else is one."""
    if value.__class__ is float and value.is_integer():
        value = int(value)
    return value if value.__class__ is int and 0 <= value < _MOST else None


def first(values: Iterable[Any]) -> int | None:
    """Return the first that is a count."""
    return next((found for one in values if (found := count(one)) is not None), None)


def total(*counts: int | None) -> int | None:
    """Add up the counts that are known; `None` when none is."""
    known = [one for one in counts if one is not None]
    return sum(known) if known else None


def input_output_usage(raw: Table, *, outside: bool = False) -> Usage:
    """Return the usage of OpenAI's algebra: input holds the cached, output the rest.

    The prompt is `prompt_tokens` or `input_tokens`, the answer `completion_tokens` or
    `output_tokens`, the details stand in a table of their own or beside them.
    `outside`: reasoning is to be added to the output; the reported total has the last
    word on it.
    """
    details = member(raw.get("prompt_tokens_details", raw.get("input_tokens_details")))
    written = member(
        raw.get("completion_tokens_details", raw.get("output_tokens_details"))
    )
    prompt = first((raw.get("prompt_tokens"), raw.get("input_tokens")))
    output = first((raw.get("completion_tokens"), raw.get("output_tokens")))
    reasoning = count(written.get("reasoning_tokens"))
    if output is not None and reasoning:
        both = (count(raw.get("total_tokens")) or 0) - (prompt or 0)
        if both == output + reasoning or (outside and both != output):
            output += reasoning
    return Usage(
        prompt_tokens=prompt,
        cached_tokens=first(
            (
                raw.get("cached_tokens"),  # Moonshot
                details.get("cached_tokens"),
                raw.get("prompt_cache_hit_tokens"),  # DeepSeek
            )
        ),
        cache_write_tokens=first(
            (
                details.get("cache_write_tokens"),  # OpenAI
                details.get("cache_creation_input_tokens"),  # DashScope
                raw.get("cache_write_tokens"),
                raw.get("cache_creation_input_tokens"),
            )
        ),
        completion_tokens=output,
        reasoning_tokens=reasoning,
    )


def laid_over(earlier: Table, later: Table) -> dict[str, Any]:
    """Lay one report over another: what the later leaves out or has null, stays."""
    merged = dict(earlier)
    for name, value in later.items():
        before = merged.get(name) or NOTHING
        if value.__class__ is dict and before.__class__ is dict:
            merged[name] = laid_over(before, value)
        elif value is not None or name not in merged:
            merged[name] = value
    return merged


def _whole(escape: re.Match[str]) -> str:
    return _REPLACEMENT if escape["half"] else escape[0]
