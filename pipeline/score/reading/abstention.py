"""Whether a reply says that it has no answer: the documents are silent, or it declines.

Abstaining is about the evidence, refusing about the one who answers: "the documents do
not say" and "I cannot help with that" are told apart, and both from a wrong answer.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from pipeline.score.reading.after_all import answers_after_all
from pipeline.score.reading.asked import content
from pipeline.score.reading.claims import MAX_CHARS
from pipeline.score.reading.folded import cut
from pipeline.score.reading.missing_words import SOURCE, THING, may_miss, opened
from pipeline.score.reading.opposites import EMPTY
from pipeline.score.reading.sentence_kinds import Kind, kind
from pipeline.values.languages import says_no_answer
from pipeline.values.text import normalise

_MAX_PHRASE_CHARS: Final = 200
_SHORT_CHARS: Final = 1_000
_FEW_PARTS: Final = 3

# A whole reply: what an answer's place is filled with.
_ABSTENTION = re.compile(
    r"(?:(?:this|that|it|answer|value|figure|date|name|(?:this |that |such |requested "
    r"|relevant )?(?:information|data|details?)) )?(?:"
    r"(?:(?:is|are|has|have) )?not (?:been )?(?:\w+ly )?"
    r"(?:in (?:\w+ ){0,3}?documents?|stated|given"
    r"|found|mentioned|specified|provided|available|present|contained|disclosed"
    r"|included|reported|answered|addressed|determinable|applicable|known|recorded"
    r"|indicated|documented)(?: (?:anywhere|here|there|at all"
    rf"|(?:in|by|from|within) (?:\w+ ){{0,5}}?{SOURCE}.{{0,50}}))?"
    r"|(?:was|were) not (?:\w+ly )?(?:stated|mentioned|specified|provided))"
    r"|(?:insufficient|not enough|no (?:\w+ ){0,2}?)"
    r" ?(?:information|mention|data|details?|answer|reference)"
    r"(?: (?:about|on|of|regarding|concerning|for|as to|in|to|from|is|are|was|were|has"
    r"|have|given|provided|available|found) .{1,150}"
    r"| (?:given|provided|available|found|stated))?"
    r"|(?:i )?(?:do not|did not) know(?: .{1,150})?"
    r"|none|null|unknown|unclear|undisclosed|unanswerable|indeterminate|na|not sure"
)
_OPENS_EMPTY = re.compile(
    r"\W*(?:n\s?/\s?a|unknown|unclear|indeterminate|not (?:available|known|stated|given"
    r"|specified|disclosed|provided|found|determinable|applicable))"
    r"\s*(?:[:;.(]|\s[\u2013\u2014-])\s*",
    re.IGNORECASE,
)
_NOT_APPLICABLE = re.compile(r"\W*n\s?/\s?a\W*", re.IGNORECASE)
_NOTHING = re.compile(
    r"\W*(?:n\s?/?\s?a|null|not (?:sure|applicable))\W*", re.IGNORECASE
)
_SECOND_THOUGHT = re.compile(
    r"\b(?:but|however|although|though|yet|nevertheless|therefore|so)\b"
)
_APOLOGY = re.compile(
    r"\A\s*(?:i['\u2019]m |i am )?(?:sorry|afraid(?: that)?"
    r"|unfortunately)(?:[,.!]\s+(?:but\s+)?|\s+)",
    re.IGNORECASE,
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
_WILL_NOT_CUES: Final = (
    *("n't", "n\u2019t", "not", "unable", "declin", "refus", "violates", "against"),
)
# Nothing is said to be missing, nor anyone sent elsewhere, without one of these. Every
# way opens with a letter itself, by which the search passes over the others at once.
_CUE = re.compile(
    r"n(?:['\u2019]t\b|(?<!\wn)(?:ot?\b|ull\b|\s?/?\s?a\b|ever\b|icht\b|on\b|e\b|'"
    r"|(?:one|either|othing|owhere)\b)|eed)"
    r"|k(?<!\wk)(?:eine?\b|\. ?a)"
    r"|u(?<!\wu)n(?:known|bekannt|klar|clear|answer|disclosed|specified|stated|named"
    r"|reported|read|avail|determin|able|mention|record|explain|identif|resolv|document|publish)"
    r"|a(?:ucune|bsent|bstain|(?<!\wa)s an? (?:ai|language))"
    r"|b(?:lotted|lacked|lank|reaks? off )|c(?:annot|ut ?off|an only|onsult|heck)"
    r"|de(?:clin|sconocid)|ends? |f(?<!\wf)ails? to|g(?:arbled|uess)"
    r"|i(?:nconnu|llegible|mpossible|nsufficient|ndeterm)"
    r"|l(?:ack|eft (?:out|open)|eaves|ost)|missing|o(?<!\wo)mit|please"
    r"|re(?:dacted|frain|fer)|s(?:ilent|in |tops? |kipped|peculat)"
    r"|t(?:orn|runcated)|without"
)
_EVIDENCE: Final[frozenset[Kind]] = frozenset(
    {Kind.SILENT, Kind.PARTLY_SILENT, Kind.LACKING}
)
_MISSING: Final[frozenset[Kind]] = _EVIDENCE | {Kind.UNABLE, Kind.GIVING_UP}
_UNKNOWING: Final[frozenset[Kind]] = frozenset(
    {Kind.UNABLE, Kind.GIVING_UP, Kind.LACKING}
)
_WITHHOLDING: Final[frozenset[Kind]] = _UNKNOWING | {Kind.ELSEWHERE}
_CONCLUDING: Final[frozenset[Kind]] = frozenset({Kind.CONCLUDING})
_ANSWERING: Final[frozenset[Kind]] = _CONCLUDING | {Kind.TURNING}
_SAYING: Final[frozenset[Kind]] = _ANSWERING | {Kind.SAYING}
_ONLY = re.compile(r"(?i)\b(?:only|just|merely|solely)\b")
_ADVICE = re.compile(
    r"(?i)\b(?:should|must|need|ought|recommend\w*|advi[sc]e\w*|do (?:first|next|if"
    r"|when))\b"
)
_ASKS_FOR_GAPS = re.compile(
    r"(?i)\b(?:what|which|whose|who)\b[^.?!]{0,80}?\b(?:missing|absent|omit\w*|lack\w*"
    r"|unknown|redacted|left out|not)\b"
)
_VALUE = re.compile(r"\d|(?<=\s)[^\W\d_a-z]\w+")


def abstains(answer: str, question: str = "") -> bool:
    """Return whether a reply, short or long, ends without an answer for want of data.

    "It was $5. The document does not say why." answers; so does one that goes on with
    "but" or "therefore" to an answer. Of a very long one both ends are read. Names of
    the question are no answer.
    """
    if len(answer) > 2 * MAX_CHARS:
        answer = f"{answer[:MAX_CHARS]}\n{answer[-MAX_CHARS:]}"
    if answer.isascii() and not _CUE.search(answer.lower()):
        return False
    if says_no_answer(answer):
        return True
    if len(answer) <= _SHORT_CHARS and not may_miss(normalise(answer)):
        return _NOTHING.fullmatch(answer) is not None
    return not answers_after_all(answer, question) and _ends_empty(answer, question)


def _ends_empty(answer: str, question: str) -> bool:
    said = cut(_APOLOGY.sub("", answer, count=1))
    whole = len(said) == 1 and _is_abstention(said[0])
    if whole or _opens_empty(answer, question):
        return True
    parts = [part for text in said for part in text.split("; ")]
    kinds = [_kind(part, question) for part in parts]
    if kinds[-1:] == [Kind.SILENT] and _takes_back(parts, question):
        return _ANSWERING.isdisjoint(kinds)
    if _MISSING.isdisjoint(kinds) and _ADVICE.search(question):
        return False
    return _ends_without(kinds)


def _opens_empty(answer: str, question: str) -> bool:
    """Return whether all after a mark of no answer only says why there is none.

    "N/A - not enough information" does, "N/A - 5 million" and "Unknown, but 5" do not.
    """
    opening = _OPENS_EMPTY.match(answer)
    if not opening:
        return False
    why = [part for text in cut(answer[opening.end() :]) for part in text.split("; ")]
    return all(
        _is_abstention(part) or _kind(part, question) not in _SAYING for part in why
    )


def _takes_back(parts: Sequence[str], question: str) -> bool:
    """Tell a closing silence on what is asked, of which nothing before it spoke.

    "It was issued in May; its expiry date is not stated" does not say when it expires.
    """
    asked = set(content(question)).intersection(content(parts[-1]))
    return len(parts) <= _FEW_PARTS and not asked.issubset(
        content(" ".join(parts[:-1]))
    )


def _kind(part: str, question: str) -> Kind:
    """Take it for a saying, not for what a source covers, if it has a value to give.

    Where the question asks what is missing, what is missing is the answer.
    """
    found = kind(part, _things(question))
    if found in _EVIDENCE and _ASKS_FOR_GAPS.search(question):
        return Kind.SAYING
    if found != Kind.COVERING or _ONLY.search(part):
        return found
    new = (value for value in _VALUE.findall(part) if value not in question)
    return Kind.SAYING if any(new) else found


def cannot_tell(text: str) -> bool:
    """Return whether a text without an answer blames its writer's want of knowledge.

    "There is no mention of a fee" does not, and may mean that there is none.
    """
    return not _UNKNOWING.isdisjoint(map(kind, cut(text[:MAX_CHARS])))


@lru_cache(maxsize=1024)
def _things(question: str) -> frozenset[str]:
    words = frozenset(normalise(question).split())
    named = {"one"} if "who" in words else frozenset[str]()
    return THING | named | (words - EMPTY) if question else frozenset()


def refuses(answer: str) -> bool:
    """Return whether a text declines to answer, whatever the documents say."""
    opening = answer[:_MAX_PHRASE_CHARS]
    lower = opening.casefold()
    if not any(cue in lower for cue in _WILL_NOT_CUES) or not _REFUSAL.match(
        normalise(opening)
    ):
        return False
    return _EVIDENCE.isdisjoint(kind(part) for part in cut(opening))


def _is_abstention(sentence: str) -> bool:
    if _NOT_APPLICABLE.fullmatch(sentence):  # folding would leave the n alone
        return True
    folded = opened(normalise(sentence))
    return bool(_ABSTENTION.fullmatch(folded)) and not _SECOND_THOUGHT.search(folded)


def _ends_without(kinds: Sequence[Kind]) -> bool:
    """Follow the sentences: what is missing counts until something is concluded.

    A reply that gives up has to turn to an answer after that. One that opens with what
    is missing has to turn to one as well; one that opens with an answer has to take it
    back, by being unable to tell, and end with that.
    """
    said = [one for one in kinds if one not in {Kind.PREFACE, Kind.COVERING}]
    missing = [at for at, kind in enumerate(said) if kind in _MISSING]
    if not said or (said[0] == Kind.PARTLY_SILENT and _goes_on(said[1:])):
        return False
    if Kind.GIVING_UP in said:
        return _ANSWERING.isdisjoint(said[_last(said, Kind.GIVING_UP) :])
    since = said[missing[-1] :] if missing else said
    if said[0] in _MISSING or _sends_elsewhere(kinds, said):
        answering = _CONCLUDING if said[-1] == Kind.ELSEWHERE else _ANSWERING
        return answering.isdisjoint(since)
    if Kind.UNABLE not in said or Kind.CONCLUDING in said:
        return False
    return _ANSWERING.isdisjoint(said[_last(said, Kind.UNABLE) :])


def _last(said: Sequence[Kind], one: Kind) -> int:
    return max(at for at, kind in enumerate(said) if kind == one)


def _goes_on(rest: Sequence[Kind]) -> bool:
    return Kind.SAYING in rest and _WITHHOLDING.isdisjoint(rest)


def _sends_elsewhere(kinds: Sequence[Kind], said: Sequence[Kind]) -> bool:
    """Tell a reply that leaves the work to its reader, with or without a recipe."""
    if said[0] == Kind.ELSEWHERE:
        return not _MISSING.isdisjoint(said) or said[-1] == Kind.ELSEWHERE
    recipe = kinds[0] == Kind.PREFACE and said[-1] == Kind.ELSEWHERE
    return recipe and not _MISSING.isdisjoint(said)
