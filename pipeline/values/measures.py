"""A number with its unit, as a short answer states both, and whether two agree."""

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

from pipeline.values.numbers import (
    goes_on,
    in_unit,
    parse_number,
    same_number,
    with_direction,
)
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
_TO_ONE = re.compile(
    r"(?<![\w.,:/])(?<!from )(\d[\d,]*(?:\.\d+)?)(?:\s?:\s?|\sto\s|-to-)1(?:\.0+)?"
    r"(?![\w.,:/]?\w|\s?(?:%|per\b|thousand|million|billion))"
)
_CURRENCY = re.compile("[$€£¥₹₩]")
_CENTS: Final = frozenset({"cent", "cents", "¢"})
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
    text = _legible(text)
    if not find_numbers(text):
        text = in_digits(text) or ""
    number = parse_number(text)
    return Measure(number, _unit_of(number, text), beside, text) if number else None


def measures_in(sentence: str) -> list[Measure]:
    """Return every number of a sentence with the unit that follows it.

    A direction ("a loss of") is known of a number only where it is the only one, or
    where the words say the same of all.
    """
    sentence = _legible(sentence)
    return [
        Measure(
            with_direction(number, sentence), _unit_of(number, sentence), None, sentence
        )
        for number in find_numbers(sentence)
        if not goes_on(number, sentence)
    ]


def compare(
    given: Measure, gold: Measure, unit: str | None, places: int | None = None
) -> Comparison:
    """Compare units first, then values, in the unit and to the decimals asked for.

    "7.4m" is metres where metres are asked for, and millions where the gold or its
    unit is money or has a scale; where neither is known, it is the gold in either
    reading. A "k" or "b" is a scale unless the unit asked for is so abbreviated.
    """
    asked = unit_said(unit)
    wanted = [asked, gold.unit]
    gold_number = gold.number
    if _CENTS & gold.unit.of and given.number.currency:
        gold, gold_number = _as_money(gold), _as_money(gold).number
        wanted = [asked, gold.unit]
    if _names(gold_number.letter, asked):
        gold_number = _unscaled(gold_number)
    found: Comparison = "another value"
    for reading in _readings(given, gold_number, unit, wanted):
        said = (reading.unit, unit_said(reading.beside))
        if not all(same_unit(one, other) for one in said for other in wanted):
            found = "another unit"
        elif same_number(
            in_unit(reading.number, reading.beside),
            gold_number,
            unit=unit,
            places=places,
        ):
            return "same"
    return found


def _legible(text: str) -> str:
    """Set units apart from their numbers and write ratios to one as numbers."""
    if not _CURRENCY.search(text):  # "$12t" is trillions as likely as anything
        text = _GLUED_UNIT.sub(" ", text)
    if (":" in text or "to" in text) and _TO_ONE.search(text):
        text = _TO_ONE.sub(r"\1", text)
    return text


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
    if _CENTS & given.unit.of and _counts_money(gold, unit):
        return [_as_money(given)]
    letter = given.number.letter
    if letter is None or given.unit.of or _scaled(gold, unit, given.beside):
        return [given]
    as_unit = replace(given, number=_unscaled(given.number), unit=unit_said(letter))
    if any(_names(letter, said) for said in (*wanted, unit_said(given.beside))):
        return [as_unit]
    return [given, as_unit] if letter in _UNIT_LETTERS else [given]


def _counts_money(gold: Quantity, unit: str | None) -> bool:
    return gold.family == "money" or parse_unit(unit).family == "money"


def _as_money(cents: Measure) -> Measure:
    number = cents.number
    money = replace(
        number,
        value=number.value / 100,
        family="money",
        decimals=number.decimals + 2,
    )
    return replace(cents, number=money, unit=UnitSaid(per=cents.unit.per))


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
