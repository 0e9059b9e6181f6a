"""Two or three facts, each about what the one before names."""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import Final, TypeAlias

from pipeline.corpus.asking.desk import Desk
from pipeline.corpus.asking.drafts import Draft
from pipeline.corpus.asking.query import Query, found
from pipeline.corpus.asking.turns import in_turn
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.relations import RELATIONS, Time, kind

_Path: TypeAlias = tuple[str, ...]
MOST_HOPS: Final = 4
"""More than any path has by now."""
_SHORT_CUTS: Final = frozenset({("incident.asset", "asset.site")})
"""Steps whose end the first subject states itself: the incident is at the site."""


def drafts(desk: Desk, dice: Dice) -> Iterator[Draft]:
    """Let the lengths take turns: there are more paths of one than of another."""
    all_paths = paths()
    ends: set[Fact] = set()
    of_length = [
        in_turn(
            _drafts(desk, path, dice.of(*path), ends)
            for path in dice.shuffled([one for one in all_paths if len(one) == length])
        )
        for length in sorted({len(one) for one in all_paths})
    ]
    return in_turn(of_length)


def paths() -> Sequence[_Path]:
    """Return all ways from a subject over what it names; months are on none."""
    steady = [name for name, one in RELATIONS.items() if one.time is not Time.AT]
    found: list[_Path] = []
    open_paths: list[_Path] = [(name,) for name in steady]
    for _ in range(MOST_HOPS - 1):
        open_paths = [
            (*path, name)
            for path in open_paths
            for name in steady
            if RELATIONS[path[-1]].leads_to == kind(name)
        ]
        found += open_paths
    return [path for path in found if _SHORT_CUTS.isdisjoint(pairwise(path))]


def _drafts(desk: Desk, path: _Path, dice: Dice, ends: set[Fact]) -> Iterator[Draft]:
    """Draft those first at whose end no other chain has ended."""
    queries = (
        Query("chain", path[0], (fact.subject,), then=path[1:])
        for fact in desk.candidates(path[0], dice)
    )
    waiting: list[Query] = []
    fresh = ((query, True) for query in desk.rarest(queries))
    again = ((query, False) for query in waiting)
    for query, is_new in chain(fresh, again):
        answer = found(query, desk.stated.facts)
        if answer is None:
            continue
        if is_new and answer.facts[-1] in ends:
            waiting.append(query)
            continue
        name = desk.words.path(path, query.subjects[0])
        text = desk.words.framed("lookup", query, name)
        if draft := desk.draft(query, text, documents=2):
            ends.add(answer.facts[-1])
            yield draft
