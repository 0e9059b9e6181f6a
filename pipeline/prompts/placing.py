"""Where evidence stands among the distractors of one length, and how deep that is."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pipeline.prompts.context import Piece, places
from pipeline.prompts.evidence import Asked, companion_targets, targets
from pipeline.prompts.layout import Rung
from pipeline.prompts.library import Library
from pipeline.prompts.mixing import Keys
from pipeline.records import Arrangement


class Stand(NamedTuple):
    """A piece of evidence in its place."""

    at: int
    """How many distractors stand before it."""
    owner: int
    """Which of the questions that share the context; of a companion, `~` of that."""
    indexes: tuple[int, ...]
    tokens: int


def stands(
    library: Library,
    rung: Rung,
    asked: Sequence[Asked],
    depths: Sequence[float | None],
    arrangement: Arrangement,
) -> list[Stand]:
    """Return the pieces of every question, first to last, each at its depth.

    Planted ones are spread whatever the arrangement.
    """
    pieces: list[Piece] = []
    indexes: list[tuple[int, ...]] = []
    for owner, (one, depth) in enumerate(zip(asked, depths, strict=True)):
        how = Arrangement.SPREAD if one.hosts else arrangement
        shares = targets(one.pieces, depth or 0.0, how)
        apart = companion_targets(len(one.pieces), len(one.companions), depth)
        for piece, share in zip(one.pieces, shares, strict=True):
            pieces.append(Piece(owner, share, library.size(piece)))
            indexes.append(piece)
        for piece, share in zip(one.companions, apart, strict=True):
            pieces.append(Piece(~owner, share, library.size(piece)))
            indexes.append(piece)
    found = places(rung.borders.tolist(), pieces)
    order = sorted(range(len(pieces)), key=lambda i: (found[i], pieces[i].target))
    return [
        Stand(found[i], pieces[i].owner, indexes[i], pieces[i].tokens) for i in order
    ]


def natural_stands(
    library: Library, rung: Rung, asked: Asked, documents: Keys
) -> list[Stand]:
    """Return the pieces where their document has them, planted ones as their host."""
    keys = documents[library.document_of[rung.indexes]]
    owned = [(0, p) for p in asked.pieces] + [(~0, p) for p in asked.companions]
    found: list[tuple[tuple[int, int], Stand]] = []
    for owner, piece in owned:
        place = library.place(piece[0])
        own = documents[library.document_of[place]]
        before = (keys < own) | ((keys == own) & (rung.indexes < place))
        stand = Stand(int(np.count_nonzero(before)), owner, piece, library.size(piece))
        found.append(((int(own), place), stand))
    return [stand for _, stand in sorted(found)]


def depth_of(
    rung: Rung, standing: Sequence[Stand], owner: int, *, apart: bool = False
) -> float | None:
    """Return the share of all but the owner's evidence that stands before its first.

    Of k pieces that were set `apart`, piece i at m: the mean of k m - i, which is the
    depth that they were spread by, and not beyond the ends: pieces that have next to
    nothing around them stand where they can. `None` where there is no evidence, or
    nothing else.
    """
    own = [place for place, stand in enumerate(standing) if stand.owner == owner]
    others = [stand.tokens for stand in standing if stand.owner != owner]
    total = rung.tokens + sum(others)
    if not own or not total:
        return None
    shares: list[float] = []
    for place in own if apart else own[:1]:
        passed = sum(s.tokens for s in standing[:place] if s.owner != owner)
        shares.append((int(rung.borders[standing[place].at]) + passed) / total)
    spread = [len(shares) * share - i for i, share in enumerate(shares)]
    return min(max(sum(spread) / len(spread), 0.0), 1.0)
