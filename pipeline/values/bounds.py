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
_NOT_BEYOND = (
    r"(?:not|never|cannot|\w+n['\u2019]t)(?: be| to)? (?:exceed(?:ing)?|in excess of)"
)
_INCLUSIVE = (
    rf"at least|at most|up to|(?:no|not) {_COMPARED} than|{_NOT_BEYOND}|[≤≥]|[<>]="
)
_BETWEEN = (
    "(?: ?(?:the|a|an|on|in|of|at|about|around|roughly|approximately|nearly|almost"
    "|exactly|just|some|only|day|month|year|end|start))"
)
_BOUND = re.compile(
    rf"(?<!\w)(?:(?P<limit>{_INCLUSIVE})|(?P<beyond>{_EXCLUSIVE})){_BETWEEN}{{0,3}} ?$"
)
# A clause without one of these has no bound, one without one of those no denial. They
# open with a letter, so that the search may jump to it.
_MAY_BOUND = re.compile(
    r"than|least|most|up to|over|under|above|below|exceed|beyond|before|after|prior"
    r"|following|in excess|<|>|\u2264|\u2265"
)
_MAY_DENY = re.compile(
    r"not|n['\u2019]t|never|nor|neither|except|excluding|without|than|instead"
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
_CLAUSE_END = re.compile(
    r"[,;:!?\n.b](?:(?<=[,;:!?\n])|(?<=\.)(?=\s)|(?<=b)(?<!\wb)ut(?!\w))"
)
_ASKS_A_LIMIT = re.compile(
    r"\b(?:limits?|maxim\w+|minim\w+|most|least|cap|ceiling|floor|threshold|up to)\b",
    re.IGNORECASE,
)
_ASKS_HOW_FAR = re.compile(
    r"\b(?:capacity|capacities|quotas?|allowances?|entitlements?|allowable|permissible"
    r"|(?<!was )(?<!were )(?<!been )(?:licen[cs]ed|permitted|allowed|authori[sz]ed))\b",
    re.IGNORECASE,
)
"""What is told by an upper bound: "the licensed volume", "how much is allowed". How
many appeals were allowed is a count."""
_FROM_BELOW = re.compile(
    r"least|(?:less|fewer|lower|smaller|shorter|earlier|younger) than|[≥>+]"
    r"|\bor (?:more|above|over|greater|higher|later)\b"
)
_CONTEXT_CHARS: Final = 120


def ruled_out(text: str, start: int, question: str, golds: Iterable[str]) -> str | None:
    """Return the words before `start` that exclude the value standing there.

    `None` if there are none, or if the gold has them, or the question asks with them:
    "After what date ...?"
    """
    clause = _clause(text, start)
    bound = _bound(clause)
    if bound and bound["limit"]:
        clause = clause[: bound.start()]
    said = bound["beyond"] if bound else None
    denied = _NEGATION.search(clause) if _MAY_DENY.search(clause) else None
    words = denied.group() if denied else said
    return words if words and not _shared(words, question, golds) else None


def denied(text: str, start: int) -> bool:
    """Return whether a denial stands right before a value: "not 12 but 13"."""
    return _DENIED.search(text[max(0, start - _CONTEXT_CHARS) : start]) is not None


def bounded(text: str, start: int, end: int) -> bool:
    """Return whether a value is only a bound: "below 1", "1 or more"."""
    after = _LIMIT_AFTER.match(text, end, end + _CONTEXT_CHARS)
    return bool(_bound(_clause(text, start)) or after)


def asks_a_limit(question: str) -> bool:
    """Return whether a question asks for a limit, to which a bound is an answer."""
    return any(
        asks.search(question) is not None for asks in (_ASKS_A_LIMIT, _ASKS_HOW_FAR)
    )


def limited(
    text: str, start: int, end: int, question: str, golds: Iterable[str]
) -> str | None:
    """Return the words around a value that make it a limit no question asked for."""
    bound = _bound(_clause(text, start))
    after = _LIMIT_AFTER.match(text, end, end + _CONTEXT_CHARS)
    words = bound["limit"] if bound else None
    if words is None and after:
        words = after.group().strip().casefold()
    if words is None or _answers(words, question):
        return None
    return None if _shared(words, question, golds) else words


def _answers(words: str, question: str) -> bool:
    """Return whether a limit is what a question asks for: of a capacity, an upper."""
    if _ASKS_A_LIMIT.search(question):
        return True
    return bool(_ASKS_HOW_FAR.search(question)) and not _FROM_BELOW.search(words)


def _clause(text: str, start: int) -> str:
    before = text[max(0, start - _CONTEXT_CHARS) : start].casefold()
    return " ".join(_CLAUSE_END.split(before)[-1].split())


def _bound(clause: str) -> re.Match[str] | None:
    return _BOUND.search(clause) if _MAY_BOUND.search(clause) else None


def _shared(words: str, question: str, golds: Iterable[str]) -> bool:
    said = rf"(?<!\w){re.escape(words)}(?!\w)"
    asked = re.search(rf"{said} (?:what|which|how|whose)\b", question, re.IGNORECASE)
    return bool(asked) or any(re.search(said, gold.casefold()) for gold in golds)
