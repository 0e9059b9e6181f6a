"""The kinds of questions: a function for each, which drafts as many as it can. Pure."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from pipeline.corpus.asking import (
    boolean,
    chain,
    comparison,
    several,
    single,
    unanswerable,
)
from pipeline.corpus.asking.desk import Desk
from pipeline.corpus.asking.drafts import Draft
from pipeline.corpus.asking.query import Kind
from pipeline.corpus.asking.stated import Stated
from pipeline.corpus.dice import Dice

Drafter: TypeAlias = Callable[[Desk, Dice], Iterator[Draft | None]]
"""`None`: none now, perhaps after the other kinds had their turn."""

KINDS: Final[Mapping[Kind, Drafter]] = {
    "lookup": single.lookups,
    "cell": single.cells,
    "comparison": comparison.drafts,
    "sum": several.sums,
    "count": several.counts,
    "as-of": single.as_of,
    "chain": chain.drafts,
    "list": several.lists,
    "boolean": boolean.drafts,
    "unanswerable": unanswerable.drafts,
}


def drafts(stated: Stated, dice: Dice, count: int) -> list[Draft]:
    """Draft `count` questions at most, the kinds taking turns.

    The same statements give the same questions, in whatever order they come.
    """
    desk = Desk(stated, dice.of("desk"))
    waiting = [kind(desk, dice.of(name)) for name, kind in KINDS.items()]
    found: list[Draft] = []
    while len(found) < count:
        turn = [draft for kind in waiting if (draft := next(kind, None))]
        if not turn:
            break
        found += turn
    return found[:count]
