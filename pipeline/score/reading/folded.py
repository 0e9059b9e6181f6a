"""Reading once, and cheaply, what several rules look at: most replies are short."""

import re
from functools import lru_cache
from typing import Final

from pipeline.score.reading.claims import sentences
from pipeline.values.text import normalise

_MAX_CHARS: Final = 1_000

# No mark, no line, and no stop but the last one: there is nothing to cut or take off.
_ONE_SENTENCE = re.compile(r"[A-Za-z0-9,;:%'\"(][A-Za-z0-9 ,;:%'\"()-]{0,300}[.!?]?")


def fold(text: str) -> str:
    """Return the text normalised; a short one is remembered for a while."""
    return _remembered(text) if len(text) <= _MAX_CHARS else normalise(text)


@lru_cache(maxsize=64)
def _remembered(text: str) -> str:
    return normalise(text)


def cut(text: str) -> list[str]:
    """Return the sentences of a text."""
    text = text.strip()
    if _ONE_SENTENCE.fullmatch(text) and "  " not in text:
        return [text]
    return sentences(text)
