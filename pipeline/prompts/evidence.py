"""The evidence of a question, in the pieces that stay whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.prompts.library import Library
from pipeline.records import Arrangement, Located, Question


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the passages that its answer stands in, by index."""

    question: Question
    pieces: tuple[tuple[int, ...], ...] = ()
    """Each a contiguous span of one document; in one document, in reading order."""
    documents: frozenset[str] = frozenset()

    @property
    def gold(self) -> tuple[int, ...]:
        return tuple(index for piece in self.pieces for index in piece)


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
