"""A short reply that says where its answer is not, and then gives it.

"It is not stated in the notes but on page 3: 40" answers. "It is not stated when it
expires; it was issued in 2019" does not: what is given there is of something else.
"""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.score.reading.asked import content, stems
from pipeline.score.reading.missing_words import (
    NAME,
    NAMED,
    NAMES,
    SAID,
    SAY,
    SAYS,
    SOURCE,
    THING,
    any_of,
)
from pipeline.values.text import normalise

_MOST_CHARS: Final = 300
_PIECE_END = re.compile(
    r"[;:\u2013\u2014]\s|(?<=\w\w)[.!?]\s+|\s(?=(?i:but|however|instead)\b)"
    r"|,\s(?=(?i:it|he|she|they|though|although|not|page|on|in)\b|[\d$\u20ac\u00a3])"
)
"""Not at every comma: it may go on with a list of what is denied."""
_ELLIPTIC = re.compile(r"(?i)(?:(?:but|and|though|although)\s)?not\b")
"""A denial without a subject of its own."""
_DENIED = re.compile(
    r"(?i)\b(?:not?|never|none|nothing|neither|nor|without|cannot|unknown|unclear|only"
    r"|just|unable|lacks?|missing|un(?:stated|specified|disclosed)|if|would|may|might"
    r"|should)\b|n['\u2019]t\b"
)
_REFERENCE = re.compile(
    rf"(?i)\b(?:{SOURCE}|p|pp|line|row|column|item|footnote)\.?\s(?:no\.?\s)?"
    r"(?=[\dA-Z])[\dA-Z]{1,4}(?:[.-]\w{1,3})?\b"
)
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d)")
_OF_A_YEAR = re.compile(rf"(?i)\b(?:in|for|of|fy)\s?{_YEAR.pattern}")
_VALUE = re.compile(
    r"(?:[A-Z]{3}\s)?(?P<figure>\d(?:[\d.,]*\d)?)(?:\s?[^\W\d]{1,12}\b)?"
    r"|(?<=\S\s)(?P<name>[A-Z][\w'\u2019-]*)"
)
"""A figure with the word after it, or a name."""
_TELLING: Final = re.compile(any_of(SAY, SAYS, SAID, NAME, NAMES, NAMED, SOURCE))
_LITTLE: Final = frozenset(
    stems(
        "but however instead rather elsewhere about approximately roughly yes total"
        " computed calculated derived found seen shown reads stands overall here"
    )
) | frozenset(stems(" ".join(THING)))


def answers_after_all(answer: str, question: str) -> bool:
    """Return whether a piece after a denial gives a value, and nothing else new.

    So does one before, "It is 40 m, not stated in feet", where both are of one thing.
    """
    if len(answer) > _MOST_CHARS:
        return False
    pieces = [piece for piece in _PIECE_END.split(answer) if piece.strip()]
    denied = [at for at, one in enumerate(pieces) if _DENIED.search(one)]
    given = pieces[denied[-1] + 1 :] if denied else []
    if denied and not given and _ELLIPTIC.match(pieces[denied[0]]):
        given = pieces[: denied[0]]
    new = any(_is_new(piece, question) for piece in given)
    return new and _says_nothing_else(given, question)


def _is_new(piece: str, question: str) -> bool:
    """Return whether a piece has a value that the question does not have itself."""
    bare = _OF_A_YEAR.sub(" ", _REFERENCE.sub(" ", piece))
    values = (one["figure"] or one["name"] for one in _VALUE.finditer(bare))
    return any(value.casefold() not in question.casefold() for value in values)


def _says_nothing_else(pieces: Sequence[str], question: str) -> bool:
    """Return whether some pieces have no word but a value, the asked, and a place.

    What is of another year than is asked for is of something else.
    """
    text = " . ".join(pieces)
    years = set(_YEAR.findall(question))
    if years and not years.issuperset(_YEAR.findall(text)):
        return False
    bare = _VALUE.sub(" ", _OF_A_YEAR.sub(" ", _REFERENCE.sub(" ", text)))
    words = (w for w in normalise(bare).split() if not _TELLING.fullmatch(w))
    return set(content(" ".join(words))) <= _LITTLE | set(content(question))
