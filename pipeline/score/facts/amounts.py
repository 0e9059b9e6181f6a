"""Two short answers that are amounts or days with words beside them."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from pipeline.score.facts.base import Finding, right, unclear, wrong
from pipeline.score.facts.figure import Figure, among, figures_of, tells
from pipeline.values.dates import find_dates, same_date
from pipeline.values.name_words import KINDS
from pipeline.values.stems import content_words, stems, word_set
from pipeline.values.unit_names import same_unit, unit_said

_PARTS: Final[Mapping[str, int]] = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100,
}  # fmt: skip
_COUNTS: Final[Mapping[str, int]] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
_FRACTION = re.compile(
    rf"(?i)\b(?:({'|'.join(_COUNTS)})[\s-])?({'|'.join(_PARTS)}|halve)s?\b"
    r"|(?<![\d./])(\d{1,3})/(\d{1,3})(?![\d/])"
)
_WEEKDAYS: Final = word_set(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu "
    "thur thurs fri sat sun"
)
_BOUND = re.compile(r"(?i)\b(?:after|before|from|since|until|within|of|to|by|in)\b")
"""What follows such a word is no unit: "30 days after receipt"."""
_NEAR: Final = Decimal("0.015")
"""A percentage is a fraction rounded: 33 % is a third."""
_IDENTIFIER = re.compile(r"[+(]?\d[\d\s()/.-]*\d")
_FEWEST_DIGITS: Final = 6
"""Of a telephone number or an account in groups; with fewer it may be a score."""
_MOST_CHARS: Final = 200


def compare_amounts(gold: str, given: str) -> Finding | None:
    """Compare two short texts that have figures, fractions or a date; else `None`."""
    if max(len(gold), len(given)) > _MOST_CHARS or not _has_amount(gold):
        return None
    return (
        _dates(gold, given)
        or _shares(gold, given)
        or _identifiers(gold, given)
        or _figures(gold, given)
    )


@lru_cache(maxsize=4096)
def _has_amount(gold: str) -> bool:
    return _has_part(gold) or bool(figures_of(gold)) or len(find_dates(gold)) == 1


def _dates(gold: str, given: str) -> Finding | None:
    wanted, found = find_dates(gold), find_dates(given)
    if len(wanted) != 1 or len(found) != 1:
        return None
    if not same_date(found[0].date, wanted[0].date):
        return wrong(f"not {wanted[0].date} but {found[0].date}")
    beside = [
        set(content_words(text[: one.start] + text[one.end :])) - _WEEKDAYS
        for text, one in ((gold, wanted[0]), (given, found[0]))
    ]
    if beside[0] <= beside[1]:
        return right(f"states the date {wanted[0].date}")
    return unclear("the date of the gold, in other words")


def _shares(gold: str, given: str) -> Finding | None:
    """Compare two parts of a whole, of which one is a fraction in words."""
    wanted, found = share_of(gold), share_of(given)
    if wanted is None or found is None or not (_has_part(gold) or _has_part(given)):
        return None
    if abs(wanted - found) <= _NEAR * wanted:
        return right(f"the same part of a whole, {100 * wanted:.1f} %")
    return wrong(f"not {100 * wanted:.1f} % but {100 * found:.1f} %")


def _has_part(text: str) -> bool:
    return _FRACTION.search(text) is not None


@lru_cache(maxsize=4096)
def share_of(text: str) -> Decimal | None:
    """Read the one fraction or percentage of a text as a part of one."""
    found = list(_FRACTION.finditer(text))
    percents = [one for one in figures_of(text) if one.family == "percent"]
    if len(found) + len(percents) != 1:
        return None
    if percents:
        return percents[0].number.value / 100
    count, part, over, under = found[0].groups()
    if over:
        return Decimal(over) / int(under) if int(under) else None
    return Decimal(_COUNTS.get((count or "a").casefold(), 1)) / _PARTS.get(
        part.casefold(), 2
    )


def _identifiers(gold: str, given: str) -> Finding | None:
    """Compare two texts of nothing but digits in groups, as telephone numbers are."""
    wanted, found = _digits(gold), _digits(given)
    if not wanted or not found or len(wanted) != len(found):
        return None
    if wanted == found:
        return right("states the same digits")
    return wrong("states other digits")


def _digits(text: str) -> str:
    text = text.strip(" .")
    if not _IDENTIFIER.fullmatch(text):
        return ""
    digits = "".join(filter(str.isdecimal, text))
    return digits if len(digits) >= _FEWEST_DIGITS else ""


def _figures(gold: str, given: str) -> Finding | None:
    """Compare figures with units: the same number with other words is for a reader."""
    wanted, found = figures_of(gold), figures_of(given)
    if not wanted or not found or not _measured(wanted, gold):
        return None
    missing = [figure for figure in wanted if not among(figure, found)]
    if not missing and len(found) == len(wanted):
        same = _same_beside(gold, wanted, given, found)
        shown = " and ".join(figure.shown for figure in wanted)
        return right(f"states {shown}") if same else unclear(f"{shown} in other words")
    if len(missing) == len(wanted) and all(
        one.family == wanted[0].family for one in found
    ):
        return wrong(f"not {wanted[0].shown} but {found[0].shown}")
    return unclear("the figures of the gold in part")


def _measured(figures: Sequence[Figure], gold: str) -> bool:
    """Tell a measure or a count from a name with a number: it has a unit, or opens."""
    first = figures[0]
    opens = not gold[: first.number.start].strip(" ~\u2248$\u20ac\u00a3")
    return (
        first.number.family != "plain"
        or (opens and not _is_name(gold[first.number.end :]))
        or (tells(first) and first.unit is not None)
    )


def _is_name(text: str) -> bool:
    """Tell "10 Downing Street" from "10 members"."""
    words = text.split()
    return any(word[:1].isupper() for word in words) or any(
        word.strip(".,").casefold() in KINDS for word in words[-1:]
    )


def _same_beside(
    gold: str, wanted: Sequence[Figure], given: str, found: Sequence[Figure]
) -> bool:
    """Tell whether both have the same words or units beside their figures."""
    mine, theirs = ({s for s in stems(text) if s.isalpha()} for text in (given, gold))
    if mine <= theirs or theirs <= mine:
        return True
    if _BOUND.search(gold) or _BOUND.search(given):
        return False
    one, other = (
        unit_said(text[figures[0].number.end :].strip(" ."))
        for text, figures in ((gold, wanted), (given, found))
    )
    return bool(one.of and other.of) and same_unit(one, other)
