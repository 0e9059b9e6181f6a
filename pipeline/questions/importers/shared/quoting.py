"""The sentence or line of a text that an answer stands in."""

import re
from typing import Final

_BORDER: Final = re.compile(
    r"[^\S\n]*\n\s*|(?<=[.!?])[\"'\u2019\u201d)\]]*\s+(?=[\"'\u2018\u201c(\[]*[A-Z0-9])"
)
"""A line's end, or a sentence's: what follows opens like one."""
_ABBREVIATED: Final = re.compile(
    r"\b(?:[A-Za-z]|Mrs?|Ms|Dr|Prof|Capt|Gen|Col|Lt|Sgt|St|Nos?|vs|pp|vol|figs?|ca|cf"
    r"|Inc|Ltd|Co|Corp)\.\Z"
)
"""A stop that ends no sentence: "Capt. Orne", "p. 5", "the U.S. Army"."""
_LONGEST_ABBREVIATED: Final = 6


def sentence_around(text: str, answer: str, start: int | None) -> str | None:
    """Return the sentences or line that hold the answer at `start`, in characters.

    Where it does not stand there, its nearest place counts; `None` where it has none.
    """
    at = _place(text, answer, start or 0)
    if at is None:
        return None
    stop = at + len(answer)
    borders = [border for border in _BORDER.finditer(text) if _ends(text, border)]
    begins = max((m.end() for m in borders if m.end() <= at), default=0)
    ends = min((m.start() for m in borders if m.start() >= stop), default=len(text))
    return text[begins:ends].strip()


def _ends(text: str, border: re.Match[str]) -> bool:
    before = text[max(border.start() - _LONGEST_ABBREVIATED, 0) : border.start()]
    return "\n" in border[0] or not _ABBREVIATED.search(before)


def _place(text: str, answer: str, start: int) -> int | None:
    if not answer.strip():
        return None
    if start >= 0 and text.startswith(answer, start):
        return start
    places = (m.start() for m in re.finditer(re.escape(answer), text))
    return min(places, key=lambda place: abs(place - start), default=None)
