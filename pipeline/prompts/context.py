"""Choose and place passages: an exact size, an exact depth, nested over lengths."""

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

SLACK_TOKENS: Final = 16
"""A prompt may be this much smaller than asked, and never larger."""
CLOSING_CANDIDATES: Final = 2_000
"""How far down the ranking the last few passages are looked for."""
_CUT_CANDIDATES: Final = 24
"""How many of them may be cut: each is counted at every border."""
_LACKING: Final = (0, 40, -40, 80, -80, 120, -120, 160, -160, 240)
"""How much the side before the evidence may lack, in tokens."""


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
    return list(fillings(ranking, budgets, beginnings, balance))


def fillings(
    ranking: Sequence[Passage],
    budgets: Iterable[int],
    beginnings: Beginnings,
    balance: Balance | None,
) -> Iterator[list[Passage] | None]:
    """Yield the same, one after the other. A budget that fails takes nothing."""
    filler = _Filler(ranking, beginnings, balance)
    for budget in budgets:
        yield filler.up_to(budget)


def side_due(share: float, used: Sequence[int], sizes: Sequence[int]) -> int:
    """Return which side is next, 0 with `share` of all or 1 with the rest of it.

    `used` is what each has, `sizes` what its next passage would add. The smaller side
    never gets more than its share: so what closes a context can even them out.
    """
    small, part = (0, share) if share < 1 / 2 else (1, 1 - share)
    fits = (used[small] + sizes[small]) * (1 - part) <= used[1 - small] * part
    return small if part and fits else 1 - small


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
        ahead: Container[int] = () if balance is None else balance.ahead
        self._sides = [
            _Side([p for p in ranking if p.index in ahead]),
            _Side([p for p in ranking if p.index not in ahead]),
        ]
        self._share = 0.0 if balance is None else balance.share
        """Of all that is taken, what the first side shall have."""
        self._beginnings = beginnings
        self._sizes = {p.index: p.tokens for p in ranking}
        self._kept_free = 2 * max(self._sizes.values(), default=0)
        self._left = sum(self._sizes.values())
        """Of what is not taken yet."""

    def up_to(self, budget: int) -> list[Passage] | None:
        room = budget - sum(side.used for side in self._sides)
        if self._left < room - SLACK_TOKENS:
            return None
        tried = [side.copied() for side in self._sides]
        room = self._as_ranked(tried, room)
        if self._last_few(tried, room, budget) > SLACK_TOKENS:
            return None
        self._sides = tried
        added = [passage for side in tried for passage in side.added]
        self._left -= sum(self._sizes[passage.index] for passage in added)
        return added

    def _as_ranked(self, sides: Sequence["_Side"], room: int) -> int:
        """Take from the side that is due until few would fit; return what is left."""
        while passage := (side := sides[self._due(sides)]).first():
            if passage.tokens + self._kept_free > room:
                break
            side.take([passage])
            room -= passage.tokens
        return room

    def _due(self, sides: Sequence["_Side"]) -> int:
        first = [side.first() for side in sides]
        sizes = [passage.tokens if passage else 0 for passage in first]
        return side_due(self._share, [side.used for side in sides], sizes)

    def _last_few(self, sides: Sequence["_Side"], room: int, budget: int) -> int:
        """Take what comes nearest to the room that is left; return what is left then.

        First the passages ahead, to their share of the budget, then those behind.
        """
        ahead, behind = sides
        if self._share == 1:
            found = self._closing(ahead, room)
            ahead.take(found)
            return room - _size(found)
        missing = int(self._share * budget) - ahead.used
        for lacking in _LACKING if self._share else (0,):
            wanted = min(missing - lacking, room)
            found = _nearest([(p,) for p in ahead.rest()], wanted)
            last = self._closing(behind, room - _size(found))
            left = room - _size(found) - _size(last)
            if left <= SLACK_TOKENS:
                ahead.take(found)
                behind.take(last)
                return left
        return room

    def _closing(self, side: "_Side", room: int) -> list[Passage]:
        rest = side.rest()
        found = _nearest([(passage,) for passage in rest], room)
        if room - _size(found) > SLACK_TOKENS:
            cut = rest[:_CUT_CANDIDATES]
            found = _nearest([(p, *self._beginnings(p)) for p in cut], room)
        return found


class _Side:
    """Passages as ranked, which of them are taken, and which the last budget added."""

    def __init__(
        self,
        ranking: Sequence[Passage],
        place: int = 0,
        taken: AbstractSet[int] = frozenset(),
        used: int = 0,
    ) -> None:
        self._ranking = ranking
        self._next = place
        self._taken = set(taken)
        """By index; some from behind `_next`."""
        self.used = used
        self.added: list[Passage] = []

    def copied(self) -> "_Side":
        """Return the same for another budget, to be kept or forgotten."""
        return _Side(self._ranking, self._next, self._taken, self.used)

    def first(self) -> Passage | None:
        """Return the highest ranked that is not taken."""
        ranking, taken = self._ranking, self._taken
        while self._next < len(ranking) and ranking[self._next].index in taken:
            self._next += 1
        return ranking[self._next] if self._next < len(ranking) else None

    def rest(self) -> list[Passage]:
        """Return the highest ranked that are not taken."""
        some = self._ranking[self._next : self._next + CLOSING_CANDIDATES]
        return [passage for passage in some if passage.index not in self._taken]

    def take(self, passages: Iterable[Passage]) -> None:
        for passage in passages:
            self._taken.add(passage.index)
            self.used += passage.tokens
            self.added.append(passage)


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
