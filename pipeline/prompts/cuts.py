"""A passage in; where it may end earlier, and what it then comes to in tokens, out."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.prompts.render import body, passage_ends
from pipeline.tokens import adds_up_at, count, token_ends

_NATURAL: Final = re.compile(r"\n+|(?<=[.!?;])(?=\s)|(?<=[\u3002\uff01\uff1f])")
_WORD: Final = re.compile(r"(?<=\S)(?=\s)")
_FEW: Final = 8
_MOST: Final = 64
"""Borders of one passage: to try more takes time, and gains little."""


def beginnings(passage_text: str) -> Iterator[tuple[int, int]]:
    """Yield how many characters of the text are shown, and the tokens of that passage.

    Each part is counted once: where counts add up, from the place before.
    """
    text = body(passage_text)
    before, after = passage_ends(passage_text[: -len(text)].rstrip("\n"))
    tokens, start = 0, 0
    for end in _borders(text.rstrip()):
        # A text that begins with "/" shares a token with the line end of its heading.
        part = text[start:end] if start else before + text[:end]
        yield end, tokens + count(part.rstrip() + after)
        if adds_up_at(text, end):
            tokens, start = tokens + count(part), end


def _borders(text: str) -> Sequence[int]:
    for pattern in (_NATURAL, _WORD):
        ends = [found.end() for found in pattern.finditer(text)]
        if len(ends) >= _FEW:
            return _some(ends, len(text))
    return _some(token_ends(text).tolist(), len(text))


def _some(ends: Sequence[int], length: int) -> list[int]:
    """Return at most so many of them, evenly, and none at the beginning or the end."""
    inner = sorted({end for end in ends if 0 < end < length})
    return inner[:: max(1, -(-len(inner) // _MOST))]
