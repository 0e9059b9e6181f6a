"""A number with its unit, as a short answer states both, and whether two agree."""

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

from pipeline.values.numbers import in_unit, parse_number, same_number
from pipeline.values.quantities import Quantity, find_numbers
from pipeline.values.spelled import in_digits
from pipeline.values.unit_names import (
    GLUED,
    UnitSaid,
    money,
    same_unit,
    unit_opening,
    unit_said,
)
from pipeline.values.units import parse_unit

Comparison = Literal["same", "another unit", "another value"]

_GLUED_UNIT = re.compile(rf"(?<=\d)(?=(?:{GLUED})(?!\w))")
_CURRENCY = re.compile("[$€£¥₹₩]")
_UNIT_LETTERS: Final = frozenset({"m", "mm"})


@dataclass(frozen=True, slots=True)
class Measure:
    number: Quantity
    unit: UnitSaid
    """What the text itself says."""
    beside: str | None
    """What was given in a field of its own."""
    text: str
    """Where the span of the number counts: its words in digits, its unit apart."""


def parse_measure(text: str, beside: str | None = None) -> Measure | None:
    """Return the one number of a short answer and the unit that follows it.

    Unlike `parse_number`, this reads a unit written onto its number ("12kg").
    """
    if not _CURRENCY.search(text):  # "$12t" is trillions as likely as anything
        text = _GLUED_UNIT.sub(" ", text)
    if not find_numbers(text):
        text = in_digits(text) or ""
    number = parse_number(text)
    return Measure(number, _unit_of(number, text), beside, text) if number else None


def compare(given: Measure, gold: Measure, unit: str | None) -> Comparison:
    """Compare units first, then values, in the unit that the question asks for.

    "7.4m" is metres where metres are asked for, and millions where the gold or its
    unit is money or has a scale; where neither is known, it is the gold in either
    reading. A "k" or "b" is a scale unless the unit asked for is so abbreviated.
    """
    asked = unit_said(unit)
    wanted = [asked, gold.unit]
    gold_number = gold.number
    if _names(gold_number.letter, asked):
        gold_number = _unscaled(gold_number)
    found: Comparison = "another value"
    for reading in _readings(given, gold_number, unit, wanted):
        said = (reading.unit, unit_said(reading.beside))
        if not all(same_unit(one, other) for one in said for other in wanted):
            found = "another unit"
        elif same_number(
            in_unit(reading.number, reading.beside), gold_number, unit=unit
        ):
            return "same"
    return found


def _unit_of(number: Quantity, text: str) -> UnitSaid:
    after = unit_opening(text[number.end :])
    if number.family == "percent":
        return UnitSaid(frozenset({"%"}))
    if number.currency:
        return UnitSaid(money(number.currency), after.per)
    return after


def _readings(
    given: Measure, gold: Quantity, unit: str | None, wanted: list[UnitSaid]
) -> list[Measure]:
    letter = given.number.letter
    if letter is None or given.unit.of or _scaled(gold, unit, given.beside):
        return [given]
    as_unit = replace(given, number=_unscaled(given.number), unit=unit_said(letter))
    if any(_names(letter, said) for said in (*wanted, unit_said(given.beside))):
        return [as_unit]
    return [given, as_unit] if letter in _UNIT_LETTERS else [given]


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
    return replace(number, value=number.mantissa, scale=None, letter=None)
