"""How each kind of a gate's rules comes to its figure. Pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from pipeline.compare.measuring import due, unanswered
from pipeline.compare.policy import NotWorse
from pipeline.records import Condition
from pipeline.report import shares, words
from pipeline.report.amounts import felt
from pipeline.report.effective import Ladder, effective
from pipeline.report.frame import Frame, judged
from pipeline.report.money import cost_per_correct
from pipeline.report.rows import QuestionCost, Timing
from pipeline.statistics.estimates import FEW_DOCUMENTS, Estimate


class NoFigureError(Exception):
    """There is nothing to tell a rule from; the message says why."""


class Beside(NamedTuple):
    """A model beside another, over the lengths of a rule: itself minus the other."""

    difference: Estimate | None
    lengths: tuple[int, ...]
    """That both have something to compare at."""
    left_out: str
    """What is not compared, and why; empty where all is."""


class Shown(NamedTuple):
    """One model of the run that is held to a policy."""

    run: str
    model: str
    tallies: Frame
    timings: Sequence[Timing]
    costs: Sequence[QuestionCost]
    working: tuple[int, ...]
    """The lengths that the run declares; all, where it declares none."""
    retain: float
    tolerated: float
    """The share of calls that nothing need be known of."""
    beside: Callable[[NotWorse, tuple[int, ...]], Beside]


class Figure(NamedTuple):
    estimate: float | None
    lo: float | None
    hi: float | None
    reason: str
    hi_excluded: bool = False
    """At the upper end itself it is shown to be less."""


_Figured: TypeAlias = Callable[[Any, Shown, tuple[int, ...]], Figure]
"""The rule is of the kind that it stands at in `FIGURES`."""
_NO_VERDICT: Final = {
    "pending": "not asked yet",
    "unscored": "not scored",
    "over_window": "beyond its window",
}
_UNREAD: Final = ("failed", "truncated", "malformed")
"""Calls of which nobody can tell whether they made something up."""


def _accuracy(rule: object, shown: Shown, lengths: tuple[int, ...]) -> Figure:
    del rule
    return _shared(shares.share(_known(shown, lengths), shares.correct))


def _not_worse(rule: Any, shown: Shown, lengths: tuple[int, ...]) -> Figure:
    _known(shown, lengths)
    beside = shown.beside(rule, lengths)
    missing = [length for length in lengths if length not in beside.lengths]
    if beside.difference is None or missing:
        at = listed(missing or lengths)
        message = (
            f"nothing to compare at {at}: {beside.left_out or 'no question in common'}"
        )
        raise NoFigureError(message)
    found = _shared(beside.difference)
    left = f"; left out: {beside.left_out}" if beside.left_out else ""
    return found._replace(reason=f"{found.reason}{left}")


def _wait(rule: Any, shown: Shown, lengths: tuple[int, ...]) -> Figure:
    timings = [timing for timing in shown.timings if timing.length in lengths]
    found = felt((timing for timing in timings if not timing.cached), rule.quantile)
    fresh = {
        timing.length for timing in timings if not timing.cached and _timed(timing)
    }
    if bare := [length for length in lengths if length not in fresh]:
        message = f"no call was timed at {listed(bare)}, those out of a cache aside"
        raise NoFigureError(message)
    calls = _total(_at(shown, lengths, Condition.CONTEXT), "planned")
    untimed = calls - sum(map(_timed, timings))
    _refuse(untimed, calls, "have no time: not asked, failed or cut off", shown)
    if found.estimate is None:
        message = (
            f"not estimable from {words.plural(found.n, 'timed call')}: it takes "
            f"{found.needed:,}"
        )
        raise NoFigureError(message)
    cut = f", {found.censored:,} of them cut off" if found.censored else ""
    return Figure(
        estimate=found.estimate,
        lo=found.lo,
        hi=None if found.hi_more_than else found.hi,
        reason=f"{words.plural(found.n, 'timed call')}{cut}",
    )


def _failures(rule: object, shown: Shown, lengths: tuple[int, ...]) -> Figure:
    del rule
    frame = _at(shown, lengths, Condition.CONTEXT)
    _refuse_bare(frame, lengths, due)
    calls = _total(frame, "planned")
    away = _total(frame, "pending", "over_window")
    _refuse(away, calls, "are not asked yet or fit no window", shown)
    return _shared(shares.share(frame, unanswered, due))


def _cost(rule: object, shown: Shown, lengths: tuple[int, ...]) -> Figure:
    del rule
    sent = int(_known(shown, lengths).counted.sum())
    rows = [row for row in shown.costs if row.length in lengths]
    paid = sum(row.calls for row in rows)
    if paid < sent * (1 - shown.tolerated) or not paid:
        message = f"the cost of {sent - paid:,} of {sent:,} calls is not known"
        raise NoFigureError(message)
    found = cost_per_correct(rows)
    if found is None:
        message = f"none of {words.plural(paid, 'call')} was right"
        raise NoFigureError(message)
    return Figure(
        estimate=found.estimate,
        lo=found.lo,
        hi=found.hi,
        reason=f"{words.plural(paid, 'call')} of a known cost",
    )


def _hallucination(rule: object, shown: Shown, lengths: tuple[int, ...]) -> Figure:
    del rule
    if not len(_at(shown, lengths, Condition.GOLD_REMOVED)):
        message = "no context without its evidence was asked (control 'gold-removed')"
        raise NoFigureError(message)
    frame = _known(shown, lengths, Condition.GOLD_REMOVED)
    calls = _total(frame, "planned")
    _refuse(_total(frame, *_UNREAD), calls, "ended without a readable answer", shown)
    return _shared(shares.share(frame, shares.incorrect))


def _effective(rule: Any, shown: Shown, lengths: tuple[int, ...]) -> Figure:
    beyond = [n for n in lengths if _all_beyond(_at(shown, [n], Condition.CONTEXT))]
    within = [n for n in lengths if n not in beyond]
    frame = _known(shown, within, each=False)
    found = effective(frame, Ladder(lengths, (), (), shown.retain))
    if found is None or found.base != lengths[0] or rule.at_least <= found.base:
        base = words.length(lengths[0])
        message = f"{base} is the shortest length it has: nothing to hold it against"
        if found is None:
            message = "no answer at its shortest length is right: nothing to hold"
        elif found.base != lengths[0]:
            message = f"nothing to hold it against: no answer at {base} counts"
        raise NoFigureError(message)
    fails = words.length(found.fails_by) if found.fails_by else "no length"
    return Figure(
        estimate=None,  # the guess of a curve is no figure to rule by
        lo=found.holds_to,
        hi=found.fails_by,
        reason=f"shown to hold to {words.length(found.holds_to)}, to fail at {fails}",
        hi_excluded=True,
    )


def _shared(found: Estimate | None) -> Figure:
    if found is None:
        message = "no call of it counts"
        raise NoFigureError(message)
    worth = f", worth fewer than {FEW_DOCUMENTS} of one size: a rough interval"
    few = worth if found.few_documents else ""
    return Figure(
        estimate=found.estimate,
        lo=found.lo,
        hi=found.hi,
        reason=f"{words.plural(found.n, 'question')} on "
        f"{words.plural(found.documents, 'document')}{few}",
    )


def _known(
    shown: Shown,
    lengths: Sequence[int],
    condition: Condition = Condition.CONTEXT,
    *,
    each: bool = True,
) -> Frame:
    """Return the calls that a verdict can be made of; raise where too many lack one.

    With `each`, every length must have some.
    """
    asked = _at(shown, lengths, condition)
    asked = asked.where(asked.answerable)
    if each:
        _refuse_bare(asked, lengths, shares.counted)
    if not asked.answered.any():
        message = "it never answered: there is no figure of it"
        raise NoFigureError(message)
    frame = judged(asked, condition)
    calls = _total(asked, "planned")
    away = {what: _total(frame, name) for name, what in _NO_VERDICT.items()}
    away["left to a reader"] = calls - _total(frame, "planned")
    told = words.several([f"{n:,} {what}" for what, n in away.items() if n])
    _refuse(sum(away.values()), calls, f"have no verdict ({told})", shown)
    return frame


def _all_beyond(frame: Frame) -> bool:
    return _total(frame, "over_window") == _total(frame, "planned")


def _timed(timing: Timing) -> int:
    return len(timing.felt_s) + len(timing.felt_censored_s)


def _refuse_bare(frame: Frame, lengths: Sequence[int], calls: shares.Count) -> None:
    """Raise where a length has no such call."""
    parts = {length: frame.only(length=length) for length in lengths}
    if bare := [length for length, part in parts.items() if not calls(part).any()]:
        beyond = [n for n in bare if parts[n].counts["over_window"].any()]
        why = "beyond its window" if beyond == bare else "without an answer so far"
        message = f"nothing to tell from at {listed(bare)}: {why}"
        raise NoFigureError(message)


def _refuse(away: int, calls: int, what: str, shown: Shown) -> None:
    if away > shown.tolerated * calls:
        message = (
            f"{away:,} of {calls:,} calls {what}: more than "
            f"{words.percent(shown.tolerated)}"
        )
        raise NoFigureError(message)


def _at(shown: Shown, lengths: Collection[int], condition: Condition) -> Frame:
    frame = shown.tallies.only(condition=condition)
    return frame.where(frame.length.mask(lengths))


def _total(frame: Frame, *names: str) -> int:
    return sum(int(frame.counts[name].sum()) for name in names)


def listed(lengths: Sequence[int]) -> str:
    return words.several([words.length(length) for length in lengths])


FIGURES: Final[Mapping[str, _Figured]] = {
    "accuracy": _accuracy,
    "not-worse": _not_worse,
    "wait": _wait,
    "failures": _failures,
    "cost-per-correct": _cost,
    "hallucination": _hallucination,
    "effective-length": _effective,
}
"""How each kind of rule comes to its figure."""
