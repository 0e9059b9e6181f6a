"""The figures that a yes or no is said to rest on, each with what it is said to be."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from pipeline.score.facts.figure import legible
from pipeline.score.reading.asked import content, stem
from pipeline.score.reading.claims import sentences
from pipeline.score.yes_no.words import reason_of
from pipeline.values.bounds import bounded
from pipeline.values.measures import Measure, measures_in
from pipeline.values.quantities import Quantity, find_numbers

_Role: TypeAlias = Literal["by", "from", "to"]

_WORDS_BEFORE: Final = 6
_WORDS_AFTER: Final = 3
_CHARS_BEFORE: Final = 200
_YEARS: Final = range(1900, 2101)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_NEXT = re.compile(r"\s([^\W\d_]+)")
_EQUALLED = re.compile(r"(?P<word>\w+)\s?[=\u2248:]\s?[~$\u20ac\u00a3(]?$")
_ABOUT = (
    r"(?:about|around|roughly|approximately|nearly|only|just|up|~)?\s*"
    r"[~$\u20ac\u00a3(]?"
)
_BEFORE = re.compile(rf"(?i)\b(?P<word>by|of|from|to)\s+{_ABOUT}$")
_CHANGE: Final = (
    r"\b(?:increas|decreas|declin|dropp?|f[ae]ll|r[io]se|rais|gr[eo]w|chang|reduc|improv"
    r"|differ|mov|went|cut|climb|shr[aiu]nk)\w*"
)
_CHANGED = re.compile(rf"(?i){_CHANGE}\s(?:\S+\s){{0,3}}$")
_SIZED = re.compile(r"(?i)\b(?:is|are|was|were)\s(?:up|down|[^\W\d_]{2,}er)\s?$")
_CHANGED_HERE = re.compile(rf"(?i){_CHANGE}\s{_ABOUT}$")
_FROM_ON = re.compile(r"(?i)\bfrom\s\S*\d\S*(?:\s\S+){0,4}?\s$")
_PER = re.compile(r"\s(?:per|an?|each)\s([^\W\d_]+)")
_MORE = re.compile(
    r"\s?[^\W\d_]{0,8}\s(?:more|less|fewer|[^\W\d_]{2,}er)(?=\sthan|\s?[.,;]|\s?$)"
)


@dataclass(frozen=True, slots=True)
class Figure:
    measure: Measure
    words: frozenset[str]
    """The stems around it."""
    counted: frozenset[str]
    """Those right after it: 12 *new stores*."""
    equalled: str | None
    """The word it is set equal to: *p* = 0.05."""
    owner: frozenset[str]
    """The stems of the name it is said of, since one of its kind: *Asia* grew 5 %."""
    role: _Role | None
    """What it is to a change: its size, where it began or where it came to."""
    per: str | None
    """The stem of what it is a rate of: $5 per *share*."""
    bounded: bool
    """It is only above or below it."""

    @property
    def number(self) -> Quantity:
        return self.measure.number

    @property
    def printed(self) -> str:
        return self.measure.printed

    @property
    def family(self) -> str:
        return self.number.family


def has_figures(text: str) -> bool:
    """Return whether a text states figures, years apart."""
    if not _DIGIT.search(text):
        return False
    return any(not _is_a_year(number) for number in find_numbers(text))


@lru_cache(maxsize=256)
def figures_of_reason(text: str, question: str) -> Sequence[Figure]:
    """Return the figures beside a yes or no that the question does not give itself."""
    text = legible(text)
    if not _DIGIT.search(text):
        return ()
    asked = {number.value for number in find_numbers(question)}
    figures = (
        figure
        for one in sentences(reason_of(text))
        for figure in _figures(one, frozenset(content(question)))
    )
    return tuple(figure for figure in figures if figure.number.value not in asked)


def _figures(text: str, asked: frozenset[str]) -> Iterator[Figure]:
    # "It was 500 euros", "500 euros": it is of what the question asks about.
    subject = frozenset[str]() if content(text) else asked
    ends: dict[str, int] = {}
    for measure in measures_in(text):
        number, text = measure.number, measure.text
        if _is_a_year(number):
            continue
        start = max(0, number.start - _CHARS_BEFORE)
        before = text[start : number.start]
        following = text[number.end : number.end + _CHARS_BEFORE]
        equalled = _EQUALLED.search(before)
        yield Figure(
            measure,
            subject | _around(before, following, asked),
            _counted(following),
            equalled["word"].casefold() if equalled else None,
            _owner(text[max(start, ends.get(number.family, 0)) : number.start]) - asked,
            "by" if _MORE.match(following) else _role(before),
            _rate(following),
            bounded(text, number.start, number.end),
        )
        ends[number.family] = number.end


def _around(before: str, following: str, asked: frozenset[str]) -> frozenset[str]:
    after = _common(["", *following.split()[:_WORDS_AFTER]], asked)[:1]
    return frozenset(_common(before.split(), asked)[-_WORDS_BEFORE:] + after)


def _owner(before: str) -> frozenset[str]:
    """Return the stems of the capitalised words, but of a lone one at the start."""
    words = _WORD.findall(before)
    if words[1:] and not words[1].istitle():
        words = words[1:]
    return frozenset(content(" ".join(word for word in words if word.istitle())))


def _counted(after: str) -> frozenset[str]:
    counted: list[str] = []
    at = 0
    while len(counted) < _WORDS_AFTER and (word := _NEXT.match(after, at)):
        if not (stems := content(word[1])):
            break
        counted += stems
        at = word.end()
    return frozenset(counted)


def _rate(after: str) -> str | None:
    found = _PER.match(after)
    return stem(found[1].casefold()) if found else None


def _role(before: str) -> _Role | None:
    """Return what a figure is to the change that the words before it speak of."""
    if _CHANGED_HERE.search(before):
        return "by"
    found = _BEFORE.search(before)
    if found is None:
        return None
    word, lead = found["word"].casefold(), before[: found.start()]
    if word == "from":
        return "from"
    changed = not lead.strip() or _CHANGED.search(lead)  # "Yes, to 5"
    if word == "to":
        return "to" if changed or _FROM_ON.search(lead) else None
    return "by" if changed or (word == "by" and _SIZED.search(lead)) else None


def _common(words: Sequence[str], asked: frozenset[str]) -> list[str]:
    """Return the stems of words that are no names: who it is of does not tell what.

    What the question has is no name, though it stands as in a heading: "Net Income".
    """
    kept: list[str] = []
    for n, word in enumerate(words):
        stems = [] if _DIGIT.search(word) else content(word)
        if not (n and word.istitle() and asked.isdisjoint(stems)):
            kept += stems
    return kept


def _is_a_year(number: Quantity) -> bool:
    plain = number.bare and number.family == "plain" and number.decimals == 0
    return plain and number.value in _YEARS
