"""A date or a period is right when it is as fine as the gold and agrees with it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.records import Question
from pipeline.score.claimed.gold_dates import (
    LEAP_YEAR,
    When,
    gold_dates,
    read_date,
    readable,
)
from pipeline.score.reading.claims import claims, sentences
from pipeline.score.reading.clauses import (
    asked_for,
    beside_the_point,
    both_ends,
    hedged,
)
from pipeline.score.reading.reply import MAX_BARE_CHARS, Reply
from pipeline.score.verdicts import number
from pipeline.score.verdicts.base import (
    Judged,
    correct,
    formless,
    incorrect,
    unscored,
)
from pipeline.values.bounds import ruled_out
from pipeline.values.dates import (
    MONTHS,
    PartialDate,
    coarsenings,
    find_dates,
    same_date,
)
from pipeline.values.periods import (
    Moment,
    Period,
    either_order,
    find_moments,
    in_year,
    same_moment,
)
from pipeline.values.spelled_dates import clock_times
from pipeline.values.stems import stems
from pipeline.values.text import same_text, shorten

VERSION: Final = "date@6"

_BEGINS = re.compile(
    r"\b(?:beg[aiu]n\w*|start\w*|commenc\w*|open\w*|effective|since|from)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:end\w*|expir\w*|terminat\w*|matur\w*|finish\w*|complet\w*|clos\w*|until)\b",
    re.IGNORECASE,
)
_EARLY_YEAR = re.compile(r"\s*[1-9]\d{2,3}\s*")
"""One too long ago to be told from other numbers in a text: "1291"."""
_ARROW_HEAD = re.compile("[\u2192\u21d2>]")
_ARROW = re.compile(r"(?:[\u2192\u21d2]|[=-]>)([^\u2192\u21d2>]+)\Z")
_FISCAL = re.compile(r"\b(?:fy|fiscal)", re.IGNORECASE)
_AROUND: Final = 40
"""Characters before and after a date that a reason shows."""
_OF_DATES: Final = frozenset(
    stem
    for name in (*MONTHS, "date", "year", "month", "quarter", "half", "fiscal", "fy")
    for stem in stems(name)
)


@dataclass(frozen=True, slots=True)
class _Asked:
    question: Question
    golds: tuple[When, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A text that may hold the answer, and the dates that it states."""

    text: str
    stated: list[Moment]
    denied: str | None = None
    """The words that rule out all it names."""
    ruled_out: Sequence[Moment] = ()


def judge(reply: Reply, question: Question) -> Judged:
    """Compare at the precision of the gold: a day answers a question for a month.

    The most trusted place that states a date is believed. Of several dates in it, the
    clause that says what was asked for is. Only another date is wrong: an answer that
    names none, or only a part of the gold among other words, is left to a judge.
    """
    field = readable(both_ends(reply.field), question.answers)
    golds, unread = gold_dates(question, field)
    if unread and same_text(reply.field, unread):
        return correct("the gold answer, as written", reply, question)
    if not golds and all(map(_EARLY_YEAR.fullmatch, question.answers)):
        return number.judge(reply, question)
    if not golds:
        return unscored("the gold answer is not one date", reply, question)
    asked = _Asked(question, golds)
    for text in _texts(field, question):
        place = _place(text, asked)
        if place.denied:
            return _denied(place, asked, reply)
        if place.stated:
            return _decided(place, asked, reply)
    return _in_either_order(field, asked, reply)


def _texts(field: str, question: Question) -> Iterator[str]:
    """Yield where the answer may stand, the most trusted place first.

    At last a day without a year is read in the year that the question names.
    """
    tried: list[str] = []
    for text in _places(field, question):
        tried.append(text)
        yield text
    years = {found.date.year for found in find_dates(question.text)}
    if not any(read_date(text).dated for text in question.answers):
        years = {LEAP_YEAR}
    if len(years) == 1:
        yield from (in_year(text, year) for text in tried for year in years)


def _places(field: str, question: Question) -> Iterator[str]:
    """Yield what an arrow points to in the end, a short answer whole, then claims."""
    if _ARROW_HEAD.search(field) and (arrow := _ARROW.search(field)):
        yield arrow[1]
    if len(field) <= MAX_BARE_CHARS:
        yield field
    for claim in claims(field):
        sure = claim.strength in {"labelled", "concluded"}
        if sure or not beside_the_point(claim.text, question.text):
            yield claim.text
    yield "\n".join(sentences(field))


def _place(text: str, asked: _Asked) -> _Place:
    """Drop what is denied and what the question says itself, if more is left."""
    found = find_moments(text)
    question = asked.question
    denied = {
        moment: words
        for moment in found
        if (words := ruled_out(text, moment.start, question.text, question.answers))
    }
    said = [moment for moment in found if moment not in denied]
    if found and not said:
        return _Place(text, [], next(iter(denied.values())), found)
    known = read_date(question.text).moments
    new = [moment for moment in said if moment.when not in known] if known else said
    return _Place(text, _finest(new or said))


def _finest(moments: Sequence[Moment]) -> list[Moment]:
    """Leave out what only repeats another: the month of a day, a date said twice."""
    if len(moments) <= 1:
        return list(moments)
    kept: list[Moment] = []
    for moment in sorted(moments, key=lambda m: isinstance(m.when, PartialDate)):
        if not any(same_moment(other.when, moment.when) for other in kept):
            kept = [m for m in kept if not same_moment(moment.when, m.when)]
            kept.append(moment)
    return sorted(kept, key=lambda moment: moment.start)


def _denied(place: _Place, asked: _Asked, reply: Reply) -> Judged:
    """Judge an answer that only says what is not so: wrong if it denies the gold."""
    reason = f"a bound or a denial: {place.denied!r} in {shorten(place.text, 100)!r}"
    if any(
        _agrees(m.when, g, asked.question) for m in place.ruled_out for g in asked.golds
    ):
        return incorrect(reason, reply, asked.question)
    return unscored(f"needs a judge: {reason}", reply, asked.question)


def _decided(place: _Place, asked: _Asked, reply: Reply) -> Judged:
    question, stated = asked.question, place.stated
    alternatives = hedged(place.text, stated)
    if len(stated) > 1 and not alternatives:
        chosen = asked_for(place.text, stated, question.text)
        stated = [chosen] if chosen else stated
    if len(stated) == 1:
        reason = _compared(stated[0], place.text, asked)
    else:
        dates = ", ".join(str(moment.when) for moment in stated[:5])
        reason = f"gold {_gold(asked)}; found several dates: {dates}"
    right = [any(_agrees(m.when, g, question) for g in asked.golds) for m in stated]
    if all(right):
        if doubt := _doubt(place, asked):
            return unscored(f"needs a judge: {reason}, {doubt}", reply, question)
        return correct(reason, reply, question)
    coarse = any(_coarser(m.when, gold) for m in stated for gold in asked.golds)
    if coarse and _says_more(place.text, question):
        return unscored(f"needs a judge: {reason}", reply, question)
    if any(right) and not alternatives and not isinstance(reply.answer, tuple):
        return unscored(f"needs a reader: {reason}", reply, question)
    return incorrect(reason, reply, question)


def _coarser(given: When, gold: When) -> bool:
    """Return whether a date is true of the gold, yet only a part of it."""
    return (
        isinstance(given, PartialDate)
        and isinstance(gold, PartialDate)
        and given != gold
        and (given.year == gold.year or given.decade)
        and given in coarsenings(gold)
    )


def _says_more(text: str, question: Question) -> bool:
    """Return whether a sentence has words that may tell a date no rule can read."""
    known = {*stems(question.text), *_OF_DATES}
    return any(stem.isalpha() and stem not in known for stem in stems(text))


def _doubt(place: _Place, asked: _Asked) -> str | None:
    """Return what an agreement of the dates leaves open.

    The hour, or whether a quarter is one of the calendar where the gold's is not.
    """
    if _at_another_hour(place.text, asked):
        return "at another time of day"
    of_both = len(asked.golds) > len(asked.question.answers)
    if of_both and not _FISCAL.search(place.text):
        last = asked.golds[-1]
        if not any(same_moment(moment.when, last) for moment in place.stated):
            return "fiscal or not"
    return None


def _at_another_hour(text: str, asked: _Asked) -> bool:
    """Return whether gold and answer name times of day, none of them the same."""
    wanted = {time for text in asked.question.answers for time in clock_times(text)}
    given = clock_times(text) if wanted else frozenset[int]()
    return bool(wanted and given) and wanted.isdisjoint(given)


def _agrees(given: When, gold: When, question: Question) -> bool:
    """Compare two dates; of a period, the end that is asked for is one too."""
    if same_moment(given, gold):
        return True
    if isinstance(given, PartialDate) or isinstance(gold, Period):
        return False
    begins, ends = _BEGINS.search(question.text), _ENDS.search(question.text)
    if bool(begins) == bool(ends):
        return False
    return same_date(given.first if begins else given.last, gold)


def _compared(found: Moment, text: str, asked: _Asked) -> str:
    start, end = max(0, found.start - _AROUND), found.end + _AROUND // 2
    where = " ".join(text[start:end].split())
    return f"gold {_gold(asked)}; found {found.when} in {where!r}"


def _gold(asked: _Asked) -> str:
    return " or ".join(dict.fromkeys(str(gold) for gold in asked.golds))


def _in_either_order(field: str, asked: _Asked, reply: Reply) -> Judged:
    """Let the gold decide whether 03/04/2021 is of March or of April."""
    question = asked.question
    found = either_order(field)
    dates = [gold for gold in asked.golds if isinstance(gold, PartialDate)]
    gold = f"gold {_gold(asked)}"
    if not found:
        return _without_year(field, asked, reply)
    if len(found) > 1:
        return incorrect(f"{gold}; found no one date", reply, question)
    written, readings = found[0]
    if any(same_date(reading, gold) for reading in readings for gold in dates):
        reason = f"{gold}; found {written!r}, which one of its two readings is"
        return correct(reason, reply, question)
    reason = f"{gold}; found {written!r}, which no reading of it is"
    return incorrect(reason, reply, question)


def _without_year(field: str, asked: _Asked, reply: Reply) -> Judged:
    """Judge an answer that names no year: another day is wrong in any year."""
    question = asked.question
    days = {
        gold.year for gold in asked.golds if isinstance(gold, PartialDate) and gold.day
    }
    found = [m for year in days for m in find_moments(in_year(field, year))]
    reason = f"gold {_gold(asked)}; found no date"
    if not found:
        return formless(reason, reply, question)
    if any(same_moment(m.when, gold) for m in found for gold in asked.golds):
        return unscored(f"needs a judge: {reason} with its year", reply, question)
    if len(found) > 1:
        return unscored(f"needs a judge: {reason}", reply, question)
    return incorrect(_compared(found[0], field, asked), reply, question)
