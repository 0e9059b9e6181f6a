"""Matched places of two arms in, every number about the two out. Pure."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from pipeline.compare.contents import Change, Part
from pipeline.compare.places import Matched, spot
from pipeline.compare.rows import PlaceRow, Spot
from pipeline.records import Condition
from pipeline.report import shares
from pipeline.report.frame import Counts, Frame, judged
from pipeline.statistics.differences import difference, sign_flip
from pipeline.statistics.estimates import Estimate, rounded
from pipeline.statistics.planning import questions_needed

SEED: Final = 2026
"""Of the flips that are drawn where there are too many to look at them all."""


class Held(NamedTuple):
    """What a comparison is held to."""

    margin: float
    working: tuple[int, ...]
    """Lengths that the headline is over; all, where none is named."""
    across: tuple[str, ...]

    @property
    def factors(self) -> tuple[str, ...]:
        """What makes a place, but for what it is compared across."""
        return tuple(name for name in shares.CELL if name not in self.across)

    def works(self, length: int | None) -> bool:
        return not self.working or length in self.working


class Both(NamedTuple):
    """One thing of the first arm and of the second."""

    first: Frame
    second: Frame


class Measured(NamedTuple):
    gaps: shares.Means
    """Second minus first of each question of the headline."""
    parts: tuple[Part, ...]
    lengths: tuple[int, ...]
    unanswered: Estimate | None


class Judged(NamedTuple):
    """What the gaps come to at a level."""

    change: Change
    difference: Estimate | None
    not_worse_by: float | None
    p: float | None
    needed: int | None


def headline(matched: Matched, held: Held) -> frozenset[Spot]:
    """Return the places of answerable questions in context that the change is over."""
    return (
        frozenset(
            spot(row, held.across)
            for row in matched.first
            if in_headline(row, held) and row.answerable
        )
        & matched.counted
    )


def measure(matched: Matched, names: tuple[str, str], held: Held) -> Measured:
    """Return the differences, second minus first; `names` are the rows' models."""
    rows = [*matched.first, *matched.second]
    both = _both([r for r in rows if spot(r, held.across) in matched.counted], names)
    every = _both([r for r in rows if in_headline(r, held)], names)
    context = Both(*(_working(judged(one, Condition.CONTEXT), held) for one in both))
    parts = tuple(_parts(both, held))
    return Measured(
        gaps=shares.differences(*_means(context, held)[::-1]),
        parts=parts,
        lengths=tuple(
            part.length
            for part in parts
            if part.part == "context" and part.length and held.works(part.length)
        ),
        unanswered=_difference(every, held, hits=unanswered, calls=due),
    )


def judge(gaps: shares.Means, margin: float, level: float) -> Judged:
    """Return the mean of the gaps, and what its interval shows."""
    found = difference(gaps.value, gaps.cluster, level=level)
    p = sign_flip(gaps.value, gaps.cluster, seed=SEED)
    return Judged(
        change=change(found, margin),
        difference=found,
        not_worse_by=max(abs(found.lo), abs(found.hi)) if found else None,
        p=None if p is None else rounded(p),
        needed=questions_needed(found, margin) if found else None,
    )


def change(found: Estimate | None, margin: float) -> Change:
    """Return what the interval shows of the second arm."""
    if found is None:
        return Change.NOT_COMPARED
    if found.lo > 0 or found.hi < 0:
        return Change.BETTER if found.lo > 0 else Change.WORSE
    narrow = max(abs(found.lo), abs(found.hi)) < margin
    return Change.EQUIVALENT if narrow else Change.NOT_RESOLVED


def unanswered(frame: Frame) -> Counts:
    """Count the calls that ended without an answer."""
    counts = frame.counts
    return (
        counts["failed"] + counts["truncated"] + counts["refused"] + counts["filtered"]
    )


def due(frame: Frame) -> Counts:
    """Count the calls that were made and had a window to fit."""
    counts = frame.counts
    return counts["planned"] - counts["over_window"] - counts["pending"]


def _both(rows: Sequence[PlaceRow], names: tuple[str, str]) -> Both:
    frame = Frame.of(rows)
    return Both(frame.only(model=names[0]), frame.only(model=names[1]))


def in_headline(row: PlaceRow, held: Held) -> bool:
    return row.condition is Condition.CONTEXT and held.works(row.length)


def _working(frame: Frame, held: Held) -> Frame:
    return frame.where(frame.length.mask(held.working)) if held.working else frame


def _means(
    both: Both,
    held: Held,
    hits: shares.Count = shares.correct,
    calls: shares.Count = shares.counted,
) -> list[shares.Means]:
    return [shares.cell_means(one, hits, calls=calls, by=held.factors) for one in both]


def _difference(
    both: Both,
    held: Held,
    *,
    hits: shares.Count = shares.correct,
    calls: shares.Count = shares.counted,
) -> Estimate | None:
    one, two = _means(both, held, hits, calls)
    return shares.paired(two, one)


def _parts(both: Both, held: Held) -> list[Part]:
    context = Both(*(judged(one, Condition.CONTEXT) for one in both))
    removed = Both(*(judged(one, Condition.GOLD_REMOVED) for one in both))
    bare = {
        "closed-book": Both(*(judged(one, Condition.CLOSED_BOOK) for one in both)),
        "gold-only": Both(*(judged(one, Condition.GOLD_ONLY) for one in both)),
    }
    nothing = Both(*(_without_answer(one) for one in both))
    lengths = sorted(set(both.first.length.present()) - {0})
    parts = [
        _part(
            "context", length, Both(*(one.only(length=length) for one in context)), held
        )
        for length in lengths
    ]
    parts += [_part(name, None, some, held) for name, some in bare.items()]
    parts += [
        _part("twins", None, removed, held, shares.declined),
        _part("unanswerable", None, nothing, held, shares.declined),
    ]
    return [part for part in parts if part.difference]


def _part(
    name: str,
    length: int | None,
    both: Both,
    held: Held,
    hits: shares.Count = shares.correct,
) -> Part:
    return Part.model_validate(
        {
            "part": name,
            "length": length,
            "first": shares.share(both.first, hits),
            "second": shares.share(both.second, hits),
            "difference": _difference(both, held, hits=hits),
        }
    )


def _without_answer(frame: Frame) -> Frame:
    mask = frame.condition.mask([Condition.CONTEXT]) & ~frame.answerable
    return frame.where(mask & ~frame.needs_reader)
