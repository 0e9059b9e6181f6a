"""Normalising once what several rules look at: a short reply is one sentence."""

from functools import lru_cache
from typing import Final

from pipeline.values.text import normalise

_MAX_CHARS: Final = 1_000


def fold(text: str) -> str:
    """Return the text normalised; a short one is remembered for a while."""
    return _remembered(text) if len(text) <= _MAX_CHARS else normalise(text)


@lru_cache(maxsize=64)
def _remembered(text: str) -> str:
    return normalise(text)
