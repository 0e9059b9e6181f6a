"""The one number a short answer states, and whether two numbers are the same answer."""

import re
from collections.abc import Collection, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from pipeline.values.directions import direction_said
from pipeline.values.quantities import Quantity, find_numbers
from pipeline.values.spelled import in_digits
from pipeline.values.units import NO_UNIT, Unit, parse_unit, same_currency

__all__ = [
    "ROUNDING",
    "TOLERANCE",
    "Quantity",
    "find_numbers",
    "goes_on",
    "in_unit",
    "incidental",
    "is_only_a_number",
    "looks_like_a_year",
    "parse_number",
    "same_number",
    "share_off",
    "the_one",
]

TOLERANCE: Final = Decimal("0.005")
ROUNDING: Final = Decimal("0.001")
"""What rounding on the way costs an answer to which a precision was asked."""
_LITTLE: Final = Decimal("0.02")
NEAR: Final = Decimal("0.05")
"""Nobody takes a number further from the gold for the gold rounded."""

_LABEL = re.compile(
    r"(?<!\w)(?i:nos?\.|#|№|number|notes?|items?|pages?|pp?\.|tables?|figures?|exhibit"
    r"|sections?|chapters?|§+|art\.|articles?|clauses?|paragraphs?|para\.|rules?"
    r"|appendix|annex|schedules?|steps?|lines?|rows?|fy|fiscal(?: year)?)\s?$"
)
_LABEL_ENDS: Final = (
    *("no.", "nos.", "#", "\u2116", "number", "note", "notes", "item", "items", "page"),
    *(
        "pages",
        "p.",
        "pp.",
        "table",
        "tables",
        "figure",
        "figures",
        "exhibit",
        "\u00a7",
    ),
    *("section", "sections", "chapter", "chapters", "art.", "article", "articles"),
    *("clause", "clauses", "paragraph", "paragraphs", "para.", "rule", "rules"),
    *("appendix", "annex", "schedule", "schedules", "step", "steps", "line", "lines"),
    *("row", "rows", "fy", "fiscal", "year"),
)
"""How a label may end: most of what stands before a number is none."""
_LABEL_CHARS: Final = 13
_GOES_ON = re.compile(
    r"\s(?:hundreds?|dozens?|and a (?:half|quarter))\b|\s?\d+/\d", re.IGNORECASE
)
_COUNTS_BELOW: Final = 1000
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2099


def parse_number(text: str) -> Quantity | None:
    """Return the one number a short answer states, or `None` for none or several.

    A calendar year, or the number of a page, note or item, counts only when nothing
    else does, so "$1,577 million in 2018 (page 3)" states one number. One value said
    twice, "0.308 (30.8%)", is one number. Number words are read only in an answer
    without digits; a number that goes on in words ("3 hundred") is not read.
    """
    found = find_numbers(text) or find_numbers(text := in_digits(text) or "")
    return the_one(found, text)


def the_one(found: Sequence[Quantity], text: str) -> Quantity | None:
    """Return the one number among those found in a text, as `parse_number` does."""
    telling = [number for number in found if not incidental(number, text)] or found
    if len({_plain(number) for number in telling}) != 1:
        return None
    if any(goes_on(number, text) for number in telling):
        return None
    clearest = max(telling, key=lambda n: (n.family != "plain", n.scale is not None))
    direction = direction_said(text)
    return clearest._replace(direction=direction) if direction else clearest


def goes_on(number: Quantity, text: str) -> bool:
    """Return whether a number goes on in words: "3 hundred", "3 and a half"."""
    return _GOES_ON.match(text, number.end) is not None


def is_only_a_number(text: str) -> bool:
    """Return whether a text is one number and nothing beside it."""
    text = text.strip()
    found = find_numbers(text)
    return len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))


def in_unit(number: Quantity, unit: str | None) -> Quantity:
    """Complete a bare number with the unit that was given beside it."""
    said = parse_unit(unit)
    if not number.bare or said == NO_UNIT:
        return number
    return number._replace(
        value=number.value * said.factor,
        family=number.family if said.family == "plain" else said.family,
        currency=number.currency or said.currency,
        scale=said.scale,
    )


def same_number(
    given: Quantity,
    wanted: Quantity,
    *,
    unit: str | None = None,
    tolerance: Decimal = TOLERANCE,
    places: int | None = None,
    exact: bool | None = None,
) -> bool:
    """Return whether a given number is the wanted one, under the question's unit.

    It is when it rounds, half up, to the gold at the gold's printed precision, or
    differs by at most `tolerance` of the gold. A whole gold below 1000, without scale
    or percent, is a count: nothing rounds to it. A bare gold is in `unit`; a bare
    answer may be in `unit` or written out in full. Percent and a bare fraction are the
    same only if the fraction is below 1: 30.8% is 0.308, but 156% is not 1.56. A bare
    gold that looks like a year is matched exactly: half a percent of 2018 is ten years.
    An `exact` gold must be met to the digit: of what is near it, only what rounds to it
    is the same. False says that it is measured, so no year either.

    Where the question asks for `places` decimals, an answer with as many is held to
    them: see `_as_asked`.
    """
    asked = parse_unit(unit)
    gold = in_unit(wanted, unit)
    if not same_currency(given.currency, gold.currency) or _opposed(given, gold):
        return False
    readings = _readings(given, gold, asked)
    if exact is not False and looks_like_a_year(wanted) and asked == NO_UNIT:
        return gold.value in readings
    step = _last_digit(wanted, asked)
    if places is not None:
        rounded = max(step, _last_digit(wanted._replace(decimals=places), asked))
        return any(_as_asked(r, gold, rounded, given, tolerance) for r in readings)
    slack = abs(gold.value) * tolerance
    near = [reading for reading in readings if abs(reading - gold.value) <= slack]
    if exact:
        return any(_rounded(reading, step) == gold.value for reading in near)
    if near:
        return True
    return not _is_a_count(gold) and any(
        _rounded(reading, step) == gold.value for reading in readings
    )


def is_coarser(
    given: Quantity,
    wanted: Quantity,
    *,
    unit: str | None = None,
    exact: bool | None = None,
) -> bool:
    """Return whether a number may be the wanted one with fewer digits: 1.6 for 1.577.

    A year is no other year, and a count is exact: no digit of it may be dropped.
    """
    asked = parse_unit(unit)
    gold = in_unit(wanted, unit)
    if not same_currency(given.currency, gold.currency) or _opposed(given, gold):
        return False
    if exact is not False and looks_like_a_year(wanted) and asked == NO_UNIT:
        return False
    most = NEAR * abs(gold.value)
    for reading in _readings(given, gold, asked):
        off = abs(reading - gold.value)
        if off <= most and 2 * off <= _step(reading, given):
            return True
    return False


def share_off(given: Quantity, wanted: Quantity, unit: str | None) -> Decimal | None:
    """Return by which part of the gold a number misses it, read as `same_number` does.

    `None` where there is nothing to measure by: of zero there is no part.
    """
    asked, gold = parse_unit(unit), in_unit(wanted, unit)
    readings = _readings(given, gold, asked)
    if not gold.value or not same_currency(given.currency, gold.currency):
        return None
    return min((abs(reading / gold.value - 1) for reading in readings), default=None)


def _step(reading: Decimal, given: Quantity) -> Decimal:
    """Return what 1 in the last printed place of a number is worth in a reading."""
    printed = given.mantissa
    scale = abs(reading / printed) if printed else Decimal(1)
    return scale.scaleb(-given.decimals)


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_HALF_UP) * step


def _as_asked(
    reading: Decimal, gold: Quantity, step: Decimal, given: Quantity, tolerance: Decimal
) -> bool:
    """Return whether a reading is the gold at the precision the question asks for.

    Who rounds on the way may end one step beside the gold, where a step is little.
    Beyond that only `ROUNDING` is forgiven, not `tolerance`: an answer to two decimals
    says that they are right. A coarser answer must be the gold rounded as coarsely.
    """
    off, size = abs(reading - gold.value), abs(gold.value)
    if off <= ROUNDING * size or off <= step <= _LITTLE * size:
        return True
    coarse = _step(reading, given)
    if coarse > step:
        return off <= tolerance * size and _rounded(gold.value, coarse) == reading
    return not _is_a_count(gold) and _rounded(reading, step) == gold.value


def _readings(given: Quantity, gold: Quantity, asked: Unit) -> Collection[Decimal]:
    """Say what `given` may mean in the frame of the gold."""
    if gold.family == "percent":
        values = _as_percent(given, asked)
    elif given.family == "percent":
        values = _percent_as_plain(given, gold, asked)
    elif given.scale is not None:
        values = [given.value]
    else:
        values = [given.value * asked.factor, given.value]
    if "down" in {given.direction, gold.direction}:
        return [*values, *(-value for value in values)]
    return values


def _as_percent(given: Quantity, asked: Unit) -> list[Decimal]:
    if given.family == "percent":
        return [given.value]
    if given.family == "money" or given.scale is not None:
        return []
    factor = asked.factor if asked.family == "percent" else Decimal(1)
    fraction = [given.value * 100] if abs(given.value) < 1 else []
    return [given.value * factor, *fraction]


def _percent_as_plain(given: Quantity, gold: Quantity, asked: Unit) -> list[Decimal]:
    if gold.family == "money" or gold.scale is not None or asked.factor != 1:
        return []
    if abs(gold.value) < 1:
        return [given.value / 100]
    return [given.value]  # a set that wrote 30.8 for "30.8%"


def _opposed(given: Quantity, gold: Quantity) -> bool:
    return {given.direction, gold.direction} == {"up", "down"}


def _last_digit(wanted: Quantity, asked: Unit) -> Decimal:
    """Return what 1 in the last printed place of the gold is worth."""
    factor = asked.factor if wanted.bare else wanted.factor
    return factor.scaleb(-wanted.decimals)


def _is_a_count(gold: Quantity) -> bool:
    return gold.bare and gold.decimals == 0 and abs(gold.value) < _COUNTS_BELOW


def looks_like_a_year(number: Quantity) -> bool:
    """Return whether a number is bare, has four digits, and is from 1900 to 2099."""
    return (
        number.family == "plain"
        and number.scale is None
        and number.decimals == 0
        and number.end - number.start == 4  # noqa: PLR2004  # so not "2,018"
        and _FIRST_YEAR <= number.value <= _LAST_YEAR
    )


def incidental(number: Quantity, text: str) -> bool:
    """Return whether a number looks like a year, or is that of a page, note or item."""
    before = text[max(0, number.start - _LABEL_CHARS) : number.start]
    if before.rstrip().lower().endswith(_LABEL_ENDS) and _LABEL.search(before):
        return True
    return looks_like_a_year(number)


def _plain(number: Quantity) -> Decimal:
    return number.value / 100 if number.family == "percent" else number.value
