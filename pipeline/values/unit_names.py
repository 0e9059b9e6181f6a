"""What a unit is the unit of: "metres" and "m" are one, "metres" and "feet" are not.

A unit word has one meaning, or several where people use it so ("pounds" are money or
weight), and two units agree if they may mean the same. A word this table does not know
means itself. Nothing is converted: 7,400 m is not accepted for 7.4 km.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile, pairwise, takewhile
from typing import Final

from pipeline.values.text import normalise
from pipeline.values.units import DOLLARS, LONGEST, parse_unit

_SPELLINGS: Final[Mapping[str, str]] = {
    "metre": "m metre meter",
    "kilometre": "km kms kilometre kilometer",
    "centimetre": "cm centimetre centimeter",
    "millimetre": "mm millimetre millimeter",
    "mile": "mi mile",
    "nautical mile": "nm nmi",
    "yard": "yd yard",
    "foot": "ft foot feet",
    "inch": "inch inches",
    "hectare": "ha hectare",
    "acre": "acre",
    "gram": "g gram gramme",
    "milligram": "mg milligram milligramme",
    "kilogram": "kg kgs kilo kilogram kilogramme",
    "tonne": "t tonne ton",
    "short ton": "ton",
    "pound weight": "lb lbs pound",
    "ounce": "oz ounce",
    "litre": "l litre liter",
    "millilitre": "ml millilitre milliliter",
    "gallon": "gal gallon",
    "barrel": "bbl barrel",
    "second": "s sec secs second",
    "minute": "min mins minute",
    "hour": "h hr hrs hour",
    "day": "day",
    "week": "wk wks week",
    "month": "month",
    "year": "yr yrs year annum",
    "knot": "kn kt knot",
    "watt": "w watt",
    "kilowatt": "kw kilowatt",
    "megawatt": "mw megawatt",
    "gigawatt": "gw gigawatt",
    "kilowatt hour": "kwh",
    "megawatt hour": "mwh",
    "gigawatt hour": "gwh",
    "celsius": "c celsius centigrade",
    "fahrenheit": "f fahrenheit",
    "kelvin": "k kelvin",
    "byte": "b byte",
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
    ("kilowatt", "hour"): "kilowatt hour",
    ("megawatt", "hour"): "megawatt hour",
    ("gigawatt", "hour"): "gigawatt hour",
}
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
    "kg|km|cm|mg|g|t|ft|lbs?|h|hrs?|min|l|ml|ha|kn|mi|yd|nm|k?W|[MG]W|[kMG]Wh"
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
_ABBREVIATED = re.compile(r"\b(sq|cu)\.", re.IGNORECASE)
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
    above, below = _over_and_under(_ABBREVIATED.sub(r"\1", text))
    known = parse_unit(above or text)
    if known.family == "percent" or parse_unit(text).family == "percent":
        return UnitSaid(frozenset({"%"}))
    if known.currency:
        return UnitSaid(money(known.currency), _meanings(below))
    return UnitSaid(_meanings(above), _meanings(below))


def unit_opening(text: str) -> UnitSaid:
    """Read the unit that a text opens with, as the text after a number may."""
    return _opening(text[:LONGEST].lstrip(" \u00a0\u202f(*_`-"))


@lru_cache(maxsize=4096)
def _opening(text: str) -> UnitSaid:
    if not text:
        return UnitSaid()
    text = _ABBREVIATED.sub(r"\1", text)
    above, below = _over_and_under(_END.split(text, maxsplit=1)[0])
    words = takewhile(lambda word: word not in _NOT_UNITS, normalise(above).split())
    said = unit_said(" ".join(words))
    return UnitSaid(said.of, _meanings(below))


def money(currency: str) -> frozenset[str]:
    """Return what a currency may be: a bare "$" is any dollar."""
    return DOLLARS if currency == "$" else frozenset({currency})


def same_unit(one: UnitSaid, other: UnitSaid) -> bool:
    """Return whether two may be one unit. What only one of them says is no clash."""
    return all(
        not a or not b or not a.isdisjoint(b)
        for a, b in ((one.of, other.of), (one.per, other.per))
    )


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
