"""Which of several values in one sentence the question asks for: the clause decides.

"The lease was signed on 1 March 2019 and ends on 28 February 2024" answers both "When
was it signed" and "When does it end", each by the clause that says it.
"""

import re
from collections.abc import Sequence
from typing import Final, Protocol, TypeVar

from pipeline.values.text import normalise

_CLAUSE_END = re.compile(
    r"[,;:()\n\u2013\u2014]|\b(?:and|or|but|while|whereas|whilst|which|with)\b",
    re.IGNORECASE,
)
_EITHER = re.compile(r"\b(?:or|either)\b", re.IGNORECASE)
_STEM: Final = 5
"""Letters by which "signed" is "signature": forms of a word begin alike."""
_ASKING: Final = frozenset(
    "what which when where whose that this these those does did have been were with "
    "from date year month quarter time".split()
)
_SHORTEST: Final = 3


class Spanned(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Value = TypeVar("Value", bound=Spanned)


def asked_for(text: str, values: Sequence[Value], question: str) -> list[Value]:
    """Return the values of the one clause that shares most words with the question.

    None where two clauses share as many, or none does.
    """
    asked = _stems(question)
    clauses = _clauses(text, values)
    shared = [len(asked & _stems(words)) for words, _ in clauses]
    best = max(shared, default=0)
    if not best or shared.count(best) > 1:
        return []
    return clauses[shared.index(best)][1]


def hedged(text: str, values: Sequence[Spanned]) -> bool:
    """Return whether the values are offered as alternatives: "in 2019 or 2020"."""
    pairs = zip(values, values[1:], strict=False)
    return any(_EITHER.search(text[one.end : other.start]) for one, other in pairs)


def _clauses(text: str, values: Sequence[Value]) -> list[tuple[str, list[Value]]]:
    """Cut at what ends a clause, wherever a value stands between two cuts."""
    cuts = [0]
    for value, then in zip(values, values[1:], strict=False):
        ends = list(_CLAUSE_END.finditer(text, value.end, then.start))
        cuts.append(ends[-1].end() if ends else value.end)
    spans = zip(cuts, [*cuts[1:], len(text)], strict=True)
    return [
        (text[start:end], [value])
        for (start, end), value in zip(spans, values, strict=True)
    ]


def _stems(text: str) -> frozenset[str]:
    return frozenset(
        word[:_STEM]
        for word in normalise(text).split()
        if len(word) > _SHORTEST and word not in _ASKING and not word.isdecimal()
    )
