"""Subjects that share something and fulfil a condition: sums, counts, lists."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Final, NamedTuple

from pipeline.corpus.asking.boolean import is_date, rounded
from pipeline.corpus.asking.desk import Desk
from pipeline.corpus.asking.drafts import Draft
from pipeline.corpus.asking.giveaways import IMPLIED
from pipeline.corpus.asking.holding import Condition, held, measure, passes
from pipeline.corpus.asking.query import Kind, Query
from pipeline.corpus.asking.turns import in_turn
from pipeline.corpus.asking.words import said_month, said_value
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact

FEWEST: Final = 2
MOST: Final = 6
"""Subjects of one answer, so that the evidence stays few."""
_A_QUARTER: Final = 3
_A_YEAR: Final = 12
_QUARTERS: Final = ("first", "second", "third", "fourth")


class _Slice(NamedTuple):
    """Subjects of an answer, and the condition that picks them out of their group."""

    subjects: Sequence[str]
    where: Sequence[Condition]
    words: Mapping[str, str]


def sums(desk: Desk, dice: Dice) -> Iterator[Draft]:
    return in_turn(
        _monthly(desk, section, dice.of(section))
        if len(section.split()) == 1
        else _drafts(desk, "sum", section, dice.of(section))
        for section in dice.shuffled(desk.words.sections("sum"))
    )


def counts(desk: Desk, dice: Dice) -> Iterator[Draft]:
    return _of_sections(desk, "count", dice)


def lists(desk: Desk, dice: Dice) -> Iterator[Draft]:
    return _of_sections(desk, "list", dice)


def _of_sections(desk: Desk, kind: Kind, dice: Dice) -> Iterator[Draft]:
    return in_turn(
        _drafts(desk, kind, section, dice.of(section))
        for section in dice.shuffled(desk.words.sections(kind))
    )


def _drafts(desk: Desk, kind: Kind, section: str, dice: Dice) -> Iterator[Draft]:
    """Draft over several documents first, then over what one document states."""
    *summed, by, narrow = section.split()
    waiting: list[tuple[Query, str]] = []
    doubts = _Doubts(desk, by, narrow)
    for name, facts in _groups(desk, by, narrow, dice):
        part = _by_date(facts, dice) if is_date(narrow) else _by_bound(facts, dice)
        if part is None:
            continue
        where = ((by, "=", name), *part.where)
        if doubts.touch(name, part.where):
            continue
        query = Query(kind, summed[0] if summed else by, where=where)
        text = desk.words.say(f"{kind} {section}", by=name, **part.words)
        if summed:
            text = desk.words.ending(text, summed[0])
        if draft := desk.draft(query, text, documents=2):
            yield draft
        else:
            waiting.append((query, text))
    for query, text in waiting:
        if draft := desk.draft(query, text):
            yield draft


class _Doubts:
    """Of whom a condition is not stated, but may be gathered from the papers."""

    def __init__(self, desk: Desk, by: str, narrow: str) -> None:
        self._stated: Final = desk.stated
        self._by: Final = by
        self._ungrouped: Final = self._lacking(by, narrow)
        self._unmeasured: Final = self._lacking(narrow, by)

    def _lacking(self, relation: str, other: str) -> Sequence[str]:
        """Return who has the other and lacks this one."""
        facts = self._stated.facts
        return [
            subject
            for subject in (facts.subjects(other) if relation in IMPLIED else ())
            if not facts.history(relation, subject)
        ]

    def touch(self, name: str, where: Sequence[Condition]) -> bool:
        """Return whether one of them may belong to the group of this name."""
        facts = self._stated.facts
        within = any(
            held(facts, self._by, subject, None) == Fact(self._by, subject, name)
            for subject in self._unmeasured
        )
        return within or any(
            all(
                passes(fact, sign, text)
                for relation, sign, text in where
                for fact in facts.history(relation, subject)
            )
            and self._stated.named_together(subject, name)
            for subject in self._ungrouped
        )


def _groups(
    desk: Desk, by: str, narrow: str, dice: Dice
) -> Iterator[tuple[str, list[Fact]]]:
    """Yield what the narrowing facts are of all that share something."""
    facts = desk.stated.facts
    groups: dict[str, list[Fact]] = defaultdict(list)
    for subject in facts.subjects(by):
        shared, narrowing = held(facts, by, subject), held(facts, narrow, subject)
        if shared and narrowing:
            groups[str(shared.value)].append(narrowing)
    for name in dice.shuffled(sorted(groups)):
        yield name, groups[name]


def _by_date(facts: Sequence[Fact], dice: Dice) -> _Slice | None:
    """Pick those of a quarter or a year."""
    dated = [(fact.value, fact) for fact in facts if isinstance(fact.value, date)]
    dated.sort(key=lambda one: (one[0], one[1].subject))
    slices = [
        (first, last, words, inside)
        for first, last, words in _periods([day for day, _ in dated])
        if FEWEST
        <= len(inside := [fact for day, fact in dated if first <= day <= last])
        <= MOST
    ]
    if not slices:
        return None
    first, last, words, inside = dice.one_of(slices)
    narrow = facts[0].relation
    return _Slice(
        [fact.subject for fact in inside],
        ((narrow, ">=", first.isoformat()), (narrow, "<=", last.isoformat())),
        {"when": words},
    )


def _periods(days: Sequence[date]) -> Iterator[tuple[date, date, str]]:
    """Yield each quarter and year in which one of these days lies."""
    for year, in_year in groupby(days, key=lambda day: day.year):
        yield date(year, 1, 1), date(year, 12, 31), f"in {year}"
        for place in dict.fromkeys(quarter(day) for day in in_year):
            first = date(year, place * _A_QUARTER + 1, 1)
            last = later(first, _A_QUARTER) - timedelta(days=1)
            yield first, last, f"in the {_QUARTERS[place]} quarter of {year}"


def quarter(day: date) -> int:
    """Return the place of its quarter in the year, counted from 0."""
    return (day.month - 1) // _A_QUARTER


def later(month: date, months: int) -> date:
    """Return the first of a later month."""
    count = month.year * _A_YEAR + month.month - 1 + months
    return date(count // _A_YEAR, count % _A_YEAR + 1, 1)


def _by_bound(facts: Sequence[Fact], dice: Dice) -> _Slice | None:
    """Pick the highest by a round bound that leaves at least one below it."""
    ranked = sorted(facts, key=lambda fact: (measure(fact.value), fact.subject))
    cuts = [
        (bound, place)
        for place in range(max(1, len(ranked) - MOST), len(ranked) - FEWEST + 1)
        if (bound := _between(ranked[place - 1], ranked[place])) is not None
    ]
    if not cuts:
        return None
    bound, place = dice.one_of(cuts)
    narrow = facts[0].relation
    return _Slice(
        [fact.subject for fact in ranked[place:]],
        ((narrow, ">=", str(bound)),),
        {"bound": said_value(bound, narrow)},
    )


def _between(below: Fact, above: Fact) -> Decimal | int | None:
    """Return the roundest value above the one and not above the other."""
    low, high = measure(below.value), measure(above.value)
    middle = (Decimal(low) + Decimal(high)) / 2
    for figures in (1, 2, 3):
        bound = rounded(middle, figures)
        if low < bound < high:
            return int(bound) if bound == int(bound) else bound
    return None


def _monthly(desk: Desk, relation: str, dice: Dice) -> Iterator[Draft]:
    """Sum one subject's months, three to six on end."""
    for fact in desk.candidates(relation, dice):
        assert fact.on is not None
        last = later(fact.on, dice.between(_A_QUARTER, MOST) - 1)
        span = f"{fact.on.isoformat()}/{last.isoformat()}"
        query = Query("sum", relation, (fact.subject,), span)
        words = {"first": said_month(fact.on), "last": said_month(last)}
        text = desk.words.say(f"sum {relation}", by=fact.subject, **words)
        text = desk.words.ending(text, relation)
        if draft := desk.draft(query, text):
            yield draft
