"""A short reply that says where its answer is not, and then gives it.

"It is not stated in the notes but on page 3: 40" answers. "It is not stated when it
expires; it was issued in 2019" does not: what is given there is of something else, as
is "The depth of Well 7 is 40 m" where Well 9 is asked for. A source cited is no answer.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
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
from pipeline.values.text import holds, normalise

_MOST_CHARS: Final = 300
_PIECE_END = re.compile(
    r"[;:\u2013\u2014]\s|(?<=\w\w)[.!?]\s+|\s(?=(?i:but|however|instead)\b)"
    r"|,\s(?=(?i:it|he|she|they|though|although|not|page|on|in)\b)"
    r"|(?<!\d),\s(?=[\d$\u20ac\u00a3])"
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
    r"(?:\s?(?:and|to|&|-|\u2013)\s?\d{1,4}\b)*"
)
_CITED = re.compile(
    rf"(?i)[.;!?(\[\n]\s*(?:see\b|(?:{SOURCE}|references?|citations?)\s?:)[^\n]*"
)
"""A sentence that only says where to look: "Source: Alpha Agreement, page 3"."""
_TURN = re.compile(
    r"(?i)\W*(?:(?:but|however|instead|rather|yet|and|though|although)\b"
    r"|(?:it|he|she|they|this|that)\b"
    rf"|(?:on|in|at)\s(?:the\s)?{SOURCE}\b|(?:{SOURCE}|pp?\.?)\s\d"
    r"|(?:(?:about|approximately|roughly)\s)?(?:[A-Z]{3}\s)?\W?\d)"
)
"""How a piece opens that goes on with what was denied; or with a word of its own."""
_MENTIONS = re.compile(
    rf"(?i)\b(?:(?:{SOURCE}(?:\s\d+)?|it|they)\s(?:\w+ly\s|also\s)?"
    r"(?:mention|refer|discus|describe|cover|contain)s?(?:es)?"
    r"|(?<!\bit\s)(?:is|are|was|were)\s(?:also\s)?mentioned)\b"
)
"""What a text has besides, which is not what was missed of it."""
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d)")
_OF_A_YEAR = re.compile(rf"(?i)\b(?:in|for|of|fy)\s?{_YEAR.pattern}")
_VALUE = re.compile(
    r"(?:[A-Z]{3}\s)?(?P<figure>\d(?:[\d.,]*\d)?)"
    r"(?:\s?(?!(?:is|are|was|were|has|had|of|for)\b)[^\W\d]{1,12}\b)?"
    r"|(?<=\S\s)(?P<name>[A-Z][\w'\u2019-]*)"
)
"""A figure with the word after it, or a name."""
_IN_ONE = re.compile(r"(?:[\W_]|\b(?:and|or|to|of|de|van|von)\b){0,12}")
"""What stands between the parts of one value: "March 14, 2021", "131 feet (40 m)"."""
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
    said = _CITED.sub(". ", answer)
    pieces = [piece for piece in _PIECE_END.split(said) if piece.strip()]
    denied = [at for at, one in enumerate(pieces) if _DENIED.search(one)]
    given = pieces[denied[-1] + 1 :] if denied else []
    if denied and not given and _ELLIPTIC.match(pieces[denied[0]]):
        given = pieces[: denied[0]]
    return bool(given) and _is_of_the_asked(given, question)


def _is_of_the_asked(given: Sequence[str], question: str) -> bool:
    """Return whether some pieces go on with the thing asked for, and give its value."""
    text = " . ".join(given)
    if _MENTIONS.search(text) or _refers_elsewhere(text, question):
        return False
    return (
        _goes_on(given[0], question)
        and _gives_one(text, question)
        and _says_nothing_else(text, question)
    )


def _goes_on(piece: str, question: str) -> bool:
    """Return whether a piece turns from a denial, or opens with a word of the asked."""
    opening = content(piece)[:1]
    return bool(_TURN.match(piece)) or _LITTLE.union(content(question)).issuperset(
        opening
    )


def _refers_elsewhere(text: str, question: str) -> bool:
    """Tell clause 7 where the question is about clause 9."""
    asked = {normalise(one) for one in _REFERENCE.findall(question)}
    heads = {one.split()[0] for one in asked}
    found = {normalise(one) for one in _REFERENCE.findall(text)}
    return any(one.split()[0] in heads for one in found - asked)


def _gives_one(text: str, question: str) -> bool:
    """Return whether a text has one value that the question does not have itself.

    With a second one it tells of another thing: the 7 of "Well 7 is 40 m deep".
    """
    bare = _OF_A_YEAR.sub(" ", _REFERENCE.sub(" ", text))
    asked = normalise(question)
    new = [
        one
        for one in _VALUE.finditer(bare)
        if not holds(asked, normalise(one["figure"] or one["name"]))
    ]
    gaps = [bare[one.end() : after.start()] for one, after in pairwise(new)]
    return bool(new) and all(" . " not in x and _IN_ONE.fullmatch(x) for x in gaps)


def _says_nothing_else(text: str, question: str) -> bool:
    """Return whether a text has no word but a value, the asked, and a place.

    What is of another year than is asked for is of something else.
    """
    years = set(_YEAR.findall(question))
    if years and not years.issuperset(_YEAR.findall(text)):
        return False
    bare = _VALUE.sub(" ", _OF_A_YEAR.sub(" ", _REFERENCE.sub(" ", text)))
    words = (w for w in normalise(bare).split() if not _TELLING.fullmatch(w))
    return set(content(" ".join(words))) <= _LITTLE | set(content(question))
