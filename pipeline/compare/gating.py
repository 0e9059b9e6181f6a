"""A rule and what a run shows in, a figure with its interval and a ruling out. Pure."""

from collections.abc import Sequence
from typing import Final

from pipeline.compare.figures import (
    FIGURES,
    Figure,
    NoFigureError,
    Shown,
    listed,
)
from pipeline.compare.findings import Finding, Ruling
from pipeline.compare.policy import EffectiveLength, Lengths, Rule
from pipeline.compare.telling import UNITS, Bound, bound, told
from pipeline.report.design import lengths_built

_NONE: Final = Figure(None, None, None, "")


def hold(rule: Rule, shown: Shown) -> Finding:
    """Return what the run shows of the rule: without a figure, never PASS."""
    lengths: tuple[int, ...] = ()
    try:
        lengths = _lengths(rule, shown)
        figure = FIGURES[rule.kind](rule, shown, lengths)
    except NoFigureError as error:
        figure = _NONE._replace(reason=str(error))
    return _finding(rule, shown.model, lengths, figure)


def unheld(rule: Rule, reason: str) -> Finding:
    """Return a rule of which nothing can be told."""
    return _finding(rule, rule.model, (), _NONE._replace(reason=reason))


def decide(figure: Figure, wanted: Bound) -> Ruling:
    """Return on which side of the bound the whole interval is."""
    lo, hi = figure.lo, figure.hi
    above = lo is not None and lo >= wanted.value
    below = hi is not None and hi <= wanted.value
    if wanted.wanted == "at_least":
        kept, broken = above, below and (figure.hi_excluded or hi != wanted.value)
    else:
        kept, broken = below, above and lo != wanted.value
    if kept:
        return Ruling.PASS
    return Ruling.FAIL if broken else Ruling.INCONCLUSIVE


def _finding(
    rule: Rule, model: str, lengths: tuple[int, ...], figure: Figure
) -> Finding:
    wanted = bound(rule)
    return Finding(
        rule=rule.name or told(rule),
        kind=rule.kind,
        model=model,
        lengths=lengths,
        ruling=decide(figure, wanted),
        unit=UNITS[rule.kind],
        bound=wanted.value,
        wanted=wanted.wanted,
        estimate=figure.estimate,
        lo=figure.lo,
        hi=figure.hi,
        reason=figure.reason,
    )


def _lengths(rule: Rule, shown: Shown) -> tuple[int, ...]:
    """Return the lengths that a rule is over; each must have been asked."""
    asked = lengths_built(shown.tallies)
    if not asked:
        message = f"nothing was asked of it in context in {shown.run}"
        raise NoFigureError(message)
    if isinstance(rule, EffectiveLength):
        return tuple(asked)
    wanted = _named(rule.lengths, asked) or shown.working or tuple(asked)
    if missing := [length for length in wanted if length not in asked]:
        message = (
            f"nothing was asked of it at {listed(missing)} in {shown.run}, only at "
            f"{listed(asked)}"
        )
        raise NoFigureError(message)
    return wanted


def _named(lengths: Lengths, asked: Sequence[int]) -> tuple[int, ...]:
    if not lengths.least or not lengths.most:
        return lengths.named
    inside = {one for one in asked if lengths.least <= one <= lengths.most}
    return tuple(sorted(inside | {lengths.least, lengths.most}))
