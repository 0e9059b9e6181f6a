"""Ranked passages become one layout: which stand where, at every length."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.prompts.context import Passage, fillings, ladder
from pipeline.prompts.identity import rung_digest, shown_digest
from pipeline.prompts.library import Library
from pipeline.prompts.mixing import Keys
from pipeline.prompts.rankings import Ranking
from pipeline.records import Layout, content_id

_SEARCHED: Final = 4_000
_STEP: Final = 100
"""How far below what was asked a size that can be built is looked for."""


@dataclass(frozen=True, slots=True)
class Rung:
    """The distractors of one length, first to last."""

    number: int
    borders: NDArray[np.int64]
    """What the first 0, 1, 2 ... of them come to in tokens."""
    indexes: NDArray[np.int64]
    digest: str
    """Of their texts."""

    @property
    def tokens(self) -> int:
        return int(self.borders[-1])

    @property
    def passages(self) -> int:
        return len(self.indexes)


@dataclass(frozen=True, slots=True)
class Laid:
    layout: Layout
    rungs: Sequence[Rung | None]
    """Per budget; `None` where it cannot be filled."""


def lay(library: Library, ranking: Ranking, budgets: Sequence[int | None]) -> Laid:
    """Fill each budget, ascending; `None` is one that no distractor could fit."""
    ranked: list[int] = ranking.order.tolist()
    passages = [library.passages[index] for index in ranked]
    asked = [budget for budget in budgets if budget is not None]
    filled = iter(ladder(passages, asked, library.beginnings, ranking.balance))
    added = [None if budget is None else next(filled) for budget in budgets]
    chosen = [(p, rung) for rung, some in enumerate(added) for p in some or ()]
    order = _order(library, ranking.documents, [p.index for p, _ in chosen])
    standing = [chosen[place][0] for place in order]
    entered = np.array([chosen[place][1] for place in order], dtype=np.int64)
    classes = dict(zip(ranked, ranking.classes, strict=True))
    digests = [shown_digest(library.digests[p.index], p.end) for p in standing]
    kinds = tuple(classes[passage.index] for passage in standing)
    layout = Layout(
        id=content_id("layout", b"".join(digests), entered.tobytes(), *kinds),
        chunks=tuple(passage.chunk for passage in standing),
        ends=tuple(passage.end for passage in standing),
        classes=kinds,
        rungs=tuple(entered.tolist()),
    )
    return Laid(
        layout,
        [
            None if some is None else _rung(number, standing, entered, digests)
            for number, some in enumerate(added)
        ],
    )


def greatest(library: Library, ranking: Ranking, room: int) -> int | None:
    """Return a size near the greatest, up to `room`, that the ranking can fill."""
    ranked: list[int] = ranking.order.tolist()
    passages = [library.passages[index] for index in ranked]
    most = min(room, library.size(ranked))
    budgets = range(most, max(most - _SEARCHED, -1), -_STEP)
    tried = fillings(passages, budgets, library.beginnings, ranking.balance)
    found = next((some for some in tried if some is not None), None)
    return None if found is None else sum(passage.tokens for passage in found)


def _rung(
    number: int,
    standing: Sequence[Passage],
    entered: NDArray[np.int64],
    digests: Sequence[bytes],
) -> Rung:
    shown: list[int] = np.flatnonzero(entered <= number).tolist()
    tokens = np.array([standing[place].tokens for place in shown], dtype=np.int64)
    indexes = np.array([standing[place].index for place in shown], dtype=np.int64)
    borders = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(tokens)])
    return Rung(number, borders, indexes, rung_digest(digests[p] for p in shown))


def _order(library: Library, documents: Keys, indexes: Sequence[int]) -> list[int]:
    at = np.array(indexes, dtype=np.int64)
    found: list[int] = np.lexsort((at, documents[library.document_of[at]])).tolist()
    return found
