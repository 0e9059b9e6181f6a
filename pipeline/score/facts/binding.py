"""What the figures of a sentence belong to: which is from, which to, and of what.

"Fell from 41 % to 38 %" is another thing than "rose to 41 % from 38 %", and "Asia grew
5 %, Europe 2 %" another than "Asia grew 2 %, Europe 5 %", with the same figures.
"""

import re
from collections.abc import Sequence
from itertools import pairwise, permutations
from typing import Final, Literal

from pipeline.score.facts.figure import Figure, among, figures_of, legible
from pipeline.values.opposites import sides
from pipeline.values.stems import stem
from pipeline.values.wording import fold, read_words

Binding = Literal["as in the gold", "other way round", "unclear"]

_ABOUT = r"(?:about|around|approximately|nearly|roughly|only|just|an?|some)?"
_FROM = re.compile(rf"(?i)\bfrom\s{_ABOUT}\s?[^\w\s]?$")
_TO = re.compile(
    rf"(?i)(?<!compared )(?<!relative )(?<!prior )(?<!due )\bto\s{_ABOUT}\s?[^\w\s]?$"
)
_BEFORE: Final = 24
_CLAUSE_END = re.compile(
    r"[,;()\n\u2013\u2014]|\b(?:and|but|while|whereas|whilst|versus|vs)\b"
    r"|\bcompared\s(?:to|with)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\s?([^\W\d_]+)")
"""The word behind a figure, which is no thing it is of."""
_WAYS: Final = frozenset({"rise", "quality", "pace"})
_MOST: Final = 12


def bound_as(wanted: Sequence[Figure], gold: str, text: str) -> Binding:
    """Compare what the figures of a gold belong to there, and in a statement."""
    roles, given = _roles(gold), _roles(text)
    for role, other in (("from", "to"), ("to", "from")):
        if among_role(roles, role, given, other):
            return "other way round"
    own, said = _owned(wanted, gold), _owned(wanted, text)
    crossed = [
        (one, two)
        for one, two in permutations(range(len(wanted)), 2)
        if said[one] & own[two] and not said[one] & own[one]
    ]
    if any((two, one) in crossed for one, two in crossed):
        return "other way round"
    return "unclear" if crossed else "as in the gold"


def among_role(
    gold: Sequence[tuple[Figure, str]],
    role: str,
    given: Sequence[tuple[Figure, str]],
    other: str,
) -> bool:
    """Tell whether a figure that has one role in the gold has but the other here."""
    return any(
        among(figure, [one for one, its in given if its == other])
        and not among(figure, [one for one, its in given if its == role])
        for figure, its_role in gold
        if its_role == role
    )


def _roles(text: str) -> list[tuple[Figure, str]]:
    text = legible(text)
    found: list[tuple[Figure, str]] = []
    for figure in figures_of(text)[:_MOST]:
        start = figure.number.start
        before = text[max(0, start - _BEFORE) : start]
        if _FROM.search(before):
            found.append((figure, "from"))
        elif _TO.search(before):
            found.append((figure, "to"))
    return found


def _owned(wanted: Sequence[Figure], text: str) -> list[frozenset[str]]:
    """Return for each figure the words of its clause that no clause of another has."""
    text = legible(text)
    figures = [one for one in figures_of(text)[:_MOST] if among(one, wanted)]
    cuts = [0]
    for one, then in pairwise(figures):
        end = _CLAUSE_END.search(text, one.number.end, then.number.start)
        cuts.append(end.end() if end else one.number.end)
    spans = list(zip(cuts, [*cuts[1:], len(text)], strict=False))
    after = (_UNIT.match(text, one.number.end) for one in figures)
    units = {stem(fold(found[1])) for found in after if found}
    words = [_things(text[start:end]) - units for start, end in spans]
    owned = [
        (figure, mine.difference(*(w for w in words if w is not mine)))
        for figure, mine in zip(figures, words, strict=False)
    ]
    return [
        frozenset[str]().union(*(mine for one, mine in owned if among(figure, [one])))
        for figure in wanted
    ]


def _things(text: str) -> frozenset[str]:
    """Return the stems of what is no figure and no direction: the things spoken of."""
    return frozenset(
        word.stem
        for word in read_words(text)
        if word.text[:1].isalpha() and _WAYS.isdisjoint(sides([word.stem]))
    )
