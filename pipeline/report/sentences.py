"""The verdict in sentences, each made from a verdict code and its interval."""

from collections.abc import Sequence
from typing import Final

from pipeline.report import words
from pipeline.report.contents import (
    ModelReport,
    Pair,
    PairVerdict,
    Report,
    Silence,
)
from pipeline.report.markdown import text
from pipeline.report.naming import briefly
from pipeline.report.sums import negative
from pipeline.statistics.estimates import Estimate, Ratio
from pipeline.statistics.lengths import EffectiveLength, RungStatus

LEXICAL: Final = "baseline/bm25"
_MOST: Final = 4
"""Models named in one sentence; the tables hold them all."""


def verdict(report: Report) -> list[str]:
    """Return the sentences that there is something to say for, in order of reading."""
    brief = briefly(report)
    said = (comparison, silence, over_length, waits, lexical, invented)
    return [sentence for say in said if (sentence := say(brief))]


def comparison(report: Report) -> str:
    """Say who is better than whom, or that nobody is shown to be."""
    known = [model for model in report.models if model.accuracy]
    if not known:
        return (
            "**There is no verdict**: no answerable question asked in context has a "
            f"counted answer ({report.outcomes.planned:,} calls planned, "
            f"{report.outcomes.answered:,} answered)."
        )
    first = known[0]
    if len(known) == 1:
        return (
            f"**{name(first.model)} answered {words.with_interval(first.accuracy)} "
            f"of the questions correctly** ({words.hits(first.accuracy)} calls); no "
            "other model has an answer to compare."
        )
    pairs = _compared(report, first)
    by_verdict = {
        verdict: [p for p in pairs if p.difference and p.verdict is verdict]
        for verdict in PairVerdict
    }
    parts = [
        *_level(first.model, by_verdict[PairVerdict.NOT_RESOLVED]),
        *_equivalent(by_verdict[PairVerdict.EQUIVALENT], report.asked.margin),
        *_better(by_verdict[PairVerdict.BETTER]),
    ]
    return " ".join(parts) or (
        f"**{name(first.model)} has no question in common with another model**, so "
        "nothing is compared."
    )


def silence(report: Report) -> str:
    """Say which models never answered, and why: they are in no other sentence."""
    found = [(m.model, m.silence) for m in report.models if m.silence]
    shown = [
        f"**{name(model)} never answered**: {words.plural(never.calls, 'call')} in "
        f"context, not one answer{_why(never)}. It has no accuracy and is compared "
        "with nothing."
        for model, never in found[:_MOST]
    ]
    if len(found) > _MOST:
        shown.append("Nor did others, below.")
    return " ".join(shown)


def over_length(report: Report) -> str:
    """Say to what length each model keeps its accuracy, and by which it does not."""
    found = [(m, m.effective) for m in _readers(report) if m.effective]
    ladders = [(model, one) for model, one in found if len(one.rungs) > 1]
    if not ladders:
        return ""
    first, slopes = ladders[0][1], " In brackets: points per doubling of the length."
    share = words.percent(first.retain)
    shown = [f"{name(m.model)} {_bracket(one)}{_slope(m)}" for m, one in ladders]
    at = words.length(first.base) if len({one.base for _, one in ladders}) == 1 else ""
    base = f"at {at}" if at else "at its shortest length"
    return (
        f"**Keeping {share} of its own accuracy {base}**: {_clauses(shown)}."
        + slopes * any(m.per_doubling for m, _ in ladders[:_MOST])
    )


def waits(report: Report) -> str:
    """Say how much longer or shorter others take to answer than the first model."""
    programs = {model.model for model in report.models if model.baseline}
    found = [one for one in report.switches if one.time and one.model not in programs]
    if not found or report.models[0].baseline:
        return ""
    first, apart, level = name(report.models[0].model), list[str](), list[str]()
    for one in found:
        shown = words.times_as(one.time)
        if one.time and _differs(one.time):
            apart.append(f"{name(one.model)} takes {shown}")
        else:
            level.append(f"{name(one.model)} ({shown})")
    parts = list[str]()
    if apart:
        parts = [f"**{apart[0]} of the time of {first}**", *apart[1:]]
    if level:
        lead = "no difference from it is shown"
        if not apart:
            lead = f"**No difference from the time of {first} is shown**"
        parts.append(f"{lead} for {_listed(level)}")
    return f"{_clauses(parts)}; question by question."


def lexical(report: Report) -> str:
    """Say which models were shown to do more than search for words."""
    answered = {model.model for model in report.models if model.accuracy}
    readers = [m.model for m in report.models if not m.baseline and m.accuracy]
    if all(model.baseline for model in report.models):
        return (
            "**Every model in this run is a baseline**: a program, no language model. "
            "Its figures say how hard the questions are."
            if report.models
            else ""
        )
    if LEXICAL not in answered or not readers:
        return ""
    gaps = {model: _over_search(report, model) for model in readers}
    behind = [model for model, gap in gaps.items() if not (gap and gap.lo > 0)]
    ahead = [(model, gap) for model, gap in gaps.items() if gap and gap.lo > 0]
    parts: list[str] = []
    if behind:
        shown = _listed([f"{name(model)}{_gap(gaps[model])}" for model in behind])
        verb = "was" if len(behind) == 1 else "were"
        parts.append(
            f"**{shown} {verb} not shown to read better than a lexical search** "
            f"({name(LEXICAL)}), which costs nothing"
        )
    if ahead:
        parts.append(_ahead(ahead, alone=not behind))
    return f"{'; '.join(parts)}."


def invented(report: Report) -> str:
    """Say who answers where there is no answer: for whom that costs more than none."""
    lead = "**Where a wrong answer costs more than none**"
    readers = [m for m in _readers(report) if not _mute(m)]
    twins = [(m, m.twins[0]) for m in readers if m.twins]
    silent = _always_abstain([m for m in _readers(report) if _mute(m)])
    if any(cell.answered for _, cell in twins):
        shown = [
            f"{name(m.model)} {words.with_interval(cell.answered)}"
            for m, cell in twins
            if cell.answered
        ]
        return (
            f"{lead}: with the evidence taken away, questions answered all the same: "
            f"{_listed(shown)}{silent}."
        )
    shares = [
        f"{name(m.model)} {words.with_interval(m.declined)}"
        for m in readers
        if m.declined
    ]
    if not shares:
        return ""
    return (
        f"{lead}: of the questions that the documents hold no answer to, rightly "
        f"declined: {_listed(shares)}{silent}."
    )


def name(model: str) -> str:
    return text(model, 60)


def bracket(found: EffectiveLength) -> tuple[str, str]:
    """Return the two ends for a table: to what length it holds, by which it fails."""
    holds = words.length(found.holds_to or found.base)
    base = " (base)" if (found.holds_to or found.base) == found.base else ""
    fails = "not shown" if found.fails_by is None else words.length(found.fails_by)
    return holds + base, fails


def _bracket(found: EffectiveLength) -> str:
    held = found.holds_to or found.base
    above = held == found.base
    shown = "is not shown to hold above" if above else "holds to"
    holds = f"{shown} {words.length(held)}"
    if found.fails_by is not None:
        return f"{holds} and fails by {words.length(found.fails_by)}"
    statuses = {rung.status for rung in found.rungs}
    unclear = [r.length for r in found.rungs if r.status is RungStatus.UNCLEAR]
    if unclear and not above:
        return f"{holds} and is unclear at {words.span(unclear)}"
    if RungStatus.BEYOND_WINDOW in statuses and not unclear:
        return f"{holds}, the longest within its window"
    return holds if above else f"{holds}, the longest asked"


def _slope(model: ModelReport) -> str:
    if model.per_doubling is None:
        return ""
    return f" ({words.points(model.per_doubling)})"


def _readers(report: Report) -> Sequence[ModelReport]:
    """Return the language models, or the baselines where there are no others."""
    return [m for m in report.models if not m.baseline] or report.models


def _compared(report: Report, first: ModelReport) -> list[Pair]:
    """Return the pairs of the first; a baseline has its own sentence, beside models."""
    programs = {model.model for model in report.models if model.baseline}
    pairs = [p for p in report.pairs if first.model in (p.model, p.other)]
    readers = [p for p in pairs if not programs & {p.model, p.other}]
    return readers or pairs


def _over_search(report: Report, model: str) -> Estimate | None:
    """Return by how much a model is ahead of the search."""
    for pair in report.pairs:
        if {pair.model, pair.other} == {model, LEXICAL} and pair.difference:
            return _from(pair, model)
    return None


def _from(pair: Pair, model: str) -> Estimate | None:
    """Return the difference turned so that `model`, one of the two, comes first."""
    found = pair.difference
    return negative(found) if found and pair.model != model else found


def _gap(found: Estimate | None) -> str:
    return f" (difference {words.points(found)} points)" if found else ""


def _ahead(ahead: Sequence[tuple[str, Estimate]], *, alone: bool) -> str:
    """Say who read better than a search: one by its size, several by the least."""
    model, found = min(ahead, key=lambda one: one[1].estimate)
    did = f"read better than a lexical search ({name(LEXICAL)}) did" if alone else "was"
    if len(ahead) == 1:
        return f"**{name(model)} {did}**, by {_size(found)}"
    who = f"Every model {did}" if alone else "the others were"
    return f"**{who}**, the least {name(model)}, by {_size(found)}"


def _why(never: Silence) -> str:
    reason = never.reason
    if reason is None:
        return ""
    said = text(words.reason(reason), 80)
    return f"; most often {said} ({reason.calls:,} of {never.calls:,})"


def _better(pairs: Sequence[Pair]) -> list[str]:
    parts: list[str] = []
    for model in dict.fromkeys(pair.model for pair in pairs):
        others = [
            f"{name(p.other)} by {_size(p.difference)}"
            for p in pairs
            if p.model == model and p.difference
        ]
        parts.append(f"**{name(model)} is better than** {_listed(others)}.")
    return parts


def _level(first: str, pairs: Sequence[Pair]) -> list[str]:
    worst = max((p.not_worse_by or 0.0 for p in pairs), default=0.0)
    shown = [
        f"{name(p.other if p.model == first else p.model)}{_gap(_from(p, first))}"
        for p in pairs
    ]
    if not shown:
        return []
    others = _listed(shown)
    which = "neither" if len(pairs) == 1 else "none"
    questions = max((p.difference.n for p in pairs if p.difference), default=0)
    most = words.size(worst, questions)
    bound = f"{which} is worse than the other by more than {most} points"
    bound = bound if worst < 1 else "no difference is excluded"
    return [f"**{name(first)} is not separated by this run from** {others}; {bound}."]


def _equivalent(pairs: Sequence[Pair], margin: float) -> list[str]:
    return [
        f"**{name(p.model)} and {name(p.other)} are equivalent within "
        f"{words.margin(margin)} points**: {words.points(p.difference)}."
        for p in pairs[:_MOST]
    ]


def _size(found: Estimate) -> str:
    size = words.percent(found.estimate, found.n).removesuffix(" %")
    return f"{size} points {words.interval(found)}"


def _differs(found: Ratio) -> bool:
    return found.lo > 1 or (found.hi is not None and found.hi < 1)


def _listed(parts: Sequence[str]) -> str:
    more = ["others below"] if len(parts) > _MOST else []
    return words.several([*parts[:_MOST], *more])


def _clauses(parts: Sequence[str]) -> str:
    more = ["others are below"] if len(parts) > _MOST else []
    return "; ".join([*parts[:_MOST], *more])


def _always_abstain(models: Sequence[ModelReport]) -> str:
    """Say who is left out, for whom to say nothing is no merit."""
    if not models:
        return ""
    verb = "it always abstains" if len(models) == 1 else "they always abstain"
    return f"; not {_listed([name(m.model) for m in models])}, since {verb}"


def _mute(model: ModelReport) -> bool:
    """Return whether it never answers at all, which is no merit here."""
    known = model.accuracy
    return bool(known and model.abstained and model.abstained.estimate == 1)
