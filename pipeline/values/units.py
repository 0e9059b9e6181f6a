"""The words of measure: scales, currencies, percent, and what a unit string says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

Family = Literal["money", "percent", "plain"]

FACTORS: Final[Mapping[str, Decimal]] = {
    "thousand": Decimal(10) ** 3,
    "lakh": Decimal(10) ** 5,
    "million": Decimal(10) ** 6,
    "crore": Decimal(10) ** 7,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
}

_SHORT_SCALES: Final[Mapping[str, str]] = {
    "k": "thousand",
    "m": "million",
    "mm": "million",
    "mn": "million",
    "mln": "million",
    "b": "billion",
    "bn": "billion",
    "bln": "billion",
    "t": "trillion",
    "tn": "trillion",
    "trn": "trillion",
}

_CURRENCIES: Final[Mapping[str, str]] = {
    "us$": "USD",
    "c$": "CAD",
    "ca$": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "hk$": "HKD",
    "nz$": "NZD",
    "s$": "SGD",
    "r$": "BRL",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "rs": "INR",
    "rmb": "CNY",
    "dollar": "$",
    "us dollar": "USD",
    "euro": "EUR",
    "pounds sterling": "GBP",
    "yen": "JPY",
    "rupee": "INR",
}

DOLLARS: Final = frozenset({"USD", "CAD", "AUD", "HKD", "NZD", "SGD"})
"""What a bare `$` may stand for."""

# Fragments for patterns, matched without regard to case by those who use them.
SCALE_WORD: Final = (
    r"(?:thousand|million|billion|trillion|lakh|crore)s?|mn|mln|bn|bln|tn|trn"
)
CURRENCY_SIGN: Final = r"(?:US|CA?|AU?|HK|NZ|S|R)?\$|[€£¥₹₩]"
CURRENCY_CODE: Final = (
    "USD|EUR|GBP|JPY|CNY|RMB|CHF|INR|CAD|AUD|HKD|NZD|SGD|KRW|SEK|NOK|DKK|BRL|MXN|ZAR"
)
CURRENCY_NAME: Final = r"(?:US |U\.S\. )?dollars?|euros?|pounds sterling|yen|rupees?"
PERCENT: Final = r"percentage points?|percent|per cent|pct\b\.?|ppts?|pp"
BASIS_POINTS: Final = r"basis points?|bps?"

_PERCENT_UNIT = re.compile(
    rf"[%\uff05]|(?<!\w)(?i:{PERCENT}|percents|percentage)(?!\w)"
)
_BASIS_POINT_UNIT = re.compile(rf"(?<!\w)(?i:{BASIS_POINTS})(?!\w)")
_CURRENCY_UNIT = re.compile(
    rf"(?<!\w)(?i:{CURRENCY_SIGN}|{CURRENCY_NAME}|(?:{CURRENCY_CODE})(?=(?:k|m|mn|bn)?\b))"
)
_SCALE_UNIT = re.compile(rf"(?<!\w)(?i:{SCALE_WORD})(?!\w)")
_LETTER_UNIT = re.compile(r"(?<!\w)(?i:mm|[kmb])(?!\w)")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number without words of its own is counted in."""

    family: Family
    currency: str | None
    scale: str | None
    factor: Decimal
    """Times what is printed; for percent, what one printed 1 is in percent."""


LONGEST: Final = 60
"""No unit is written longer."""
NO_UNIT: Final = Unit("plain", None, None, Decimal(1))


def parse_unit(text: str | None) -> Unit:
    """Read "USD million", "in thousands of euros", "$bn", "%"; else a plain 1.

    >>> parse_unit("USD million").factor
    Decimal('1000000')
    """
    return _parsed(text[:LONGEST]) if text else NO_UNIT


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Unit:
    if _BASIS_POINT_UNIT.search(text):
        return Unit("percent", None, None, Decimal("0.01"))
    if _PERCENT_UNIT.search(text):
        return Unit("percent", None, None, Decimal(1))
    money = _CURRENCY_UNIT.search(text)
    words = _CURRENCY_UNIT.sub(" ", text)
    # Without a currency a lone letter is a metre or a byte as often as a million.
    word = _SCALE_UNIT.search(words) or (money and _LETTER_UNIT.search(words))
    scale = scale_named(word.group()) if word else None
    factor = FACTORS[scale] if scale else Decimal(1)
    if money is None:
        return Unit("plain", None, scale, factor)
    return Unit("money", currency_named(money.group()), scale, factor)


def scale_named(word: str) -> str:
    """Name a matched scale in full: "Bn" is "billion", "thousands" is "thousand"."""
    word = word.casefold()
    return _SHORT_SCALES.get(word, word.removesuffix("s"))


def currency_named(word: str) -> str:
    """Give the ISO code of a matched currency; a bare dollar stays "$"."""
    word = word.casefold().replace(".", "").strip()
    return _CURRENCIES.get(word) or _CURRENCIES.get(
        word.removesuffix("s"), word.upper()
    )


def same_currency(one: str | None, other: str | None) -> bool:
    """Return whether both may be one currency: unstated fits all, "$" any dollar."""
    if one is None or other is None or one == other:
        return True
    return "$" in {one, other} and bool({one, other} & DOLLARS)
