"""Which clauses say that something is missing: for the reader, or in the source.

Each pattern joins words of the tables: who or what, a denial, and a verb of saying or
of finding out. They are matched against normalised clauses, contractions
opened.
"""

import re
from typing import Final

from pipeline.score.reading.missing_words import (
    ADVERB,
    AT_HAND,
    GIVE,
    GONE,
    LACKED,
    NAME,
    NAMES,
    NAMING,
    NOT,
    OUTCOME,
    PART,
    QUALITY,
    SAID,
    SAY,
    SAYING,
    SAYS,
    SOURCE,
    TELL,
    TELLING,
    TOLD,
    TRACE,
    UNSAID,
    WITHHOLD,
    WRITES,
    any_of,
    optional,
)


def _pattern(*ways: str) -> re.Pattern[str]:
    return re.compile(any_of(*ways))


# A clause that gives a reason or a condition has another subject.
_WORDS: Final = r"(?:(?!(?:since|because|but|so|if|when|while) )\w+ )"
_I: Final = "(?:i|we|one|you|and|but|so|therefore|thus)"
_CAN: Final = "(?:(?:un|not )able to|cannot|could not|in no position to)"
_IS: Final = "(?:is|are|was|were|be|been|being|remains?|has been|have been)"
_NOT_THEY: Final = "(?!he |she |they |we |you |who |i )"
_ASKING: Final = "(?:who|what|when|where|why|how|whether|if|which|whose|whom)"
_OF: Final = "(?:about|on|of|regarding|concerning|for|as to|related to)"

# "A reef that was not shown on any chart" is a reef.
_NOT_OF_A_NOUN: Final = "".join(
    f"(?<!that {be} )" for be in ("is", "are", "was", "were")
)

# Not to know a thing exactly is not the same as not to know it.
_WHOLE: Final = r"(?!(?: \w+){0,4}? (?:exact|exactly|precise|precisely|quantify)\b)"

_FIND_OUT: Final = (
    "(?:determine|calculate|compute|infer|establish|assess|identify|ascertain|derive"
    "|verify|conclude|estimate|answer|deduce|tell|say)"
)
_FOUND_OUT: Final = (
    "(?:determined|calculated|computed|inferred|established|assessed|identified"
    "|ascertained|derived|verified|concluded|estimated|answered|deduced|told)"
)
"""What a contract that does not allow a thing does not speak of."""

WITHHOLDING: Final = re.compile(
    rf"\b(?:i|we) (?:\w+ ){{0,3}}?{WITHHOLD}\b|\b{_IS} (?:left )?unanswered\b"
)
UNABLE: Final = _pattern(
    rf"\b{_I} (?:am |are |is |was |were |would be |will be |m |re )?"
    rf"{optional(ADVERB, 2)}(?:thus |therefore |hence |still |simply )?{_CAN}"
    rf" {optional(ADVERB, 2)}(?:proceed to |with \w+ )?{GIVE}\b{_WHOLE}",
    rf"^{_CAN} {optional(ADVERB, 2)}{GIVE}\b",
    rf"\bcannot {optional(ADVERB)}be {optional(ADVERB, 2)}{TOLD}\b",
    rf"\bcould not {optional(ADVERB)}be {optional(ADVERB, 2)}(?!found"
    rf"|identified){TOLD}\b",
    rf"\b(?:neither|none|nothing|no \w+)\b.{{0,60}}? can be {TOLD}\b",
    r"\b(?:its|is|was|be|it|makes it) (?:im|not )possible (?:for \w+ )?to"
    rf" {optional(ADVERB, 2)}(?:{TELL}|draw|form)\b{_WHOLE}",
    rf"\b{OUTCOME} {_IS} (?:therefore |thus )?(?:not |im)possible\b",
    rf"\b(?:no way|not enough|insufficient|too little)\b.{{0,40}}?"
    rf" (?:to {TELL}|of {TELLING})\b{_WHOLE}",
    r"\b(?:i|we) (?:do not|did not) know\b|\bi have no (?:idea|way)\b",
    r"\b(?:in|un|not )(?:determinable|answerable|ascertainable)\b",
    rf"\b{SOURCE} (?:\w+ ){{0,4}}?(?:do|does|did) not (?:allow|permit|let|enable"
    rf"|support) (?:{_WORDS}{{0,8}}?be {_FOUND_OUT}|(?:us|me|one|you|anyone|readers?)"
    rf" to {_FIND_OUT}|(?:\w+ ){{0,2}}?{OUTCOME}(?= (?:of|to|on|for|about|as)\b|$))"
    rf"\b{_WHOLE}",
    r"\b(?:i|we|one|you) would (?:\w+ )?(?:have to (?:guess|speculate)|be guessing"
    r"|be speculating)\b",
    r"\b(?:would|could|can) (?:only )?be (?:\w+ )?(?:speculation|guesswork|guess)\b",
    r"\b(?:i|we) can only (?:see|say|tell|find)\b.{0,150}? (?:not|nothing)\b",
    WITHHOLDING.pattern,
)
LACKING: Final = _pattern(
    rf"\b(?:i|we) (?:am |was |were )?{_CAN}"
    rf" {optional(ADVERB)}(?:find|locate|identify|extract|access|see|open)\b{_WHOLE}",
    r"\bmy (?:knowledge|training)(?: data)?(?: cutoff)? (?:prevents|does not|ends)\b",
    rf"\b(?:i|we) (?:do|did) not {optional(ADVERB)}(?:have|find|learn|hear|get to know"
    rf"|see (?:any|that|this|it"
    rf"|(?:\w+ )?{LACKED}))\b{_WHOLE}",
    r"\b(?:i|we) (?:was|were|am|are|have) not (?:been )?(?:given|shown|provided)\b",
    rf"\b(?:i|we) (?:lack\b|(?:have|found|find|see) (?:no|nothing|neither)\b){_WHOLE}",
    r"\bas (?:an )?(?:ai|artificial intelligence|(?:large )?language model)\b",
    r"\byou (?:have not|did not) (?:\w+ly )?"
    r"(?:provided?|given?|shared?|attach(?:ed)?|included?)\b",
)
SILENT: Final = _pattern(
    # A source, a denial, a verb of saying.
    rf"\b{SOURCE} {_WORDS}{{0,8}}?{NOT} {optional(ADVERB, 2)}"
    rf"(?:seem to |appear to )?{optional(ADVERB)}(?:{SAY}|go|deal)\b(?! that\b)",
    rf"\b{SOURCE} {_WORDS}{{0,8}}?never {SAYS}\b",
    rf"\b{SOURCE} {_WORDS}{{0,4}}?(?:lacks?|omits?|leaves? (?:\w+ ){{0,6}}?(?:open"
    rf"|blank|unanswered|unclear|{UNSAID})"
    rf"|stops? short of|(?:breaks? off|ends?|stops?|is cut off) (?:just |right )?before"
    rf"|(?:is|are) silent|fails? to {SAY})\b",
    rf"\b{SOURCE} {_WORDS}{{0,6}}?(?:{NAMES}|{NAME}|makes?) (?:no|nothing"
    rf"|neither)\b(?! (?:more|less|fewer|later|earlier|longer) )",
    rf"\b{SOURCE} {_WORDS}{{0,8}}?(?:{SAY}|{SAYS})\b.{{0,150}}?"
    rf" without (?:any |\w+ing )?(?:{NAMING}|{TRACE}|{SAYING})\b",
    rf"\b{SOURCE} {_WORDS}{{0,4}}?(?:only|just|merely|solely)"
    rf" (?:{NAMES}|{NAME})\b.{{0,150}}? (?:not|no|without|nothing)\b",
    # Another thing or "it", a denial, a verb that only texts do.
    rf"^{_NOT_THEY}(?:\S+ ){{1,12}}?(?:do|does) not {optional(ADVERB, 2)}"
    rf"(?:{WRITES}|(?:say|indicate|show|tell|record|identify|report)(?: {_ASKING}\b|$))"
    r"(?!\w)",
    rf"^{_NOT_THEY}(?:\S+ ){{1,8}}?never {NAMES}\b",
    rf"^(?:it|they|this|these) (?:do|does|can)(?: not|not) {optional(ADVERB, 2)}"
    rf"(?:{NAME}|provide|contain|include|tell|show)\b(?! that\b)",
    rf"^(?:do|does) not {optional(ADVERB, 2)}(?!indicate|show){SAY}\b",
    # Nothing that says it.
    rf"\bnowhere (?:\w+ ){{0,5}}?(?:{SAID}|found)\b",
    rf"^nowhere in (?:\w+ ){{0,4}}?{SOURCE}\b",
    rf"\b(?:nothing|none|neither|nowhere)\b (?:\w+ ){{0,4}}?{SOURCE} (?:\w+ )?"
    rf"(?:{SAY}|{SAYS})\b",
    rf"\bnone of (?:this|that|these|those|it|them)\b (?:\w+ )?(?:{SAY}|{SAYS})\b",
    rf"\bnothing {_OF} .{{0,100}}?{_IS} {optional(ADVERB)}{SAID}\b",
    rf"\bnothing {_IS} {optional(ADVERB)}{SAID} {_OF}\b",
    r"\bno (?:\w+ )?(?:figure|value|amount|number|name|date|entry|answer)"
    rf" (?:exists? |is there )?{_OF} (?:this|that|it|these|those|them)\b",
    rf"\b(?:{SAYS}|{SAY}|{SAID}|there is|there was) nothing (?:\w+ ){{0,6}}?{_OF}\b",
    rf"\bnothing in (?:\w+ ){{0,4}}?{SOURCE} (?:\w+ )?(?:sheds|helps|points|hints"
    rf"|bears|allows"
    r"|lets|enables)\b",
    rf"\bnot (?:something|anything|what) (?:that )?(?:\w+ ){{0,4}}?{SOURCE}\b",
    r"\b(?:we|you|i|readers?|were) (?:is |are |am |re )?(?:not|never) (?:told|informed"
    r"|given)\b",
    rf"\bonly (?:\w+ ){{1,8}}?{_IS} {SAID}\b.{{0,60}}? not\b",
    rf"\b{_IS} silent (?:on|about|as to|regarding)\b",
    rf"\b(?:{_IS}|goes|go|left) (?:\w+ly )?(?:{UNSAID}|not (?:\w+ly )?(?:known"
    rf"|clear))\b(?! for\b)",
    # The thing asked for, a denial, a participle of saying.
    rf"{_NOT_OF_A_NOUN}\bnot {optional(ADVERB)}(?:been )?{optional(ADVERB)}"
    r"(?:stated|mentioned|specified|provided|disclosed|given|listed|detailed|recorded"
    r"|supplied|attached|enclosed"
    r"|indicated|documented|quoted)\b",
    rf"\b(?:{_IS} never|never been) {optional(ADVERB)}(?:stated|mentioned|specified"
    r"|disclosed|recorded|indicated|documented|quoted)\b",
    rf"{_NOT_OF_A_NOUN}\bnot {optional(ADVERB)}(?:been )?{optional(ADVERB)}(?:{SAID}"
    rf"|{AT_HAND}|found|present"
    rf"|clear|part|among|here|there)(?: \w+)?"
    rf" (?:(?:in|by|within|from|of|on|at|among) (?:\w+ ){{0,4}}?{SOURCE}|here|there"
    rf"|anywhere|in it|at this point|with (?:\w+ ){{0,2}}?{SOURCE})\b",
    rf"(?<!which )\b{_IS} not (?:part of|among|in|on|within) (?:\w+ ){{0,4}}?"
    rf"(?:{SOURCE}|what i)\b",
    rf"\bnot appear (?:\w+ )?(?:in|within|on) (?:\w+ ){{0,4}}?{SOURCE}\b",
    rf"\bno (?:\w+ ){{1,6}}?{_IS} {optional(ADVERB)}"
    r"(?:stated|mentioned|specified|provided|disclosed|given|listed|detailed|available)"
    rf" (?:(?:in|by|within|from) (?:\w+ ){{0,4}}?{SOURCE}|here|there|anywhere)\b",
    # A part of the source that is not there.
    rf"\b{GONE} (?:from|in) (?:\w+ ){{0,4}}?{SOURCE}\b",
    rf"\b{PART}\b(?: \S+){{0,12}}? (?:{_IS}|been) (?:apparently |evidently |partly "
    rf"|largely )?"
    rf"(?:{GONE}|not {AT_HAND})\b",
    # No information, of whatever quality.
    rf"\b(?:is|are|was|were) not (?:any|enough) {optional(QUALITY)}{LACKED}\b",
    r"\b(?:there (?:is|are|was|were)|contains?|provides?|has|have|found|see|find"
    r"|includes?|gives?|with|offers?) (?:insufficient|not enough|no|neither)"
    rf" {optional(QUALITY, 2)}(?:\w+ )?{LACKED}"
    rf"(?: (?:{_OF}|in|to|from|that|provided|given|available|stated|whether)\b|$)",
    r"\b(?:is|are|was|were|see|find|found|with|provides?|contains?|without) (?:no|any)"
    rf" {optional(QUALITY, 2)}{TRACE} (?:(?:indicating|showing|of) )?(?:about|regarding"
    rf"|concerning|as to|related to|{_ASKING}|in|within)\b",
)
THING: Final = "\u00a7"
"""Stands for a word of what is asked for, in the patterns that know the question."""

ASKED_FOR: Final = _pattern(
    rf"\b{SOURCE} {_WORDS}{{0,8}}?(?:{SAY}|{SAYS})\b.{{0,150}}?"
    rf" (?:but|and) (?:no|not|nothing|neither) (?:\w+ ){{0,4}}?{THING}",
    rf"\b{SOURCE} {_WORDS}{{0,4}}?(?:{SAYS}|{SAY}|deals? with) (?:only|just|merely"
    rf"|solely)\b.{{0,150}}? (?:not|nothing) (?:\w+ ){{0,4}}?{THING}",
    rf"\b{SOURCE} {_WORDS}{{0,4}}?(?:do|does|did) not have (?:\w+ ){{0,2}}?(?:{THING}"
    r"|that\b|this\b|it\b)",
    rf"{THING}(?: \S+){{0,6}}? (?:{_IS} )?{_NOT_OF_A_NOUN}{optional(ADVERB, 2)}"
    rf"not (?:been )?{optional(ADVERB, 2)}(?:{SAID}|found|available|present"
    r"|here|there)\b",
    rf"(?<!\d ){THING}(?: (?!\d)\S+){{0,6}}? (?:{_IS}|been) {optional(ADVERB, 2)}"
    rf"(?:{GONE}|left blank)\b",
    rf"^no (?:\w+ ){{0,3}}?{THING}(?: \S+){{0,4}}? (?:appears?|occurs?|features?"
    rf"|exists?) (?:in|on|among|within) (?:\w+ ){{0,4}}?{SOURCE}\b",
    rf"\bno (?:\w+ ){{0,3}}?{THING}(?: \S+){{0,6}}? (?:{_IS} )?(?:{SAID}|found"
    rf"|available)\b",
    rf"\b(?:{SAYS}|{SAY}|offers?|makes?) no (?:\w+ ){{0,2}}?{THING}",
    rf"{THING}(?: \S+){{0,6}}? (?:do|does|did) not (?:\w+ )?(?:appear|come up|occur"
    r"|figure|feature)\b",
    rf"{THING}(?: \S+){{0,6}}? could not be (?:\w+ )?(?:found|located|identified"
    rf"|seen)\b",
    rf"^{_NOT_THEY}(?:\S+ ){{1,8}}?(?:do|does|did) not {optional(ADVERB, 2)}"
    rf"(?!indicate|show|define|present|include|contain|cover"
    rf"|offer){SAY} (?:\w+ ){{0,4}}?{THING}",
)
_NAMES_A_SOURCE = re.compile(rf"(?i)\b{SOURCE}\b")
PARTLY: Final = re.compile(
    r" (?:before|after|prior to|until|other than|except|besides|beyond|any other|exact"
    r"|exactly|precise|precisely|further|more than)\b"
)
"""After one of these a source is only silent on a part of what it speaks of."""

COVERING: Final = re.compile(
    r"^only (?:thing|information|detail|mention|reference|point)\b"
    r"|^only (?:\S+ ){1,8}?(?:was|were|is|are|has been|have been) (?:\w+ )?"
    rf"{AT_HAND}$"
    r"|^(?:i|we) (?:have )?(?:\w+ly )?(?:looked|searched|checked|read|reviewed|gone"
    r"|went|examined|scanned)\b"
    rf"|^(?:\S+ ){{0,5}}?{SOURCE} (?:\S+ ){{0,8}}?"
    r"(?:(?:only|just|merely|solely) (?:\w+ )?\w+|mentions?|deals?|covers?|describes?"
    r"|discusses|discuss|refers?|begins?|starts?|ends?|stops?|breaks? off|contains?"
    r"|concerns?|comprises?|gives?|lists?|speaks?|documents?)\b(?! that\b)"
)
"""What a source does speak of, as one tells before saying what it does not."""


def names_a_source(text: str) -> bool:
    """Return whether a text speaks of a document, its writer or one of its parts."""
    return _NAMES_A_SOURCE.search(text) is not None
