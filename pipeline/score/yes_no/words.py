"""The words yes and no, and what is said in their stead: "they did not"."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from pipeline.values.languages import yes_or_no
from pipeline.values.text import normalise, unmarked

_OPENING_CHARS: Final = 100
_ELLIPTIC_CHARS: Final = 40

# "No" is also a determiner: "No answer", "No one objected". It is believed before a
# stop, or before a word that opens a clause. "Y" and "n" are believed only alone.
_STOP = r"(?=\s*$|[^\S\n]*(?:[\n,.;:!?()\"\u2013\u2014]|-(?!\w)))"
_CLAUSE = (
    r"(?=\s+(?:it|they|he|she|we|this|these|those|there|the|an?|because|since|as"
    r"|although|though|but|not)\b)"
)
_NO = rf"(?:false|no(?:{_STOP}|{_CLAUSE}))\b"
_ALONE = r"(?:\W*$|(?=\s*[,:\u2013\u2014]|\s-\s))"
# "Not yet", "Not in 2019": what is denied is left out, being what was asked.
_NOT = (
    r"not(?=\s(?:yet|any ?more|as of|at (?:present|all|this)|currently|according"
    r"|for now|in|on|under|until|since|without)\b(?![^.]*\bbut\b))"
)
_OPENING = re.compile(
    rf"\W*(?:(?P<yes>(?:yes|true)\b|y{_ALONE})|{_NO}|n{_ALONE}|{_NOT})", re.IGNORECASE
)
_BOTH = re.compile(
    r"\W*(?:(?:yes|true)\W+(?:(?:and|or)\W+)?(?:no|false)"
    rf"|(?:no|false)\W+(?:(?:and|or)\W+)?(?:yes|true)){_STOP}",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?i)\b(?:yes|no)\b")
# "In summary, no Ann did not sign": a no and then a name, which is denied its verb.
_AND_DENIED = r"\s(?-i:[A-Z])[\w.'\u2019]*(?:\s\w+){0,3}?\s(?:not|\w+n['\u2019]t)\b"
_CONCLUDED = re.compile(
    r"(?i)(?:\b(?:therefore|thus|hence|so|overall|in (?:conclusion|summary|short))\b"
    r"\s?[,:\u2013\u2014]?\s(?:the (?:short |final )?answer (?:\w+ ){0,4}?(?:is"
    r"|would be) )?"
    r"|\A\W*(?:based (?:up)?on|according to|from|given|in)\b[^,.]{0,150}, "
    r"|\banswer(?: to [^.]{0,80})?(?: is)? ?[:=]? )"
    r"[\"'\u201c]?(?:(?P<yes>yes)|no)(?=\s*(?:[.,;:!\"'\u201d\u2014]|$)"
    rf"|(?<=yes)\s(?-i:[A-Z])|(?<=no){_AND_DENIED})"
)
_LAST = re.compile(r"(?i)\W*(?:yes|no),\s")
_CONCLUDING = re.compile(
    r"(?i)\W*(?:(?:and|but)\s)?(?:therefore|thus|hence|so|overall|consequently"
    r"|accordingly|in (?:conclusion|summary|short)),?\s"
)
# All that a reply says; any group in it is a no: "they did not", "absolutely".
_ELLIPTIC = re.compile(
    r"(?:it|this|that|they|he|she|we|there|both) "
    r"(?:is|are|was|were|does|do|did|has|have|had|can|could|will|would)"
    r"( not|nt)?(?: so| one| any)?"
    r"|(no way|not at all|not really|by no means|never|nope|nah)"
    r"|i (do not|dont) think so|(?:i think so|absolutely|definitely|certainly"
    r"|of course|indeed|correct|affirmative|yeah"
    r"|yep)( not)?"
)
_SHORT_START = re.compile(
    r"(?i)\W*(?:it|this|that|they|he|she|we|there|both|no|not|by|never|nope|nah|i|of"
    r"|absolutely|definitely|certainly|indeed|correct|affirmative|yeah|yep)\b"
)
# "She does: in the last chapter ...": what comes after only tells how.
_ELLIPTIC_END = re.compile(
    r"(?i)\s*(?:[:;.!\u2013\u2014]|\s-\s|,?\s(?:because|since|as|and|in|at|with|by|on"
    r"|when|under)\b).*",
    re.DOTALL,
)


def opening(text: str) -> bool | None:
    """Return the yes or no a text opens with; "yes/no" and "yes, no" are neither."""
    text = unmarked(text[:_OPENING_CHARS])
    found = None if _BOTH.match(text) else _OPENING.match(text)
    return yes_or_no(text) if found is None else found["yes"] is not None


@lru_cache(maxsize=1024)
def reason_of(gold: str) -> str:
    """Return what a gold says after its yes or no."""
    return _OPENING.sub("", gold, count=1).lstrip(" ,.;:!\u2013\u2014-\n\t")


def both(text: str) -> bool:
    """Return whether a text opens with yes and no together."""
    return _BOTH.match(unmarked(text[:_OPENING_CHARS])) is not None


def only_both(text: str) -> bool:
    return _BOTH.fullmatch(unmarked(text).rstrip(".!")) is not None


def concluded(said: Sequence[str]) -> bool | None:
    """Return the yes or no the last of some sentences to conclude with one has."""
    for sentence in reversed(said):
        plain = unmarked(sentence)
        if _WORD.search(plain) and (found := _CONCLUDED.search(plain)):
            return found["yes"] is not None
        shorn = _CONCLUDING.sub("", sentence, count=1)
        if shorn != sentence and (short := in_short(shorn)) is not None:
            return short
    return opening(said[-1]) if said and _LAST.match(said[-1]) else None


def in_short(first: str) -> bool | None:
    """Return what an elliptic sentence says: "It isn't", "Certainly"."""
    if not _SHORT_START.match(first):
        return None
    first = _ELLIPTIC_END.sub("", first, count=1)
    short = (
        _ELLIPTIC.fullmatch(normalise(first)) if len(first) <= _ELLIPTIC_CHARS else None
    )
    return None if short is None else not any(short.groups())
