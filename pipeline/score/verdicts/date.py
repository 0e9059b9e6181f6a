"""A date or a period is right when it is as fine as the gold and agrees with it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.records import Question
from pipeline.score.claims import MAX_CHARS, claims, sentences
from pipeline.score.clauses import asked_for, beside_the_point, hedged
from pipeline.score.reply import MAX_BARE_CHARS, Reply
from pipeline.score.verdicts.base import Judged, correct, incorrect, unscored
from pipeline.values.bounds import ruled_out
from pipeline.values.dates import PartialDate, find_dates, same_date
from pipeline.values.periods import (
    Moment,
    Period,
    either_order,
    find_moments,
    in_year,
    parse_moment,
    same_moment,
    whole_years,
)
from pipeline.values.text import same_text, shorten

VERSION: Final = "date@3"

When = PartialDate | Period

_BEGINS = re.compile(
    r"\b(?:beg[aiu]n\w*|start\w*|commenc\w*|open\w*|effective|since|from)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:end\w*|expir\w*|terminat\w*|matur\w*|finish\w*|complet\w*|clos\w*|until)\b",
    re.IGNORECASE,
)
_AROUND: Final = 40
"""Characters before and after a date that a reason shows."""
_LEAP_YEAR: Final = 2000
"""Stands for the year of a gold and an answer that name none: it has every day."""


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


def judge(reply: Reply, question: Question) -> Judged:
    """Compare at the precision of the gold: a day answers a question for a month.

    The most trusted place that states a date is believed. Of several dates in it, the
    clause that says what was asked for is.
    """
    field = whole_years(reply.field[: 2 * MAX_CHARS])
    golds, unread = _golds(question, field)
    if same_text(reply.field, unread):
        return correct("the gold answer, as written", reply, question)
    if not golds:
        return unscored("the gold answer is not one date", reply, question)
    asked = _Asked(question, golds)
    without_year = not find_dates(" ".join(question.answers))
    for text in _texts(field, question, without_year=without_year):
        place = _place(text, asked)
        if place.denied:
            reason = f"a bound or a denial: {place.denied!r} in {shorten(text, 100)!r}"
            return incorrect(reason, reply, question)
        if place.stated:
            return _decided(place, asked, reply)
    return _in_either_order(field, asked, reply)


def _golds(question: Question, field: str) -> tuple[tuple[When, ...], list[str]]:
    """Return the golds that are dates, and those that are not.

    A gold that names no year ("14 March") agrees with any year.
    """
    read: list[When] = []
    unread: list[str] = []
    for text in question.answers:
        whole = whole_years(text)
        years = {found.date.year for found in find_dates(field)} or {_LEAP_YEAR}
        texts = [whole] if find_dates(whole) else [in_year(whole, y) for y in years]
        found = [when for each in texts if (when := parse_moment(each))]
        read += found
        unread += [] if found else [text]
    return tuple(read), unread


def _texts(field: str, question: Question, *, without_year: bool) -> Iterator[str]:
    """Yield where the answer may stand, the most trusted place first."""
    places = [field] if len(field) <= MAX_BARE_CHARS else []
    places += [
        claim.text
        for claim in claims(field)
        if claim.strength in {"labelled", "concluded"}
        or not beside_the_point(claim.text, question.text)
    ]
    places.append("\n".join(sentences(field)))
    yield from places
    years = {found.date.year for found in find_dates(question.text)}
    year = years.pop() if len(years) == 1 else _LEAP_YEAR if without_year else None
    if year is not None:
        yield from (in_year(text, year) for text in places)


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
        return _Place(text, [], next(iter(denied.values())))
    known = {moment.when for moment in find_moments(question.text)}
    new = [moment for moment in said if moment.when not in known]
    return _Place(text, _finest(new or said))


def _finest(moments: Sequence[Moment]) -> list[Moment]:
    """Leave out what only repeats another: the month of a day, a date said twice."""
    kept: list[Moment] = []
    for moment in sorted(moments, key=lambda m: isinstance(m.when, PartialDate)):
        if not any(same_moment(other.when, moment.when) for other in kept):
            kept = [m for m in kept if not same_moment(moment.when, m.when)]
            kept.append(moment)
    return sorted(kept, key=lambda moment: moment.start)


def _decided(place: _Place, asked: _Asked, reply: Reply) -> Judged:
    question, stated = asked.question, place.stated
    if len(stated) > 1 and not hedged(place.text, stated):
        chosen = asked_for(place.text, stated, question.text)
        stated = [chosen] if chosen else stated
    if len(stated) == 1:
        reason = _compared(stated[0], place.text, asked)
        right = any(_agrees(stated[0].when, gold, question) for gold in asked.golds)
        return (correct if right else incorrect)(reason, reply, question)
    dates = ", ".join(str(moment.when) for moment in stated[:5])
    reason = f"gold {_gold(asked)}; found several dates: {dates}"
    among = any(same_moment(m.when, gold) for m in stated for gold in asked.golds)
    if among and len(reply.field) > MAX_BARE_CHARS and not hedged(place.text, stated):
        return unscored(f"needs a reader: {reason}", reply, question)
    return incorrect(reason, reply, question)


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
    if len(found) != 1:
        return incorrect(f"{gold}; found no date, or no one date", reply, question)
    written, readings = found[0]
    if any(same_date(reading, gold) for reading in readings for gold in dates):
        reason = f"{gold}; found {written!r}, which one of its two readings is"
        return correct(reason, reply, question)
    reason = f"{gold}; found {written!r}, which no reading of it is"
    return incorrect(reason, reply, question)
