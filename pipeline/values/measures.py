"""A number with its unit, as a short answer states both, and whether two agree."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from pipeline.values.conversions import Conversion
from pipeline.values.directions import direction_said
from pipeline.values.numbers import (
    NEAR,
    goes_on,
    in_unit,
    is_coarser,
    same_number,
    the_one,
)
from pipeline.values.quantities import Quantity, find_numbers
from pipeline.values.spelled import in_digits
from pipeline.values.unit_names import (
    GLUED,
    UnitSaid,
    conversions,
    is_measured,
    money,
    same_unit,
    unit_opening,
    unit_said,
)
from pipeline.values.units import parse_unit

Comparison = Literal["same", "coarser", "other words", "another value", "another unit"]
"""Coarser: the gold with fewer digits, or days for months. Other words: the number is
the same, but one counts patients and the other people."""
_BEST_FIRST: Final[Sequence[Comparison]] = get_args(Comparison)
_SETTLED: Final = frozenset({"same", "coarser"})

_GLUED_UNIT = re.compile(rf"(?<=\d)(?=(?:{GLUED})(?!\w))")
_TO_ONE = re.compile(
    r"(?<![\w.,:/])(?<!from )(\d[\d,]*(?:\.\d+)?)(?:\s?:\s?|\sto\s|-to-)1(?:\.0+)?"
    r"(?![\w.,:/]?\w|\s?(?:%|per\b|thousand|million|billion))"
)
_CURRENCY = re.compile("[$€£¥₹₩]")
_SPACED = re.compile(
    r"(?<![\w.,/:+*=-])(?<!\d[ (])(?<!\d\) )[1-9]\d{0,2}(?:[ ]\d{3})+(?![\d]|[.,/:]?\d)"
)
_HALF = re.compile(
    r"(?<![\w.,/])(?P<whole>\d{0,9})(?:(?P<sign>[\u00bc\u00bd\u00be])(?!\d)"
    r"|(?<=\d) and a half\b)"
)
_FRACTIONS: Final = {"\u00bc": ".25", "\u00bd": ".5", "\u00be": ".75"}
_NEXT_UNIT = re.compile(r"\s?[^\W\d]+\.?,?\s(?:and\s)?")
_UNIT_CHARS: Final = 80
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

    @property
    def printed(self) -> str:
        return self.text[self.number.start : self.number.end]


def parse_measure(text: str, beside: str | None = None) -> Measure | None:
    """Return the one number of a short answer and the unit that follows it.

    Unlike `parse_number`, this reads a unit written onto its number ("12kg").
    """
    text = _legible(text)
    found = find_numbers(text)
    if not found:
        text = in_digits(text) or ""
        found = find_numbers(text)
    if len(found) > 1 and (whole := _summed([_measure(n, text) for n in found])):
        return replace(whole[0], beside=beside) if len(whole) == 1 else None
    number = the_one(found, text)
    return Measure(number, _unit_of(number, text), beside, text) if number else None


def measures_in(sentence: str) -> list[Measure]:
    """Return every number of a sentence with the unit that follows it.

    A direction ("a loss of") is known only where the words say the same of all.
    """
    sentence = _legible(sentence)
    found = [
        _measure(number, sentence)
        for number in find_numbers(sentence)
        if not goes_on(number, sentence)
    ]
    if direction := found and direction_said(sentence):
        found = [
            replace(one, number=replace(one.number, direction=direction))
            for one in found
        ]
    return _summed(found) or found


def _measure(number: Quantity, text: str) -> Measure:
    return Measure(number, _unit_of(number, text), None, text)


def _summed(found: Sequence[Measure]) -> list[Measure]:
    """Add up what is said in two units, "1 hour 30 minutes"; nothing if none is."""
    summed: list[Measure] = []
    for one in found:
        if summed and (both := _sum(summed[-1], one)):
            summed[-1] = both
        else:
            summed.append(one)
    return summed if len(summed) < len(found) else []


def _sum(one: Measure, other: Measure) -> Measure | None:
    gap = one.text[one.number.end : other.number.start]
    aside = other.printed.startswith("(")
    if aside or len(gap) > _UNIT_CHARS or not _NEXT_UNIT.fullmatch(gap):
        return None
    ways = [] if same_unit(one.unit, other.unit) else conversions(one.unit, other.unit)
    if not ways or ways[0].shift or not 0 <= other.number.value < ways[0].factor:
        return None
    value = ways[0].applied(one.number.value) + other.number.value
    number = replace(other.number, value=value, start=one.number.start)
    return replace(other, number=number)


def compare(
    given: Measure, gold: Measure, unit: str | None, places: int | None = None
) -> Comparison:
    """Compare units first, then values, in the unit and to the decimals asked for.

    "7.4m" is metres where metres are asked for, and millions where the gold or its
    unit is money or has a scale; where neither is known, it is the gold in either
    reading. A "k" or "b" is a scale unless the unit asked for is so abbreviated. What
    is given in another unit of the same measure is converted: 450 g are 0.45 kg.
    """
    asked = unit_said(unit)
    if _CENTS & gold.unit.of and given.number.currency:
        gold = _as_money(gold)
    if _names(gold.number.letter, asked):
        gold = replace(gold, number=_unscaled(gold.number))
    wanted = [asked, gold.unit]
    found = [
        _compared(reading, gold, unit, places)
        for reading in _readings(given, gold.number, unit, wanted)
    ]
    return best_of(found)


def best_of(found: Sequence[Comparison]) -> Comparison:
    """Return the comparison that is nearest to the same."""
    return min(found, key=_BEST_FIRST.index)


def restates(one: Measure, other: Measure) -> bool:
    """Return whether a figure is another one in other units: 90 s is 1.5 minutes."""
    return bool(one.unit.of and other.unit.of) and compare(one, other, None) == "same"


def _compared(
    given: Measure, gold: Measure, unit: str | None, places: int | None
) -> Comparison:
    asked = unit_said(unit)
    beside = unit_said(given.beside)
    said = given.unit if given.unit.of else beside
    wanted = gold.unit if gold.unit.of else asked
    number = in_unit(given.number, given.beside)
    pairs = [(one, two) for one in (given.unit, beside) for two in (asked, gold.unit)]
    if all(same_unit(one, two) for one, two in pairs):
        outcome = _compared_numbers(number, gold.number, unit, places)
        other = asked if not said.of else said
        if outcome in _SETTLED or same_unit(other, wanted):
            return outcome
        said = other  # bare, so in the unit asked for, which the gold is not in
    elif not all(conversions(one, two) for one, two in pairs):
        if not all(is_measured(one) for pair in pairs for one in pair if one.of):
            same = _compared_numbers(number, gold.number, unit, places) == "same"
            return "other words" if same else "another value"
        return "another unit"
    outcomes = [
        _compared_converted(number, way, gold.number, unit, places)
        for way in conversions(said, wanted)
    ]
    return best_of(outcomes)


def _compared_converted(
    number: Quantity,
    way: Conversion,
    gold: Quantity,
    unit: str | None,
    places: int | None,
) -> Comparison:
    converted = _converted(number, way)
    outcome = _compared_numbers(converted, gold, unit, places)
    if outcome == "another value" and way.about and _is_near(converted, gold):
        return "coarser"
    return outcome


def _compared_numbers(
    given: Quantity, gold: Quantity, unit: str | None, places: int | None
) -> Comparison:
    if same_number(given, gold, unit=unit, places=places):
        return "same"
    if places is None and is_coarser(given, gold, unit=unit):
        return "coarser"
    return "another value"


def _converted(number: Quantity, way: Conversion) -> Quantity:
    """Convert a number with its precision: 2.3 km is 2,300 m to the nearest 100."""
    step = number.factor.scaleb(-number.decimals) * way.factor
    return replace(
        number,
        value=way.applied(number.value),
        scale=None,
        letter=None,
        decimals=-step.adjusted(),
    )


def _is_near(one: Quantity, other: Quantity) -> bool:
    return abs(one.value - other.value) <= NEAR * abs(other.value)


def _legible(text: str) -> str:
    """Set units apart from their numbers and write ratios to one as numbers."""
    if not _CURRENCY.search(text):  # "$12t" is trillions as likely as anything
        text = _GLUED_UNIT.sub(" ", text)
    if _HALF.search(text):
        text = _HALF.sub(_with_half, text)
    if _SPACED.search(text):
        text = _SPACED.sub(_grouped, text)
    if (":" in text or "to" in text) and _TO_ONE.search(text):
        text = _TO_ONE.sub(r"\1", text)
    return text


def _with_half(number: re.Match[str]) -> str:
    return (number["whole"] or "0") + (_FRACTIONS.get(number["sign"] or "") or ".5")


def _grouped(number: re.Match[str]) -> str:
    """Join "2 318" before a unit, and alone: two numbers in a row have none between."""
    text = number.string
    rest = text[number.end() : number.end() + _UNIT_CHARS]
    alone = not (text[: number.start()].strip(" $\u20ac\u00a3") or rest.strip(" .%"))
    if alone or is_measured(unit_opening(rest)):
        return number.group().replace(" ", "")
    return number.group()


def _unit_of(number: Quantity, text: str) -> UnitSaid:
    after = unit_opening(text[number.end : number.end + _UNIT_CHARS])
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
