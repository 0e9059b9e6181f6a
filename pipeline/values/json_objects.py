"""The JSON objects in what a model wrote: text in, each with its place and its keys."""

import json
from collections.abc import Sequence
from typing import Final, NamedTuple

_MAX_BRACES: Final = 1_000


class Found(NamedTuple):
    pairs: Sequence[tuple[str, object]]
    """As written, so that a key given twice is seen."""
    start: int
    end: int


class Pairs:
    """An object within another, or in a list."""

    def __init__(self, items: Sequence[tuple[str, object]]) -> None:
        self.items = items


def outermost_objects(said: str) -> list[Found] | None:
    """Return the outermost JSON objects; `None` where there are too many to try."""
    decoder = json.JSONDecoder(object_pairs_hook=Pairs, strict=False)
    found: list[Found] = []
    at = tried = 0
    while (start := said.find("{", at)) >= 0:
        tried += 1
        if tried > _MAX_BRACES:
            return None
        try:
            value, at = decoder.raw_decode(said, start)
        except (ValueError, RecursionError):
            at = start + 1
            continue
        found.append(Found(value.items, start, at))
    return found
