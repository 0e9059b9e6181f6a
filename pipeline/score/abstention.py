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
    r"\A\s*(?:i['\u2019]m |i am )?(?:sorry|unfortunately)[,.!]\s+", re.IGNORECASE
)
_WILL_NOT = (
    "(?:cannot|can not|cant|wont|will not|would not|must decline to"
    "|am (?:not able|unable|not allowed|not permitted) to)"
)
_REFUSAL = re.compile(
    r"(?:i am |im )?(?:(?:very )?sorry (?:but )?)?(?:i apologi[sz]e (?:but )?)?"
    r"(?:as (?:an )?(?:ai|(?:large )?language model)(?: \w+){0,3}? )?"
    rf"(?:i {_WILL_NOT} (?:help(?! but)|assist|comply|engage|fulfill?"
    r"|participate|discuss)\b"
    rf"|i {_WILL_NOT} (?:provide|give|offer) (?:\w+ ){{0,3}}?(?:advice|instructions"
    r"|guidance|assistance|opinions?)\b"
    r"|i (?:(?:must|have to) )?(?:respectfully )?(?:decline|refuse)\b"
    r"|(?:this|that|your) (?:request|question) (?:is against|violates|goes against)\b)"
)
_WILL_NOT_CUE = re.compile(
    r"(?=[adnruv])(?:n['\u2019]t\b|not\b|unable|declin|refus|violates|against)"
)
# Of a text in lower case, so that most letters of it are passed over at once.
# Nothing is said to be missing, nor anyone sent elsewhere, without one of these.
_CUE = re.compile(
    r"(?=[acfilmnoprsu])(?:n['\u2019]t\b|\bnot?\b|\bnull\b|\bn\s?/?\s?a\b|\bnever\b|\bn(?:one|either|othing|owhere)\b|cannot"
    r"|\bun(?:known|clear|answerable|disclosed|specified|stated)|missing|absent|cutoff"
    r"|unable|impossible|insufficient|indeterminate|lack|silent|\bomit|\bfails? to"
    r"|\bas an? (?:ai|language)|need|please|refer|consult|check)"
)
_EVIDENCE: Final[frozenset[Kind]] = frozenset(
    {Kind.SILENT, Kind.PARTLY_SILENT, Kind.LACKING}
)
_MISSING: Final[frozenset[Kind]] = frozenset(
    {Kind.UNABLE, Kind.LACKING, Kind.SILENT, Kind.PARTLY_SILENT}
)
_WITHHOLDING: Final[frozenset[Kind]] = frozenset(
    {Kind.UNABLE, Kind.LACKING, Kind.ELSEWHERE}
)
_CONCLUDING: Final[frozenset[Kind]] = frozenset({Kind.CONCLUDING})
_ANSWERING: Final[frozenset[Kind]] = _CONCLUDING | {Kind.TURNING}


def abstains(answer: str) -> bool:
    """Return whether a reply, short or long, ends without an answer for want of data.

    "It was $5. The document does not say why." answers; so does one that goes on with
    "but" or "therefore" to an answer. Of a very long one both ends are read.
    """
    if len(answer) > 2 * MAX_CHARS:
        answer = f"{answer[:MAX_CHARS]}\n{answer[-MAX_CHARS:]}"
    if not _CUE.search(answer.lower()):
        return False
    said = sentences(_APOLOGY.sub("", answer, count=1))
    if len(said) == 1 and _is_abstention(said[0]):
        return True
    return _ends_without([kind(part) for text in said for part in text.split("; ")])


def refuses(answer: str) -> bool:
    """Return whether a text declines to answer, whatever the documents say."""
    opening = answer[:_MAX_PHRASE_CHARS]
    if not _WILL_NOT_CUE.search(opening.lower()):
        return False
    if not _REFUSAL.match(normalise(opening)):
        return False
    return _EVIDENCE.isdisjoint(kind(part) for part in sentences(opening))


def _is_abstention(sentence: str) -> bool:
    if _NOT_APPLICABLE.fullmatch(sentence):  # folding would leave the n alone
        return True
    folded = normalise(sentence)
    return bool(_ABSTENTION.search(folded)) and not _SECOND_THOUGHT.search(folded)


def _ends_without(kinds: Sequence[Kind]) -> bool:
    """Follow the sentences: what is missing counts until something is concluded.

    A reply that opens with what is missing has to turn to an answer; one that opens
    with an answer has to take it back, by being unable to tell, and end with that.
    """
    said = [one for one in kinds if one != Kind.PREFACE]
    missing = [at for at, kind in enumerate(said) if kind in _MISSING]
    if not said or (said[0] == Kind.PARTLY_SILENT and _goes_on(said[1:])):
        return False
    since = said[missing[-1] :] if missing else said
    if said[0] in _MISSING or _sends_elsewhere(kinds, said):
        answering = _CONCLUDING if said[-1] == Kind.ELSEWHERE else _ANSWERING
        return answering.isdisjoint(since)
    unable = [at for at in missing if said[at] == Kind.UNABLE]
    if not unable or Kind.CONCLUDING in said:
        return False
    return _ANSWERING.isdisjoint(said[unable[-1] :])


def _goes_on(rest: Sequence[Kind]) -> bool:
    return Kind.SAYING in rest and _WITHHOLDING.isdisjoint(rest)


def _sends_elsewhere(kinds: Sequence[Kind], said: Sequence[Kind]) -> bool:
    """Tell a reply that leaves the work to its reader, with or without a recipe."""
    if said[0] == Kind.ELSEWHERE:
        return not _MISSING.isdisjoint(said) or said[-1] == Kind.ELSEWHERE
    recipe = kinds[0] == Kind.PREFACE and said[-1] == Kind.ELSEWHERE
    return recipe and not _MISSING.isdisjoint(said)
