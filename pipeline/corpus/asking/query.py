"""A question in a form that a program can answer: from the world, or from text."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from pipeline.corpus.asking.holding import (
    Condition,
    contenders,
    held,
    measure,
    members,
    monthly,
    passes,
)
from pipeline.corpus.facts import Fact, Facts, Value

Kind: TypeAlias = Literal[
    "lookup",
    "cell",
    "comparison",
    "sum",
    "count",
    "as-of",
    "chain",
    "list",
    "boolean",
    "unanswerable",
]


class Query(NamedTuple):
    """Which facts to look up, and what to do with them."""

    kind: Kind
    relation: str
    """Of a chain, the first."""
    subjects: tuple[str, ...] = ()
    """One; of a comparison two or more; of sums, counts and lists none but `where`."""
    on: str | None = None
    """ISO day: of "as-of" and conditions the day, of a `Time.AT` relation the month.
    Of a sum over months of one subject, the first and the last: "2021-04-01/..."."""
    then: tuple[str, ...] = ()
    """Of a chain: the relations that follow."""
    where: tuple[Condition, ...] = ()
    """Of sums, counts and lists: (relation, "=", ">=" or "<=", value as text), all of
    which a subject must be stated to fulfil."""
    bound: tuple[str, str] | None = None
    """Of a boolean: (">", "<" or "=", value as text). Of a comparison: (">", "") asks
    for the most or the latest, ("<", "") for the least or the earliest."""

    def row(self) -> Mapping[str, Any]:
        """Return it as JSON has it; `of_row` reads it back."""
        return {name: value for name, value in self._asdict().items() if value}


class Found(NamedTuple):
    """What a query finds."""

    answers: tuple[Value, ...]
    """One; of a list several; of a boolean "yes" or "no"; of an unanswerable none."""
    facts: tuple[Fact, ...]
    """The facts that the answer is made of: each must be stated in the evidence."""


def found(query: Query, facts: Facts) -> Found | None:
    """Answer a query; `None` where the facts do not decide it."""
    return _FINDERS[query.kind](query, facts)


def _one(query: Query, facts: Facts) -> Found | None:
    fact = held(facts, query.relation, query.subjects[0], _day(query))
    return None if fact is None else Found((fact.value,), (fact,))


def _as_of(query: Query, facts: Facts) -> Found | None:
    """Return what held, and another value: the next, else the one before.

    From the first alone nobody could say that it still held, or did already.
    """
    answer = _one(query, facts)
    if answer is None:
        return None
    (fact,) = answer.facts
    rows = facts.history(fact.relation, fact.subject)
    others = [row for row in rows if row.on and fact.on and row.value != fact.value]
    later = [row for row in others if row.on and fact.on and row.on > fact.on]
    rival = (later[:1] or others[-1:]) if fact.on else []
    return Found(answer.answers, (fact, *rival))


def _comparison(query: Query, facts: Facts) -> Found | None:
    """Name the subject at the end of the scale; two that share it decide nothing."""
    on = _day(query)
    stated = [held(facts, query.relation, subject, on) for subject in query.subjects]
    compared = [fact for fact in stated if fact is not None]
    if query.bound is None or len(compared) < len(query.subjects):
        return None
    ranked = sorted(compared, key=lambda fact: measure(fact.value))
    if query.bound[0] == ">":
        ranked.reverse()
    first, second = ranked[:2]
    if first.value == second.value:
        return None
    return Found((first.subject,), tuple(compared))


def _sum(query: Query, facts: Facts) -> Found | None:
    if query.subjects:
        months = monthly(facts, query.relation, query.subjects[0], query.on or "")
        return Found((_total(months),), months) if months else None
    rows = members(facts, query.where, _day(query))
    summed: list[Fact] = []
    for row in rows or ():
        fact = held(facts, query.relation, row[0].subject, _day(query))
        if fact is None:
            return None
        summed.append(fact)
    return Found((_total(summed),), _flat(rows, summed)) if rows else None


def _count(query: Query, facts: Facts) -> Found | None:
    rows = members(facts, query.where, _day(query))
    return Found((len(rows),), _flat(rows)) if rows else None


def _list(query: Query, facts: Facts) -> Found | None:
    rows = members(facts, query.where, _day(query))
    return Found(tuple(row[0].subject for row in rows), _flat(rows)) if rows else None


def _chain(query: Query, facts: Facts) -> Found | None:
    subject, walked = query.subjects[0], list[Fact]()
    for relation in (query.relation, *query.then):
        fact = held(facts, relation, subject, _day(query))
        if fact is None:
            return None
        walked.append(fact)
        subject = str(fact.value)
    return Found((walked[-1].value,), tuple(walked))


def _boolean(query: Query, facts: Facts) -> Found | None:
    fact = held(facts, query.relation, query.subjects[0], _day(query))
    if fact is None or query.bound is None:
        return None
    return Found(("yes" if passes(fact, *query.bound) else "no",), (fact,))


def _unanswerable(query: Query, facts: Facts) -> Found | None:
    """Find nothing, and that is the answer: a step of the way is stated nowhere."""
    subject = query.subjects[0]
    for relation in (query.relation, *query.then):
        if not contenders(facts, relation, subject, _day(query)):
            return Found((), ())
        fact = held(facts, relation, subject, _day(query))
        if fact is None:
            return None
        subject = str(fact.value)
    return None


_FINDERS: Final[Mapping[Kind, Callable[[Query, Facts], Found | None]]] = {
    "lookup": _one,
    "cell": _one,
    "comparison": _comparison,
    "sum": _sum,
    "count": _count,
    "as-of": _as_of,
    "chain": _chain,
    "list": _list,
    "boolean": _boolean,
    "unanswerable": _unanswerable,
}


def _day(query: Query) -> date | None:
    return date.fromisoformat(query.on) if query.on else None


def _total(summed: Sequence[Fact]) -> Value:
    """Add whole numbers as such, so that a sum of amounts is one."""
    return sum(measure(fact.value) for fact in summed)


def _flat(
    rows: Sequence[tuple[Fact, ...]] | None, more: Sequence[Fact] = ()
) -> tuple[Fact, ...]:
    """Return each fact once: a condition may come as a lower and an upper bound."""
    flat = [fact for row in rows or () for fact in row]
    return tuple(dict.fromkeys([*flat, *more]))


def of_row(row: Mapping[str, Any]) -> Query:
    """Read what `Query.row` wrote."""
    where: Sequence[Sequence[str]] = row.get("where", ())
    bound: Sequence[str] | None = row.get("bound")
    return Query(
        kind=row["kind"],
        relation=row["relation"],
        subjects=tuple(row.get("subjects", ())),
        on=row.get("on"),
        then=tuple(row.get("then", ())),
        where=tuple((r, sign, value) for r, sign, value in where),
        bound=(bound[0], bound[1]) if bound else None,
    )
