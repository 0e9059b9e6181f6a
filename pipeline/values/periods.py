"""Periods and dates of an answer: "1 March to 31 May 2021", "2018/19", "FY23".

Beyond `pipeline.values.dates`, which reads whole documents and so only what is certain,
this reads answers: a beginning without its own year takes the year of the end, a year
of two digits counts where it can be nothing else, and of 03/04/2021 both readings are
returned, so that a gold date may decide between them.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Final, NamedTuple

from pipeline.values.dates import (
    MONTHS,
    FoundDate,
    PartialDate,
    find_dates,
    same_date,
    the_one_date,
)


class Period(NamedTuple):
    """From the beginning of `first` to the end of `last`."""

    first: PartialDate
    last: PartialDate

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


class Moment(NamedTuple):
    when: PartialDate | Period
    start: int
    end: int


_MONTH: Final = rf"(?i:{'|'.join(MONTHS)})"
_ORDINAL: Final = r"(?i:st|nd|rd|th)?"
_TO: Final = (
    r"\s*(?:[-\u2013\u2014]|(?i:\b(?:to|through|thru|until|till|up\sto))\b)\s*"
    r"(?i:the\s)?"
)
_BETWEEN = re.compile(rf"{_TO}")
_BETWEEN_AND = re.compile(r"\s+and\s+(?:the\s)?", re.IGNORECASE)
_BETWEEN_OPENING = re.compile(r"\bbetween\s(?:the\s)?$", re.IGNORECASE)
# What may begin a period and leave its year to the end: "1 March to", "12-", "Q1 to".
_BEGINNING = re.compile(
    rf"""(?<![\w.,/-])(?:
        (?P<day>\d{{1,2}}){_ORDINAL}(?:\s(?:of\s)?(?P<month>{_MONTH})\.?)?
      | (?P<month_us>{_MONTH})\.?(?:\s(?P<day_us>\d{{1,2}}){_ORDINAL})?
      | [qQ](?P<quarter>[1-4])
    )(?:{_TO}|(?P<joined>\s+and\s+))
    (?:(?P<to_month>{_MONTH}\.?\s)?(?P<to_day>\d{{1,2}}){_ORDINAL}(?:,|\sof)?\s)?$""",
    re.VERBOSE,
)
_JOINT = re.compile(r"[-\u2013\u2014]|(?i:\bto\b|thr|til|\band\b)")
"""What a beginning cannot do without: most dates have none before them."""
_BEGINNING_CHARS: Final = 48
_TWO_YEARS = re.compile(
    r"(?<![\w./-])(?:(?i:fy|fiscal(?:\syear)?)\s?)?(?P<first>(?:1[5-9]|20)\d\d)"
    r"(?P<by>[-\u2013/])(?P<second>\d\d)(?![\w/-]|[.,]\d)"
)

_MAY_SPLIT = re.compile(r"\d[-\u2013/]\d")

# POSIX strptime, %y: 69 to 99 are of the 20th century, 00 to 68 of the 21st.
_PIVOT: Final = 69
_SHORT_YEAR = re.compile(
    rf"""(?<![\w.$€£])(?P<before>
        (?i:fy|[qh][1-4]\s?(?:fy)?|[1-4][qh]\s?(?:fy)?)\s?['\u2019]?
      | (?:\d{{1,2}}{_ORDINAL}\s)?{_MONTH}\.?,?\s['\u2019]
    )(?P<year>\d\d)(?![\w'\u2019%]|[.,]\d)""",
    re.VERBOSE,
)
_MAY_BE_SHORT = re.compile(
    r"['\u2019]\d|(?:[fF][yY]|[qQhH][1-4])\s?\d\d(?!\d)|\d[qQhH]"
)
_SHORT_DECADE = re.compile(r"(?<!\w)['\u2019](?P<decade>[2-9]0)s(?!\w)")
_EITHER_ORDER = re.compile(
    r"(?<![\w./-])(\d{1,2})([/.-])(\d{1,2})\2([12]\d{3})(?![\w/-]|\.\d)"
)


def whole_years(text: str) -> str:
    """Write out the years of two digits that can be nothing else: FY23, Q3'22, '90s."""
    if not _MAY_BE_SHORT.search(text):
        return text
    text = _SHORT_YEAR.sub(_whole_year, text)
    return _SHORT_DECADE.sub(r"19\g<decade>s", text)


def _whole_year(match: re.Match[str]) -> str:
    year = int(match["year"])
    century = 1900 if year >= _PIVOT else 2000
    return f"{match['before'].rstrip(chr(39) + chr(0x2019))}{century + year}"


def find_moments(text: str) -> list[Moment]:
    """Return the dates and periods of a passage in order; none stands in another."""
    split = list(_split_years(text)) if _MAY_SPLIT.search(text) else []
    if not split:
        return list(_moments(text))
    found: list[Moment] = []
    for moment in sorted((*split, *_moments(text)), key=lambda m: (m.start, -m.end)):
        if not found or moment.start >= found[-1].end:
            found.append(moment)
    return found


def parse_moment(text: str) -> PartialDate | Period | None:
    """Return the one date or the one period a text states, `None` for none or several.

    A date beside a period may only repeat it: "Q1 2021, from January to March 2021".
    """
    return the_one_moment({moment.when for moment in find_moments(text)})


def the_one_moment(
    found: AbstractSet[PartialDate | Period],
) -> PartialDate | Period | None:
    """Return the same of what a text was found to state."""
    periods = {when for when in found if isinstance(when, Period)}
    if not periods:
        return the_one_date({w for w in found if isinstance(w, PartialDate)})
    period = periods.pop()
    alike = all(same_moment(when, period) for when in found)
    return period if not periods and alike else None


def same_moment(given: PartialDate | Period, wanted: PartialDate | Period) -> bool:
    """Return whether `given` is as fine as `wanted` and agrees with it.

    A period must have the same beginning and end; it may be named in another way, as
    the quarter that its months make.
    """
    if isinstance(given, PartialDate) and isinstance(wanted, PartialDate):
        return same_date(given, wanted)
    if isinstance(given, Period) and isinstance(wanted, Period):
        ends = ((given.first, wanted.first), (given.last, wanted.last))
        if all(same_date(*pair) for pair in ends):
            return True
    return days_of(given) == days_of(wanted)


def days_of(when: PartialDate | Period) -> tuple[date, date]:
    """Return the first and last day."""
    if isinstance(when, Period):
        return days_of(when.first)[0], days_of(when.last)[1]
    first, last = _months_of(when)
    year = when.year + 9 if when.decade else when.year
    days = monthrange(year, last)[1]
    return date(when.year, first, when.day or 1), date(year, last, when.day or days)


def either_order(text: str) -> list[tuple[str, frozenset[PartialDate]]]:
    """Return the dates that half the world reads otherwise, with both readings."""
    return [
        (match.group(), frozenset({_day(year, a, b), _day(year, b, a)}))
        for match in _EITHER_ORDER.finditer(text)
        for year, a, b in [(int(match[4]), int(match[1]), int(match[3]))]
        if a != b and min(a, b) > 0 and max(a, b) <= 12  # noqa: PLR2004  # months
    ]


def _day(year: int, month: int, day: int) -> PartialDate:
    return PartialDate(year, month=month, day=day)


def _months_of(when: PartialDate) -> tuple[int, int]:
    if when.month:
        return when.month, when.month
    if when.quarter:
        return 3 * when.quarter - 2, 3 * when.quarter
    if when.half:
        return 6 * when.half - 5, 6 * when.half
    return 1, 12


def _split_years(text: str) -> Iterator[Moment]:
    """Yield "2018-19" and "FY2018/19"; "2009-10" is October in ISO, and left to it."""
    for match in _TWO_YEARS.finditer(text):
        first, second = int(match["first"]), int(match["second"])
        last = first - first % 100 + second
        month = match["by"] == "-" and 1 <= second <= 12  # noqa: PLR2004  # months
        if last > first and not month:
            period = Period(PartialDate(first), PartialDate(last))
            yield Moment(period, match.start(), match.end())


def _moments(text: str) -> Iterator[Moment]:
    dates = find_dates(text)
    at = 0
    end = 0
    while at < len(dates):
        here = dates[at]
        then = dates[at + 1] if at + 1 < len(dates) else None
        if then and _joined(text, here, then):
            yield Moment(Period(here.date, then.date), here.start, then.end)
            at, end = at + 2, then.end
            continue
        yield _begun_before(text, here, end)
        at, end = at + 1, here.end


def _joined(text: str, here: FoundDate, then: FoundDate) -> bool:
    if days_of(here.date)[0] > days_of(then.date)[1]:
        return False
    between = text[here.end : then.start]
    if _BETWEEN.fullmatch(between):
        return True
    opened = _BETWEEN_OPENING.search(text[max(0, here.start - 12) : here.start])
    return bool(opened and _BETWEEN_AND.fullmatch(between))


def _begun_before(text: str, here: FoundDate, after: int) -> Moment:
    """Add to a date the beginning that left its year, or its month too, to it."""
    start = max(after, here.start - _BEGINNING_CHARS)
    before = text[start : here.start]
    match = _BEGINNING.search(before) if _JOINT.search(before) else None
    if match is None or (match["joined"] and not _opened(text, start + match.start())):
        return Moment(here.date, here.start, here.end)
    last = _end_of(match, here.date)
    first = _beginning_of(match, last) if last else None
    if first is None or last is None or days_of(first)[0] > days_of(last)[1]:
        return Moment(here.date, here.start, here.end)
    return Moment(Period(first, last), start + match.start(), here.end)


def _opened(text: str, start: int) -> bool:
    return _BETWEEN_OPENING.search(text[max(0, start - 12) : start]) is not None


def _end_of(match: re.Match[str], date: PartialDate) -> PartialDate | None:
    """Give the end the day that stands before its year ("March 12-14, 2021")."""
    if match["to_day"] is None:
        return date
    named = match["to_month"] or match["month_us"]
    month = MONTHS[named.strip(". ").casefold()] if named else date.month
    return _dated(date._replace(month=month, day=int(match["to_day"])))


def _beginning_of(match: re.Match[str], last: PartialDate) -> PartialDate | None:
    if match["quarter"]:
        return PartialDate(last.year, int(match["quarter"])) if last.quarter else None
    named = match["month"] or match["month_us"]
    month = MONTHS[named.casefold()] if named else last.month
    day = match["day"] or match["day_us"]
    return _dated(PartialDate(last.year, month=month, day=int(day) if day else None))


def _dated(of: PartialDate) -> PartialDate | None:
    """Return a date if the calendar has it."""
    if of.month is None:
        return None
    days = monthrange(of.year, of.month)[1]
    return of if of.day is None or 1 <= of.day <= days else None


_DAY_OF_MONTH = re.compile(
    rf"(?<![\w.,/-])(?:\d{{1,2}}{_ORDINAL}\s(?:of\s)?{_MONTH}"
    rf"|{_MONTH}\.?\s(?:the\s)?\d{{1,2}}{_ORDINAL})(?![\w/-]|,?\s?\d|[.,]\d)"
)


def in_year(text: str, year: int) -> str:
    """Give the days that are named without their year the one that is meant."""
    return _DAY_OF_MONTH.sub(rf"\g<0> {year}", text)
