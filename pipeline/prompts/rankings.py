"""Which passages go first into a context: one function for each kind of distractors."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline.prompts.context import CLOSING_CANDIDATES, Balance, side_due
from pipeline.prompts.library import Library
from pipeline.prompts.mixing import Keys, key_of, mixed
from pipeline.prompts.nearness import Nearness
from pipeline.records import Distractors, PassageClass, Question

Indexes: TypeAlias = NDArray[np.int64]

_USUAL_TOKENS: Final = 320
_FRONT, _MIDDLE, _BACK = (np.uint64(side << 62) for side in range(3))
"""The two highest bits of a document's key, where its side matters."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """What passages are chosen from."""

    library: Library
    nearness: Nearness | None
    """`None` where no distractors are chosen by it."""
    seed: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom distractors are chosen for, and what must not be among them."""

    questions: Sequence[Question]
    gold: Sequence[int]
    """Indexes of the evidence, in the order in which it stands."""
    leaks: set[int]
    depth: float | None
    """The asked depth, where the choice depends on it."""
    companions: Sequence[int] = ()
    """Indexes of the planted passages that stand beside it."""

    @property
    def shown(self) -> Sequence[int]:
        return (*self.gold, *self.companions)


class Ranking(NamedTuple):
    """Passages by index, in the order in which they are taken, and how they stand."""

    order: Indexes
    classes: Sequence[PassageClass]
    documents: Keys
    """Per document of the library: the smaller its key, the earlier it stands."""
    leaks: int
    """Passages that could have been chosen, had they not given the answer away."""
    balance: Balance | None = None
    """Where passages keep their side of the evidence, which side it is."""
    least: int = 0
    """The least room that can be filled by what it is called."""


def random(corpus: Corpus, wanted: Wanted, rooms: Sequence[int]) -> Ranking:
    """Take passages of other documents by hash."""
    pool, leaks = _elsewhere(corpus, wanted, _unplanted(corpus, wanted))
    order = _until(pool[np.argsort(_drawn(corpus, wanted)[pool])], corpus, rooms[-1])
    classes = [PassageClass.RANDOM] * len(order)
    return Ranking(order, classes, _shuffled(corpus, wanted), leaks)


def hard(corpus: Corpus, wanted: Wanted, rooms: Sequence[int]) -> Ranking:
    """Take passages of other documents, those nearest to a question first.

    What shares no word with any question comes last, and is of class `random`.
    """
    assert corpus.nearness is not None, "hard distractors need BM25"
    pool, leaks = _elsewhere(corpus, wanted, _unplanted(corpus, wanted))
    scores = np.maximum.reduce([corpus.nearness.scores(q) for q in wanted.questions])
    order = _nearest_first(pool, scores, _drawn(corpus, wanted), corpus, rooms[-1])
    classes = [
        PassageClass.HARD if score > 0 else PassageClass.RANDOM
        for score in scores[order]
    ]
    return Ranking(order, classes, _shuffled(corpus, wanted), leaks)


def whole_documents(corpus: Corpus, wanted: Wanted, rooms: Sequence[int]) -> Ranking:
    """Take other documents by hash, each from its first passage to its last.

    First all that fit into the shortest context, then what the next one has room for,
    so that parts of a document only fill what is left. A document that gives the answer
    away anywhere is left out as a whole, and so is one that a fact is planted in.
    """
    library = corpus.library
    pool, leaks = _elsewhere(corpus, wanted, wanted.shown)
    leaky = {int(library.document_of[index]) for index in wanted.leaks}
    told = np.isin(library.document_of[pool], list(leaky))
    leaks += int(np.count_nonzero(told))  # left out with the document
    pool = pool[~told]
    found = np.unique(library.document_of[pool])
    drawn = mixed(library.document_keys, key_of("taken", *_named(corpus, wanted)))
    sizes = np.bincount(library.document_of[pool], library.tokens[pool])
    shuffled = found[np.argsort(drawn[found])]
    spare = 3 * int(library.tokens.max(initial=0))  # parts that make the size exact
    ranked = _whole(shuffled.tolist(), sizes.tolist(), [n - spare for n in rooms])
    places = np.zeros(len(library.documents), dtype=np.int64)
    places[ranked] = np.arange(len(ranked))
    sort = np.argsort(places[library.document_of[pool]], kind="stable")
    order = _until(pool[sort], corpus, rooms[-1])
    classes = [PassageClass.WHOLE_DOCUMENT] * len(order)
    least = int(sizes[found].min()) + spare if len(found) else 0
    return Ranking(order, classes, _shuffled(corpus, wanted), leaks, least=least)


def same_document(corpus: Corpus, wanted: Wanted, rooms: Sequence[int]) -> Ranking:
    """Take what stands around the evidence in its own document, nearest first.

    Before and behind it in the proportion of the asked depth; where the document ends
    on one side, passages of other documents, by hash, go on there. A planted fact
    stands where its host does.
    """
    if not wanted.gold:
        return random(corpus, wanted, rooms)
    library, depth = corpus.library, wanted.depth or 0.0
    pool, told = _elsewhere(corpus, wanted, wanted.gold)
    others = pool[np.argsort(_drawn(corpus, wanted)[pool])]
    own = _own_document(library, wanted)
    first = own.index(library.place(wanted.gold[0]))
    evidence = {library.place(index) for index in wanted.shown}
    around = [i for i in own if i not in evidence and i not in wanted.leaks]
    told += sum(i in wanted.leaks and i not in evidence for i in own)
    own_place = {index: place for place, index in enumerate(own)}
    ahead = [i for i in reversed(around) if own_place[i] < first]
    behind = [i for i in around if own_place[i] > first]
    # A document stands on one side as a whole: reading order holds in it.
    shuffled = _shuffled(corpus, wanted)
    sides = _are_ahead(shuffled, depth)
    side = sides[library.document_of[others]]
    ahead += others[side].tolist()
    behind += others[~side].tolist()
    order = _balanced(library.tokens, ahead, behind, depth, rooms[-1])
    return Ranking(
        np.array(order, dtype=np.int64),
        [
            PassageClass.SAME_DOCUMENT if i in own_place else PassageClass.RANDOM
            for i in order
        ],
        _sided(library, shuffled, sides, own),
        told,
        Balance(frozenset(ahead), depth),
    )


Rank: TypeAlias = Callable[[Corpus, Wanted, Sequence[int]], Ranking]
"""The rooms are what distractors may come to at each length, ascending."""

RANKINGS: Final[Mapping[Distractors, Rank]] = {
    Distractors.RANDOM: random,
    Distractors.HARD: hard,
    Distractors.WHOLE_DOCUMENTS: whole_documents,
    Distractors.SAME_DOCUMENT: same_document,
}


def _elsewhere(
    corpus: Corpus, wanted: Wanted, beside: Sequence[int]
) -> tuple[Indexes, int]:
    """Return what is outside the documents of some evidence and gives nothing away.

    What facts are planted beside is no part of it: it would stand there twice.
    """
    library = corpus.library
    documents = {library.passages[index].document for index in beside}
    free = ~library.of_documents(documents)
    free[[library.place(index) for index in wanted.shown]] = False
    leaky = np.zeros(len(free), dtype=np.bool_)
    leaky[list(wanted.leaks)] = True
    return np.flatnonzero(free & ~leaky), int(np.count_nonzero(free & leaky))


def _unplanted(corpus: Corpus, wanted: Wanted) -> list[int]:
    """Return the evidence whose document may tell more of it.

    A planted fact stands nowhere else, so the rest of its document may be shown.
    """
    return [index for index in wanted.gold if not corpus.library.is_planted(index)]


def _nearest_first(
    pool: Indexes,
    scores: NDArray[np.float32],
    drawn: Keys,
    corpus: Corpus,
    longest: int,
) -> Indexes:
    """Sort by score, equals by hash; of a large corpus no more than will be needed."""
    usual = max(1.0, float(np.mean(corpus.library.tokens)))
    most = int(2 * longest / usual) + 2 * CLOSING_CANDIDATES
    best = pool
    if most < len(pool):
        worst = -np.partition(-scores[pool], most)[most]
        best = pool[scores[pool] >= worst]
    order = _until(best[np.lexsort((drawn[best], -scores[best]))], corpus, longest)
    if len(order) < len(best):
        return order
    return _until(pool[np.lexsort((drawn[pool], -scores[pool]))], corpus, longest)


def _whole(
    documents: Sequence[int], sizes: Sequence[float], rooms: Sequence[int]
) -> list[int]:
    """Order documents so that each room is filled by as many whole ones as fit."""
    left, used = list(documents), 0.0
    order: list[int] = []
    for room in rooms:
        kept: list[int] = []
        for document in left:
            if used + sizes[document] <= room:
                order.append(document)
                used += sizes[document]
            else:
                kept.append(document)
        left = kept
    return [*order, *left]


def _until(order: Indexes, corpus: Corpus, longest: int) -> Indexes:
    """Cut a ranking where it is long enough to fill the longest context."""
    sums = np.cumsum(corpus.library.tokens[order])
    enough = int(np.searchsorted(sums, longest)) + CLOSING_CANDIDATES
    return order[:enough]


def _named(corpus: Corpus, wanted: Wanted) -> tuple[object, ...]:
    return (corpus.seed, *(question.id for question in wanted.questions))


def _drawn(corpus: Corpus, wanted: Wanted) -> Keys:
    return mixed(corpus.library.keys, key_of("passage", *_named(corpus, wanted)))


def _shuffled(corpus: Corpus, wanted: Wanted) -> Keys:
    salt = key_of("document", *_named(corpus, wanted))
    return mixed(corpus.library.document_keys, salt)


def _own_document(library: Library, wanted: Wanted) -> list[int]:
    """Return all passages of the documents of the evidence, in their order there."""
    named = dict.fromkeys(library.passages[index].document for index in wanted.gold)
    return [index for document in named for index in library.span(document)]


def _balanced(
    sizes: Indexes,
    ahead: Sequence[int],
    behind: Sequence[int],
    depth: float,
    longest: int,
) -> list[int]:
    """Merge two rankings so that every beginning of the result is split at `depth`.

    To within a passage, and never with too much on the smaller side: what closes a
    context evens that out. It ends where the side that is due has nothing left, or
    with enough for `longest`.
    """
    sides = (ahead, behind)
    places, taken = [0, 0], [0, 0]
    found: list[int] = []
    enough = longest + CLOSING_CANDIDATES * _USUAL_TOKENS
    while sum(taken) < enough:
        due = side_due(
            depth,
            taken,
            [_size_at(sizes, side, at) for side, at in zip(sides, places, strict=True)],
        )
        if places[due] == len(sides[due]):
            break
        taken[due] += _size_at(sizes, sides[due], places[due])
        found.append(sides[due][places[due]])
        places[due] += 1
    return found


def _size_at(sizes: Indexes, side: Sequence[int], place: int) -> int:
    """Return the size of the passage at a place; 0 behind the last one."""
    return int(sizes[side[place]]) if place < len(side) else 0


def _are_ahead(shuffled: Keys, depth: float) -> NDArray[np.bool_]:
    """Draw which documents stand ahead of the evidence: that share of them."""
    lowest = shuffled & np.uint64(2**32 - 1)  # no part of what they are sorted by
    return lowest < np.uint64(round(depth * 2**32))


def _sided(
    library: Library, shuffled: Keys, ahead: NDArray[np.bool_], own: Sequence[int]
) -> Keys:
    """Return an order with the own documents between those on their two sides."""
    upper = shuffled >> np.uint64(32)
    keys = upper | np.where(ahead, _FRONT, _BACK)
    for place, document in enumerate(dict.fromkeys(library.document_of[own].tolist())):
        keys[document] = _MIDDLE | np.uint64(place)
    return keys
