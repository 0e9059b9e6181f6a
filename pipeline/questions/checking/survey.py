"""A corpus seen once: who states which answer, and what is near to a question. Pure."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from pipeline.questions.checking.case import Case, Finding, Place
from pipeline.values.leaks import gold_of
from pipeline.values.nearness import Nearness

_MOST_SHOWN: Final = 3


class Spot(NamedTuple):
    """Where a passage stands, as people read it."""

    place: Place
    path: str
    page: int

    def __str__(self) -> str:
        return f"{self.path} p.{self.page}"


class Survey:
    """Sees the passages of a corpus in order, for all questions together."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.cases: Final = [case for case in cases if case.checkable]
        self.golds: Final = tuple(gold_of(case.question) for case in self.cases)
        self._near = Nearness(case.question.text for case in self.cases)
        self._evidence: Mapping[Place, set[int]] = _by_place(self.cases)
        self._stating = [array("q") for _ in self.cases]
        """Of each question, the passages outside its evidence that state its answer."""
        self._stated: set[int] = set()
        """The questions whose evidence states the answer."""
        self._spots: list[Spot] = []
        self._indexes: dict[Place, int] = {}

    def see(self, spot: Spot, text: str, stated: Iterable[int]) -> None:
        """Take the next passage, and which of `golds` it states, as indexes."""
        index = len(self._spots)
        self._spots.append(spot)
        self._indexes[spot.place] = index
        self._near.see(index, text)
        own = self._evidence.get(spot.place, ())
        for place in stated:
            if place in own:
                self._stated.add(place)
            else:
                self._stating[place].append(index)

    def spot(self, place: Place) -> Spot:
        return self._spots[self._indexes[place]]

    def states_gold(self, at: int) -> bool:
        """Return whether a stored passage of the question's evidence does."""
        return at in self._stated

    def checkable(self, at: int) -> bool:
        """Return whether the answer is one that a text can be seen to state."""
        return self.golds[at].checkable

    def leak(self, at: int) -> Finding | None:
        stating = self._stating[at]
        if not stating:
            return None
        pages = list(dict.fromkeys(str(self._spots[index]) for index in stating))
        shown = ", ".join(pages[:_MOST_SHOWN])
        left = len(pages) - _MOST_SHOWN
        flag = "planted-leak" if self.cases[at].question.plants else "leak"
        detail = f"{shown}{f' and {left:,} more' if left > 0 else ''}"
        return Finding(flag, detail, len(stating))

    def nearest(self, at: int, most: int) -> Sequence[Spot]:
        """Return the passages nearest to the question that tell nothing, in order.

        None of them states the answer, is evidence or has a fact planted beside it.
        """
        case = self.cases[at]
        scores = self._near.scores(case.question.text)
        if not len(scores):
            return []
        beside = [self._indexes[p] for p in (*case.evidence, *case.hosts)]
        scores[[*beside, *self._stating[at]]] = 0
        best = np.argpartition(scores, -min(most, len(scores)))[-most:]
        indexes: list[int] = np.sort(best[scores[best] > 0]).tolist()
        return [self._spots[index] for index in indexes]


def _by_place(cases: Iterable[Case]) -> Mapping[Place, set[int]]:
    found: dict[Place, set[int]] = {}
    for at, case in enumerate(cases):
        for place in case.evidence:
            found.setdefault(place, set()).add(at)
    return found
