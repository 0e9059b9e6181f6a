"""Whether a reply contradicts the date that a gold answer gives as its reason.

"Yes, it was signed in May 1806" is not met by "Yes, it was signed in 1812", and a yes
about 2022 rests on nothing if all its figures are of 2017.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.score.reading.asked import content
from pipeline.score.reading.claims import sentences
from pipeline.score.yes_no.contradiction import Contradiction
from pipeline.score.yes_no.figures import has_figures
from pipeline.score.yes_no.words import reason_of
from pipeline.values.dates import PartialDate, find_dates, same_date
from pipeline.values.periods import whole_years

_WORDS_BEFORE: Final = 4


class _Dated(NamedTuple):
    date: PartialDate
    words: frozenset[str]


def contradicts_date(reply: str, gold: str, question: str) -> Contradiction | None:
    """Return a date of the reply where none of its dates can be one of the gold's.

    Dates that the question gives are no reason. A bare year is one where the gold has
    nothing else: beside figures it says which they are.
    """
    wanted = _wanted(gold, question)
    given = [*_dated(reason_of(reply), question)] if wanted else []
    if not given or any(_agree(a.date, b.date) for a in given for b in wanted):
        return None
    pairs = [(a, b) for a in given for b in wanted]
    told = [(a, b) for a, b in pairs if a.words & b.words]
    one, other = (told or pairs)[0]
    why = f"on another date than the gold: {one.date}, not {other.date}"
    return Contradiction(why, plain=bool(told))


def of_other_years(reply: str, gold: str, question: str) -> Contradiction | None:
    """Return the years of a reply's figures if they are far from all that is asked.

    The year before is what a change is reckoned from.
    """
    asked = _years(question)
    if not asked or not has_figures(reason_of(gold)):
        return None
    said = (_years(one) for one in sentences(reason_of(reply)) if has_figures(one))
    given = frozenset[int]().union(*said)
    known = asked | _years(gold)
    if not given or any(abs(one - other) <= 1 for one in given for other in known):
        return None
    shown = " and ".join(map(str, sorted(given)))
    return Contradiction(f"on figures of other years: {shown}", plain=True)


@lru_cache(maxsize=1024)
def _wanted(gold: str, question: str) -> tuple[_Dated, ...]:
    reason = reason_of(gold)
    found = tuple(_dated(reason, question))
    if len(found) == 1 and not has_figures(reason):
        return found
    return tuple(one for one in found if one.date.month)


def _dated(text: str, question: str) -> Iterator[_Dated]:
    asked = [found.date for found in find_dates(whole_years(question))]
    for sentence in sentences(whole_years(text)):
        for found in find_dates(sentence):
            if not any(same_date(one, found.date) for one in asked):
                before = content(sentence[: found.start])[-_WORDS_BEFORE:]
                yield _Dated(found.date, frozenset(before or content(question)))


def _agree(one: PartialDate, other: PartialDate) -> bool:
    return same_date(one, other) or same_date(other, one)


def _years(text: str) -> frozenset[int]:
    return frozenset(found.date.year for found in find_dates(whole_years(text)))
