"""One figure as a text states it, and whether two are the same."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from pipeline.values.numbers import Quantity, find_numbers, same_number
from pipeline.values.spelled import in_digits
from pipeline.values.stems import word_set
from pipeline.values.text import has_any
from pipeline.values.unit_names import UnitSaid, is_measured, unit_opening

_WRITTEN_OUT = (
    r"(?:zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,6}teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)"
)
_NUMERAL = re.compile(
    rf"(?i)\b(?:an?\s)?{_WRITTEN_OUT}(?:(?:\sand\s|[\s-])(?:{_WRITTEN_OUT}|one))*\b"
)
"""A "one" by itself is an article as often as a number."""
_NUMERAL_HAS: Final = (
    *("zero", "two", "twe", "thr", "thi", "fo", "fi", "six", "seve", "eigh", "nine"),
    *("ten", "teen", "eleven", "hundred", "thousand"),
)
"""Of these letters a number word has some."""
_UNITS: Final = word_set(
    "second minute hour day week month year metre kilometre centimetre millimetre "
    "mile yard foot inch hectare acre gram milligram kilogram tonne ounce litre "
    "millilitre gallon barrel knot watt kilowatt megawatt gigawatt celsius "
    "fahrenheit kelvin byte"
)
"""Units of which one cannot be meant by another."""
_UNIT_WORDS: Final = 2
_YEARS: Final = range(1000, 2100)
_YEAR_CHARS: Final = 4
_CLOSE: Final = Decimal("0.05")
"""A figure so near is another rounding or a slip: for a reader to say."""
_MOST: Final = 200
_LABEL = re.compile(
    r"(?i)\b(?:pages?|pp?\.|notes?|sections?|clauses?|articles?|chapters?|items?|tables?"
    r"|figures?|exhibits?|steps?|no\.|paragraphs?|§)\s?$"
)
_LABEL_CHARS: Final = 12


@dataclass(frozen=True, slots=True)
class Figure:
    number: Quantity
    unit: str | None
    """One of the units that exclude each other, if it has one."""
    measured: bool = False
    """Whether any unit of measure follows it."""

    @property
    def family(self) -> str:
        return self.number.family

    @property
    def shown(self) -> str:
        marks = {"percent": "%", "money": " (money)", "plain": ""}
        return f"{self.number.value:f}{marks[self.family]}"


@lru_cache(maxsize=256)
def legible(text: str) -> str:
    """Put digits for number words: the places of figures are counted in this text."""
    if not has_any(text, _NUMERAL_HAS):
        return text
    return _NUMERAL.sub(lambda found: in_digits(found.group()) or found.group(), text)


@lru_cache(maxsize=256)
def figures_of(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text but calendar years; number words are figures too."""
    text = legible(text)
    found = (
        n
        for n in find_numbers(text)[:_MOST]
        if not _is_year(n) and not _labels(n, text)
    )
    return tuple(_figure(n, unit_opening(text[n.end : n.end + 20])) for n in found)


def tells(figure: Figure) -> bool:
    """Tell a figure from a bare whole number, which may be a name ("Boeing 737")."""
    number = figure.number
    return bool(
        number.family != "plain" or number.scale or number.decimals or figure.unit
    )


def among(figure: Figure, others: Iterable[Figure]) -> bool:
    """Tell whether a figure is one of some others, whatever their signs.

    A bare whole number is a count or an identifier, which is none but itself.
    """
    size = figure.number._replace(value=abs(figure.number.value))
    exact = not (tells(figure) or figure.measured)
    return any(
        same_number(one.number._replace(value=abs(one.number.value)), size, exact=exact)
        and (not one.unit or not figure.unit or one.unit == figure.unit)
        for one in others
    )


def is_a_measure(text: str) -> bool:
    """Tell whether a text is one number with a unit: "100 °C", not "Apollo 11"."""
    figures = figures_of(text)
    if len(figures) != 1 or not figures[0].unit:
        return False
    number = figures[0].number
    beside = len(text[number.end :].split())
    return not text[: number.start].strip() and beside <= _UNIT_WORDS


def near(figure: Figure, others: Iterable[Figure]) -> bool:
    size = abs(figure.number.value)
    return any(
        one.family == figure.family
        and abs(abs(one.number.value) - size) <= size * _CLOSE
        for one in others
    )


def _figure(number: Quantity, unit: UnitSaid) -> Figure:
    return Figure(number, next(iter(unit.of & _UNITS), None), is_measured(unit))


def _labels(number: Quantity, text: str) -> bool:
    return bool(_LABEL.search(text[max(0, number.start - _LABEL_CHARS) : number.start]))


def _is_year(number: Quantity) -> bool:
    return (
        number.family == "plain"
        and number.scale is None
        and number.decimals == 0
        and number.end - number.start == _YEAR_CHARS
        and number.value in _YEARS
    )
