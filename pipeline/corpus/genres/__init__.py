"""What people write: a function for each kind of document, in the order of need.

The kinds of a part take turns, so that a small corpus, which has the first documents of
one branch only, has something of each. Add a module with `papers`, and a line here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from pipeline.corpus.dice import Dice
from pipeline.corpus.genres import (
    contracts,
    decks,
    district,
    handbooks,
    incidents,
    inspections,
    ledgers,
    logs,
    mail,
    minutes,
    policies,
    reports,
    runbooks,
    wiki,
)
from pipeline.corpus.papers import Paper
from pipeline.corpus.world import Branch, District

BranchGenre: TypeAlias = Callable[[Branch, Dice], Iterator[Paper]]
DistrictGenre: TypeAlias = Callable[[District, Dice], Iterator[Paper]]

OF_BRANCH: Final[Mapping[str, BranchGenre]] = {
    "reports": reports.papers,
    "contracts": contracts.papers,
    "mail": mail.papers,
    "ledgers": ledgers.papers,
    "wiki": wiki.papers,
    "decks": decks.papers,
    "runbooks": runbooks.papers,
    "logs": logs.papers,
    "incidents": incidents.papers,
    "policies": policies.papers,
    "minutes": minutes.papers,
    "inspections": inspections.papers,
    "handbooks": handbooks.papers,
}
OF_DISTRICT: Final[Mapping[str, DistrictGenre]] = {"district": district.papers}


def in_turns(kinds: Iterable[Iterator[Paper]]) -> Iterator[Paper]:
    """Yield the first document of each kind, then the second of each."""
    waiting = list(kinds)
    while waiting:
        for kind in list(waiting):
            paper = next(kind, None)
            if paper is None:
                waiting.remove(kind)
            else:
                yield paper
