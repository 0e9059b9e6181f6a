"""A number with its unit, as a short answer states both, or a sentence states many."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from pipeline.values.directions import direction_said
from pipeline.values.numbers import goes_on, the_one
from pipeline.values.quantities import Quantity, find_numbers
from pipeline.values.spelled import in_digits, spells
from pipeline.values.unit_names import (
    GLUED,
    UnitSaid,
    conversions,
    is_measured,
    money,
    same_unit,
    unit_opening,
)

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
# What is quick to see, before what is slow to read.
_LETTERED = re.compile(r"\d[^\W\d_]|\d\u00b0")
_TWO_RUNS = re.compile(r"\d \d\d\d")
_HALF_SIGN = re.compile("[\u00bc\u00bd\u00be]")
_FRACTIONS: Final = {"\u00bc": ".25", "\u00bd": ".5", "\u00be": ".75"}
_NEXT_UNIT = re.compile(r"\s?[^\W\d]+\.?,?\s(?:and\s)?")
_UNIT_CHARS: Final = 80


class Measure(NamedTuple):
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
        return whole[0]._replace(beside=beside) if len(whole) == 1 else None
    number = the_one(found, text)
    if number is None or _says_others(text):
        return None
    return Measure(number, _unit_of(number, text), beside, text)


def _says_others(text: str) -> bool:
    """Return whether number words say others beside digits: "3 for, two against"."""
    if not spells(text):
        return False
    digits = in_digits(text)
    return digits is not None and the_one(find_numbers(digits), digits) is None


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
            one._replace(number=one.number._replace(direction=direction))
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
    number = other.number._replace(value=value, start=one.number.start)
    return other._replace(number=number)


def _legible(text: str) -> str:
    """Set units apart from their numbers and write ratios to one as numbers."""
    if _LETTERED.search(text) and not _CURRENCY.search(text):  # "$12t" are trillions
        text = _GLUED_UNIT.sub(" ", text)
    if _HALF_SIGN.search(text) or " and a half" in text:
        text = _HALF.sub(_with_half, text)
    if _TWO_RUNS.search(text):
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
