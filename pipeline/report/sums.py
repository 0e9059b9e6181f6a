"""What the page says of several records together, so that report.json says it too."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from pipeline.report.contents import (
    CitedShares,
    LeftOutSum,
    Pair,
    Report,
    Sums,
    Switch,
)
from pipeline.report.judges import JudgeReport
from pipeline.report.rows import Citing, LeftOut
from pipeline.statistics.estimates import Estimate, Ratio, rounded

_KINDS: Final = ("row", "question", "file", "prompt")
_CENTS: Final = 9


def with_sums(report: Report) -> Report:
    """Return the report with `sums` and `switches` of what else is in it."""
    return report.model_copy(
        update={"sums": sums(report), "switches": tuple(switches(report))}
    )


def sums(report: Report) -> Sums:
    ended = report.outcomes
    judge = sum(one.judged for one in report.scorers if one.kind == "judge")
    costs = [m.costs for m in report.models if m.costs and not m.baseline]
    known = [cost.total_usd for cost in costs if cost.total_usd is not None]
    labels = [one.agreement for one in _single(report.judges) if one.agreement]
    return Sums(
        planned=ended.planned,
        by_rule=ended.judged - judge,
        by_judge=judge,
        for_reader=ended.for_reader,
        unscored=ended.unscored - ended.for_reader,
        unanswered=ended.unanswered,
        pending=ended.pending,
        over_window=ended.over_window,
        labels=sum(one.agreed.of for one in labels),
        labels_agreed=sum(one.agreed.hits for one in labels),
        counted_questions=sum(kind.questions for kind in report.kinds),
        left_out=tuple(_left_out(report.left_out)),
        total_usd=round(sum(known), _CENTS) if known else None,
        unpriced=sum(cost.calls - cost.priced for cost in costs),
        citing=tuple(map(_shares, report.citing)),
        cited_unknown=sum(one.cited - one.known for one in report.citing),
        printed=sum(one.printed for one in report.citing),
        quotes=sum(one.quotes for one in report.citing),
        quotes_found=sum(one.quotes_found for one in report.citing),
    )


def switches(report: Report) -> Iterable[Switch]:
    """Yield what changes from the first model to each other one."""
    if not report.models:
        return
    first = report.models[0].model
    pairs = {frozenset((pair.model, pair.other)): pair for pair in report.pairs}
    for model in report.models[1:]:
        pair = pairs.get(frozenset((first, model.model)))
        if pair:
            yield _switch(pair, model.model)


def _switch(pair: Pair, model: str) -> Switch:
    ahead = pair.model == model
    return Switch(
        model=model,
        accuracy=_turned(pair, ahead=ahead),
        time=pair.time if ahead else _inverse(pair.time),
        cost=pair.cost if ahead else _inverse(pair.cost),
        lost=pair.only_other if ahead else pair.only_model,
        gained=pair.only_model if ahead else pair.only_other,
    )


def _turned(pair: Pair, *, ahead: bool) -> Estimate | None:
    found = pair.difference
    return found if ahead or found is None else negative(found)


def negative(found: Estimate) -> Estimate:
    """Return the other minus the one, of the one minus the other."""
    ends = {"estimate": -found.estimate, "lo": -found.hi, "hi": -found.lo}
    return found.model_copy(update={name: rounded(end) for name, end in ends.items()})


def _inverse(found: Ratio | None) -> Ratio | None:
    """Return 1 over a ratio; `None` for one of 0, which has none."""
    if found is None or found.estimate <= 0:
        return None
    ends = {
        "estimate": rounded(1 / found.estimate),
        "lo": rounded(1 / found.hi) if found.hi else 0.0,
        "hi": rounded(1 / found.lo) if found.lo > 0 else None,
    }
    return found.model_copy(update=ends)


def _single(judges: Sequence[JudgeReport]) -> list[JudgeReport]:
    """Return the judges whose word counts: panels, or who judged alone."""
    panels = {one.model for one in judges if one.panel}
    return [one for one in judges if one.panel or one.model not in panels]


def _left_out(rows: Sequence[LeftOut]) -> Iterable[LeftOutSum]:
    kinds = {
        kind: list(found) for kind, found in groupby(rows, key=lambda row: row.kind)
    }
    for kind in _KINDS:
        found = kinds.get(kind, [])
        yield LeftOutSum(
            kind=kind, entries=len(found), items=sum(row.items for row in found)
        )


def _shares(one: Citing) -> CitedShares:
    return CitedShares(
        model=one.model,
        precision=rounded(one.precision_sum / one.citing) if one.citing else None,
        recall=rounded(one.recall_sum / one.answers) if one.answers else None,
    )
