"""Whether a reply contradicts the figure that a gold answer gives as its reason.

"Yes. The deposit was 500 euros" is not met by "Yes, the deposit was 900 euros". Only
figures of one thing are compared: the same kind of number, under the same words, both
of a level or both of a change. All others are left alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from pipeline.score.reading.asked import content
from pipeline.score.reading.claims import sentences
from pipeline.values.numbers import same_number
from pipeline.values.quantities import Quantity, find_numbers

_WORDS_BEFORE: Final = 6
_WORDS_AFTER: Final = 3
_SHARED: Final = 2
_TOLERANCE: Final = Decimal("0.01")
_FAR: Final = Decimal("0.05")
"""By which two figures differ that are not one, taken at another date or rounded."""
_YEARS: Final = range(1900, 2101)
_DIGIT = re.compile(r"\d")
_BY = re.compile(
    r"(?i)\b(?:by|of)\s+(?:about|around|roughly|approximately|only|~)?\s*[~$\u20ac\u00a3]?$"
)
_CHANGED = re.compile(
    r"(?i)\b(?:increas|decreas|declin|dropp?|f[ae]ll|r[io]se|gr[eo]w|chang|reduc|improv"
    r"|differ)\w*\s(?:\S+\s){0,3}$"
)


@dataclass(frozen=True, slots=True)
class _Figure:
    number: Quantity
    words: frozenset[str]
    counted: str | None
    """The word right after it: 12 *stores*."""
    changed: bool


@dataclass(frozen=True, slots=True)
class Contradiction:
    figure: str
    plain: bool
    """It is of what the question asks about, and far from the gold's."""


def contradicts(reply: str, gold: str, question: str) -> Contradiction | None:
    """Return the reply's figure that cannot be the gold's, if none of its figures is.

    Figures the question itself gives are no reason.
    """
    wanted = _wanted(gold, question)
    if not wanted:
        return None
    given = _reasons(reply, question)
    if any(_same(one, other) for one in given for other in wanted):
        return None
    pairs = [(a, b) for a in given for b in wanted if _of_one_thing(a, b)]
    if not pairs:
        return None
    about = frozenset(content(question))
    plain = [(a, b) for a, b in pairs if _shared(a, b) & about and _far(a, b)]
    figure, _ = (plain or pairs)[0]
    return Contradiction(f"{figure.number.value:f}", plain=bool(plain))


@lru_cache(maxsize=1024)
def _wanted(gold: str, question: str) -> Sequence[_Figure]:
    return _reasons(gold, question)


def _reasons(text: str, question: str) -> Sequence[_Figure]:
    if not _DIGIT.search(text):
        return ()
    asked = {figure.number.value for figure in _figures(question)}
    figures = (figure for one in sentences(text) for figure in _figures(one))
    return [figure for figure in figures if figure.number.value not in asked]


def _figures(text: str) -> Sequence[_Figure]:
    numbers = [number for number in find_numbers(text) if not _is_a_year(number)]
    return [_figure(number, text) for number in numbers]


def _figure(number: Quantity, text: str) -> _Figure:
    before, after = text[: number.start], text[number.end :]
    following = _common(["", *after.split()[:_WORDS_AFTER]])[:1]
    by = _BY.search(before)
    return _Figure(
        number,
        frozenset(_common(before.split())[-_WORDS_BEFORE:] + following),
        following[0] if following else None,
        by is not None and _CHANGED.search(before[: by.start()]) is not None,
    )


def _common(words: Sequence[str]) -> list[str]:
    """Return the stems of words that are no names: who it is of does not tell what."""
    common = [word for n, word in enumerate(words) if not (n and word.istitle())]
    return content(" ".join(w for w in common if not _DIGIT.search(w)))


def _is_a_year(number: Quantity) -> bool:
    plain = number.bare and number.family == "plain" and number.decimals == 0
    return plain and number.value in _YEARS


def _shared(one: _Figure, other: _Figure) -> frozenset[str]:
    return one.words & other.words


def _far(one: _Figure, other: _Figure) -> bool:
    return not same_number(one.number, other.number, tolerance=_FAR)


def _same(one: _Figure, other: _Figure) -> bool:
    return same_number(one.number, other.number, tolerance=_TOLERANCE)


def _of_one_thing(one: _Figure, other: _Figure) -> bool:
    if one.number.family != other.number.family or one.changed != other.changed:
        return False
    if one.number.family == "plain" and one.counted and one.counted == other.counted:
        return True
    return len(_shared(one, other)) >= _SHARED
