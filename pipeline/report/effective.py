"""One model's answers at each length become how far it holds up as contexts grow."""

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.report.frame import NO_LENGTH, Frame
from pipeline.report.shares import QUESTION, cell_means, correct, share
from pipeline.statistics import lengths as statistics
from pipeline.statistics.estimates import Estimate
from pipeline.statistics.lengths import EffectiveLength, Level
from pipeline.statistics.published_lengths import nolima_length, ruler_length


class Ladder(NamedTuple):
    """The lengths that a run asked of one model, in tokens."""

    lengths: tuple[int, ...]
    beyond: tuple[int, ...]
    """Of these, those that its window is too small for."""
    not_run: tuple[int, ...]
    """Of these, those that nothing was built or asked for."""
    retain: float
    """The share of its accuracy at the shortest length that it must keep."""


class Published(NamedTuple):
    """The longest lengths by the rules of others, for comparison with their tables."""

    ruler: int | None
    nolima: int | None


def effective(context: Frame, cells: Ladder) -> EffectiveLength | None:
    """Return the bracket over the lengths of the ladder; `None` with nothing to keep.

    A length with figures counts by them, though some of its prompts fit no window; one
    without is beyond the window if the ladder says so, and not run otherwise.
    """
    return statistics.effective_length(
        _levels(context, cells.lengths),
        beyond=cells.beyond,
        not_run=(*cells.lengths, *cells.not_run),  # what ran is told by its figures
        retain=cells.retain,
    )


def per_doubling(context: Frame) -> Estimate | None:
    """Return the average change of accuracy with each doubling of the length."""
    return statistics.per_doubling(_levels(context, context.length.present()))


def length_auc(context: Frame) -> Estimate | None:
    """Return the area under accuracy over log2 length, 0 to 1."""
    return statistics.length_auc(_levels(context, context.length.present()))


def published(context: Frame, lengths: Iterable[int]) -> Published:
    """Return RULER's and NoLiMa's effective length of the same shares.

    NoLiMa's base is the share at the shortest length here, where its own is at 250 to
    1,000 tokens; of a base of 0 every length would keep its part, so there is none.
    """
    shares = {
        length: found.estimate
        for length in sorted(lengths)
        if (found := share(context.only(length=length), correct))
    }
    base = next(iter(shares.values()), 0.0)
    return Published(
        ruler=ruler_length(shares) if shares else None,
        nolima=nolima_length(base, shares) if base else None,
    )


def _levels(context: Frame, lengths: Iterable[int]) -> list[Level]:
    """Return the questions' means at each length that has any, shortest first."""
    found: list[Level] = []
    for length in sorted(set(lengths) - {NO_LENGTH}):
        means = cell_means(context.only(length=length), by=QUESTION)
        if len(means.value):
            found.append(Level(length, means.question, means.value, means.cluster))
    return found
