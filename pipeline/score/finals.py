"""Which figures a reply claims as its final answer, among all that it mentions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.score.claims import claims, concludes, remarks, sentences
from pipeline.values.bounds import bounded
from pipeline.values.measures import Measure
from pipeline.values.ranges import Range, parse_range
from pipeline.values.stated import Asked, Kind, asked_by, stated

_RESULT = re.compile(
    r"(?i)\b(?:gives?(?: us)?|yields?|results? in|comes? to|works? out|round(?:ed|ing)"
    r"|we (?:get|find|have|obtain))\b|[=\u2248] ?[^=\u2248]*$"
)
_GENERAL = re.compile(
    r"(?i)\W*(?:generally|in general|typically|usually|normally|as a rule"
    r"|(?:for|by|in|as a) (?:comparison|reference|context|example|instance)|meanwhile"
    r"|(?:this|that|which|it) (?:means|indicates|suggests|implies|shows)"
    r"|in other words)\b"
)
"""How a sentence opens that puts a figure in its place rather than giving it."""
_ABOUT = 0.5
"""The part of the most telling sentence's words that makes another one telling too."""


@dataclass(frozen=True, slots=True)
class _Said:
    """One sentence with figures."""

    place: int
    text: str
    figures: Sequence[Measure]
    share: float
    """How much of what was asked for it speaks of."""
    concludes: bool


def final_numbers(
    text: str, question: str, kind: Kind | None = None
) -> list[list[Measure]]:
    """Return what a reply claims: a group of figures for each claim that may be final.

    No group: it claims none. Two groups, or several values in one, are a contradiction
    that nothing decides. `kind` is what the unit or the gold of the question are, if
    known.
    """
    asked = asked_by(question, kind)
    for claim in _labelled(text):
        if figures := stated(claim, asked):
            return [figures]
    said = _told(sentences(text), asked)
    return [list(one.figures) for one in _final(said)]


def final_ranges(text: str, question: str) -> list[Range]:
    """Return the range that a reply claims in the end, if it claims one."""
    asked = asked_by(question)
    said = [s for s in (*_labelled(text), *reversed(sentences(text))) if not remarks(s)]
    found = [(asked.share(s), span) for s in said if (span := parse_range(s))]
    return [max(found, key=lambda item: item[0])[1]] if found else []


def _labelled(text: str) -> list[str]:
    return [one.text for one in claims(text) if one.strength == "labelled"]


def _told(said: Sequence[str], asked: Asked) -> list[_Said]:
    told: list[_Said] = []
    for place, sentence in enumerate(said):
        if not remarks(sentence) and (figures := stated(sentence, asked)):
            ends = concludes(sentence) or bool(_RESULT.search(sentence))
            share = asked.share(sentence)
            told.append(_Said(place, sentence, figures, share, ends))
    for prefer in (
        lambda one: all(map(asked.suits, one.figures)),
        lambda one: not _GENERAL.match(one.text),
        lambda one: not all(map(_is_bound, one.figures)),
    ):
        told = list(filter(prefer, told)) or told
    return told


def _is_bound(figure: Measure) -> bool:
    return bounded(figure.text, figure.number.start, figure.number.end)


def _final(said: Sequence[_Said]) -> list[_Said]:
    """Return the last sentence that speaks of what was asked, or concludes.

    An opening that answers at once goes before a later one that only explains it. If
    the later one speaks as much of it, the value that is said more often is meant.
    """
    if not said:
        return []
    most = max(one.share for one in said)
    telling = [one for one in said if one.concludes or one.share >= _ABOUT * most]
    first, last = said[0], telling[-1]
    answers = first.place <= 1 and first.share == most and not first.concludes
    if not answers or last.concludes or first is last:
        return [last]
    if last.share < first.share:
        return [first]
    often = [_times_said(one, said) for one in (first, last)]
    return [one for one, times in zip((first, last), often) if times == max(often)]


def _times_said(one: _Said, said: Sequence[_Said]) -> int:
    values = {figure.number.value for figure in one.figures}
    return sum(
        not values.isdisjoint(figure.number.value for figure in other.figures)
        for other in said
    )
