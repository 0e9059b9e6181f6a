"""Which of the figures in a sentence it states as its result.

"Sales rose 5 % to $21 million, from $20 million" mentions three. What is only compared
with or reckoned with, what belongs to another year or explains is set aside. Where that
leaves several, nothing in the sentence decides between them, and all are given.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from pipeline.values.asked import YEAR, Asked, telling
from pipeline.values.bounds import bounded
from pipeline.values.measures import Measure, measures_in
from pipeline.values.mentioned import before, is_compared_with, is_mentioned
from pipeline.values.numbers import incidental
from pipeline.values.outright import corrected, last_step, leading, of_the_done
from pipeline.values.spelled import in_digits, spells

_Choice: TypeAlias = Callable[[Sequence[Measure], Asked], list[Measure]]

_EQUALS = re.compile(
    r"[=\u2248\u2245\u21d2\u2192]|\b(?:equals?|equal to|comes (?:out )?(?:to|at)"
    r"|works out|yield(?:s|ed|ing)?|gives?(?: us)?|giving|result(?:s|ed|ing)? in)\b"
    r"|, (?:and )?(?:so|thus|hence|therefore)\b(?! that\b)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:in|since|until|by|during|from|of|year|before|after|around|about|circa|and|to"
    r"|january|february|march|april|may|june|july|august|september|october|november"
    r"|december)\s$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[,;:]\s|\s(?:and|while|but|whereas|which|or)\s|\s[-\u2013\u2014]\s", re.IGNORECASE
)
_EXPLAINS = re.compile(
    r"\b(?:which|meaning|means|i\.e\.|that is|represent\w*|indicat\w+|reflect\w+"
    r"|driven by|due to|including|of which|excluding|assuming|based on|compared"
    r"|followed by|primarily|up|down)\b"
    r"|^\W*(?:[\w'\u2019%/-]+\s){0,3}(?:in|of|over|for|per|within|after|among|by|at|on"
    r"|during|under|below|above|with)(?:\s(?:the|an?|its|all|about|just|each|every|only))?"
    r"\s[($\u20ac\u00a3~]*$",
    re.IGNORECASE,
)
_ALTERNATIVES = re.compile(
    r"\b(?:or|alternatively)\b|^\W*(?:and|to|through)?\W*$", re.IGNORECASE
)
_END = re.compile(r"\bfrom\s[^;]{1,60}\bto\s[($\u20ac\u00a3]*$", re.IGNORECASE)
_OUT_OF = re.compile(r"^\s?(?:out )?of (?:the |all |its |a total of )*[\d,]+\s")
_CONCLUDES = re.compile(
    r"[,;] (?:and )?(?:so|thus|hence|therefore),? (?:there (?:are|were) |it (?:is|was) "
    r"|that (?:is|makes) |(?:a|the) total (?:of|is|was) )?$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"(?:\s(?:in total|in all|altogether|overall))?"
    r"(?:\s(?:in|by|since|for) \d{4})?\W*$",
    re.IGNORECASE,
)
_LOOK_AHEAD: Final = 60
_LONGEST: Final = 2_000
"""Of a longer sentence, if it is one, the end is read."""


def stated(sentence: str, asked: Asked) -> list[Measure]:
    """Return what a sentence states as its result: several if nothing decides."""
    sentence = sentence[-_LONGEST:]
    if asked.counted:
        sentence = in_digits(sentence) or sentence
    found = _unmentioned(sentence)
    for choose in _CHOICES:
        if len(found) < 2:  # noqa: PLR2004  # a choice needs two
            break
        found = choose(found, asked) or found
    return found


def weighed(sentence: str, asked: Asked) -> list[Measure]:
    """Return what a sentence may state: not what is surely of something else."""
    found = _unmentioned(sentence)
    for choose in _SURE:
        found = found and (choose(found, asked) or found)
    return [figure for figure in found if not is_compared_with(figure)]


def _unmentioned(sentence: str) -> list[Measure]:
    """Return what is not only mentioned; number words where all digits are incidental.

    "Three trips were made in 2021 (page 4)" states three.
    """
    printed = measures_in(sentence)
    incidentals = all(incidental(m.number, m.text) for m in printed)
    if printed and incidentals and spells(sentence):
        printed = measures_in(in_digits(sentence) or "")
    return [figure for figure in printed if not is_mentioned(figure)]


def alternatives(found: Sequence[Measure]) -> bool:
    """Return whether figures are only strung together: "5 or 7", "5-7", "5, 6, 7"."""
    return any(
        one.text is other.text
        and _ALTERNATIVES.search(one.text[one.number.end : other.number.start])
        for one, other in pairwise(found)
    )


def _where(found: Sequence[Measure], keep: Iterable[bool]) -> list[Measure]:
    return [figure for figure, kept in zip(found, keep, strict=True) if kept]


def _not_years(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    del asked
    return [
        figure
        for figure in found
        if not (YEAR.fullmatch(figure.printed) and _WHEN.search(before(figure)))
    ]


def _after_equals(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    del asked
    text, last = found[0].text, 0
    for sign in _EQUALS.finditer(text, 0, found[-1].number.start):
        last = sign.end()
    return [m for m in found if m.number.start >= last]


def _of_the_kind(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    if kept := [m for m in found if asked.suits(m)]:
        return kept
    if asked.kind in {"money", "plain"}:
        other = "percent" if asked.kind == "money" else "money"
        return [m for m in found if m.number.family != other]
    return []


def _concluded(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    """Keep what a sentence ends with as its conclusion: "Two and one, so three."."""
    del asked
    last = found[-1]
    ends = _ENDS.fullmatch(last.text, last.number.end)
    return [last] if ends and _CONCLUDES.search(before(last)) else []


def _not_named(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    return [figure for figure in found if figure.printed not in asked.named]


def _of_the_year(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    if not asked.years:
        return []
    return [
        m
        for m, years in zip(found, _years(found), strict=True)
        if not years or years & asked.years
    ]


def _years(found: Sequence[Measure]) -> list[frozenset[str]]:
    """Return the years each figure is said of: those after it, else those before."""
    text = found[0].text
    edges = [0, *(m.number.end for m in found), len(text)]
    starts = [*(m.number.start for m in found), len(text)]
    said: list[frozenset[str]] = []
    for place, measure in enumerate(found):
        after = _CLAUSE.split(text[measure.number.end : starts[place + 1]])[0]
        before = text[edges[place] : measure.number.start]
        if place:  # what follows the figure before belongs to that one
            before = "".join(_CLAUSE.split(before)[1:])
        said.append(frozenset(YEAR.findall(after) or YEAR.findall(before)))
    return said


def _not_aside(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    """Drop what stands in brackets."""
    del asked
    text = found[0].text
    bracketed = [text[m.number.start] == "(" and m.number.value > 0 for m in found]
    depths = [
        text.count("(", 0, m.number.start) - text.count(")", 0, m.number.start)
        for m in found
    ]
    within = [d > 0 or b for d, b in zip(depths, bracketed, strict=True)]
    return _where(found, [not aside for aside in within])


def _of_the_counted(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    """Keep the figures right before what "how many" is asked of."""
    if not asked.counted:
        return []
    after = (
        _CLAUSE.split(_OUT_OF.sub("", m.text[m.number.end :][:_LOOK_AHEAD]))[0]
        for m in found
    )
    words = [telling(" ".join(text.split()[:3])) for text in after]
    return _where(found, [bool(said & asked.counted) for said in words])


def _limiting(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    if not asked.limit:
        return []
    return [m for m in found if bounded(m.text, m.number.start, m.number.end)]


def _not_compared_with(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    del asked
    return [figure for figure in found if not is_compared_with(figure)]


def _not_ends(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    """Drop what a change leads to: the 50 of "by 10, from 40 to 50"."""
    del asked
    return [m for m in found if not _END.search(before(m))]


def _not_explaining(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    del asked
    kept = [found[0]]
    for one, next_one in pairwise(found):
        if _EXPLAINS.search(one.text[one.number.end : next_one.number.start]):
            break
        kept.append(next_one)
    return kept


def _said_of_the_asked(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    """Keep those whose clause speaks most of what is asked; alternatives all stay.

    What a sentence leads with holds for all: "Sales fell 3 % in Q2 and 5 % in Q3".
    """
    if not asked.words or alternatives(found):
        return []
    theirs = [asked.shared(clause) for clause in _clauses(found)]
    lead = asked.shared(found[0].text[: found[0].number.start])
    shares = [(len(own | lead), len(own)) for own in theirs]
    return _where(found, [share == max(shares) for share in shares])


def _clauses(found: Sequence[Measure]) -> list[str]:
    """Cut a sentence into one clause for each figure: at the last end between two."""
    text, cuts = found[0].text, [0]
    for one, other in pairwise(found):
        ends = list(_CLAUSE.finditer(text, one.number.end, other.number.start))
        cuts.append(ends[-1].end() if ends else one.number.end)
    return [text[start:end] for start, end in pairwise([*cuts, len(text)])]


_CHOICES: Final[tuple[_Choice, ...]] = (
    _not_years,
    corrected,
    _of_the_kind,
    leading,
    _limiting,
    _concluded,
    of_the_done,
    _of_the_counted,
    last_step,
    _not_aside,
    _after_equals,
    _not_named,
    _of_the_year,
    _not_compared_with,
    _not_ends,
    _not_explaining,
    _said_of_the_asked,
)
"""In this order, each only where it leaves any."""
_SURE: Final = (
    _not_years,
    _of_the_kind,
    _limiting,
    of_the_done,
    _of_the_counted,
    _not_named,
    _of_the_year,
    _not_ends,
)
