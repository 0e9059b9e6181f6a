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

LEXICAL: Final = "baseline/bm25"
_MOST: Final = 3
"""Models named in one sentence; the tables hold them all."""


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
            f"**{_name(first.model)} answered {words.with_interval(first.accuracy)} "
            f"of the questions correctly** ({words.hits(first.accuracy)} calls); no "
            "other model has an answer to compare."
        )
    pairs = [p for p in report.pairs if first.model in (p.model, p.other)]
    by_verdict = {
        verdict: [p for p in pairs if p.difference and p.verdict is verdict]
        for verdict in PairVerdict
    }
    parts = [
        *_better(by_verdict[PairVerdict.BETTER]),
        *_level(first.model, by_verdict[PairVerdict.NOT_RESOLVED]),
        *_equivalent(by_verdict[PairVerdict.EQUIVALENT], report.margin),
    ]
    return " ".join(parts) or (
        f"**{_name(first.model)} has no question in common with another model**, so "
        "nothing is compared."
    )


def silence(report: Report) -> str:
    """Say which models never answered, and why: they are in no other sentence."""
    found = [(m.model, m.silence) for m in report.models if m.silence]
    parts = [
        f"**{_name(model)} never answered**: {words.plural(never.calls, 'call')} in "
        f"context, not one answer{_why(never)}. It has no accuracy and is compared "
        "with nothing."
        for model, never in found[:_MOST]
    ]
    if len(found) > _MOST:
        parts.append(f"Nor did {len(found) - _MOST:,} more, below.")
    return " ".join(parts)


def over_length(report: Report) -> str:
    """Say what the longest contexts cost against the shortest, model by model."""
    found = [m for m in report.models if m.length_change]
    lost = [m for m in found if m.length_change and m.length_change.hi < 0]
    gained = [m for m in found if m.length_change and m.length_change.lo > 0]
    same = [m for m in found if m not in lost and m not in gained]
    parts: list[str] = []
    if lost:
        parts.append(f"**accuracy falls with context length** for {_changes(lost)}")
    if gained:
        parts.append(f"accuracy rises with context length for {_changes(gained)}")
    if same:
        parts.append(f"no change with context length is shown for {_changes(same)}")
    sentence = "; ".join(parts)
    return sentence and f"{_capital(sentence)}."


def lexical(report: Report) -> str:
    """Say which models were shown to do more than search for words."""
    names = {model.model for model in report.models}
    answered = {model.model for model in report.models if model.accuracy}
    readers = [m.model for m in report.models if not m.baseline and m.accuracy]
    if all(model.baseline for model in report.models):
        return (
            "**Every model in this run is a baseline**: a program, no language model. "
            "Its figures say how hard the questions are."
            if names
            else ""
        )
    if LEXICAL not in answered or not readers:
        return ""
    ahead = {
        pair.model
        for pair in report.pairs
        if pair.other == LEXICAL and pair.verdict is PairVerdict.BETTER
    }
    behind = [name for name in readers if name not in ahead]
    if not behind:
        return (
            f"{_names([n for n in readers if n in ahead])} read better than a lexical "
            f"search ({_name(LEXICAL)}) did."
        )
    verb = "was" if len(behind) == 1 else "were"
    return (
        f"**{_names(behind)} {verb} not shown to read better than a lexical search** "
        f"({_name(LEXICAL)}), which costs nothing."
    )


def unanswerable(report: Report) -> str:
    """Say how often a model admitted that the documents do not hold the answer."""
    found = [m for m in report.models if m.declined and not _only_declines(m)]
    if not found:
        return ""
    shares = [
        f"{_name(m.model)} {words.with_interval(m.declined)}" for m in found[:_MOST]
    ]
    return (
        "**Where the documents hold no answer**, the share that rightly declined: "
        f"{words.several(shares)}{_rest(found)}."
    )


def _why(never: Silence) -> str:
    reason = never.reason
    if reason is None:
        return ""
    said = text(words.reason(reason), 80)
    return f"; most often {said} ({reason.calls:,} of {never.calls:,})"


def _better(pairs: Sequence[Pair]) -> list[str]:
    parts: list[str] = []
    for model in dict.fromkeys(pair.model for pair in pairs):
        shown = [pair for pair in pairs if pair.model == model]
        others = [f"{_name(p.other)} by {_size(p)}" for p in shown[:_MOST]]
        parts.append(
            f"**{_name(model)} is better than** {words.several(others)}{_rest(shown)}."
        )
    return parts


def _level(first: str, pairs: Sequence[Pair]) -> list[str]:
    worst = words.whole_points(max((p.not_worse_by or 0.0 for p in pairs), default=0.0))
    shown = [
        f"{_name(p.other if p.model == first else p.model)} "
        f"(difference {words.points(p.difference)} points)"
        for p in pairs[:_MOST]
    ]
    if not shown:
        return []
    others = words.several(shown) + _rest(pairs)
    bound = f"none is worse than the other by more than {worst}"
    return [f"**{_name(first)} is not separated by this run from** {others}; {bound}."]


def _equivalent(pairs: Sequence[Pair], margin: float) -> list[str]:
    return [
        f"**{_name(p.model)} and {_name(p.other)} are equivalent within "
        f"{words.whole_points(margin)} points**: {words.points(p.difference)}."
        for p in pairs[:_MOST]
    ]


def _size(pair: Pair) -> str:
    found = pair.difference
    if found is None:
        return words.NONE
    size = words.percent(found.estimate, found.n).removesuffix(" %")
    return f"{size} points {words.interval(found)}"


def _changes(models: Sequence[ModelReport]) -> str:
    shown = [
        f"{_name(m.model)} ({words.points(m.length_change)} points, "
        f"{words.span(m.lengths)})"
        for m in models[:_MOST]
    ]
    return words.several(shown) + _rest(models)


def _rest(items: Sequence[object]) -> str:
    more = len(items) - _MOST
    return f", and {more} more below" if more > 0 else ""


def _only_declines(model: ModelReport) -> bool:
    """Return whether it never answers at all, which is no merit here."""
    known = model.accuracy
    return bool(known and model.abstained and model.abstained.estimate == 1)


def _names(names: Sequence[str]) -> str:
    shown = words.several([_name(name) for name in names[:_MOST]])
    return shown + _rest(names)


def _name(model: str) -> str:
    return text(model, 60)


def _capital(sentence: str) -> str:
    start = len(sentence) - len(sentence.lstrip("*"))
    return (
        sentence[:start] + sentence[start : start + 1].upper() + sentence[start + 1 :]
    )
