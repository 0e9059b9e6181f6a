"""Whether two numbers with their units are the same measure."""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from pipeline.values.conversions import Conversion
from pipeline.values.measures import Measure
from pipeline.values.numbers import (
    in_unit,
    is_coarser,
    looks_like_a_year,
    same_number,
)
from pipeline.values.quantities import Quantity
from pipeline.values.unit_names import (
    UnitSaid,
    conversions,
    is_measured,
    same_unit,
    unit_said,
)
from pipeline.values.units import NO_UNIT, parse_unit

Comparison: TypeAlias = Literal[
    "same", "coarser", "other words", "another unit", "another value"
]
"""Coarser: the gold with fewer digits. Other words: the number is the same, but one
counts patients and the other people."""
_BEST_FIRST: Final[Sequence[Comparison]] = get_args(Comparison)
_SETTLED: Final = frozenset({"same", "coarser"})
_CENTS: Final = frozenset({"cent", "cents", "\u00a2"})
_UNIT_LETTERS: Final = frozenset({"m", "mm"})


class _Frame(NamedTuple):
    unit: str | None
    """What a bare number is in."""
    places: int | None
    exact: bool


def exact_only(gold: Measure, unit: str | None) -> bool:
    """Tell a count, an identifier or a year from what is measured, or is money.

    It is a bare whole number, and neither it nor the unit asked for says of what: the
    number beside that of an order is another order, and 413 seats are not 412.
    """
    number = gold.number
    return (
        number.family == "plain"
        and number.scale is None
        and number.decimals == 0
        and not is_measured(gold.unit)
        and parse_unit(unit) == NO_UNIT
        and not is_measured(unit_said(unit))
    )


def compare(
    given: Measure,
    gold: Measure,
    unit: str | None,
    places: int | None = None,
    *,
    measured: bool = False,
) -> Comparison:
    """Compare units first, then values, in the unit and to the decimals asked for.

    "7.4m" is metres where metres are asked for, and millions where the gold or its
    unit is money or has a scale; where neither is known, it is the gold in either
    reading. A "k" or "b" is a scale unless the unit asked for is so abbreviated. What
    is given in another unit of the same measure is converted: 450 g are 0.45 kg.

    A gold that is `exact_only`, and not known to be measured from elsewhere, has no
    tolerance. Two bare calendar years never have, whatever unit was asked for.
    """
    if _other_year(given, gold):
        return "another value"
    frame = _Frame(unit, places, not measured and exact_only(gold, unit))
    asked = unit_said(unit)
    if _CENTS & gold.unit.of and given.number.currency:
        gold = _as_money(gold)
    if _names(gold.number.letter, asked):
        gold = gold._replace(number=_unscaled(gold.number))
    wanted = [asked, gold.unit]
    found: list[Comparison] = [
        _compared(reading, gold, frame)
        for reading in _readings(given, gold.number, unit, wanted)
    ]
    return best_of(found)


def best_of(found: Sequence[Comparison]) -> Comparison:
    """Return the comparison that is nearest to the same."""
    return min(found, key=_BEST_FIRST.index)


def restates(one: Measure, other: Measure) -> bool:
    """Return whether a figure is another one in other units: 90 s is 1.5 minutes."""
    return bool(one.unit.of and other.unit.of) and compare(one, other, None) == "same"


def _other_year(given: Measure, gold: Measure) -> bool:
    if not (looks_like_a_year(given.number) and looks_like_a_year(gold.number)):
        return False
    bare = not is_measured(given.unit) and not is_measured(gold.unit)
    return bare and given.number.value != gold.number.value


def _compared(given: Measure, gold: Measure, frame: _Frame) -> Comparison:
    asked = unit_said(frame.unit)
    beside = unit_said(given.beside)
    said = given.unit if given.unit.of else beside
    wanted = gold.unit if gold.unit.of else asked
    number = in_unit(given.number, given.beside)
    pairs = [(given.unit, asked), (given.unit, gold.unit)]
    if given.beside:
        pairs += [(beside, asked), (beside, gold.unit)]
    if all(same_unit(one, two) for one, two in pairs):
        outcome = _compared_numbers(number, gold.number, frame)
        other = asked if not said.of else said
        if outcome in _SETTLED or same_unit(other, wanted):
            return outcome
        said = other  # bare, so in the unit asked for, which the gold is not in
    elif not all(conversions(one, two) for one, two in pairs):
        if not all(is_measured(one) for pair in pairs for one in pair if one.of):
            same = _compared_numbers(number, gold.number, frame) == "same"
            return "other words" if same else "another value"
        return "another unit"
    outcomes: list[Comparison] = [
        _compared_converted(number, way, gold.number, frame)
        for way in conversions(said, wanted)
    ]
    found = best_of(outcomes)
    slipped = found == "another value" and same_number(
        number, gold.number, unit=frame.unit, exact=frame.exact
    )
    return "another unit" if slipped else found


def _compared_converted(
    number: Quantity, way: Conversion, gold: Quantity, frame: _Frame
) -> Comparison:
    outcome = _compared_numbers(_converted(number, way), gold, frame)
    # A month is no rounder way to say 30 days: it may be a day more, or two less.
    return "another value" if way.about and outcome == "coarser" else outcome


def _compared_numbers(given: Quantity, gold: Quantity, frame: _Frame) -> Comparison:
    unit, places, exact = frame
    if same_number(given, gold, unit=unit, places=places, exact=exact):
        return "same"
    if places is None and is_coarser(given, gold, unit=unit, exact=exact):
        return "coarser"
    return "another value"


def _converted(number: Quantity, way: Conversion) -> Quantity:
    """Convert a number with its precision: 2.3 km is 2,300 m to the nearest 100."""
    step = number.factor.scaleb(-number.decimals) * way.factor
    return number._replace(
        value=way.applied(number.value),
        scale=None,
        letter=None,
        decimals=-step.adjusted(),
    )


def _readings(
    given: Measure, gold: Quantity, unit: str | None, wanted: list[UnitSaid]
) -> list[Measure]:
    if _CENTS & given.unit.of and _counts_money(gold, unit):
        return [_as_money(given)]
    letter = given.number.letter
    if letter is None or given.unit.of or _scaled(gold, unit, given.beside):
        return [given]
    as_unit = given._replace(number=_unscaled(given.number), unit=unit_said(letter))
    if any(_names(letter, said) for said in (*wanted, unit_said(given.beside))):
        return [as_unit]
    return [given, as_unit] if letter in _UNIT_LETTERS else [given]


def _counts_money(gold: Quantity, unit: str | None) -> bool:
    return gold.family == "money" or parse_unit(unit).family == "money"


def _as_money(cents: Measure) -> Measure:
    number = cents.number
    money = number._replace(
        value=number.value / 100,
        family="money",
        decimals=number.decimals + 2,
    )
    return cents._replace(number=money, unit=UnitSaid(per=cents.unit.per))


def _scaled(gold: Quantity, *units: str | None) -> bool:
    known = [parse_unit(unit) for unit in units]
    return (
        gold.scale is not None
        or gold.family == "money"
        or any(one.scale or one.family == "money" for one in known)
    )


def _names(letter: str | None, unit: UnitSaid) -> bool:
    return letter is not None and not unit_said(letter).of.isdisjoint(unit.of)


def _unscaled(number: Quantity) -> Quantity:
    return number._replace(value=number.mantissa, scale=None, letter=None)
