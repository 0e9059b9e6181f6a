"""Which passages a model is shown to write from: a corpus in, draws in an order out.

The same seed and passages give the same draws, however many of them are taken: a
second session asks what the first one asked. Documents take turns, so that one long
document is not most of the set.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby, islice
from math import log
from typing import Final, NamedTuple

from pipeline.questions.planting.dice import Dice
from pipeline.questions.planting.passages import Passage, is_contents

SHORTEST: Final = 240
"""Characters of a passage that a question can be written from."""
FEWEST_WORDS: Final = 30
"""Of letters: a page of figures alone says not what they are of."""
MOST_PASSAGES: Final = 10_000
"""Of a greater corpus so many are looked at, as many of each document as of others."""
MOST_HOLDING: Final = 12
MOST_HOLDING_SHARE: Final = 0.25
"""A term is rare that stands in so many passages at most, and in two at least: of a
small corpus, in that share of them."""
FEWEST_SHARED: Final = 2
MOST_SHARED: Final = 0.5
"""Of the rare terms of a passage: what shares more repeats it."""
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_NAME = re.compile(r"(?<!\w)(?=[^\W_]{4})(?:[^\W_a-z]|[^\W_]*\d)[^\W_]*")


class Kind(StrEnum):
    """What a question is written from; also the name of its prompt's file."""

    SINGLE = "single-passage"
    CROSS_PAGE = "cross-page"
    CROSS_DOCUMENT = "cross-document"


class Draw(NamedTuple):
    kind: Kind
    passages: tuple[Passage, ...]
    """One, or two that share rare terms: of two pages, or of two documents."""


def usable(passage: Passage) -> bool:
    """Tell a passage with sentences in it from a table of contents, or next to none."""
    text = passage.text.strip()
    return (
        len(text) >= SHORTEST
        and len(_LETTERS.findall(text)) >= FEWEST_WORDS
        and not is_contents(text)
    )


def draws(passages: Sequence[Passage], seed: int) -> Iterator[Draw]:
    """Yield draws of each kind in turn, until the passages are used up.

    The passages come by document and in reading order. No passage leads two draws of
    one kind, and no pair comes twice.
    """
    shuffled = _shuffled(passages, Dice("writing", seed))
    pairs = _Pairs([passage for queue in shuffled for passage in queue])
    third = len(shuffled) // 3
    kinds = [
        (Draw(Kind.SINGLE, (passage,)) for passage in _in_turn(shuffled)),
        pairs.of(Kind.CROSS_PAGE, _turned(shuffled, third)),
        pairs.of(Kind.CROSS_DOCUMENT, _turned(shuffled, 2 * third)),
    ]
    while kinds:
        for one in list(kinds):
            if draw := next(one, None):
                yield draw
            else:
                kinds.remove(one)


def _shuffled(passages: Sequence[Passage], dice: Dice) -> list[list[Passage]]:
    """Return the usable passages of each document, both in the order of the dice."""
    documents = [list(of_one) for _, of_one in groupby(passages, lambda p: p.document)]
    documents.sort(key=lambda of_one: dice.below(f"turn {of_one[0].document}", 1 << 62))
    share = max(1, MOST_PASSAGES // max(1, len(documents)))
    queues = [list(islice(_of_one(of_one, dice), share)) for of_one in documents]
    return [queue for queue in queues if queue]


def _of_one(document: Sequence[Passage], dice: Dice) -> Iterator[Passage]:
    name = document[0].document
    order = [dice.below(f"{name} {passage.ordinal}", 1 << 62) for passage in document]
    for _, passage in sorted(zip(order, document, strict=True), key=lambda p: p[0]):
        if usable(passage):
            yield passage


def _turned(queues: Sequence[list[Passage]], start: int) -> list[list[Passage]]:
    """Let another document be the first: few draws shall be of many documents."""
    return [*queues[start:], *queues[:start]]


def _in_turn(queues: Sequence[Sequence[Passage]]) -> Iterator[Passage]:
    for turn in range(max(map(len, queues), default=0)):
        yield from (queue[turn] for queue in queues if turn < len(queue))


class _Pairs:
    """Finds for a passage the one that shares most rare terms with it."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._terms = [_terms(passage.text) for passage in passages]
        self._holding: dict[str, list[int]] = defaultdict(list)
        for index, terms in enumerate(self._terms):
            for term in sorted(terms):
                self._holding[term].append(index)
        few = max(2, int(MOST_HOLDING_SHARE * len(passages)))
        self._most = min(MOST_HOLDING, few)
        self._place = {
            (one.document, one.ordinal): index for index, one in enumerate(passages)
        }

    def of(self, kind: Kind, queues: Sequence[Sequence[Passage]]) -> Iterator[Draw]:
        """Yield pairs of a kind, led by passages of each document in turn."""
        seen: set[frozenset[int]] = set()
        waiting = [iter(queue) for queue in queues]
        while waiting:
            for leads in list(waiting):
                pair = next(self._pairs(kind, leads, seen), None)
                if pair is None:
                    waiting.remove(leads)
                else:
                    seen.add(frozenset(pair))
                    yield Draw(kind, tuple(self._passages[index] for index in pair))

    def _pairs(
        self, kind: Kind, leads: Iterator[Passage], seen: set[frozenset[int]]
    ) -> Iterator[tuple[int, int]]:
        for lead in leads:
            index = self._place[lead.document, lead.ordinal]
            other = self._nearest(index, kind)
            if other is not None and frozenset((index, other)) not in seen:
                yield index, other

    def _nearest(self, index: int, kind: Kind) -> int | None:
        rare = [t for t in self._terms[index] if len(self._holding[t]) <= self._most]
        shared: Counter[int] = Counter()
        weights: dict[int, float] = defaultdict(float)
        for term in sorted(rare):
            holding = self._holding[term]
            for other in holding:
                if _fits(kind, self._passages[index], self._passages[other]):
                    shared[other] += 1
                    weights[other] += log(1 + len(self._passages) / len(holding))
        fitting = [
            other
            for other, count in shared.items()
            if FEWEST_SHARED <= count <= MOST_SHARED * len(rare)
        ]
        return max(fitting, key=lambda other: (weights[other], -other), default=None)


def _fits(kind: Kind, one: Passage, other: Passage) -> bool:
    same = one.document == other.document
    if kind is Kind.CROSS_PAGE:
        return same and one.page != other.page
    return not same


def _terms(text: str) -> frozenset[str]:
    """Return what may name a thing: words with a capital or a figure in them.

    Two passages that share a rare verb have nothing to be asked about both.
    """
    return frozenset(name.casefold() for name in _NAME.findall(text))


def counted(drawn: Sequence[Draw]) -> Mapping[str, int]:
    """Return how many draws there are of each kind."""
    return Counter(draw.kind.value for draw in drawn)
