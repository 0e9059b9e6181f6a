"""Words before a value that say it is not the value: "not 12", "more than 12".

A bound that excludes its value ("before 2019") or a negation cannot mean that value. A
bound that includes it ("at most 12") names a limit: only of a question for a limit is
that the answer. By, until, since and from are not counted as bounds of a date: "By 30
April" is how the answer to "By what date" is put.
"""

import re
from collections.abc import Iterable
from typing import Final

_COMPARED = (
    "(?:more|less|fewer|greater|higher|lower|larger|smaller|bigger|longer|shorter"
    "|earlier|later|older|younger)"
)
_EXCLUSIVE = (
    rf"{_COMPARED} than|over|under|above|below|exceed(?:s|ed|ing)?|beyond|before|after"
    "|prior to|following|in excess of|[<>]"
)
_INCLUSIVE = rf"at least|at most|up to|(?:no|not) {_COMPARED} than|[≤≥]|[<>]="
_BETWEEN = (
    "(?: ?(?:the|a|an|on|in|of|at|about|around|roughly|approximately|nearly|almost"
    "|exactly|just|some|only|day|month|year|end|start))"
)
_BOUND = re.compile(
    rf"(?<!\w)(?:(?P<limit>{_INCLUSIVE})|(?P<beyond>{_EXCLUSIVE})){_BETWEEN}{{0,3}} ?$"
)
_LIMIT_AFTER = re.compile(
    r"\s?\+|(?:\s\w+){0,2}\s(?:or\s(?:more|less|fewer|above|below|over|under|greater"
    r"|higher|lower|later|earlier)|at\s(?:least|most))\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"(?<!\w)(?:not(?! until)|never|cannot|neither|nor|except|excluding|without"
    r"|(?:other|rather) than|instead of)(?!\w)|\w+n['\u2019]t(?!\w)"
)
_DENIED = re.compile(
    r"(?:\b(?:not|never|neither|nor)|n['\u2019]t)"
    r"(?:\s(?:be|been|an?|the|about|exactly|equal(?: to)?|at|of|on|in|just)){0,3}\s"
    r"[($\u20ac\u00a3]{0,2}$",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:!?\n]|\.(?=\s)|(?<!\w)but(?!\w)")
_ASKS_A_LIMIT = re.compile(
    r"\b(?:limits?|maxim\w+|minim\w+|most|least|cap|ceiling|floor|threshold|up to)\b",
    re.IGNORECASE,
)
_CONTEXT_CHARS: Final = 120


def ruled_out(text: str, start: int, question: str, golds: Iterable[str]) -> str | None:
    """Return the words before `start` that exclude the value standing there.

    `None` if there are none, or if the gold has them, or the question asks with them:
    "After what date ...?"
    """
    clause = _clause(text, start)
    bound = _BOUND.search(clause)
    if bound and bound["limit"]:
        clause = clause[: bound.start()]
    said = bound["beyond"] if bound else None
    denied = _NEGATION.search(clause)
    words = denied.group() if denied else said
    return words if words and not _shared(words, question, golds) else None


def denied(text: str, start: int) -> bool:
    """Return whether a denial stands right before a value: "not 12 but 13"."""
    return _DENIED.search(text[max(0, start - _CONTEXT_CHARS) : start]) is not None


def bounded(text: str, start: int, end: int) -> bool:
    """Return whether a value is only a bound: "below 1", "1 or more"."""
    after = _LIMIT_AFTER.match(text, end, end + _CONTEXT_CHARS)
    return bool(_BOUND.search(_clause(text, start)) or after)


def limited(
    text: str, start: int, end: int, question: str, golds: Iterable[str]
) -> str | None:
    """Return the words around a value that make it a limit no question asked for."""
    bound = _BOUND.search(_clause(text, start))
    after = _LIMIT_AFTER.match(text, end, end + _CONTEXT_CHARS)
    words = bound["limit"] if bound else None
    if words is None and after:
        words = after.group().strip().casefold()
    if words is None or _ASKS_A_LIMIT.search(question):
        return None
    return None if _shared(words, question, golds) else words


def _clause(text: str, start: int) -> str:
    before = text[max(0, start - _CONTEXT_CHARS) : start].casefold()
    return " ".join(_CLAUSE_END.split(before)[-1].split())


def _shared(words: str, question: str, golds: Iterable[str]) -> bool:
    said = rf"(?<!\w){re.escape(words)}(?!\w)"
    asked = re.search(rf"{said} (?:what|which|how|whose)\b", question, re.IGNORECASE)
    return bool(asked) or any(re.search(said, gold.casefold()) for gold in golds)
