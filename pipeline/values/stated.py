"""Which of the figures in a sentence it states as its result.

"Sales rose 5 % to $21 million, from $20 million" mentions three. What is an operand, what
is compared with, what belongs to another year or only explains is set aside. Where that
leaves several, nothing in the sentence decides between them, and all are given.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from pipeline.values.bounds import denied
from pipeline.values.measures import Measure, measures_in
from pipeline.values.numbers import incidental

Kind = Literal["percent", "money", "plain"]

_ASKING = re.compile(
    r"\b(?:what|which|how (?:much|many|long|far|old|often)|how|calculate|compute|determine"
    r"|find|give|state|report)\b(?: (?:is|are|was|were|did|does|do|has|have)\b)?",
    re.IGNORECASE,
)
_PERCENT_ASKED = re.compile(
    r"(?<!\d)(?<!\d )(?:%|\b(?:percent(?:age)?s?|per cent|pct|basis points|bps)\b)",
    re.IGNORECASE,
)
_COUNT_ASKED = re.compile(
    r"\b(?:how (?:many|often)|number of|ratio|turnover|multiple|times)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{3,}|(?:19|20)\d\d")
_COMMON: Final = frozenset(
    "the and for from with that this its his her their our your are was were has have had"
    " what which how much many long calculate compute answer question please round rounded"
    " decimal place places nearest units percent million millions billion billions"
    " thousand thousands usd using based into did does not you can total value amount".split()
)
_YEAR = re.compile(r"(?<![\d.,])(?:1\d|20)\d\d(?!\d|[.,]\d)")
_WHEN = re.compile(
    r"\b(?:in|since|until|by|during|from|of|year|before|after|around|about|circa|and|to"
    r"|january|february|march|april|may|june|july|august|september|october|november"
    r"|december)\s$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\bhow many ((?:[\w-]+\s?){1,4})", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|in|of|at|on"
    r"|there)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question says about the figure it asks for."""

    words: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    kind: Kind | None = None
    counted: frozenset[str] = frozenset()
    """What "how many" is asked of."""
    named: frozenset[str] = frozenset()
    """The figures that the question itself prints: the 3 of "3 year average"."""

    def share(self, text: str) -> float:
        """Return how much of what is asked for a text speaks of, 0 to 1."""
        return len(self.words & _words(text)) / len(self.words) if self.words else 1.0

    def suits(self, figure: Measure) -> bool:
        """Return whether a figure is of the kind asked for."""
        if self.kind == "plain":
            return figure.number.family == "plain" and figure.number.scale is None
        return self.kind is None or figure.number.family == self.kind


def asked_by(question: str, kind: Kind | None = None) -> Asked:
    """Read a question; `kind` is what its unit or its gold are, if that is known."""
    spots = [part for part in re.split(r"(?<=[?.!:])\s", question) if "?" in part]
    spot = spots[-1] if spots else question
    asking = _ASKING.search(spot)
    words = _words(spot[asking.end() :] if asking else spot)
    if kind is None and _PERCENT_ASKED.search(question):
        kind = "percent"
    if kind is None and _COUNT_ASKED.search(spot):
        kind = "plain"
    counted = _COUNTED.search(spot)
    printed = (m.text[m.number.start : m.number.end] for m in measures_in(question))
    return Asked(
        words=words,
        years=frozenset(_YEAR.findall(spot)),
        kind=kind,
        counted=_words(_VERB.split(counted[1])[0]) if counted else frozenset(),
        named=frozenset(printed),
    )


def stated(sentence: str, asked: Asked) -> list[Measure]:
    """Return the figures a sentence states as its result; several if nothing decides."""
    found = [
        m
        for m in measures_in(sentence)
        if not incidental(m.number, m.text)
        and not _is_footnote(m)
        and not _is_operand(m)
        and not _is_background(m)
    ]
    for choose in _CHOICES:
        if len(found) < 2:  # noqa: PLR2004  # a choice needs two
            break
        found = choose(found, asked) or found
    return found


_Choice: TypeAlias = Callable[[Sequence[Measure], Asked], list[Measure]]

_EQUALS = re.compile(
    r"[=\u2248\u2245\u21d2\u2192]|\b(?:equals?|equal to|comes (?:out )?(?:to|at)|works out"
    r"|yield(?:s|ed|ing)?|gives?(?: us)?|giving|result(?:s|ed|ing)? in)\b",
    re.IGNORECASE,
)
_OPERATOR_BEFORE = re.compile(
    r"(?:[\d%)\]\w]\s{0,2}[-\u2212\u2013+*/\u00d7\u00f7^]\s{0,2}"
    r"|\b(?:divided|multiplied) by (?:the )?|\b(?:plus|minus|times|less)\s)[$(\[{]{0,3}$",
    re.IGNORECASE,
)
_OPERATOR_AFTER = re.compile(
    r"(?:\s(?:in )?(?:thousand|million|billion)s?)?[)\]]{0,2}(?:\s?[*/\u00d7\u00f7+^]"
    r"(?=\s?[$(\[\d.])|\s[*/\u00d7\u00f7+\u2212\u2013-]\s|\s(?:divided|multiplied) by\b"
    r"|\s(?:plus|minus|times|less)\s(?=[$(\d]))",
    re.IGNORECASE,
)
_WORKING = re.compile(
    r"\b(?:divid|multiply|subtract|add|deduct|summ|averag)ing\b"
    r"(?:(?!\b(?:is|was|are|were|gives?|yields?|gets?|results?|to get)\b)[^=;\u2248])*$",
    re.IGNORECASE,
)
_NEAR: Final = (
    r"(?:\s(?:an?|the|about|around|approximately|roughly|just|only|negative|its|over"
    r"|prior|previous|last|nearly|almost))*\s[(~\u2248\"]*$"
)
_BACKGROUND = re.compile(
    rf"(?:\b(?:from|than|versus|vs\.?|against|out of|rounded (?:up |down )?from){_NEAR}"
    r"|(?:\u00b1|\+/-)\s?$"
    r"|\b(?:compared (?:to|with|against)|in comparison (?:to|with)|versus|vs\.?|than"
    r"|relative to|as opposed to|instead of|rather than)"
    r"(?:\s(?!(?:is|was|were|are)\b)[^\s,;:=]+){0,6}\s[(\"]*$"
    r"|(?:[\d%)]|percent|points?)\s+of(?:\s(?:the|its|their|a|about))?\s[(\"]*$)",
    re.IGNORECASE,
)
_LOOK_BACK: Final = 120


def _before(measure: Measure) -> str:
    start = measure.number.start
    return measure.text[max(0, start - _LOOK_BACK) : start]


def _is_footnote(measure: Measure) -> bool:
    """Tell the mark of a source, "[1]", from an answer in brackets."""
    text, number = measure.text, measure.number
    marked = (
        text[number.start - 1 : number.start] == "[" and text[number.end :][:1] in "],"
    )
    return marked and len(text) > number.end - number.start + 3


def _is_operand(measure: Measure) -> bool:
    before = _before(measure)
    return bool(
        _OPERATOR_BEFORE.search(before)
        or _OPERATOR_AFTER.match(measure.text, measure.number.end)
        or _WORKING.search(before)
    )


def _is_background(measure: Measure) -> bool:
    return bool(_BACKGROUND.search(_before(measure))) or denied(
        measure.text, measure.number.start
    )


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


def _where(found: Sequence[Measure], keep: Iterable[bool]) -> list[Measure]:
    return [m for m, kept in zip(found, keep, strict=True) if kept]


def _not_named(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    return [
        m for m in found if m.text[m.number.start : m.number.end] not in asked.named
    ]


_CLAUSE = re.compile(
    r"[,;:]\s|\s(?:and|while|but|whereas|which|or)\s|\s[-\u2013\u2014]\s", re.IGNORECASE
)


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
        said.append(frozenset(_YEAR.findall(after) or _YEAR.findall(before)))
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


_EXPLAINS = re.compile(
    r"\b(?:which|meaning|means|i\.e\.|that is|represent\w*|indicat\w+|reflect\w+"
    r"|driven by|due to|including|of which|excluding|assuming|based on|compared|followed by"
    r"|primarily|up|down)\b"
    r"|^\W*(?:[\w'\u2019%/-]+\s){0,3}(?:in|of|over|for|per|within|after|among|by|at|on"
    r"|during|under|below|above|with)(?:\s(?:the|an?|its|all|about|just|each|every|only))?"
    r"\s[($\u20ac\u00a3~]*$",
    re.IGNORECASE,
)


def _not_explaining(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    del asked
    kept = [found[0]]
    for one, next_one in pairwise(found):
        if _EXPLAINS.search(one.text[one.number.end : next_one.number.start]):
            break
        kept.append(next_one)
    return kept


_ALTERNATIVES = re.compile(
    r"\b(?:or|alternatively)\b|^\W*(?:and|to|through)?\W*$", re.IGNORECASE
)


def alternatives(found: Sequence[Measure]) -> bool:
    """Return whether figures are only strung together: "5 or 7", "5-7", "5, 6 and 7"."""
    return any(
        one.text is other.text
        and _ALTERNATIVES.search(one.text[one.number.end : other.number.start])
        for one, other in pairwise(found)
    )


def _said_of_the_asked(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    """Keep those whose clause speaks most of what is asked; alternatives all stay."""
    if not asked.words or alternatives(found):
        return []
    text = found[0].text
    edges = [0, *(m.number.end for m in found)]
    clauses = [
        text[edge : m.number.start] for edge, m in zip(edges, found, strict=False)
    ]
    shares = [asked.share(clause) for clause in clauses]
    return _where(found, [share == max(shares) for share in shares])


def _not_years(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    del asked
    return [m for m in found if not _is_year(m)]


def _is_year(measure: Measure) -> bool:
    printed = measure.text[measure.number.start : measure.number.end]
    return bool(_YEAR.fullmatch(printed) and _WHEN.search(_before(measure)))


def _of_the_counted(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    """Keep the figures right before what "how many" is asked of."""
    if not asked.counted:
        return []
    after = (_CLAUSE.split(m.text[m.number.end :][:_LOOK_AHEAD])[0] for m in found)
    words = [_words(" ".join(text.split()[:3])) for text in after]
    return _where(found, [bool(said & asked.counted) for said in words])


def _not_ends(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    """Drop what a change leads to: the 50 of "by 10, from 40 to 50"."""
    del asked
    return [m for m in found if not _END.search(_before(m))]


_END = re.compile(r"\bfrom\s[^;]{1,60}\bto\s[($\u20ac\u00a3]*$", re.IGNORECASE)
_LOOK_AHEAD: Final = 60

_CHOICES: Final[tuple[_Choice, ...]] = (
    _not_years,
    _after_equals,
    _of_the_kind,
    _not_named,
    _not_aside,
    _of_the_year,
    _of_the_counted,
    _not_ends,
    _not_explaining,
    _said_of_the_asked,
)
"""In this order, each only where it leaves any."""


def _words(text: str) -> frozenset[str]:
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(word.removesuffix("s") for word in words if word not in _COMMON)
