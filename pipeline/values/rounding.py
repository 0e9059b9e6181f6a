"""To how many decimals a question asks its answer to be rounded."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

_NUMBERS: Final[Mapping[str, int]] = {
    word: value
    for value, word in enumerate(("zero", "one", "two", "three", "four", "five", "six"))
} | {"no": 0, "a single": 1}
_NEAREST: Final[Mapping[str, int]] = {
    "whole": 0,
    "integer": 0,
    "unit": 0,
    "percent": 0,
    "percentage": 0,
    "%": 0,
    "tenth": 1,
    "hundredth": 2,
    "cent": 2,
    "thousandth": 3,
}
_PLACES = re.compile(
    rf"\b(?P<count>\d|{'|'.join(_NUMBERS)})[\s-](?:decimals?|d\.?p\b|digits? after)"
    rf"|\bnearest (?P<nearest>{'|'.join(_NEAREST)})(?!\w| of)",
    re.IGNORECASE,
)


_CALCULATES = re.compile(
    r"\b(?:calculat|comput|work(?:ed|ing)? out|round(?:ed|ing)?\b|decimals?\b|exact)",
    re.IGNORECASE,
)


def calculates(question: str) -> bool:
    """Return whether a question has its figure reckoned, or asks for all its digits."""
    return _CALCULATES.search(question) is not None


@lru_cache(maxsize=4096)
def places_asked(question: str) -> int | None:
    """Return the decimals asked for, in the unit asked for; `None` if none are named.

    >>> places_asked("Round to two decimal places."), places_asked("nearest tenth")
    (2, 1)
    """
    found = _PLACES.search(question)
    if found is None:
        return None
    if nearest := found["nearest"]:
        return _NEAREST[nearest.casefold()]
    count = found["count"].casefold()
    return int(count) if count.isdecimal() else _NUMBERS[count]
