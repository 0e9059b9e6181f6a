"""A question that names its options: "Among A, B and C, which ...", "A or B?"."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from pipeline.score.facts.base import Finding, right, unclear, wrong
from pipeline.score.facts.said import Said, Statement
from pipeline.values.stems import stems

_AMONG = re.compile(
    r"\b(?:among|between|of|out of|from)\s+(?:the\s+)?([^.?:;]{3,200}?),?\s"
    r"(?:which|who|what)\b",
    re.IGNORECASE,
)
_ITEMS = r"\s+([^,.?:;]{2,60}(?:,\s[^,.?:;]{2,60})*,?\sor\s[^,.?:;]{2,60})\?"
_COMMA_OR = re.compile(rf"[,:]{_ITEMS}", re.IGNORECASE)
_VERB_OR = re.compile(
    rf"\b(?:is|was|are|were|did|does|do|whether|either|between){_ITEMS}", re.IGNORECASE
)
_SPLIT = re.compile(r",\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+")
_WH = re.compile(r"\b(?:which|who|what|where|when|how)\b", re.IGNORECASE)
_MOST: Final = 8
_LONGEST: Final = 5


def compare_options(gold: str, question: str, said: Said) -> Finding | None:
    """Hold a reply to the option its gold names, if the gold names exactly one."""
    options = options_of(question)
    if not options:
        return None
    chosen = [
        at for at, option in enumerate(options) if option.intersection(stems(gold))
    ]
    if len(chosen) != 1:
        return None
    if all(option.isdisjoint(said.stems) for option in options):
        return wrong("names none of the options of the question")
    beside = said.asked - frozenset[str]().union(*options)
    for tier in (said.verdicts[:1], said.speaking_of(beside), said.ends):
        named = [_named(statement, options) for statement in tier]
        single = {one[0] for one in named if len(one) == 1}
        if len(single) == 1:
            return _judged(single.pop(), chosen[0])
        if single:
            return unclear("different claims name different options of the question")
    return unclear("no claim names just one of the options of the question")


@lru_cache(maxsize=1024)
def options_of(question: str) -> Sequence[frozenset[str]]:
    """Return the stems by which each option differs from the others."""
    patterns = (_AMONG, _COMMA_OR, _VERB_OR)
    found = next(filter(None, (p.search(question) for p in patterns)), None)
    if not found:
        return []
    options = _parts(found[1])
    if not 1 < len(options) <= _MOST or max(map(len, options)) > _LONGEST:
        return []
    shared = options[0].intersection(*options)
    own = [option - shared for option in options]
    return own if all(own) else []


def _parts(text: str) -> list[frozenset[str]]:
    """Return the stems of each option; of "cash or credit sales" not the "sales"."""
    named = [part for part in _SPLIT.split(text) if not _WH.search(part)]
    parts = [told for part in named if (told := stems(part))]
    if all(len(told) == 1 for told in parts[:-1]):
        parts[-1:] = [told[:1] for told in parts[-1:]]
    return [frozenset(told) for told in parts]


def _named(statement: Statement, options: Sequence[frozenset[str]]) -> list[int]:
    """Return the options a statement names plainly, in its order."""
    told = [
        at
        for word in statement.words
        for at, option in enumerate(options)
        if word.footing == "plain" and word.stem in option
    ]
    count = len(options)
    if len(told) > count and len(set(told[:count])) == count:
        told = told[count:]  # it only repeats the options of the question first
    return list(dict.fromkeys(told))


def _judged(named: int, chosen: int) -> Finding:
    if named == chosen:
        return right("names the right one of the options of the question")
    return wrong("names another of the options of the question")
