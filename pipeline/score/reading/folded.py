"""Cutting cheaply what several rules look at: most replies are one short sentence."""

import re

from pipeline.score.reading.claims import sentences

# No mark, no line, and no stop but the last one: there is nothing to cut or take off.
_ONE_SENTENCE = re.compile(r"[A-Za-z0-9,;:%'\"(][A-Za-z0-9 ,;:%'\"()-]{0,300}[.!?]?")


def cut(text: str) -> list[str]:
    """Return the sentences of a text."""
    text = text.strip()
    if _ONE_SENTENCE.fullmatch(text) and "  " not in text:
        return [text]
    return sentences(text)
