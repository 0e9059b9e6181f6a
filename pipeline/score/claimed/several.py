"""What two figures of one claim are to each other: one again, or two guesses."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from pipeline.score.claimed.figures import Sought
from pipeline.values.measures import Measure, measures_in

_AGAIN = re.compile(
    r"(?![^\d]*\b(?:and|while|whereas|but|than|from|by|versus|vs|against)\b)"
    r"[^\d;]{0,40}?(?:\b(?:about|approximately|approx\.|roughly|around|nearly|almost|some"
    r"|rounded(?: up| down| off)? to|i\.e\.,?)\s|[~\u2248]\s?)[($\u20ac\u00a3]?",
    re.IGNORECASE,
)
_ROUGHLY = re.compile(
    r"about|approx|rough|around|nearly|almost|some|rounded|i\.e|[~\u2248]"
)
_LOOK_BACK: Final = 20
_TO_ANOTHER = re.compile(
    r"(?:\s[^\W\d]{1,9})?(?:\s?[\u2010-\u2015-]\s?|\sto\s)[$\u20ac\u00a3]?\d"
)
_FROM = re.compile(r"\bfrom\s[$\u20ac\u00a3]?$", re.IGNORECASE)
_MOST_PARTS: Final = 5
_OR = re.compile(
    r"(?:\s[^\W\d]+){0,2},?\sor\s(?:(?:else|possibly|perhaps|maybe)\s)?"
    r"[($\u20ac\u00a3]?",
    re.IGNORECASE,
)
_CENTS: Final = frozenset({"cent"})
_A_CENT: Final = Decimal("0.01")


def said_again(claimed: Measure, sought: Sought) -> Measure | None:
    """Return the gold that a figure only repeats in round: "47.3, so about 47".

    "0.83, about 83 cents in the dollar" repeats it too; "47.3 and then about 47" does
    not.
    """
    start = claimed.number.start
    if not _ROUGHLY.search(claimed.text, max(0, start - _LOOK_BACK), start):
        return None
    for exact, other in pairwise(measures_in(claimed.text)):
        if (
            other.number.start == start
            and sought.states(exact)
            and _rounds(other, exact)
            and _AGAIN.fullmatch(other.text, exact.number.end, other.number.start)
        ):
            return exact
    return None


def opens_a_range(figure: Measure) -> bool:
    """Return whether a figure is only the low end of what is said: "19-21 days".

    What changes from one value to another is no range.
    """
    text, start = figure.text, figure.number.start
    if not _TO_ANOTHER.match(text, figure.number.end):
        return False
    return _FROM.search(text, max(0, start - _LOOK_BACK), start) is None


def adds_up(claimed: Sequence[Measure], sought: Sought) -> bool:
    """Return whether parts that a sentence counts are the gold together: "2 and 1"."""
    figures = measures_in(claimed[0].text)
    if not 1 < len(figures) <= _MOST_PARTS:
        return False
    total = sum(figure.number.value for figure in figures)
    return any(
        gold.number.family == "plain" and gold.number.value == total
        for gold in sought.golds
    )


def two_guesses(claimed: Sequence[Measure]) -> bool:
    """Return whether all that is claimed is one value or another: "7 or 9"."""
    if len(claimed) != 2:  # noqa: PLR2004
        return False
    one, other = claimed
    return (
        one.text == other.text
        and _OR.fullmatch(one.text, one.number.end, other.number.start) is not None
    )


def _rounds(rough: Measure, exact: Measure) -> bool:
    """Return whether a figure is another one to its own last digit, or in cents."""
    step = rough.number.factor.scaleb(-rough.number.decimals)
    value = rough.number.value
    if rough.unit.of & _CENTS and not exact.unit.of & _CENTS:
        step, value = step * _A_CENT, value * _A_CENT
    return 2 * abs(value - exact.number.value) <= step
