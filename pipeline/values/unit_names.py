"""What a unit is the unit of: "metres" and "m" are one, "metres" and "feet" are not.

A unit word has one meaning, or several where people use it so ("pounds" are money or
weight), and two units agree if they may mean the same. A word this table does not know
means itself.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import dropwhile, pairwise, takewhile
from typing import Final

from pipeline.values.conversions import Conversion, conversion, is_known
from pipeline.values.text import normalise
from pipeline.values.unit_spellings import joined
from pipeline.values.units import DOLLARS, LONGEST, parse_unit

_SPELLINGS: Final[Mapping[str, str]] = {
    "metre": "m metre meter",
    "kilometre": "km kms kilometre kilometer",
    "decimetre": "dm decimetre decimeter",
    "centimetre": "cm centimetre centimeter",
    "millimetre": "mm millimetre millimeter",
    "micrometre": "\u03bcm um micron micrometre micrometer",
    "nanometre": "nm nanometre nanometer",
    "mile": "mi mile",
    "nautical mile": "nm nmi",
    "yard": "yd yard",
    "foot": "ft foot feet",
    "inch": "inch inches",
    "hectare": "ha hectare",
    "acre": "acre",
    "gram": "g gram gramme",
    "microgram": "\u03bcg ug mcg microgram microgramme",
    "milligram": "mg milligram milligramme",
    "kilogram": "kg kgs kilo kilogram kilogramme",
    "tonne": "t tonne ton",
    "short ton": "ton",
    "long ton": "ton",
    "pound weight": "lb lbs pound",
    "ounce": "oz ounce",
    "stone": "stone",
    "litre": "l litre liter",
    "gigalitre": "gl gigalitre gigaliter",
    "megalitre": "megalitre megaliter",
    "kilolitre": "kl kilolitre kiloliter",
    "hectolitre": "hl hectolitre hectoliter",
    "decilitre": "dl decilitre deciliter",
    "centilitre": "cl centilitre centiliter",
    "millilitre": "ml cc millilitre milliliter",
    "microlitre": "\u03bcl ul microlitre microliter",
    "US gallon": "gal gallon",
    "imperial gallon": "gal gallon",
    "barrel": "bbl barrel",
    "second": "s sec secs second",
    "millisecond": "ms msec millisecond",
    "microsecond": "\u03bcs us microsecond",
    "minute": "min mins minute",
    "hour": "h hr hrs hour",
    "day": "day",
    "week": "wk wks week",
    "fortnight": "fortnight",
    "month": "mo month",
    "quarter": "quarter",
    "year": "yr yrs year annum",
    "decade": "decade",
    "century": "century centuries",
    "watt": "w watt",
    "kilowatt": "kw kilowatt",
    "megawatt": "mw megawatt",
    "gigawatt": "gw gigawatt",
    "terawatt": "tw terawatt",
    "joule": "j joule",
    "kilojoule": "kj kilojoule",
    "megajoule": "mj megajoule",
    "gigajoule": "gj gigajoule",
    "calorie": "cal calorie",
    "kilocalorie": "kcal kilocalorie calorie",
    "watt hour": "wh",
    "kilowatt hour": "kwh",
    "megawatt hour": "mwh",
    "gigawatt hour": "gwh",
    "terawatt hour": "twh",
    "pascal": "pa pascal",
    "hectopascal": "hpa hectopascal",
    "kilopascal": "kpa kilopascal",
    "megapascal": "mpa megapascal",
    "millibar": "mbar millibar",
    "bar": "bar",
    "atmosphere": "atm atmosphere",
    "psi": "psi",
    "hertz": "hz hertz",
    "kilohertz": "khz kilohertz",
    "megahertz": "mhz megahertz",
    "gigahertz": "ghz gigahertz",
    "celsius": "c celsius centigrade",
    "fahrenheit": "f fahrenheit",
    "kelvin": "k kelvin",
    "byte": "b byte",
    "kilobyte": "kb kilobyte",
    "megabyte": "mb megabyte",
    "gigabyte": "gb gigabyte",
    "terabyte": "tb terabyte",
    "kibibyte": "kib kb kibibyte",
    "mebibyte": "mib mb mebibyte",
    "gibibyte": "gib gb gibibyte",
    "tebibyte": "tib tb tebibyte",
    "newton metre": "nm newtonmetre",
    "pound foot": "poundfoot",
    "times": "x times",
    "GBP": "pound sterling",
    "CHF": "franc",
    "CNY": "yuan renminbi",
    "KRW": "won",
    "SEK": "krona kronor",
    "NOK": "krone kroner",
    "DKK": "krone kroner",
    "MXN": "peso",
    "ZAR": "rand",
}
_PAIRS: Final[Mapping[tuple[str, str], str]] = {
    ("metric", "ton"): "tonne",
    ("short", "ton"): "short ton",
    ("long", "ton"): "long ton",
    ("nautical", "mile"): "nautical mile",
    ("watt", "hour"): "watt hour",
    ("kilowatt", "hour"): "kilowatt hour",
    ("megawatt", "hour"): "megawatt hour",
    ("gigawatt", "hour"): "gigawatt hour",
    ("terawatt", "hour"): "terawatt hour",
    ("imperial", "gallon"): "imperial gallon",
}
_RATES: Final[Mapping[str, tuple[str, str]]] = {
    "kn": ("nautical mile", "hour"),
    "kt": ("nautical mile", "hour"),
    "knot": ("nautical mile", "hour"),
    "mph": ("mile", "hour"),
    "kmh": ("kilometre", "hour"),
    "kph": ("kilometre", "hour"),
    "lps": ("litre", "second"),
    "lpm": ("litre", "minute"),
    "gpm": ("US gallon", "minute"),
    "cumec": ("metre3", "second"),
    "bpd": ("barrel", "day"),
}
"""Rates that have a word of their own."""
_POWERS: Final = {"square": "2", "sq": "2", "cubic": "3", "cu": "3"}
_NO_UNIT_WORDS = (
    "thousand million billion trillion lakh crore bn mn in of for at on as and or to "
    "from by with without than that which who it this is was were are be been per each "
    "about around approximately roughly only exactly just total overall altogether "
    "during over under above below before after until since not but more less fewer "
    "higher lower greater mean average net gross maximum minimum ratio fraction "
    "proportion decimal number count unit value amount none null na n"
)
_NOT_UNITS: Final = frozenset(_NO_UNIT_WORDS.split())

GLUED: Final = (
    "kg|km|cm|mg|g|t|[Nn]m|ft|lbs?|h|hrs?|min|l|[mcdh][lL]|M[lL]|ha|kn|mi|yd|k?W|[MGT]W|[kMGT]?Wh"
    "|ms|[\u00b5\u03bcu]g|mcg|[hkM]?Pa|m?bar|[kKMGT]i?B|[kMG]?Hz|[kMG]J|kcal|mph|kmh|kph"
    "|(?:k|c|m)?m(?:[23](?!\\d)|[²³])|°[CF]"
)
"""What is written straight after a number; "m" and "mm" may be a scale, so they are
read with the number. Not "s": the 1990s are no seconds."""

_WORD_UNITS: Final[Mapping[str, frozenset[str]]] = {
    word: frozenset(name for name, words in _SPELLINGS.items() if word in words.split())
    for words in _SPELLINGS.values()
    for word in words.split()
}
_PER = re.compile(r"\s*/\s*|(?<!\w)per(?!\w)\s*", re.IGNORECASE)
_END = re.compile(r"[,;:()\[\]\n=|]|\.(?!\w)")
_POWER = re.compile(r"([a-z]+)([23])")
_MIN_PLURAL: Final = 4


@dataclass(frozen=True, slots=True)
class UnitSaid:
    """What a unit may mean; nothing where none is said."""

    of: frozenset[str] = frozenset()
    per: frozenset[str] = frozenset()
    """The unit below the line: the cubic metre of "EUR per cubic metre"."""


NO_UNIT_SAID: Final = UnitSaid()


def unit_said(text: str | None) -> UnitSaid:
    """Read a unit given by itself: "EUR per cubic metre", "in metres", "%".

    >>> unit_said("cubic metres") == unit_said("m³")
    True
    """
    return _said(text[:LONGEST]) if text else UnitSaid()


@lru_cache(maxsize=4096)
def _said(text: str) -> UnitSaid:
    above, below = _over_and_under(joined(text))
    known = parse_unit(above or text)
    if known.family == "percent" or parse_unit(text).family == "percent":
        return UnitSaid(frozenset({"%"}))
    if known.currency:
        return UnitSaid(money(known.currency), _meanings(below))
    return _measured(_meanings(above), _meanings(below))


def unit_opening(text: str) -> UnitSaid:
    """Read the unit that a text opens with, as the text after a number may."""
    return _opening(text[:LONGEST].lstrip(" \u00a0\u202f(*_`-"))


@lru_cache(maxsize=4096)
def _opening(text: str) -> UnitSaid:
    if not text:
        return UnitSaid()
    text = joined(text)
    above, below = _over_and_under(_END.split(text, maxsplit=1)[0])
    words = takewhile(lambda word: word not in _NOT_UNITS, normalise(above).split())
    said = unit_said(" ".join(words))
    return said if said.per else UnitSaid(said.of, _meanings(below))


def money(currency: str) -> frozenset[str]:
    """Return what a currency may be: a bare "$" is any dollar."""
    return DOLLARS if currency == "$" else frozenset({currency})


def conversions(one: UnitSaid, other: UnitSaid) -> list[Conversion]:
    """Return what may make a number of one unit one of the other: none if nothing can.

    A word with several meanings may have several. What only one of them says is as it
    is in the other.
    """
    return [
        Conversion(above.factor / below.factor, above.shift, above.about or below.about)
        for above in _between(one.of, other.of)
        for below in _between(one.per, other.per)
    ]


def is_measured(unit: UnitSaid) -> bool:
    """Return whether a unit is one of a measure, of money or percent, not a noun."""
    return bool(unit.of) and all(map(_is_measure, unit.of))


def _is_measure(name: str) -> bool:
    return name == "%" or name.isupper() or is_known(name)


def _between(some: frozenset[str], others: frozenset[str]) -> list[Conversion]:
    if not some or not others or not some.isdisjoint(others):
        return [Conversion(Decimal(1))]
    found = (conversion(one, other) for one in some for other in others)
    return sorted(set(filter(None, found)))


def same_unit(one: UnitSaid, other: UnitSaid) -> bool:
    """Return whether two may be one unit. What only one of them says is no clash."""
    return _may_be_one(one.of, other.of) and _may_be_one(one.per, other.per)


def _may_be_one(some: frozenset[str], others: frozenset[str]) -> bool:
    return not some or not others or not some.isdisjoint(others)


def _measured(above: frozenset[str], below: frozenset[str]) -> UnitSaid:
    """Take a speed apart: a knot is a nautical mile per hour.

    Parts per million are by weight, or milligrams in a litre of water.
    """
    if "ppm" in above:
        return UnitSaid(frozenset({"milligram"}), frozenset({"litre", "kilogram"}))
    for word in above:
        if speed := _RATES.get(word):
            length, time = speed
            return UnitSaid(frozenset({length}), frozenset({time}))
    return UnitSaid(above, below)


def _over_and_under(text: str) -> tuple[str, str]:
    above, *below = _PER.split(text, maxsplit=1)
    return above, below[0] if below else ""


def _meanings(text: str) -> frozenset[str]:
    """Return what the first known unit among the words means, else the words."""
    said = dropwhile(_NOT_UNITS.__contains__, _singular(normalise(text).split()))
    words = list(takewhile(lambda word: word not in _NOT_UNITS, said))
    for word, after in pairwise([*words, ""]):
        if pair := _PAIRS.get((word, after)):
            return frozenset({pair})
        if word in _POWERS and after:
            base = _WORD_UNITS.get(after, frozenset({after}))
            return frozenset(name + _POWERS[word] for name in base)
        if known := _WORD_UNITS.get(word):
            return known
        if (raised := _POWER.fullmatch(word)) and raised[1] in _WORD_UNITS:
            return frozenset(name + raised[2] for name in _WORD_UNITS[raised[1]])
    return frozenset(words)


def _singular(words: Sequence[str]) -> Iterable[str]:
    for word in words:
        plural = len(word) >= _MIN_PLURAL and word.endswith("s") and word[-2] != "s"
        yield word[:-1] if plural and word not in _WORD_UNITS else word
