"""When a figure of a reply is one of the gold's, and when it could have been."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from pipeline.score.reading.asked import content
from pipeline.score.yes_no.contradiction import Contradiction
from pipeline.score.yes_no.figures import Figure
from pipeline.values.comparing import restates
from pipeline.values.numbers import NEAR, same_number

_TOLERANCE: Final = Decimal("0.01")
_MOST: Final = 12
"""Of a reply's figures, from which the gold's is looked for as a result."""
_TELLING_DIGITS: Final = 2

QUALIFIERS: Final = frozenset(
    content(
        "adjusted operational organic normalised normalized real nominal "
        "gross net average median annual monthly weekly daily expected estimated "
        "projected forecast targeted guided budgeted planned"
    )
)
"""Words that make another measure of one."""


def far(one: Figure, other: Figure) -> bool:
    """Tell two figures that are not one, taken at another date or rounded."""
    return not same_number(one.number, other.number, tolerance=NEAR)


def same(one: Figure, other: Figure) -> bool:
    """Tell whether a figure is the gold's, or one that this rounds to."""
    if same_number(one.number, other.number, tolerance=_TOLERANCE):
        return True
    if restates(one.measure, other.measure):
        return True
    return not far(one, other) and same_number(other.number, one.number)


def met(wanted: Figure, given: Sequence[Figure]) -> bool:
    return any(same(one, wanted) for one in given) or _follows(wanted, given)


def of_one_kind(one: Figure, other: Figure) -> bool:
    """Tell whether both are of a level or a change, in one unit, exact or bounds."""
    units = one.measure.unit.of, other.measure.unit.of
    return (
        one.family == other.family
        and (one.role == "by") == (other.role == "by")
        and one.bounded == other.bounded
        and not (all(units) and units[0].isdisjoint(units[1]))
        and not (one.per and other.per and one.per != other.per)
    )


def on_another(given: Figure, wanted: Figure, *, plain: bool) -> Contradiction:
    why = f"on another figure than the gold: {given.printed}, not {wanted.printed}"
    return Contradiction(why, plain)


def _follows(wanted: Figure, given: Sequence[Figure]) -> bool:
    """Tell whether two figures of one kind have the gold's as what is between them.

    A figure of one digit comes out of too many.
    """
    if len(wanted.number.mantissa.as_tuple().digits) < _TELLING_DIGITS:
        return False
    kinds: dict[str, list[Decimal]] = {}
    for figure in given:
        kinds.setdefault(figure.family, []).append(abs(figure.number.value))
    return any(
        same_number(
            wanted.number._replace(value=abs(value)), size, tolerance=_TOLERANCE
        )
        for size in [wanted.number._replace(value=abs(wanted.number.value))]
        for family, values in kinds.items()
        for one, other in combinations(dict.fromkeys(values[:_MOST]), 2)
        for value in _between(one, other, family, wanted.family)
    )


def _between(
    one: Decimal, other: Decimal, family: str, wanted: str
) -> Iterable[Decimal]:
    """Yield a difference for its own kind; as shares, changes and ratios."""
    if family == wanted:
        yield one - other
    if wanted == "percent" and one and other:
        yield from ((other - one) / one * 100, (one - other) / other * 100)
        yield from (one / other * 100, other / one * 100)
