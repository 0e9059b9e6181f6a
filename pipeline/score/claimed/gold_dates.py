"""The dates that golds and questions state, read once for all their answers."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.records import Question
from pipeline.values.dates import PartialDate, find_dates
from pipeline.values.periods import (
    Period,
    find_moments,
    in_year,
    parse_moment,
    the_one_moment,
    whole_years,
)
from pipeline.values.spelled_dates import in_figures, may_spell

When = PartialDate | Period

_TWICE = re.compile(r"([^()]+)\(([^()]+)\)")
LEAP_YEAR: Final = 2000
"""Stands for the year of a gold and an answer that name none: it has every day."""


def readable(text: str, golds: tuple[str, ...] = ()) -> str:
    """Put a text's dates in figures; the golds tell the century of "in '64"."""
    if may_spell(text):
        text = in_figures(text, _near_year(golds))
    return whole_years(text)


@lru_cache(maxsize=1_024)
def _near_year(golds: tuple[str, ...]) -> int:
    years = (day.date.year for text in golds for day in find_dates(text))
    return next(years, LEAP_YEAR)


def gold_dates(question: Question, field: str) -> tuple[tuple[When, ...], list[str]]:
    """Return the golds that are dates, and those that are not.

    A gold that names no year ("14 March") agrees with any year.
    """
    read: list[When] = []
    unread: list[str] = []
    for text in question.answers:
        found = read_date(text)
        if found.dated or found.when:
            read += [found.when] if found.when else _said_twice(text)
        else:
            years = {day.date.year for day in find_dates(field)} or {LEAP_YEAR}
            read += filter(None, (parse_moment(in_year(text, y)) for y in years))
        unread += [] if read else [text]
    return tuple(read), unread


class _Read(NamedTuple):
    when: When | None
    dated: bool
    """Whether there is a year in it at all."""
    moments: frozenset[When]


@lru_cache(maxsize=4_096)
def read_date(text: str) -> _Read:
    """Read a gold or a question, once for all its answers."""
    whole = readable(text)
    found = frozenset(moment.when for moment in find_moments(whole))
    dated = any(isinstance(when, PartialDate) for when in found)
    return _Read(the_one_moment(found), dated or bool(find_dates(whole)), found)


def _said_twice(text: str) -> list[When]:
    """Return both readings of "Q1 FY2024 (July to September 2023)"."""
    parts = _TWICE.fullmatch(text.strip())
    read = [read_date(part).when for part in parts.groups()] if parts else []
    return [when for when in read if when] if all(read) else []
