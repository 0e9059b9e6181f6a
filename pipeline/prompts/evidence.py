"""The evidence of a question, in the pieces that stay whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.prompts.library import Library
from pipeline.records import Arrangement, Located, PlantRole, Question


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the passages that its answer stands in, by index."""

    question: Question
    pieces: tuple[tuple[int, ...], ...] = ()
    """Each a contiguous span of one document; in one document, in reading order."""
    documents: frozenset[str] = frozenset()
    companions: tuple[tuple[int, ...], ...] = ()
    """Planted passages that stand beside the evidence and are none, one in each."""
    hosts: frozenset[int] = frozenset()
    """Indexes of the stored passages that a planted one is shown for."""

    @property
    def gold(self) -> tuple[int, ...]:
        return tuple(index for piece in self.pieces for index in piece)

    @property
    def beside(self) -> tuple[int, ...]:
        return tuple(index for piece in self.companions for index in piece)

    @property
    def shown(self) -> tuple[int, ...]:
        return (*self.gold, *self.beside)


def asked_with(
    question: Question, located: Sequence[Located], library: Library
) -> Asked:
    """Return a question with the passages that its context shows for it.

    Facts and companions that were planted each are a piece, in the order of the set.
    """
    facts = _planted(located, PlantRole.EVIDENCE, library)
    companions = _planted(located, PlantRole.COMPANION, library)
    stored = [row for row in located if row.planted is None]
    return Asked(
        question,
        (*pieces_of(stored, library), *facts),
        frozenset(row.document for row in located),
        companions,
        frozenset(library.place(index) for (index,) in (*facts, *companions)),
    )


def _planted(
    located: Iterable[Located], role: PlantRole, library: Library
) -> tuple[tuple[int], ...]:
    return tuple(
        (library.planted(row.planted),)
        for row in located
        if row.planted is not None and row.role is role
    )


def pieces_of(
    located: Iterable[Located], library: Library
) -> tuple[tuple[int, ...], ...]:
    """Return the evidence, document by document; what touches is one piece."""
    spans = [
        library.span(row.document, row.first_chunk, row.last_chunk) for row in located
    ]
    documents = dict.fromkeys(
        library.passages[span[0]].document for span in spans if span
    )
    rank = {document: place for place, document in enumerate(documents)}
    indexes = sorted(
        {index for span in spans for index in span},
        key=lambda index: (rank[library.passages[index].document], index),
    )
    starts = [
        place
        for place, (one, other) in enumerate(pairwise(indexes), start=1)
        if other != one + 1
        or library.passages[one].document != library.passages[other].document
    ]
    ends = [*starts, len(indexes)]
    return tuple(
        tuple(indexes[start:end])
        for start, end in zip([0, *starts], ends, strict=True)
        if start < end
    )


def targets(
    pieces: Sequence[Sequence[int]], depth: float, arrangement: Arrangement
) -> list[float]:
    """Return where each piece shall stand.

    Spread, piece i of k goes to (i + depth) / k: even over the context, and a single
    piece to its depth.
    """
    if arrangement is Arrangement.TOGETHER:
        return [depth] * len(pieces)
    return [(place + depth) / len(pieces) for place in range(len(pieces))]


def companion_targets(facts: int, companions: int, depth: float | None) -> list[float]:
    """Return where each companion shall stand: apart from the facts and each other.

    Facts that are spread leave a gap behind each of them, of which the last goes on at
    the beginning: companions take the gaps in turn, and share one evenly. Without a
    fact there is no depth, and they are even over the context.
    """
    if not facts or depth is None:
        return targets([()] * companions, 0.5, Arrangement.SPREAD)
    found: list[float] = []
    for place in range(companions):
        gap, row = place % facts, place // facts
        rows = (companions - gap - 1) // facts + 1
        found.append((gap + depth + (row + 1) / (rows + 1)) / facts % 1)
    return found
