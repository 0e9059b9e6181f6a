"""What one sentence of a reply does: misses something, sends elsewhere, or concludes.

The patterns are English for what a reader does with sources, whatever the subject. They
are matched against normalised text: lower case, no articles, no punctuation, and
contractions opened.
"""

import re
from collections.abc import Sequence
from enum import StrEnum, auto
from functools import lru_cache
from typing import Final

from pipeline.score.reading import missing
from pipeline.score.reading.asked import stem
from pipeline.score.reading.missing_words import (
    SOURCE,
    THING,
    any_of,
    may_miss,
    opened,
)
from pipeline.values.text import normalise


class Kind(StrEnum):
    UNABLE = auto()
    """It cannot be told."""
    GIVING_UP = auto()
    """So it cannot be told, I leave it open."""
    LACKING = auto()
    """I have no such data, I am a model."""
    SILENT = auto()
    """The source does not say."""
    PARTLY_SILENT = auto()
    """The source does not say a part: what was before 2019, the exact rate."""
    ELSEWHERE = auto()
    """Look it up, or bring it."""
    COVERING = auto()
    """The source only deals with other things."""
    PREFACE = auto()
    """To find out, we first need this."""
    CONCLUDING = auto()
    """So this is it."""
    TURNING = auto()
    """However, this is so; or a sum comes out."""
    SAYING = auto()
    """Anything else."""


_SHORTEST_HEAD: Final = 3
_OF_A_VERB: Final = (
    *("er", "ers", "or", "ors", "ment", "ments"),
    *("tion", "ure", "tory"),
)
"""How nouns end that verbs are made into: who does it, and what is done."""
_MAX_CHARS: Final = 1_000
"""Of a sentence: a longer one is a table or a list, not a way of saying no."""

_ELSEWHERE = any_of(
    r"\b(?:i|we|you|one) (?:would|will|may|might) (?:also |still )?(?:need|require)\b",
    r"\b(?:you|i|we) (?:also |still )?need (?:more|further|additional|access|to (?:see"
    r"|know|check|consult))\b",
    r"\b(?:would|will) (?:also )?(?:have to|need to) be (?:consulted|checked|seen)\b",
    r"\bplease (?:\w+ )?"
    r"(?:provide|refer|check|consult|share|review|see|visit|look|let)\b",
    r"\b(?:you|one|i) (?:\w+ )?(?:should|could|can|may|might|must|(?:would )?have to)"
    r" (?:\w+ )?(?:refer|consult|check|look|review|visit|find|obtain|calculate|use"
    r"|access|search|contact|compute|plug|perform|also|get|divide|compare)\b",
    r"\b(?:recommend|suggest|advise) (?:\w+ )?(?:checking|consulting|reviewing"
    r"|referring|looking|visiting|contacting)\b",
    r"\bif you (?:can|could|have|provide|share|are|give|need|would like|re looking"
    r"|want)\b",
    r"\bonce you (?:have|provide|obtain|get|find)\b",
    r"\b(?:more|additional|further|these|this|full)\b.{0,60} "
    r"(?:is|are|would be|will be) (?:also )?(?:needed|required|necessary)\b",
    r"\b(?:would|will) be (?:able|happy|glad) to\b|\b(?:would|will) gladly\b"
    r"|\bfeel free\b|\bhappy to help\b",
    r"\b(?:best|advisable|recommended|necessary) to (?:consult|check|refer|review)\b",
    r"\b(?:is|are) (?:typically|usually|generally) (?:available|found|published)\b",
)
# Only a clause with one of these is looked at closely.
_CUE = re.compile(
    r"\bnot?\b|nt\b|\bcan|\bnever\b|\bn(?:one|either|othing|owhere)\b|un|impossible"
    r"|insufficient|lack|silent|omit|\bfails? |\bas |need|please|refer|consult|missing"
    r"|absent|\byou\b|recommend|suggest|advis|required|necessary|happy|found|publish"
    r"|available|without|only|just|merely|mention|deals?|covers?|describe|refers?"
    r"|begins?"
    r"|starts?|ends?|stops?|breaks?|look|search|check|read|gone|went|review|torn|blank"
    r"|cut|miss|contain|concern|compris|gives?|lists?|speaks?"
    r"|documents?|abstain|refrain|decline|leave|\bto |\bfeel free|\bid\b|\bill\b"
    r"|knowledge|training|left out"
)
_KINDS: Final[Sequence[tuple[Kind, re.Pattern[str]]]] = (
    (Kind.UNABLE, missing.UNABLE),
    (Kind.LACKING, missing.LACKING),
    (Kind.SILENT, missing.SILENT),
    (Kind.ELSEWHERE, re.compile(_ELSEWHERE)),
    (Kind.COVERING, missing.COVERING),
    (
        Kind.PREFACE,
        re.compile(
            r"^(?:in order )?to (?:accurately )?(?:calculate|determine|assess|find"
            r"|compute|answer|evaluate|compare|obtain|know|see)\b"
        ),
    ),
)
_MISSING: Final = frozenset({Kind.UNABLE, Kind.SILENT, Kind.LACKING})
_UNTIL_ASKED: Final = frozenset({Kind.SAYING, Kind.COVERING})
_INFERRING: Final = any_of(
    r"\b(?:we|i|one) (?:can|may|could|would) (?:\w+ )?(?:conclude|infer|deduce)\b",
    r"\bit can be (?:\w+ )?(?:concluded|inferred|deduced)\b",
    r"\bit (?:suggests|indicates|implies|means) that\b",
)
_INFERS_FIRST = re.compile(rf"(?:\w+ )?{_INFERRING}")
_SUMS_UP = re.compile(
    r"^(?:and |but )?(?:therefore|thus|hence|so|consequently|accordingly|overall"
    r"|as result|for (?:this|these|that) reasons?|in (?:conclusion|summary|short|sum)"
    r"|to (?:conclude|sum up|summari[sz]e)|my conclusion)\b"
    r"|\b(?:i|we|is|am|are) (?:therefore|thus|hence)\b|\bconclu(?:de|sion)\b"
)
_CONCLUDES = re.compile(
    any_of(
        r"^(?:therefore|thus|hence|so|consequently|accordingly|overall|as result)\b",
        r"^in (?:conclusion|summary|short|sum)\b",
        r"^to (?:conclude|sum up|summari[sz]e)\b",
        r"^(?:final )?answer\b|\banswer (?:is|would be)\b",
        r"\b(?:can|may|could) be (?:\w+ )?(?:estimated|computed|calculated"
        r"|approximated)\b(?! by\b)",
        r"\b(?:we|i) (?:get|obtain|arrive at)\b",
        r"\b(?:gives|yields|equals|amounts to|comes to|works out) (?:\w+ ){0,3}?-?\d",
        r"\b(?:suggesting|indicating|implying|meaning) that\b",
        r"^(?:this|these|that|which|those)\b.{0,40}"
        r" (?:suggests?|indicates?|impl(?:y|ies)|means?) that\b",
        _INFERRING,
    )
)
# What holds of every such case, or only if something else does, is no conclusion.
_NO_CONCLUSION = re.compile(
    any_of(
        r"^(?:if|once|when|assuming|should)\b",
        r"\b(?:would|may|might|could) be (?:able|used)\b",
        r"\b(?:typically|generally|usually|often|in general|normally|commonly)\b",
        r"\bshould (?:\w+ )?be (?:considered|interpreted|noted|viewed|used)\b",
        r"\bimportant to\b",
        r"\bif\b.{0,60}? (?:known|given|available|provided|stated)\b",
        r"\b(?:can|may|might) (?:\w+ ){0,2}?(?:vary|differ|depend|impact|affect"
        r"|influence)\b",
        r"\bvar(?:y|ies) \w+ing\b",
    )
)
_EQUATION = re.compile(r"[=\u2248]\s*[^\s\w]{0,3}\d[^=\u2248]{0,30}\Z")
# These see the sentence as it was written.
_INTRODUCTION = re.compile(
    r"(?i)\A(\W*(?:(?:however|unfortunately|but|therefore|thus|so|overall),?\s)?)"
    r"(?:based (?:up)?on|according to|from|in|as of|given|after|upon)\b[^,]{0,200},\s"
)
_CONCESSION = re.compile(
    r"(?i)\A\W*(?:\w+,\s)?(?:while|although|though|even though|whereas|despite|since"
    r"|because|as(?! an?\s))\b[^,]{0,300},\s"
)
_TURN = re.compile(
    r"(?i)[,;:\u2013\u2014(]\s*(?:but|however|although|though|yet|nevertheless|so"
    r"|therefore|still|nonetheless)\b,?"
)
_NO_VERB = re.compile(r"(?:no|not|nothing)(?: \w+){1,5}\Z")
# What comes after "though" takes nothing back, only "but" does.
_THOUGH = re.compile(
    r"(?i)[,;:\u2013\u2014(]\s*(?:even )?(?:al)?though\b(?!.*[,;:]\s*(?:but|so"
    r"|however)\b)"
)
# Not to be able to check an answer does not take it back.
_DOUBTS = re.compile(
    r"\b(?:cannot|unable to|not able to|could not) (?:\w+ly )?(?:verify|confirm"
    r"|vouch)\b"
)
_BUT = re.compile(r"(?i)[,;:\u2013\u2014(]\s*(?:but|however|although|though|yet)\b")
# "However, the report mentions ..." offers something else in place of an answer.
_TURNS = re.compile(
    r"(?i)\W*(?:however|but|nevertheless|nonetheless|still|yet|that said)\b"
    r"(?!.*\b(?:note|cannot|unable|impossible|not possible)\b)"
    rf"(?!,?\s(?:it|they|the\s(?:\w+\s){{0,3}}?{SOURCE}(?:\s\w+){{0,2}})"
    r"\s(?:does\s|do\s)?(?:also\s)?(?:mention|say|provide|discuss|state|describe|note"
    r"|indicate|refer|contain|give|suggest)s?\b)"
)


def kind(sentence: str, things: frozenset[str] = frozenset()) -> Kind:
    """Return what the main clause of a sentence does; of two parts, the last.

    "Although the source is silent, it was 5" says something, and so does "the source
    is silent, but it was 5". The things are words for what is asked for.
    """
    sentence = sentence[:_MAX_CHARS]
    main = _CONCESSION.sub("", _INTRODUCTION.sub(r"\1", sentence))
    clause = _clause(main)
    if _INFERS_FIRST.match(clause):
        return Kind.CONCLUDING
    found = _found(clause, things)
    if found in _MISSING:
        kept = _BUT.search(main) is not None
        return _missing(found, clause, opened(normalise(sentence)), kept=kept)
    if found not in {Kind.SAYING, Kind.COVERING} or _NO_CONCLUSION.search(clause):
        return found
    if _CONCLUDES.search(opened(normalise(sentence))):
        return Kind.CONCLUDING
    turns = _TURNS.match(sentence) or _EQUATION.search(sentence)
    return Kind.TURNING if turns else found


def _clause(main: str) -> str:
    """Return the clause that counts: the last one, if it is no aside and has a verb."""
    *before, last = _TURN.split(main)
    if before and _THOUGH.search(main) and not _is_covering(before[-1]):
        return opened(normalise(before[-1]))
    clause = opened(normalise(last))
    return opened(normalise(main)) if _NO_VERB.match(clause) else clause


def _found(clause: str, things: frozenset[str]) -> Kind:
    if not may_miss(clause) or not _CUE.search(clause):
        return Kind.SAYING
    found = next((name for name, said in _KINDS if said.search(clause)), Kind.SAYING)
    asked_for = things and found in _UNTIL_ASKED and _is_without(clause, things)
    return Kind.SILENT if asked_for else found


def _is_covering(clause: str) -> bool:
    return missing.COVERING.search(opened(normalise(clause))) is not None


def _is_without(clause: str, things: frozenset[str]) -> bool:
    heads = _heads(things)
    words = (
        missing.THING
        if word in things or (word.startswith(heads) and word.endswith(_OF_A_VERB))
        else word
        for word in clause.split()
    )
    return missing.ASKED_FOR.search(" ".join(words)) is not None


@lru_cache(maxsize=1024)
def _heads(things: frozenset[str]) -> tuple[str, ...]:
    """Return how words begin that are made of a thing: "payer" of "paid"."""
    made = (stem(word) for word in things - THING)
    return tuple(sorted(one for one in made if len(one) >= _SHORTEST_HEAD))


def _missing(found: Kind, clause: str, whole: str, *, kept: bool) -> Kind:
    """Tell giving up from missing something, and a part of it from the whole.

    Who says something and "but" to that it cannot tell the rest keeps the first.
    """
    if found == Kind.UNABLE and _DOUBTS.search(clause):
        return Kind.LACKING
    if found == Kind.UNABLE:
        sums_up = not kept and _SUMS_UP.search(whole)
        gives_up = sums_up or missing.WITHHOLDING.search(clause)
        return Kind.GIVING_UP if gives_up else Kind.UNABLE
    if _CONCLUDES.search(whole):
        return Kind.UNABLE
    partly = found == Kind.SILENT and missing.PARTLY.search(clause)
    return Kind.PARTLY_SILENT if partly else found
