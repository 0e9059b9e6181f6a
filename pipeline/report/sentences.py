"""The verdict in sentences, each made from a verdict code and its interval."""

from collections.abc import Sequence
from typing import Final

from pipeline.report import words
from pipeline.report.clauses import MOST, clauses, language_models, listed, name
from pipeline.report.contents import (
    ModelReport,
    Pair,
    PairVerdict,
    Report,
    Silence,
)
from pipeline.report.holding import over_length
from pipeline.report.markdown import text
from pipeline.report.naming import briefly
from pipeline.report.sums import negative
from pipeline.statistics.estimates import Estimate, Ratio

LEXICAL: Final = "baseline/bm25"


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
        for model, never in found[:MOST]
    ]
    if len(found) > MOST:
        shown.append("Nor did others, below.")
    return " ".join(shown)


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
        parts.append(f"{lead} for {listed(level)}")
    return f"{clauses(parts)}; question by question."


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
        shown = listed([f"{name(model)}{_gap(gaps[model])}" for model in behind])
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
    readers = [m for m in language_models(report) if not _mute(m)]
    twins = [(m, m.twins[0]) for m in readers if m.twins]
    silent = _always_abstain([m for m in language_models(report) if _mute(m)])
    if any(cell.answered for _, cell in twins):
        shown = [
            f"{name(m.model)} {words.with_interval(cell.answered)}"
            for m, cell in twins
            if cell.answered
        ]
        return (
            f"{lead}: with the evidence taken away, questions answered all the same: "
            f"{listed(shown)}{silent}."
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
        f"declined: {listed(shares)}{silent}."
    )


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
        return f"**{name(model)} {did}**, by {words.gap(found)}"
    who = f"Every model {did}" if alone else "the others were"
    return f"**{who}**, the least {name(model)}, by {words.gap(found)}"


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
            f"{name(p.other)} by {words.gap(p.difference)}"
            for p in pairs
            if p.model == model and p.difference
        ]
        parts.append(f"**{name(model)} is better than** {listed(others)}.")
    return parts


def _level(first: str, pairs: Sequence[Pair]) -> list[str]:
    worst = max((p.not_worse_by or 0.0 for p in pairs), default=0.0)
    shown = [
        f"{name(p.other if p.model == first else p.model)}{_gap(_from(p, first))}"
        for p in pairs
    ]
    if not shown:
        return []
    others = listed(shown)
    questions = max((p.difference.n for p in pairs if p.difference), default=0)
    most = words.size(worst, questions)
    bound = f"none of these differences is larger than {most} points"
    if len(pairs) == 1:
        bound = f"neither is worse than the other by more than {most} points"
    bound = bound if worst < 1 else "no difference is excluded"
    return [f"**{name(first)} is not separated by this run from** {others}; {bound}."]


def _equivalent(pairs: Sequence[Pair], margin: float) -> list[str]:
    return [
        f"**{name(p.model)} and {name(p.other)} are equivalent within "
        f"{words.margin(margin)} points**: "
        f"{words.points(p.difference, margin=margin)}."
        for p in pairs[:MOST]
    ]


def _differs(found: Ratio) -> bool:
    return found.lo > 1 or (found.hi is not None and found.hi < 1)


def _always_abstain(models: Sequence[ModelReport]) -> str:
    """Say who is left out, for whom to say nothing is no merit."""
    if not models:
        return ""
    verb = "it always abstains" if len(models) == 1 else "they always abstain"
    return f"; not {listed([name(m.model) for m in models])}, since {verb}"


def _mute(model: ModelReport) -> bool:
    """Return whether it never answers at all, which is no merit here."""
    known = model.accuracy
    return bool(known and model.abstained and model.abstained.estimate == 1)
