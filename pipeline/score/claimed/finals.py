"""Which figures a reply claims as its final answer, among all that it mentions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.score.reading.claims import (
    concludes,
    explains,
    labelled,
    remarks,
    sentences,
)
from pipeline.values.asked import Asked, Kind, asked_by
from pipeline.values.bounds import bounded
from pipeline.values.measures import Measure
from pipeline.values.mentioned import is_compared_with
from pipeline.values.ranges import Range, parse_range
from pipeline.values.spelled import in_digits
from pipeline.values.stated import stated
from pipeline.values.unit_names import UnitSaid

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
_NOT_ONE = re.compile(r"[02-9]|1\d")
_LONG = 2_000
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
    text: str,
    question: str,
    kind: Kind | None = None,
    unit: UnitSaid | None = None,
    *,
    opens: bool = False,
) -> list[list[Measure]]:
    """Return what a reply claims: a group of figures for each claim that may be final.

    No group: it claims none. Two groups, or several values in one, are a contradiction
    that nothing decides. Kind and unit are those of the gold, if they are known. It
    opens with its answer if that is known, or if it only explains what it opens with.
    """
    asked = asked_by(question, kind, unit)
    prose = sentences(text)
    for claim in labelled(prose) + prose[: opens or explains(prose)]:
        if figures := stated(claim, asked):
            return [figures]
    said = _told(prose, asked) or _told(_spelled(prose), asked)
    return [list(one.figures) for one in _final(said)]


def final_ranges(text: str, question: str) -> list[Range]:
    """Return the range that a reply claims in the end, if it claims one."""
    asked = asked_by(question)
    prose = sentences(text)
    said = [s for s in (*labelled(prose), *reversed(prose)) if not remarks(s)]
    found = [(asked.share(s), span) for s in said if (span := parse_range(s[-_LONG:]))]
    return [max(found, key=lambda item: item[0])[1]] if found else []


def _told(said: Sequence[str], asked: Asked) -> list[_Said]:
    told: list[_Said] = []
    for place, sentence in enumerate(said):
        if not remarks(sentence) and (figures := stated(sentence, asked)):
            ends = concludes(sentence) or bool(_RESULT.search(sentence))
            share = asked.share(sentence)
            told.append(_Said(place, sentence, figures, share, ends))
    told = [one for one in told if all(map(asked.suits, one.figures))] or told
    told = [one for one in told if not _GENERAL.match(one.text)] or told
    told = [one for one in told if not _compares(one)] or told
    return told if asked.limit else [s for s in told if not _bounds(s)] or told


def _compares(said: _Said) -> bool:
    return all(map(is_compared_with, said.figures))


def _bounds(said: _Said) -> bool:
    return all(
        bounded(figure.text, figure.number.start, figure.number.end)
        for figure in said.figures
    )


def _spelled(prose: Sequence[str]) -> list[str]:
    """Return the sentences with number words, in digits; "one" alone is no figure."""
    return [s for text in prose if (s := in_digits(text)) and _NOT_ONE.search(s)]


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
    both = zip((first, last), often, strict=True)
    return [one for one, times in both if times == max(often)]


def _times_said(one: _Said, said: Sequence[_Said]) -> int:
    values = {figure.number.value for figure in one.figures}
    return sum(
        not values.isdisjoint(figure.number.value for figure in other.figures)
        for other in said
    )
