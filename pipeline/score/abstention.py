"""Whether a reply says that it has no answer: the documents are silent, or it declines.

Abstaining is about the evidence, refusing about the one who answers: "the documents do
not say" and "I cannot help with that" are told apart, and both from a wrong answer.
"""

import re
from typing import Final

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
    | ^(?:none|null|unknown|unanswerable|na|not\ sure)$
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


def abstains(answer: str) -> bool:
    """Return whether a short text says, and says first, that the documents do not say.

    "It was 5. The documents do not say why." answers; so does one that goes on with
    "but" or "therefore".
    """
    if len(answer) > _MAX_PHRASE_CHARS:
        return False
    if _NOT_APPLICABLE.fullmatch(answer):  # folding would leave the n alone
        return True
    opening = normalise(_SENTENCE_END.split(_APOLOGY.sub("", answer, count=1))[0])
    said = _ABSTENTION.search(opening) is not None
    return said and not _SECOND_THOUGHT.search(normalise(answer))


def refuses(answer: str) -> bool:
    """Return whether a text declines to answer, whatever the documents say."""
    return _REFUSAL.match(normalise(answer[:_MAX_PHRASE_CHARS])) is not None


_REFUSAL = re.compile(
    r"(?:i am |im )?(?:sorry (?:but )?)?i (?:cannot|cant|wont|will not|am not able to) "
    r"(?:help|assist|comply)\b"
)
