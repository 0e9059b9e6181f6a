"""Whether a reply says that it has no answer: the documents are silent, or it declines.

Abstaining is about the evidence, refusing about the one who answers: "the documents do
not say" and "I cannot help with that" are told apart, and both from a wrong answer.
"""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.score.claims import MAX_CHARS, sentences
from pipeline.score.sentence_kinds import Kind, kind
from pipeline.values.text import normalise

_MAX_PHRASE_CHARS: Final = 200

# Fragments of a pattern in which a bare space means nothing.
_DOCUMENT = r"(?:documents?|text|context|passages?|excerpts?|pages?|filings?|sources?)"
_PROVIDED = r"(?:(?:provided|given|supplied|above|available|any\ of|these|this)\ ){0,3}"
_STATED = (
    "(?:stated|given|found|mentioned|specified|provided|available|present|contained"
    "|disclosed|included|reported|answered|addressed|determinable|applicable|known)"
)
_PLAINLY = r"(?:(?:explicitly|specifically|directly|clearly)\ )?"
_KNOWLEDGE = "(?:information|mention|data|details?|answer|reference)"
_THAT = (
    r"(?:this|that|it|(?:(?:this|that|such|requested|relevant)\ )?"
    "(?:information|answer|data|details?|figure|value|amount|date|name))"
)
_ABSTENTION = re.compile(
    rf"""
      \bnot\ {_PLAINLY}(?:{_STATED}\ )?(?:in|by|from|within)
      \ {_PROVIDED}{_DOCUMENT}\b
    | \b(?:cannot|can\ not|cant|could\ not|couldnt)\ be[ ]
      (?:determined|answered|found|established|inferred)
      (?:\ (?:from|in|with|by|using|based\ on)\b|$)
    | \b{_DOCUMENT}\ (?:(?:do|does|did)\ not|dont|doesnt|didnt)\ {_PLAINLY}
      (?:say|state|mention|contain|provide|specify|include|give|disclose|answer|address|report)\b
    | ^(?:i\ am\ |im\ |i\ )?(?:unable\ to|cannot|can\ not|cant|could\ not)[ ]
      (?:answer|determine|find)\b
    | ^(?:i\ )?(?:do\ not|dont)\ know\b
    | ^(?:{_THAT}\ (?:(?:is|are|has|have)\ )?)?not\ (?:been\ )?{_PLAINLY}
      (?:in\ document|{_STATED})(?:\ (?:anywhere|here|at\ all))?$
    | ^{_THAT}\ (?:was|were)\ not\ {_PLAINLY}(?:stated|mentioned|specified|provided)$
    | ^(?:there\ (?:is|are|was|were)\ |i\ (?:found|find|have)\ )?
      (?:insufficient|not\ enough|no\ (?:(?:relevant|specific|such|explicit|direct)\ )?)
      \ ?{_KNOWLEDGE}
      (?:$|\ (?:about|on|of|regarding|concerning|for|as\ to|in|to|from)\b
        |\ (?:(?:is|are|was|were|has\ been|have\ been)\ )?{_PLAINLY}{_STATED}\b)
    | ^(?:none|null|unknown|unclear|undisclosed|unanswerable|indeterminate|na
      |not\ sure)$
    """,
    re.VERBOSE,
)
_NOT_APPLICABLE = re.compile(r"\W*n\s?/\s?a\W*", re.IGNORECASE)
_SECOND_THOUGHT = re.compile(
    r"\b(?:but|however|although|though|yet|nevertheless|therefore|so)\b"
)
_APOLOGY = re.compile(
    r"\s*(?:i['\u2019]m |i am )?(?:sorry|unfortunately)[,.!]\s+", re.IGNORECASE
)
_SENTENCE_END = re.compile(
    r"(?:(?<=[^\W\d_]{3}[.!?])|(?<=\d[.!?]))\s+(?=[A-Z])"  # not after "Dr."
)
_WILL_NOT = (
    "(?:cannot|can not|cant|wont|will not|would not|must decline to"
    "|am (?:not able|unable|not allowed|not permitted) to)"
)
_REFUSAL = re.compile(
    r"(?:i am |im )?(?:(?:very )?sorry (?:but )?)?(?:i apologi[sz]e (?:but )?)?"
    r"(?:as (?:an )?(?:ai|(?:large )?language model)(?: \w+){0,3}? )?"
    rf"(?:i {_WILL_NOT} (?:help|assist|comply|engage|fulfill?|participate|discuss)\b"
    rf"|i {_WILL_NOT} (?:provide|give|offer) (?:\w+ ){{0,3}}?(?:advice|instructions"
    r"|guidance|assistance|opinions?)\b"
    r"|i (?:(?:must|have to) )?(?:respectfully )?(?:decline|refuse)\b"
    r"|(?:this|that|your) (?:request|question) (?:is against|violates|goes against)\b)"
)
# Nothing is said to be missing, nor anyone sent elsewhere, without one of these.
_CUE = re.compile(
    r"(?i)n['\u2019]t\b|\bnot?\b|\bnever\b|\bn(?:one|either|othing|owhere)\b|cannot"
    r"|\bun(?:known|clear|disclosed|specified|stated)|missing|absent|cutoff"
    r"|unable|impossible|insufficient|lack|silent|\bomit|\bfails? to"
    r"|\bas an? (?:ai|language)|need|please|refer|consult|check"
)
_EVIDENCE: Final[frozenset[Kind]] = frozenset({"silent", "partly_silent", "lacking"})
_MISSING: Final[frozenset[Kind]] = frozenset(
    {"unable", "lacking", "silent", "partly_silent"}
)
_WITHHOLDING: Final[frozenset[Kind]] = frozenset({"unable", "lacking", "elsewhere"})
_CONCLUDING: Final[frozenset[Kind]] = frozenset({"concluding"})
_ANSWERING: Final[frozenset[Kind]] = _CONCLUDING | {"turning"}


def abstains(answer: str) -> bool:
    """Return whether a reply, short or long, ends without an answer for want of data.

    "It was $5. The document does not say why." answers; so does one that goes on with
    "but" or "therefore" to an answer. Of a very long one both ends are read.
    """
    if len(answer) > 2 * MAX_CHARS:
        answer = f"{answer[:MAX_CHARS]}\n{answer[-MAX_CHARS:]}"
    if len(answer) <= _MAX_PHRASE_CHARS and _is_abstention(answer):
        return True
    if not _CUE.search(answer):
        return False
    parts = [part for text in sentences(answer) for part in text.split("; ")]
    return _ends_without([kind(part) for part in parts])


def refuses(answer: str) -> bool:
    """Return whether a text declines to answer, whatever the documents say."""
    opening = answer[:_MAX_PHRASE_CHARS]
    if not _REFUSAL.match(normalise(opening)):
        return False
    return _EVIDENCE.isdisjoint(kind(part) for part in sentences(opening))


def _is_abstention(answer: str) -> bool:
    """Tell of a text of a sentence or two by how it opens."""
    if _NOT_APPLICABLE.fullmatch(answer):  # folding would leave the n alone
        return True
    opening = normalise(_SENTENCE_END.split(_APOLOGY.sub("", answer, count=1))[0])
    said = _ABSTENTION.search(opening) is not None
    return said and not _SECOND_THOUGHT.search(normalise(answer))


def _ends_without(kinds: Sequence[Kind]) -> bool:
    """Follow the sentences: what is missing counts until something is concluded.

    A reply that opens with what is missing has to turn to an answer; one that opens
    with an answer has to take it back, by being unable to tell, and end with that.
    """
    said = [kind for kind in kinds if kind != "preface"]
    missing = [at for at, kind in enumerate(said) if kind in _MISSING]
    if not said or (said[0] == "partly_silent" and _goes_on(said[1:])):
        return False
    since = said[missing[-1] :] if missing else said
    if said[0] in _MISSING or _sends_elsewhere(kinds, said):
        answering = _CONCLUDING if said[-1] == "elsewhere" else _ANSWERING
        return answering.isdisjoint(since)
    unable = [at for at in missing if said[at] == "unable"]
    if not unable or "concluding" in said:
        return False
    return _ANSWERING.isdisjoint(said[unable[-1] :])


def _goes_on(rest: Sequence[Kind]) -> bool:
    return "saying" in rest and _WITHHOLDING.isdisjoint(rest)


def _sends_elsewhere(kinds: Sequence[Kind], said: Sequence[Kind]) -> bool:
    """Tell a reply that leaves the work to its reader, with or without a recipe."""
    if said[0] == "elsewhere":
        return not _MISSING.isdisjoint(said) or said[-1] == "elsewhere"
    recipe = kinds[0] == "preface" and said[-1] == "elsewhere"
    return recipe and not _MISSING.isdisjoint(said)
