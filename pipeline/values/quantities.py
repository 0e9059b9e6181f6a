"""Every number a text states, with its scale, currency and sign, in linear time.

Read: 1,577 / 1 577 (no-break space) / 1'577 / 1.577.000,50 / 12,34,567 / 1,5 / .66 /
1.5e9, with a minus of any shape, accounting brackets, a currency before or after,
scale words and letters, percent and basis points.

Not read, because they are names: digits joined to letters (FY2018, Q3, COVID-19,
777X, 1st), digits before a hyphenated word (10-K, 3-year), a bare whole number below
12 joined to a capital (3M, 10K), calendar dates, clock times, fractions and ratios
(3/4, 2:1), versions (1.2.3), lists without spaces (1,2,3), UUIDs, and anything of more
than 27 digits. A free-standing 737 cannot be told from a count, so it is read.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from pipeline.values.digits import SPACERS
from pipeline.values.directions import Direction
from pipeline.values.numerals import tokens, tokens_at
from pipeline.values.units import FACTORS, Family, currency_named, scale_named


class Quantity(NamedTuple):
    """One number as a text states it."""

    value: Decimal
    """Scaled and signed: "$1.577 billion" is 1577000000; percent counts in percent."""
    family: Family
    currency: str | None
    scale: str | None
    """"million" and the like, where the text says it."""
    decimals: int
    """Digits printed after the point, before scaling."""
    start: int
    end: int
    direction: Direction | None = None
    """What the words around it say ("a decline of 3 %"); only for short answers."""
    letter: str | None = None
    """The lone letter its scale was read from, without a currency: a unit perhaps."""

    @property
    def factor(self) -> Decimal:
        return FACTORS[self.scale] if self.scale else Decimal(1)

    @property
    def mantissa(self) -> Decimal:
        """As printed: 1.577 of "$1.577 billion"."""
        return self.value / self.factor

    @property
    def bare(self) -> bool:
        """Whether it says neither a scale nor percent, so that a unit may apply."""
        return self.scale is None and self.family != "percent"


_MAX_DIGITS: Final = 27  # so that Decimal's 28 digits hold it exactly
_NAME_BELOW: Final = 12

_NO_SPACERS = str.maketrans("", "", SPACERS)
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}|0,\d+|\d{1,3}(?:\.\d{3})+,\d+")
_GROUPED_BY_DOTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_GROUPED_BY_COMMAS = re.compile(
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})(?:\.\d+)?"
)
_PLAIN = re.compile(r"\d*\.\d+|\d+")
UUID: Final = re.compile(
    r"(?<![^\W_])[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}(?![^\W_])", re.IGNORECASE
)
_UUID_CHARS: Final = 36
_UUID_BRACES: Final = "{} \n"


def find_numbers(text: str) -> list[Quantity]:
    """Return the numbers of a passage in order, each with its span."""
    return list(_read(tokens(text), text))


def numbers_at(text: str, places: Iterable[int]) -> Iterator[Quantity]:
    """Yield those of the numbers that hold certain digits, by ascending places."""
    return _read(tokens_at(text, places), text)


def _read(found: Iterable[re.Match[str]], text: str) -> Iterator[Quantity]:
    for token in found:
        if not token["digits"] or _is_in_a_uuid(text, *token.span("digits")):
            continue
        if number := _quantity(token, text):
            yield number


def is_a_uuid(text: str) -> bool:
    return UUID.fullmatch(text.strip(_UUID_BRACES)) is not None


def _is_in_a_uuid(text: str, start: int, end: int) -> bool:
    if text[start - 1 : start] != "-" and text[end : end + 1] != "-":
        return False
    return any(
        found.start() <= start < found.end()
        for found in UUID.finditer(text, max(0, start - _UUID_CHARS), end + _UUID_CHARS)
    )


def _quantity(match: re.Match[str], text: str) -> Quantity | None:
    read = mantissa(match["digits"], match["exponent"])
    if read is None:
        return None
    value, decimals = read
    letter = match["letter"] or match["spaced"]
    currency = match["before"] or match["after"] or match["after_sign"]
    if letter and not currency and _is_a_name(value, decimals, letter):
        return None
    word = match["scale"] or letter
    scale = scale_named(word) if word else None
    percent = match["percent"] or match["percent_word"] or match["basis"]
    if scale:
        value *= FACTORS[scale]
    if match["basis"]:
        value, decimals = value.scaleb(-2), decimals + 2
    return Quantity(
        value=-value if _negative(match, text) else value,
        family="percent" if percent else "money" if currency else "plain",
        currency=currency_named(currency.rstrip(".")) if currency else None,
        scale=scale,
        decimals=decimals,
        start=match.start(),
        end=match.end(),
        letter=None if currency else letter,
    )


def mantissa(digits: str, exponent: str | None = None) -> tuple[Decimal, int] | None:
    """Read printed digits as (value, decimals), or `None` where separators disagree.

    A lone comma before three digits groups and a lone point divides, as in English:
    "1,577" is 1577 and "1.577" is less than two.
    """
    digits = digits.translate(_NO_SPACERS)
    if len(digits) > _MAX_DIGITS and _too_long(digits):
        return None
    if digits.isdecimal() and exponent is None:
        return Decimal(digits), 0
    if _DECIMAL_COMMA.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _GROUPED_BY_DOTS.fullmatch(digits):
        digits = digits.replace(".", "")
    elif _GROUPED_BY_COMMAS.fullmatch(digits):
        digits = digits.replace(",", "")
    elif not _PLAIN.fullmatch(digits):
        return None
    decimals = len(digits.partition(".")[2])
    if exponent is None:
        return Decimal(digits), decimals
    power = int(exponent[1:])
    return Decimal(digits).scaleb(power), max(0, decimals - power)


def _too_long(digits: str) -> bool:
    return len(digits) > 2 * _MAX_DIGITS or sum(map(str.isdigit, digits)) > _MAX_DIGITS


def _is_a_name(value: Decimal, decimals: int, letter: str) -> bool:
    return letter.isupper() and not decimals and value < _NAME_BELOW


def _negative(match: re.Match[str], text: str) -> bool:
    if match["minus"] or match["inner"] not in {None, "("}:
        return True
    if match["inner"] == "(":
        return bool(match["close"] or match["close_last"])
    if not match["open"]:
        return False
    if match["close"]:  # (2.3)%, (1,577), but the year of "Smith (2018)" is none
        return not _is_year(match["digits"])
    return bool(match["close_last"]) and not _is_aside(text, match.start())


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.startswith(("19", "20"))  # noqa: PLR2004


def _is_aside(text: str, start: int) -> bool:
    """Tell "about half (50%)", an aside in prose, from the table cell "(50%)"."""
    return text[max(0, start - 2) : start].strip(" ").isalnum()
