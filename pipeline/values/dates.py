"""Calendar dates as texts write them, at the precision they are written in.

A fiscal year, half or quarter ("FY2021", "Q3 FY2022") is read as the one it names:
nothing in the text says on which day the company starts its year. 03/04/2021 is read
by nobody, because half the world means April; years of two digits are not read here
(`pipeline.values.periods` reads those that can be nothing else).
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Final, NamedTuple

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4}

_MONTH = rf"(?i:{'|'.join(MONTHS)})"
_YEAR = r"[12]\d{3}(?!\w|[.,]\d)"
_FISCAL = r"(?i:(?:of\s)?(?:fiscal\s(?:year\s)?|fy\s?)?)"
_OPENING = (
    r"(?=\d|[qQ][1-4]|[hH][12]"
    r"|(?i:ja|fe|ma|ap|ju|au|se|oc|no|de|fi|fy|th|fo|of\sf|of\s[12]))"
)
"""How a date may open: most words are passed over at once."""
_OTHER = r"[12]\d{3}\d*"
_DATE = re.compile(
    rf"""(?<![\w$€£])(?<!\d[.,]){_OPENING}(?:
        (?P<iso>[12]\d{{3}}-\d\d(?:-\d\d(?:(?=T\d\d:)|(?!\w)))?(?![\d-]))
      | (?P<ymd>[12]\d{{3}}(?P<by>[/.])\d{{1,2}}(?P=by)\d{{1,2}}(?![\w/]))
      | (?P<xy>\d{{1,2}}(?P<cut>[/.-])\d{{1,2}}(?P=cut)[12]\d{{3}}(?![\w/]))
      | (?P<cjk>[12]\d{{3}}\s?年(?:\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日)?)?)
      | (?<!\b\d[-\u2013])(?<!\b\d\d[-\u2013])(?<!\b\d\sto\s)(?<!\b\d\d\sto\s)
        (?P<day>\d{{1,2}})(?i:st|nd|rd|th)?
        (?:\sday)?[\s-](?:of\s)?
        (?P<month>{_MONTH})(?:\.|,|\.,)?[\s-](?:of\s)?(?P<year>{_YEAR})
      | (?P<month_us>{_MONTH})\.?\s(?:the\s)?(?P<day_us>\d{{1,2}})(?i:st|nd|rd|th)?,?\s
        (?P<year_us>{_YEAR})
      | (?P<month_only>{_MONTH})(?:\.|,|\.,)?[\s-](?:of\s)?(?P<month_year>{_YEAR})
      | (?:[qQ](?P<q>[1-4])|(?P<qq>[1-4])[qQ]|(?P<qw>(?i:first|second|third|fourth))
        \s(?i:quarter))(?:[,\s]\s?|-|/)?{_FISCAL}(?P<q_year>{_YEAR})
      | {_FISCAL}(?P<year_q>[12]\d{{3}})[\s-]?[qQ](?P<q_after>[1-4])(?!\w)
      | (?:[hH](?P<h>[12])|(?P<hh>[12])[hH]|(?P<hw>(?i:first|second))[\s-](?i:half))
        (?:[,\s]\s?|-|/)?{_FISCAL}(?P<h_year>{_YEAR})
      | {_FISCAL}(?P<year_h>[12]\d{{3}})[\s-]?[hH](?P<h_after>[12])(?!\w)
      | (?i:fy|fiscal\syear|fiscal)\s?(?P<fiscal>{_YEAR})
      | (?P<decade>(?:1[5-9]|20)\d0)['\u2019]?s(?!\w)
      | (?P<bare>(?:1[5-9]|20)\d\d)(?!\w|[.,]\d|\s?[%\uff05])
    )
    | (?P<other>{_OTHER})""",
    re.VERBOSE,
)
_YEARLIKE = re.compile(_OTHER)
_LONGEST_LEAD: Final = 31
"""The most that stands before the year: "fourth quarter, of fiscal year 2018"."""


class PartialDate(NamedTuple):
    """A date as far as it is known; `quarter` is set only where no month is."""

    year: int
    """Of a decade, its first."""
    quarter: int | None = None
    month: int | None = None
    day: int | None = None
    half: int | None = None
    decade: bool = False

    def __str__(self) -> str:
        if self.decade:
            return f"{self.year}s"
        if self.half is not None:
            return f"{self.year}-H{self.half}"
        if self.quarter is not None:
            return f"{self.year}-Q{self.quarter}"
        parts = (self.month, self.day)
        return f"{self.year}" + "".join(f"-{p:02}" for p in parts if p is not None)


class FoundDate(NamedTuple):
    date: PartialDate
    start: int
    end: int


def find_dates(text: str) -> list[FoundDate]:
    """Return the dates of a passage in order, without those no calendar can place."""
    return list(_dates(text))


def parse_date(text: str) -> PartialDate | None:
    """Return the one date a short answer states, or `None` for none or several.

    "14 March 2021, in the first quarter of 2021" states one: the coarser agrees.
    """
    return the_one_date({item.date for item in _dates(text)})


def the_one_date(found: AbstractSet[PartialDate]) -> PartialDate | None:
    """Return the finest of some dates if it agrees with all the others."""
    if len(found) <= 1:
        return next(iter(found), None)
    finest = max(found, key=_fineness)
    return finest if all(same_date(finest, other) for other in found) else None


def is_only_a_date(text: str) -> bool:
    """Return whether a text is one date and nothing beside it."""
    text = text.strip()
    found = find_dates(text)
    return len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))


def same_date(given: PartialDate, wanted: PartialDate) -> bool:
    """Return whether `given` is at least as fine as `wanted` and agrees with it."""
    if given == wanted:
        return True
    if given.year != wanted.year and not wanted.decade:
        return False
    return wanted in coarsenings(given)


def coarsenings(of: PartialDate) -> frozenset[PartialDate]:
    """Return a date and everything it implies: month, quarter, half, year, decade."""
    implied = {of, PartialDate(of.year - of.year % 10, decade=True)}
    if of.decade:
        return frozenset(implied)
    implied.add(PartialDate(of.year))
    quarter = (of.month - 1) // 3 + 1 if of.month else of.quarter
    half = (quarter + 1) // 2 if quarter else of.half
    if half:
        implied.add(PartialDate(of.year, half=half))
    if quarter:
        implied.add(PartialDate(of.year, quarter))
    if of.month:
        implied.add(PartialDate(of.year, month=of.month))
    return frozenset(implied)


def _fineness(of: PartialDate) -> tuple[int, ...]:
    known = (of.day, of.month, of.quarter, of.half)
    said = (part is not None for part in known)
    return (*said, not of.decade, *(part or 0 for part in of))


def _dates(text: str) -> Iterator[FoundDate]:
    for match in _matches(text):
        if match["other"] is None and (found := _read(match)):
            yield FoundDate(found, match.start(), match.end())


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Find what looks like a date, looking only where there may be a year.

    What may be one, but is of no date, is found as itself.
    """
    end = 0
    for run in _YEARLIKE.finditer(text):
        if run.start() >= end:
            match = _DATE.search(text, max(end, run.start() - _LONGEST_LEAD))
            assert match
            end = match.end()
            yield match


def _read(match: re.Match[str]) -> PartialDate | None:
    if written := match["iso"] or match["ymd"]:
        return _calendar(*(int(part) for part in re.split(r"[-/.]", written)))
    if written := match["xy"]:
        return _either_order(*(int(part) for part in re.split(r"[-/.]", written)))
    if written := match["cjk"]:
        return _calendar(*(int(part) for part in re.findall(r"\d+", written)))
    if month := match["month"] or match["month_us"]:
        year, day = match["year"] or match["year_us"], match["day"] or match["day_us"]
        return _calendar(int(year), MONTHS[month.casefold()], int(day))
    if month := match["month_only"]:
        return _calendar(int(match["month_year"]), MONTHS[month.casefold()])
    return _coarse(match)


def _coarse(match: re.Match[str]) -> PartialDate | None:
    if quarter := match["q"] or match["qq"] or match["q_after"]:
        return PartialDate(int(match["q_year"] or match["year_q"]), int(quarter))
    if word := match["qw"]:
        return PartialDate(int(match["q_year"]), _ORDINALS[word.casefold()])
    if year := match["h_year"] or match["year_h"]:
        return PartialDate(int(year), half=_half(match))
    if first := match["decade"]:
        return PartialDate(int(first), decade=True)
    return PartialDate(int(match["fiscal"] or match["bare"]))


def _half(match: re.Match[str]) -> int:
    digit = match["h"] or match["hh"] or match["h_after"]
    return int(digit) if digit else _ORDINALS[match["hw"].casefold()]


def _either_order(first: int, second: int, year: int) -> PartialDate | None:
    if first == second or second > 12:  # noqa: PLR2004  # months in a year
        return _calendar(year, first, second)
    return _calendar(year, second, first) if first > 12 else None  # noqa: PLR2004


def _calendar(
    year: int, month: int | None = None, day: int | None = None
) -> PartialDate | None:
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return PartialDate(year, month=month, day=day)
