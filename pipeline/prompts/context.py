"""Choose and order passages: an exact size, an exact depth, nested over lengths."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, TypeAlias

from pipeline.records import content_id

SLACK_TOKENS: Final = 16
"""A prompt may be this much smaller than asked, and never larger."""
_CLOSING_CANDIDATES: Final = 2_000
"""How far down the ranking the last few passages are looked for."""
_CUT_CANDIDATES: Final = 24
"""How many of them may be cut: each is counted at every border."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One chunk as a prompt would carry it, its heading counted in."""

    document: str
    ordinal: int
    tokens: int
    end: int | None = None
    """Only this many characters of the chunk, up to a line or sentence end."""

    @property
    def chunk(self) -> tuple[str, int]:
        return self.document, self.ordinal


Beginnings: TypeAlias = Callable[[Passage], Sequence[Passage]]
"""The passages that begin as this one does and end earlier, at a natural border."""


def whole(passage: Passage) -> Sequence[Passage]:
    """Offer no shorter beginning: a passage is shown whole or not at all."""
    del passage
    return ()


def ranked(passages: Sequence[Passage], *, seed: int, question: str) -> list[Passage]:
    """Shuffle by hash, so that editing one document moves only its own passages."""
    return sorted(
        passages,
        key=lambda p: content_id(seed, question, p.document, p.ordinal),
    )


def ladder(
    ranking: Sequence[Passage],
    budgets: Sequence[int],
    beginnings: Beginnings = whole,
) -> list[list[Passage] | None]:
    """Return for each ascending budget the distractors that fill it.

    Each list contains the one before it. `None` where the ranking holds too little, or
    no choice of its passages comes within `SLACK_TOKENS` of the budget.
    """
    rungs: list[list[Passage] | None] = []
    chosen: list[Passage] = []
    for budget in budgets:
        room = budget - sum(p.tokens for p in chosen)
        added = _fill(_without(ranking, chosen), room, beginnings)
        chosen = [*chosen, *(added or ())]
        rungs.append(None if added is None else chosen)
    return rungs


def _fill(
    ranking: Sequence[Passage], room: int, beginnings: Beginnings
) -> list[Passage] | None:
    """Take passages as ranked, but search for the last few so that the sizes add up.

    Whole passages first; where their sizes are too alike to add up (a log of even
    lines), the last ones may be cut at a line or sentence end.
    """
    if sum(p.tokens for p in ranking) < room - SLACK_TOKENS:
        return None
    kept_free = 2 * max((p.tokens for p in ranking), default=0)
    taken = 0
    for passage in ranking:
        if passage.tokens + kept_free > room:
            break
        room -= passage.tokens
        taken += 1
    rest = ranking[taken : taken + _CLOSING_CANDIDATES]
    closing = _closing([(p,) for p in rest], room)
    if _left(room, closing) > SLACK_TOKENS:
        closing = _closing([(p, *beginnings(p)) for p in rest[:_CUT_CANDIDATES]], room)
    fits = _left(room, closing) <= SLACK_TOKENS
    return [*ranking[:taken], *closing] if fits else None


def _left(room: int, passages: Sequence[Passage]) -> int:
    return room - sum(p.tokens for p in passages)


def arrange(
    distractors: Sequence[Passage],
    gold: Sequence[Passage],
    *,
    depth: float | None,
    order: Mapping[str, str],
) -> tuple[list[Passage], int]:
    """Put the gold at `depth` among the distractors; return all, and its position.

    Documents stand in the order of `order`, their passages in reading order. The gold
    goes to the passage border nearest to the asked share of distractor tokens.
    """
    others = sorted(distractors, key=lambda p: (order[p.document], p.ordinal))
    borders = [0, *accumulate(p.tokens for p in others)]
    wanted = (depth or 0.0) * borders[-1]
    at = min(range(len(borders)), key=lambda i: abs(borders[i] - wanted))
    return [*others[:at], *gold, *others[at:]], at


def measured_depth(passages: Sequence[Passage], first: int, last: int) -> float | None:
    """Return tokens before the gold over tokens of all but the gold; None if alone."""
    before = sum(p.tokens for p in passages[:first])
    after = sum(p.tokens for p in passages[last + 1 :])
    return before / (before + after) if before + after else None


def _closing(groups: Sequence[Sequence[Passage]], room: int) -> list[Passage]:
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


def _without(passages: Sequence[Passage], taken: Sequence[Passage]) -> list[Passage]:
    gone = {p.chunk for p in taken}
    return [p for p in passages if p.chunk not in gone]
