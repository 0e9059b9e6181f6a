"""A gold answer that is a code, held against the codes of a reply."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from pipeline.score.facts.base import Finding, right, unclear, wrong
from pipeline.score.reading.clauses import both_ends
from pipeline.values.codes import Code, code_of, has_code, may_have, rivals, spans
from pipeline.values.stems import word_set
from pipeline.values.wording import read_words

_WORD = re.compile(r"[^\W\d_]+")
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_APART: Final = word_set(
    "after before next previous preceding following succeeding successor predecessor "
    "replace replaced replaces replacing replacement supersede superseded supersedes "
    "superseding instead above below behind beside between adjacent near like similar "
    "other another former formerly until and or if unless"
)
"""Words beside a code with which an answer may mean something else than the code."""
_BESIDE: Final = unclear("a code beside words that may mean something else")
_GOES_ON = re.compile(r";|[.!?]\s|\b(?:but|though|which)\b")
_CLAIMED: Final = (
    r"(?:\b(?:is|was|are|were)|:)\s(?:(?:the|an?)\s)?"
    r"(?:(?!(?:as|at|by|for|from|in|of|on|part|per|to|under|with)\s)\w+\s)?[*_`\"']*"
)
"""What stands before the code that a sentence gives for its answer."""


def compare_code(gold: str, given: str) -> Finding | None:
    """Compare a short answer with a gold that is a code, by the codes alone.

    Another code of the same form is another answer; the code among other words is the
    answer, where they do not say that something else is meant. `None` leaves it to the
    rules for names.
    """
    code = known_code(gold)
    others = rivals(code, given) if code else []
    there = code is not None and has_code(code, given)
    if there and others:
        return _one_of_several(given)
    if not there and not others:
        return None
    if not _is_plain(given):
        return None if _denies(given) else _BESIDE
    if there:
        return right("has the code that is the gold answer, and no other of its form")
    if spans(given):
        return unclear("a range of codes that may have the gold")
    return wrong(f"another code of the form of the gold: {others[0].key!r}")


def _one_of_several(given: str) -> Finding:
    if _OR.search(given) and not _denies(given):
        return wrong("leaves open which of several codes it is")
    return unclear("the gold is one of several codes given")


def compare_claimed_code(gold: str, text: str) -> Finding | None:
    """Tell a sentence that says "the asset is S-6074-3" and has no other such code.

    Where prose has two codes, goes on, or speaks of one in passing, the rules for names
    decide.
    """
    code = known_code(gold)
    others: Sequence[Code] = (
        rivals(code, text) if code and not has_code(code, text) else []
    )
    if len(others) != 1 or _GOES_ON.search(text) or not _is_plain(text):
        return None
    said = re.escape(others[0].key)
    if not re.search(rf"{_CLAIMED}{said}(?![\w/-])", text, re.IGNORECASE):
        return None
    return wrong(f"another code of the form of the gold: {others[0].key!r}")


def has_no_code(golds: Sequence[str], given: str) -> bool:
    """Return whether an answer surely has none of some golds, all of them codes.

    No other words mean a code. What says that it has none is left to a judge.
    """
    codes = [known_code(gold) for gold in golds]
    if any(code is None or may_have(code, given) for code in codes):
        return False
    return not _denies(both_ends(given))


def names_code(gold: str, item: str) -> bool:
    """Return whether an item of a list is a gold code among other words."""
    code = known_code(gold)
    if code is None or not has_code(code, item) or rivals(code, item):
        return False
    return _is_plain(item)


@lru_cache(maxsize=4096)
def known_code(gold: str) -> Code | None:
    return code_of(gold)


def _denies(text: str) -> bool:
    return any(word.footing == "denied" for word in read_words(text))


def _is_plain(text: str) -> bool:
    if not _APART.isdisjoint(word.lower() for word in _WORD.findall(text)):
        return False
    return all(word.footing == "plain" for word in read_words(text))
