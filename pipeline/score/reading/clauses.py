"""Which of several values in one sentence the question asks for: the clause decides.

"The lease was signed on 1 March 2019 and ends on 28 February 2024" answers both "When
was it signed" and "When does it end", each by the clause that says it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Protocol, TypeVar

from pipeline.score.reading.claims import MAX_CHARS
from pipeline.values.dates import MONTHS
from pipeline.values.stems import stem
from pipeline.values.text import normalise

_CLAUSE_END = re.compile(
    r"[,;()\n\u2013\u2014]|\.(?=\s)|\b(?:and|or|but|while|whereas|whilst|which|with)\b",
    re.IGNORECASE,
)
_EITHER = re.compile(r"\b(?:or|either)\b", re.IGNORECASE)
_STEM: Final = 5
"""Letters by which "signed" is "signature": forms of a word begin alike."""
_ASKING: Final = (
    "what which when where whose that this these those does did have been were with "
    "from date year month quarter time day days monday tuesday wednesday thursday "
    "friday saturday sunday"
)
_LITTLE: Final = frozenset(_ASKING.split()) | MONTHS.keys()
_SHORTEST: Final = 3
_OF_ITS_OWN: Final = 2
"""Words that make a sentence say something: "It was on ..." has fewer."""


class Spanned(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Value = TypeVar("Value", bound=Spanned)


def both_ends(text: str) -> str:
    """Bound a text for reading: what stands far from both its ends is no answer."""
    if len(text) <= 2 * MAX_CHARS:
        return text
    return f"{text[:MAX_CHARS]}\n{text[-MAX_CHARS:]}"


def asked_for(text: str, values: Sequence[Value], question: str) -> Value | None:
    """Return the value whose clause shares most words with the question.

    Of two that share as many, the one that such a word stands nearer to: what is said
    of a thing stands beside its date, the thing itself at the head of the sentence.
    `None` where both are as near, or no clause shares a word.
    """
    asked = _stems(question)
    scores = [
        _likeness(
            _words(text[start : value.start]), _words(text[value.end : end]), asked
        )
        for value, start, end in _clauses(text, values)
    ]
    best = max(scores, default=(0, 0))
    if not best[0] or scores.count(best) > 1:
        return None
    return values[scores.index(best)]


def _likeness(
    before: Sequence[str], after: Sequence[str], asked: frozenset[str]
) -> tuple[int, int]:
    """Return how many words are shared, and minus the words up to the nearest."""
    away = [
        at
        for words in (before[::-1], after)
        for at, word in enumerate(words)
        if word in asked
    ]
    return len(asked.intersection(before) | asked.intersection(after)), -min(
        away, default=0
    )


def beside_the_point(text: str, question: str) -> bool:
    """Return whether a sentence speaks of something else than the question."""
    said = _stems(text)
    return len(said) >= _OF_ITS_OWN and said.isdisjoint(_stems(question))


def shared_words(text: str, question: str) -> int:
    """Count the words that a text has of a question."""
    return len(_stems(text) & _stems(question))


def hedged(text: str, values: Sequence[Spanned]) -> bool:
    """Return whether the values are offered as alternatives: "in 2019 or 2020"."""
    return any(
        _EITHER.search(text[one.end : other.start]) for one, other in pairwise(values)
    )


def _clauses(text: str, values: Sequence[Value]) -> list[tuple[Value, int, int]]:
    """Cut between each two values, after the last thing that ends a clause there."""
    cuts = [0]
    for value, then in pairwise(values):
        ends = list(_CLAUSE_END.finditer(text, value.end, then.start))
        cuts.append(ends[-1].end() if ends else value.end)
    return list(zip(values, cuts, [*cuts[1:], len(text)], strict=True))


def _stems(text: str) -> frozenset[str]:
    return frozenset(filter(None, _words(text)))


def _words(text: str) -> list[str]:
    """Return the stems of a text in order; an empty one for a word that says little."""
    return [
        ""
        if len(word) <= _SHORTEST or word in _LITTLE or word.isdecimal()
        else stem(word)[:_STEM]
        for word in normalise(text).split()
    ]
