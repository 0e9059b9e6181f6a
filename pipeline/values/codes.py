"""Codes: what files, assets and vouchers are called, as "S-6074-2" and "C/2018/2393".

A code has letters and digits, or digits parted by "-" or "/", and no blank. It means
nothing but itself: another of the same form is another thing, and no words paraphrase
it. Case, kinds of dashes and blanks around a slash do not count. Years, periods, dates,
ranges and plain numbers are no codes.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from pipeline.values.dates import is_only_a_date
from pipeline.values.numbers import is_only_a_number
from pipeline.values.quantities import UUID
from pipeline.values.text import has_any
from pipeline.values.unit_names import is_measured, unit_said

_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212\uff0d"), "-")
_SLASH = re.compile(r"(?<=[^\W_])\s?/\s?(?=\d)")
_TOKEN = re.compile(r"[^\W_]+(?:[-./_][^\W_]+)*")
_JOINT = re.compile(r"[-./_]")
_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[^\W\d_]")
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERIOD = re.compile(r"(?i:[fc]y\d{0,4}|[qhs][1-4]|[1-4][qhs])(?:\d\d|\d{4})?")
_DATE = re.compile(r"\d{1,2}([-/])\d{1,2}\1(?:\d\d){1,2}|\d{4}([-/])\d{1,2}\2\d{1,2}")
_MEASURE = re.compile(r"\d+(?:\.\d+)?([^\W\d_].*)")
_WORD = re.compile(r"[^\W\d_A-Z]{3,}")
"""A part that is a word: "mid-2018", "3-year"."""
_RANGE = re.compile(r"(?i)\b(?:to|through|thru|until|between)\b|\s[-\u2013\u2014]\s")
_LEAST_DIGITS: Final = 3
_LEAST_UNJOINED: Final = 4
"""So many digits keep a code without joints from being a model or a substance."""
_LEAST_GROUPS: Final = 2
_MOST_CHARS: Final = 40


class Code(NamedTuple):
    key: str
    """As it is compared with the same."""
    plain: str
    """Without leading zeros: "V-07" may be V-7."""
    form: str
    """Its letters and joints, with a sign for each group of digits."""
    telling: bool
    """Long enough to be nothing but a code: "COVID-19" is a name, too."""


def codes_in(text: str) -> Sequence[Code]:
    """Return the codes of a text, each once.

    >>> [code.key for code in codes_in("Pump S\u20136074\u20132, 12-May-2021")]
    ['s-6074-2']
    """
    return _remembered(text) if len(text) <= _MOST_CHARS else _found(text)


def code_of(text: str) -> Code | None:
    """Return the code that a text is, with nothing beside it, if it tells enough."""
    found = codes_in(text) if len(text) <= _MOST_CHARS else ()
    if len(found) != 1 or not found[0].telling:
        return None
    return found[0] if _folded(text).strip("*_`'\" .").lower() == found[0].key else None


def rivals(code: Code, text: str) -> list[Code]:
    """Return the codes of a text that are of the form of a code, and another."""
    return [
        one
        for one in codes_in(text)
        if one.form == code.form and one.plain != code.plain
    ]


def has_code(code: Code, text: str) -> bool:
    """Return whether a text has a code as a word of its own, in any case."""
    return any(found[0].lower() == code.key for found in _TOKEN.finditer(_folded(text)))


def may_have(code: Code, text: str) -> bool:
    """Return whether a text may have a code, in part or in other joints.

    It has no group of digits of it, but years, where it surely has not.
    """
    groups = _DIGITS.findall(code.plain)
    telling = [one for one in groups if not _YEAR.fullmatch(one)] or groups
    least = min(_LEAST_DIGITS, max(map(len, telling)))
    said = {found.lstrip("0") for found in _DIGITS.findall(text)}
    return not said.isdisjoint(one for one in telling if len(one) >= least)


def another_code(given: str, name: str) -> bool:
    """Return whether two have codes of one form, and none in common.

    >>> another_code("S-6074-3", "S-6074-2"), another_code("T-6074-3", "S-6074-2")
    (True, False)
    """
    wanted = codes_in(name)
    mine = codes_in(given) if wanted else ()
    if not mine or spans(given):
        return False
    if not {one.plain for one in mine}.isdisjoint(one.plain for one in wanted):
        return False
    return any(one.form == other.form for one, other in product(mine, wanted))


def spans(text: str) -> bool:
    """Return whether a text is of a range of codes, which may have others in it."""
    return len(codes_in(text)) > 1 and _RANGE.search(text) is not None


@lru_cache(maxsize=8_192)
def _remembered(text: str) -> Sequence[Code]:
    return _found(text)


def _found(text: str) -> Sequence[Code]:
    if not _DIGITS.search(text):
        return ()
    tokens = (found[0] for found in _TOKEN.finditer(_folded(text)))
    read = (_code(token) for token in tokens if len(token) <= _MOST_CHARS)
    return tuple(dict.fromkeys(code for code in read if code))


def _folded(text: str) -> str:
    text = text if text.isascii() else text.translate(_DASHES)
    return _SLASH.sub("/", text) if "/" in text else text


@lru_cache(maxsize=16_384)
def _code(token: str) -> Code | None:
    groups = _DIGITS.findall(token)
    if not groups or not _is_code(token, groups):
        return None
    key = token.lower()
    if UUID.fullmatch(token):
        return Code(key, key, "uuid", telling=True)
    plain = _ZEROS.sub("", key)
    digits = sum(map(len, groups))
    dated = len(groups) == 1 and _YEAR.fullmatch(groups[0])
    telling = len(groups) >= _LEAST_GROUPS or digits >= _LEAST_DIGITS
    return Code(key, plain, _DIGITS.sub("#", key), telling=telling and not dated)


def _is_code(token: str, groups: Sequence[str]) -> bool:
    parts = _JOINT.split(token)
    joined = has_any(token, ("-", "/"))
    if not _LETTER.search(token):
        return joined and _are_numbered(token, groups)
    if any(_WORD.fullmatch(part) or _PERIOD.fullmatch(part) for part in parts):
        return False
    if not joined and (_DIGITS.match(token) or _is_short(groups)):
        return False
    return not is_only_a_date(token) and not _is_measure(token)


def _is_short(groups: Sequence[str]) -> bool:
    return sum(map(len, groups)) < _LEAST_UNJOINED


def _is_measure(token: str) -> bool:
    """Return whether a token is an amount or a range of them: "120km/h", "1m-2m"."""
    amounts = map(_MEASURE.fullmatch, (token, token.partition("-")[0]))
    return any(
        is_measured(unit_said(amount[1])) or is_only_a_number(amount[0])
        for amount in amounts
        if amount
    )


def _are_numbered(token: str, groups: Sequence[str]) -> bool:
    """Tell "6074-2" and "2018/393" from dates, ranges, scores and fractions."""
    if "." in token or _DATE.fullmatch(token):
        return False
    if len(groups) > _LEAST_GROUPS:
        return any(len(one) >= _LEAST_DIGITS for one in groups)
    first, last = groups
    if _YEAR.fullmatch(first) and (len(last) < _LEAST_DIGITS or _YEAR.fullmatch(last)):
        return False
    if max(len(first), len(last)) < _LEAST_DIGITS or _YEAR.fullmatch(last):
        return False
    return int(first) > int(last)
