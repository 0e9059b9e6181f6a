"""What is so: a cell of the world's tables, and all of them together. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias

Value: TypeAlias = int | Decimal | date | str


class Fact(NamedTuple):
    relation: str
    """One of `RELATIONS`."""
    subject: str
    value: Value
    on: date | None = None
    """`Time.FROM`: the day from which it holds. `Time.AT`: the first of its month."""


class Facts:
    """Facts by relation and subject, each history in the order of its days."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._rows: dict[str, dict[str, list[Fact]]] = defaultdict(dict)
        for fact in sorted(set(facts), key=_order):
            self._rows[fact.relation].setdefault(fact.subject, []).append(fact)

    def __iter__(self) -> Iterator[Fact]:
        for subjects in self._rows.values():
            for rows in subjects.values():
                yield from rows

    def subjects(self, relation: str) -> Sequence[str]:
        return list(self._rows.get(relation, ()))

    def history(self, relation: str, subject: str) -> Sequence[Fact]:
        """Return all that is stated of it, the oldest first; none where nothing is."""
        return self._rows.get(relation, {}).get(subject, ())

    def latest(self, relation: str, subject: str) -> Fact | None:
        rows = self.history(relation, subject)
        return rows[-1] if rows else None

    def at(self, relation: str, subject: str, day: date) -> Fact | None:
        """Return what held on a day: the last that had begun by then."""
        begun = [row for row in self.history(relation, subject) if row.on is not None]
        held = [row for row in begun if row.on is not None and row.on <= day]
        return held[-1] if held else None


def _order(fact: Fact) -> tuple[str, str, date, str]:
    return fact.relation, fact.subject, fact.on or date.min, str(fact.value)
