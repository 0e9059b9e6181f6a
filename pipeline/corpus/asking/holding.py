"""What holds by the facts, as far as they agree. Pure."""

import operator
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeAlias, assert_never

from pipeline.corpus import values
from pipeline.corpus.facts import Fact, Facts, Value
from pipeline.corpus.relations import RELATIONS, Time

Condition: TypeAlias = tuple[str, str, str]
"""A relation, a sign, a value as text."""

_SIGNS: Final[Mapping[str, Callable[[Decimal | int, Decimal | int], bool]]] = {
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
}
_YEAR: Final = 12


def contenders(
    facts: Facts, relation: str, subject: str, on: date | None = None
) -> Sequence[Fact]:
    """Return what is stated of one time, one fact where the documents agree.

    Of a `Time.FROM` relation that is the last change by that day, without a day the
    last of all; a fact without its day is of every time.
    """
    rows, time = facts.history(relation, subject), RELATIONS[relation].time
    match time:
        case Time.FIXED:
            return rows
        case Time.AT:
            return [row for row in rows if row.on and on and row.on == _month(on)]
        case Time.FROM:
            begun = [row for row in rows if not (row.on and on) or row.on <= on]
            last = begun[-1].on if begun else None
            return [row for row in begun if row.on in {last, None}]
        case _:
            assert_never(time)


def held(
    facts: Facts, relation: str, subject: str, on: date | None = None
) -> Fact | None:
    """Return the one that holds; `None` where nothing is stated, or two values are."""
    rows = contenders(facts, relation, subject, on)
    return rows[0] if len(rows) == 1 else None


def monthly(
    facts: Facts, relation: str, subject: str, span: str
) -> tuple[Fact, ...] | None:
    """Return the fact of each month, "2021-04-01/2021-06-01"; `None` if one lacks."""
    first, last = map(date.fromisoformat, span.split("/"))
    begin, end = (day.year * _YEAR + day.month - 1 for day in (first, last))
    months = [date(n // _YEAR, n % _YEAR + 1, 1) for n in range(begin, end + 1)]
    rows = [held(facts, relation, subject, month) for month in months]
    stated = tuple(row for row in rows if row is not None)
    return stated if len(stated) == len(months) else None


def members(
    facts: Facts, where: Sequence[Condition], on: date | None = None
) -> list[tuple[Fact, ...]] | None:
    """Return what makes each subject one that fulfils all conditions.

    `None` where they are not all known: of a subject that fails no condition, one is
    stated nowhere or with two values.
    """
    rows: list[tuple[Fact, ...]] = []
    for subject in _subjects(facts, where[0]):
        row: list[Fact] = []
        known = True
        for relation, sign, text in where:
            stated = contenders(facts, relation, subject, on)
            doing = [fact for fact in stated if passes(fact, sign, text)]
            if stated and not doing:
                break
            known = known and len(stated) == 1
            row += doing[:1]
        else:
            if not known:
                return None
            rows.append(tuple(row))
    return rows


def passes(fact: Fact, sign: str, text: str) -> bool:
    """Return whether a value is, say, at least the one that the text has."""
    value = values.read(text, RELATIONS[fact.relation].shape)
    if sign == "=":
        return fact.value == value
    return _SIGNS[sign](measure(fact.value), measure(value))


def measure(value: Value) -> Decimal | int:
    """Return what values compare by, days too. Raises `TypeError` for words."""
    match value:
        case date():
            return value.toordinal()
        case int() | Decimal():
            return value
        case str():
            message = f"{value!r} is no measure"
            raise TypeError(message)


def _month(day: date) -> date:
    return day.replace(day=1)


def _subjects(facts: Facts, first: Condition) -> Sequence[str]:
    relation, sign, text = first
    if sign != "=":
        return facts.subjects(relation)
    value = values.read(text, RELATIONS[relation].shape)
    return _by_value(facts, relation).get(value, ())


@lru_cache(maxsize=32)
def _by_value(facts: Facts, relation: str) -> Mapping[Value, Sequence[str]]:
    """Return who has a value at any time: hundreds of queries ask, of all subjects."""
    index: dict[Value, dict[str, None]] = defaultdict(dict)
    for subject in facts.subjects(relation):
        for fact in facts.history(relation, subject):
            index[fact.value][subject] = None
    return {value: list(subjects) for value, subjects in index.items()}
