"""Choose and place passages: an exact size, an exact depth, nested over lengths."""

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

SLACK_TOKENS: Final = 16
"""A prompt may be this much smaller than asked, and never larger."""
CLOSING_CANDIDATES: Final = 2_000
"""How far down the ranking the last few passages are looked for."""
_LACKING: Final = (0, 40, -40, 80, -80, 120, -120, 160, -160, 240)
"""How much the side before the evidence may lack, in tokens."""
_CUT_CANDIDATES: Final = 24
"""How many of them may be cut: each is counted at every border."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One chunk as a prompt would carry it, its heading counted in."""

    index: int
    """Its place in the library: reading order inside a document."""
    chunk: int
    """Its number in the store."""
    document: str
    tokens: int
    end: int | None = None
    """Only this many characters of the chunk, up to a line or sentence end."""


Beginnings: TypeAlias = Callable[[Passage], Sequence[Passage]]
"""The passages that begin as this one does and end earlier, at a natural border."""


def whole(passage: Passage) -> Sequence[Passage]:
    """Offer no shorter beginning: a passage is shown whole or not at all."""
    del passage
    return ()


class Balance(NamedTuple):
    """Which passages have to stand before the evidence, and how much of all shall."""

    ahead: Container[int]
    """By index."""
    share: float


def ladder(
    ranking: Sequence[Passage],
    budgets: Sequence[int],
    beginnings: Beginnings = whole,
    balance: Balance | None = None,
) -> list[list[Passage] | None]:
    """Return for each ascending budget the passages that a longer prompt adds.

    Those of a budget are all that were added up to it, so each contains the one
    before. `None` where the ranking holds too little, or no choice of its passages
    comes within `SLACK_TOKENS` of the budget. With `balance`, of which the ranking has
    the share in all its beginnings, each budget has it to within a passage.
    """
    filler = _Filler(ranking, beginnings, balance)
    return [filler.up_to(budget) for budget in budgets]


class _Filler:
    """Takes passages as ranked, but searches for the last few so that sizes add up.

    Whole passages first; where their sizes are too alike to add up (a log of even
    lines), the last ones may be cut at a line or sentence end.
    """

    def __init__(
        self,
        ranking: Sequence[Passage],
        beginnings: Beginnings,
        balance: Balance | None,
    ) -> None:
        self._ranking = ranking
        self._beginnings = beginnings
        self._balance = balance
        self._sizes = {p.index: p.tokens for p in ranking}
        self._kept_free = 2 * max(self._sizes.values(), default=0)
        self._left = sum(self._sizes.values())
        """Of what is not taken yet."""
        self._used = 0
        self._ahead = 0
        """What was used of passages that have to stand before the evidence."""
        self._next = 0
        self._taken: set[int] = set()
        """From behind `_next`, by index."""

    def up_to(self, budget: int) -> list[Passage] | None:
        room = budget - self._used
        if self._left < room - SLACK_TOKENS:
            return None
        added: list[Passage] = []
        place, last = self._next, len(self._ranking)
        while place < last:
            passage = self._ranking[place]
            if passage.index not in self._taken:
                if passage.tokens + self._kept_free > room:
                    break
                room -= passage.tokens
                added.append(passage)
            place += 1
        last_few = self._last_few(place, room, added, budget)
        if room - _size(last_few) > SLACK_TOKENS:
            return None
        self._next = place
        self._taken.update(passage.index for passage in last_few)
        added += last_few
        self._used += _size(added)
        self._ahead += self._size_ahead(added)
        self._left -= sum(self._sizes[passage.index] for passage in added)
        return added

    def _last_few(
        self, place: int, room: int, added: Sequence[Passage], budget: int
    ) -> list[Passage]:
        rest = [
            passage
            for passage in self._ranking[place : place + CLOSING_CANDIDATES]
            if passage.index not in self._taken
        ]
        if self._balance is None:
            return self._closing(rest, room)
        before = [p for p in rest if p.index in self._balance.ahead]
        behind = [p for p in rest if p.index not in self._balance.ahead]
        if self._balance.share == 1:
            return self._closing(before, room)
        missing = self._balance.share * budget - self._ahead - self._size_ahead(added)
        found: list[Passage] = []
        for lacking in _LACKING:  # so that what is left for the other side can be met
            wanted = min(int(missing) - lacking, room)
            found = _nearest([(p,) for p in before], wanted)
            found += self._closing(behind, room - _size(found))
            if room - _size(found) <= SLACK_TOKENS:
                break
        return found

    def _closing(self, rest: Sequence[Passage], room: int) -> list[Passage]:
        found = _nearest([(passage,) for passage in rest], room)
        if room - _size(found) > SLACK_TOKENS:
            cut = rest[:_CUT_CANDIDATES]
            found = _nearest([(p, *self._beginnings(p)) for p in cut], room)
        return found

    def _size_ahead(self, passages: Sequence[Passage]) -> int:
        ahead = () if self._balance is None else self._balance.ahead
        return _size(passage for passage in passages if passage.index in ahead)


class Piece(NamedTuple):
    """Evidence that stands in one place."""

    owner: int
    """Which of the questions that share the context."""
    target: float
    """The asked share of the owner's other passages before it."""
    tokens: int


def places(borders: Sequence[int], pieces: Sequence[Piece]) -> list[int]:
    """Return how many distractors stand before each piece.

    `borders[i]` is the size of the first `i` distractors. A piece goes to the border
    nearest to its target; to its owner, the evidence of others is a distractor too.
    Of equal targets the earlier piece stands first.
    """
    found = [0] * len(pieces)
    before: list[Piece] = []
    lowest = 0
    for index in sorted(range(len(pieces)), key=lambda index: pieces[index].target):
        piece = pieces[index]
        others = _size(p for p in pieces if p.owner != piece.owner)
        passed = _size(p for p in before if p.owner != piece.owner)
        wanted = piece.target * (borders[-1] + others) - passed
        lowest = found[index] = max(lowest, _nearest_border(borders, wanted))
        before.append(piece)
    return found


def _nearest_border(borders: Sequence[int], wanted: float) -> int:
    above = min(bisect_left(borders, wanted), len(borders) - 1)
    below = max(above - 1, 0)
    nearer_below = wanted - borders[below] <= borders[above] - wanted
    return below if nearer_below else above


def _size(items: Iterable[Passage | Piece]) -> int:
    return sum(item.tokens for item in items)


def _nearest(groups: Sequence[Sequence[Passage]], room: int) -> list[Passage]:
    """Return passages whose sizes come nearest to `room` from below.

    Subset sums, at most one passage of each group, highest ranked first, until one
    fits exactly.
    """
    reached: dict[int, tuple[Passage, ...]] = {0: ()}
    for group in groups:
        if room in reached:
            break
        for size, passages in list(reached.items()):
            for candidate in group:
                if (total := size + candidate.tokens) <= room:
                    reached.setdefault(total, (*passages, candidate))
    return list(reached[max(reached)]) if room > 0 else []
