"""A range as a text states one: "between 5 and 7", "5-7 %", "$5 to $7 million"."""

import re
from typing import Final, NamedTuple

from pipeline.values.comparing import compare, exact_only
from pipeline.values.measures import Measure, measures_in
from pipeline.values.numbers import incidental
from pipeline.values.quantities import Quantity

_TO = re.compile(
    r"\s?(?:[-\u2010-\u2015\u2212~]|to|through|until|up to)\s?"
    r"(?:about |around |approximately )?",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:and|to)\s", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s[($\u20ac\u00a3]{0,2}$", re.IGNORECASE)
_ENDS: Final = 2


class Range(NamedTuple):
    low: Measure
    high: Measure


def parse_range(text: str, beside: str | None = None) -> Range | None:
    """Return the one range a text states, or `None`.

    What only its second end says, a scale or percent, holds for the first too, and the
    currency that only its first says, for the second.
    """
    ends = [m for m in measures_in(text) if not incidental(m.number, m.text)]
    if len(ends) != _ENDS or not ranged(*ends):
        return None
    low, high = (end._replace(beside=beside) for end in ends)
    return Range(
        low._replace(number=_completed(low.number, high.number)),
        high._replace(number=_in_currency(high.number, low.number.currency)),
    )


def ranged(one: Measure, other: Measure) -> bool:
    """Return whether two neighbours in a text are the ends of a range."""
    gap = one.text[one.number.end : other.number.start]
    if _TO.fullmatch(gap):
        return True
    before = one.text[max(0, one.number.start - 12) : one.number.start]
    return bool(_AND.fullmatch(gap) and _BETWEEN.search(before))


def same_range(
    given: Range,
    gold: Range,
    unit: str | None,
    places: int | None = None,
    *,
    measured: bool = False,
) -> bool:
    """Return whether both ends agree; what measures one end measures both."""
    measured = measured or not all(exact_only(end, unit) for end in gold)
    return all(
        compare(one, other, unit, places, measured=measured) == "same"
        for one, other in zip(given, gold, strict=True)
    )


def _completed(low: Quantity, high: Quantity) -> Quantity:
    if not low.bare or high.bare:
        return _in_currency(low, high.currency)
    return low._replace(
        value=low.value * high.factor,
        family=high.family,
        scale=high.scale,
        currency=low.currency or high.currency,
    )


def _in_currency(number: Quantity, currency: str | None) -> Quantity:
    if number.currency or not currency or number.family != "plain":
        return number
    return number._replace(currency=currency, family="money")
