"""One fact, asked for by the name of its subject: lookup, cell, as-of."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from pipeline.corpus.asking.desk import Desk
from pipeline.corpus.asking.drafts import Draft
from pipeline.corpus.asking.query import Query
from pipeline.corpus.asking.turns import in_turn
from pipeline.corpus.asking.words import said_day
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.relations import RELATIONS, Time

MARGIN: Final = timedelta(days=20)
"""The least between a day that is asked of and a change."""
_AFTER: Final = timedelta(days=200)
"""The most between the last change and the day that is asked of."""


def _of_each(
    drafter: Callable[[Desk, str, Dice], Iterator[Draft]],
    relations: Iterable[str],
    desk: Desk,
    dice: Dice,
) -> Iterator[Draft]:
    """Draft of all relations in turn."""
    return in_turn(
        drafter(desk, relation, dice.of(relation))
        for relation in dice.shuffled(list(relations))
    )


def lookups(desk: Desk, dice: Dice) -> Iterator[Draft]:
    return _of_each(_lookups, RELATIONS, desk, dice)


def _lookups(desk: Desk, relation: str, dice: Dice) -> Iterator[Draft]:
    for fact in desk.candidates(relation, dice):
        day = month(fact)
        query = Query("lookup", relation, (fact.subject,), iso(day))
        if draft := desk.draft(query, desk.words.lookup(query, day=day)):
            yield draft


def cells(desk: Desk, dice: Dice) -> Iterator[Draft]:
    return _of_each(_cells, RELATIONS, desk, dice)


def _cells(desk: Desk, relation: str, dice: Dice) -> Iterator[Draft]:
    for fact in desk.candidates(relation, dice):
        if not any(place.in_table for place in desk.stated.places[fact]):
            continue
        day = month(fact)
        query = Query("cell", relation, (fact.subject,), iso(day))
        name = desk.words.name(relation, fact.subject, day)
        if draft := desk.draft(query, desk.words.framed("cell", query, name)):
            yield draft


def as_of(desk: Desk, dice: Dice) -> Iterator[Draft]:
    """Ask what held on a day; other values of the same are the distractors."""
    changing = [name for name, one in RELATIONS.items() if one.time is Time.FROM]
    return _of_each(_as_of, changing, desk, dice)


def _as_of(desk: Desk, relation: str, dice: Dice) -> Iterator[Draft]:
    days = (
        (fact.subject, day)
        for fact in desk.candidates(relation, dice)
        if (day := day_within(desk, relation, fact.subject, dice))
    )
    queries = (Query("as-of", relation, (name,), iso(day)) for name, day in days)
    for query in desk.rarest(queries):
        name = desk.words.name(relation, query.subjects[0])
        asked_of = said_day(date.fromisoformat(query.on or ""))
        text = desk.words.framed("as-of", query, name, day=asked_of)
        if draft := desk.draft(query, text):
            yield draft


def day_within(desk: Desk, relation: str, subject: str, dice: Dice) -> date | None:
    """Draw a day on which one value held and a good while from any change.

    `None` where nothing changed, or every change came too soon after another.
    """
    changes = desk.stated.facts.history(relation, subject)
    if len({change.value for change in changes}) <= 1:
        return None
    spans = [
        (first, last)
        for first, last in _spans(changes, desk.last)
        if last - first >= MARGIN * 2
    ]
    if not spans:
        return None
    first, last = dice.one_of(spans)
    return dice.day(first + MARGIN, last - MARGIN)


def _spans(changes: Sequence[Fact], end: date) -> Iterator[tuple[date, date]]:
    days = [fact.on for fact in changes if fact.on is not None]
    for (before, after), (first, last) in zip(
        pairwise(changes), pairwise(days), strict=False
    ):
        if before.value != after.value:
            yield first, last
    if days:
        yield days[-1], min(end, days[-1] + _AFTER + MARGIN)


def month(fact: Fact) -> date | None:
    """Return the month that a question must name; `None` where it needs none."""
    return fact.on if RELATIONS[fact.relation].time is Time.AT else None


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
