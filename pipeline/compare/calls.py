"""Calls at the places that are compared in; times, costs and failures out. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from pipeline.compare.contents import Side
from pipeline.compare.measuring import Held, due, in_headline, unanswered
from pipeline.compare.places import Matched, spot, spot_of
from pipeline.compare.rows import CallRow, PlaceRow, Spot
from pipeline.records import Condition
from pipeline.report import shares
from pipeline.report.frame import Frame, judged
from pipeline.report.money import cost_per_correct
from pipeline.report.quotients import At, columns, times_as_long, times_the_price
from pipeline.report.rows import QuestionCost
from pipeline.report.shares import Means
from pipeline.statistics.estimates import Ratio
from pipeline.statistics.times import time_quantile


class Timed(NamedTuple):
    """The calls in context of one arm, at the places that are compared."""

    calls: Sequence[CallRow]
    at: Mapping[Spot, Sequence[CallRow]]


def timed(calls: Sequence[CallRow], matched: Matched, held: Held) -> Timed:
    known = {spot(row, held.across) for row in matched.first}
    at: dict[Spot, list[CallRow]] = {}
    for call in calls:
        cell, layout = (call.length, call.depth), (call.placement, call.distractors)
        where = spot_of(Condition.CONTEXT, call.question, cell, layout, held.across)
        if where in known and held.works(call.length):
            at.setdefault(where, []).append(call)
    return Timed([call for some in at.values() for call in some], at)


def side(rows: Sequence[PlaceRow], own: Timed, matched: Matched, held: Held) -> Side:
    """Return what one arm did, over the places that are compared."""
    kept = [row for row in rows if in_headline(row, held)]
    counted = [row for row in kept if spot(row, held.across) in matched.counted]
    priced = [call for call in own.calls if call.counted]
    paid = [call.cost_usd for call in priced if call.cost_usd is not None]
    felt = [call.felt_s for call in own.calls if call.felt_s is not None]
    limits = [call.censored_s for call in own.calls if call.censored_s is not None]
    return Side(
        calls=len(priced),
        accuracy=shares.share(
            judged(Frame.of(counted), Condition.CONTEXT), shares.correct
        ),
        unanswered=shares.share(Frame.of(kept), unanswered, due),
        wait_p50=time_quantile(felt, limits, 0.5),
        wait_p95=time_quantile(felt, limits, 0.95),
        priced=len(paid),
        call_usd=round(sum(paid) / len(paid), 9) if paid else None,
        cost_per_correct=per_correct(
            call
            for where, some in own.at.items()
            if where in matched.counted
            for call in some
        ),
    )


def time_between(first: Timed, second: Timed) -> Ratio | None:
    """Return how many times as long the second took, question by question."""
    return times_as_long(*_columns(second, first, _log_seconds))


def cost_between(first: Timed, second: Timed) -> Ratio | None:
    """Return what a call of the second cost, over the first's, at the same places."""
    return times_the_price(*_columns(second, first, _mean_cost))


def per_correct(calls: Iterable[CallRow]) -> Ratio | None:
    """Return US dollars for a correct answer, of the calls that accuracy is of."""
    return cost_per_correct(
        [
            QuestionCost(
                model="",
                question=call.question,
                cluster=call.cluster,
                length=None,
                calls=1,
                cost_usd=call.cost_usd,
                correct=int(call.correct),
            )
            for call in calls
            if call.counted and call.cost_usd is not None
        ]
    )


def _columns(
    one: Timed, two: Timed, figure: Callable[[Sequence[CallRow]], float | None]
) -> tuple[Means, Means]:
    """Return a figure of the calls at each place, of both arms."""
    found = columns({"one": _at(one, figure), "two": _at(two, figure)})
    return found["one"], found["two"]


def _at(
    arm: Timed, figure: Callable[[Sequence[CallRow]], float | None]
) -> Sequence[At]:
    return [
        At(where.question, some[0].cluster, repr(where), value)
        for where, some in arm.at.items()
        if (value := figure(some)) is not None
    ]


def _log_seconds(calls: Sequence[CallRow]) -> float | None:
    known = [call.answer_s for call in calls if call.answer_s]
    return float(np.mean(np.log(known))) if known else None


def _mean_cost(calls: Sequence[CallRow]) -> float | None:
    """Return what a call there cost; `None` where that is not known of all."""
    paid = [call.cost_usd for call in calls if call.counted]
    known = [usd for usd in paid if usd is not None]
    return sum(known) / len(known) if known and len(known) == len(paid) else None
