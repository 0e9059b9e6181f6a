"""What one sentence of a reply does: misses something, sends elsewhere, or concludes.

The patterns are English for what a reader does with sources, whatever the subject. They
are matched against normalised text: lower case, no articles, no punctuation, "don't" as
"dont".
"""

import re
from collections.abc import Sequence
from typing import Final, Literal

from pipeline.values.text import normalise

Kind = Literal[
    "unable",  # it cannot be told
    "lacking",  # I have no such data, I am a model
    "silent",  # the source does not say
    "partly_silent",  # the source does not say this part: before 2019, the exact rate
    "elsewhere",  # look it up, or bring it
    "preface",  # to find out, we first need
    "concluding",  # so this is it
    "turning",  # however, this is so; or a sum comes out
    "saying",  # anything else
]

_MAX_CHARS: Final = 1_000
"""Of a sentence: a longer one is a table or a list, not a way of saying no."""


def _any(*patterns: str) -> str:
    return f"(?:{'|'.join(patterns)})"


def _words(text: str) -> str:
    return _any(*text.split())


def _optional(pattern: str, most: int = 1) -> str:
    return f"(?:{pattern} ){{0,{most}}}"


_SOURCE: Final = _words(
    "documents? texts? context passages? excerpts? pages? filings? sources? information"
    " data evidence reports? statements? articles? materials? records? details? files?"
    " transcripts? conversations? dialogues? emails? messages? contracts? agreements?"
    " papers? study studies notes? sections? snippets? chunks? tables? letters?"
    " judgments? story knowledge figures? content"
)
_NOT: Final = _any(
    "(?:do|does|did|is|are|was|were|has|have|had|can|could|would|will) not",
    "(?:do|does|did|is|are|was|were|has|have|had|ca|could|would|wo)nt",
    "cannot",
)
_CANNOT: Final = "(?:cannot|can not|cant|could not|couldnt)"
_ADVERB: Final = _any(r"\w+ly", "yet", "even", "also", "in fact", "at all")
_SAY: Final = _words(
    "say state mention contain provide specify include give disclose answer address"
    " report discuss detail indicate show list reveal describe explain offer cover"
    " identify name clarify define quantify present refer"
)
_SAID_OF_TEXT: Final = _words(
    "stated mentioned specified provided disclosed given listed detailed available"
)
_SAID: Final = _words(
    "found present contained included reported answered addressed discussed shown"
    " indicated covered revealed described explained identified named clear"
)
_TELL: Final = _words(
    "determine answer calculate compute provide say tell assess confirm give"
    " establish conclude evaluate compare state know verify infer derive"
    " judge offer make comment estimate ascertain deduce respond"
)
_TOLD: Final = _words(
    "determined answered found calculated computed assessed confirmed established"
    " concluded evaluated inferred identified verified ascertained derived known"
    " deduced compared"
)
_LACKED: Final = _words("information mention data details? reference")
_QUALITY: Final = _words(
    "enough sufficient necessary required specific direct explicit relevant such exact"
    " requested needed any adequate clear complete detailed additional further"
)
_I: Final = "(?:i|we|one|you|and|but|so|therefore|thus)"

# Not to know a thing exactly is not the same as not to know it.
_WHOLE: Final = r"(?!(?: \w+){0,4}? (?:exact|exactly|precise|precisely|quantify)\b)"

_UNABLE = _any(
    rf"\b{_I} (?:am |are |is |was |were |would be |will be |m |re )?"
    rf"{_optional(_ADVERB, 2)}"
    rf"(?:(?:un|not )able to|{_CANNOT}) {_optional(_ADVERB, 2)}(?:proceed to )?"
    rf"{_TELL}\b{_WHOLE}",
    rf"\b{_CANNOT} {_optional(_ADVERB)}be {_optional(_ADVERB, 2)}{_TOLD}\b",
    r"\b(?:its|is|was|be|it|makes it) (?:im|not )possible (?:for \w+ )?to"
    rf" {_optional(_ADVERB, 2)}(?:{_TELL}|draw|form)\b{_WHOLE}",
    rf"^(?:unable to|{_CANNOT}) {_optional(_ADVERB, 2)}{_TELL}\b",
    r"\b(?:i|we) (?:do not|dont) know\b",
)
_LACKING = _any(
    rf"\b(?:i|we) (?:am |was |were )?(?:{_CANNOT}|(?:un|not )able to)"
    rf" {_optional(_ADVERB)}(?:find|locate|identify|extract|access|see|open)\b{_WHOLE}",
    r"\bmy (?:knowledge|training)(?: data)?(?: cutoff)?"
    r" (?:prevents|does not|doesnt|ends)\b",
    rf"\b(?:i|we) (?:do not|dont|did not|didnt) {_optional(_ADVERB)}"
    rf"(?:have|see any|find any)\b{_WHOLE}",
    rf"\b(?:i|we) lack\b{_WHOLE}",
    r"\bas (?:an )?(?:ai|artificial intelligence|(?:large )?language model)\b",
    r"\byou (?:have not|havent|did not|didnt) (?:\w+ly )?"
    r"(?:provided?|given?|shared?|attach(?:ed)?|included?)\b",
)
_SILENT = _any(
    rf"\b{_SOURCE} (?:\w+ ){{0,8}}?{_NOT} {_optional(_ADVERB, 2)}"
    rf"(?:seem to |appear to )?{_optional(_ADVERB)}{_SAY}\b(?! that\b)",
    rf"\b{_SOURCE} (?:\w+ ){{0,4}}?"
    rf"(?:lacks?|omits?|(?:is|are) silent|fails? to {_SAY})\b",
    rf"^(?!he |she |they |we |you |who )(?:\w+ ){{1,8}}?(?:do not|does not|doesnt|dont)"
    rf" {_optional(_ADVERB, 2)}(?:state|mention|specify|disclose|list"
    rf"|say (?:who|what|when|where|why|how|whether|if|which|anything))\b",
    r"^(?!he |she |they |we |you |who )(?:\w+ ){1,8}?never (?:says|states|mentions"
    r"|specifies|discloses|gives|names|lists)\b",
    rf"\b(?:nothing|none|neither|nowhere)\b (?:\w+ ){{0,4}}?{_SOURCE} (?:\w+ )?"
    rf"{_SAY}s?\b",
    r"\b(?:is|are|remains?) (?:\w+ly )?(?:unknown|unclear|undisclosed|unspecified"
    r"|unstated|not (?:\w+ly )?(?:known|clear))\b(?! for\b)",
    rf"\b(?:missing|absent) from (?:\w+ ){{0,4}}?{_SOURCE}\b",
    rf"\bnot appear (?:\w+ )?(?:in|within|on) (?:\w+ ){{0,4}}?{_SOURCE}\b",
    rf"\b(?:(?:is|are|was) not|isnt|arent|wasnt) (?:any|enough) {_optional(_QUALITY)}"
    rf"{_LACKED}\b",
    rf"^(?:it|they|this|these) {_NOT} {_optional(_ADVERB, 2)}"
    r"(?:provide|contain|include|mention|specify|state)\b",
    rf"\bnot {_optional(_ADVERB)}(?:been )?{_optional(_ADVERB)}{_SAID_OF_TEXT}\b",
    rf"\bnot {_optional(_ADVERB)}(?:been )?{_optional(_ADVERB)}{_SAID}"
    rf" (?:in|by|within|from) (?:\w+ ){{0,4}}?{_SOURCE}\b",
    r"\b(?:there (?:is|are|was|were)|theres|contains?|provides?|has|have|found|see|find"
    r"|includes?|gives?|with) (?:insufficient|not enough|no)"
    rf" {_optional(_QUALITY, 2)}(?:\w+ )?{_LACKED}"
    r"(?: (?:about|on|of|regarding|concerning|for|as to|in|to|from|related|that"
    r"|provided|given|available|stated|whether)\b|$)",
    r"\b(?:is|are|was|were|see|find|found|with|provides?|contains?) no"
    rf" {_optional(_QUALITY, 2)}(?:evidence|indication) (?:(?:indicating|showing) )?"
    r"(?:regarding|about|concerning|whether|how|what|which|in|within|on)\b",
    rf"\bno (?:\w+ ){{1,6}}?(?:is|are|was|were) {_optional(_ADVERB)}{_SAID_OF_TEXT}"
    rf" (?:in|by|within|from) (?:\w+ ){{0,4}}?{_SOURCE}\b",
)
_ONLY_A_PART = re.compile(
    r" (?:before|after|prior to|until|other than|except|besides|beyond|any other|exact"
    r"|exactly|precise|precisely|further|more than)\b"
)
_ELSEWHERE = _any(
    r"\b(?:(?:i|we|you|one) (?:would|will|d|ll|may|might)|you|i)"
    r" (?:also |still )?need\b",
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
    r"\b(?:id|ill) (?:need|be (?:able|happy|glad))\b|\bfeel free\b|\bhappy to help\b",
    r"\b(?:best|advisable|recommended|necessary) to (?:consult|check|refer|review)\b",
    r"\b(?:is|are) (?:typically|usually|generally) (?:available|found|published)\b",
)
_KINDS: Final[Sequence[tuple[Kind, re.Pattern[str]]]] = (
    ("unable", re.compile(_UNABLE)),
    ("lacking", re.compile(_LACKING)),
    ("silent", re.compile(_SILENT)),
    ("elsewhere", re.compile(_ELSEWHERE)),
    (
        "preface",
        re.compile(
            r"^(?:in order )?to (?:accurately )?(?:calculate|determine|assess|find"
            r"|compute|answer|evaluate|compare|obtain|know|see)\b"
        ),
    ),
)
_INFERRING: Final = _any(
    r"\b(?:we|i|one) (?:can|may|could|would) (?:\w+ )?(?:conclude|infer|deduce)\b",
    r"\bit can be (?:\w+ )?(?:concluded|inferred|deduced)\b",
    r"\bit (?:suggests|indicates|implies|means) that\b",
)
_INFERS_FIRST = re.compile(rf"(?:\w+ )?{_INFERRING}")
_CONCLUDES = re.compile(
    _any(
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
    _any(
        r"^(?:if|once|when|assuming|should)\b",
        r"\b(?:would|may|might|could) be (?:able|used)\b",
        r"\b(?:typically|generally|usually|often|in general|normally|commonly)\b",
        r"\bshould (?:\w+ )?be (?:considered|interpreted|noted|viewed|used)\b",
        r"\bimportant to\b",
        r"\b(?:can|may|might) (?:\w+ )?(?:vary|differ|depend)\b",
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
    r"|because|as)\b[^,]{0,300},\s"
)
_TURN = re.compile(
    r"(?i)[,;:\u2013\u2014(]\s*(?:but|however|although|though|yet|nevertheless|so"
    r"|therefore|still|nonetheless)\b,?"
)
# "However, the report mentions ..." offers something else in place of an answer.
_TURNS = re.compile(
    r"(?i)\W*(?:however|but|nevertheless|nonetheless|still|yet|that said)\b"
    r"(?!.*\b(?:note|cannot|unable|impossible|not possible)\b)"
    rf"(?!,?\s(?:it|they|the\s(?:\w+\s){{0,3}}?{_SOURCE}(?:\s\w+){{0,2}})"
    r"\s(?:does\s|do\s)?(?:also\s)?(?:mention|say|provide|discuss|state|describe|note"
    r"|indicate|refer|contain|give|suggest)s?\b)"
)


def kind(sentence: str) -> Kind:
    """Return what the main clause of a sentence does; of two parts, the last.

    "Although the source is silent, it was 5" says something, and so does "the source
    is silent, but it was 5".
    """
    sentence = sentence[:_MAX_CHARS]
    main = _CONCESSION.sub("", _INTRODUCTION.sub(r"\1", sentence))
    clause = normalise(_TURN.split(main)[-1])
    if _INFERS_FIRST.match(clause):
        return "concluding"
    found: Kind = next((name for name, said in _KINDS if said.search(clause)), "saying")
    concludes = _CONCLUDES.search(normalise(sentence)) is not None
    if found in {"silent", "lacking"}:
        if concludes:
            return "unable"
        partly = found == "silent" and _ONLY_A_PART.search(clause)
        return "partly_silent" if partly else found
    if found != "saying" or _NO_CONCLUSION.search(clause):
        return found
    if concludes:
        return "concluding"
    turns = _TURNS.match(sentence) or _EQUATION.search(sentence)
    return "turning" if turns else "saying"
