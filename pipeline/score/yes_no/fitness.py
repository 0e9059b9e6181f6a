"""Questions that ask to be told if they make no sense, and replies that tell it."""

import re

from pipeline.score.reading.claims import sentences

_FIT = (
    r"(?:useful|relevant|meaningful|applicable|appropriate|informative|suitable"
    r"|representative)"
)
_ASKED = re.compile(
    rf"(?i)\b(?:if|unless|when)\b[^.?!]{{0,150}}\b(?:not|n['\u2019]t|un|in)\s?"
    rf"[^.?!]{{0,60}}?{_FIT}\b[^.?!]{{0,80}}\b(?:state|say|explain|indicate|note|tell)\b"
)
_UNFIT = re.compile(
    rf"(?i)(?:\bnot\b|n['\u2019]t\b)(?:\s[\w-]+){{0,4}}?\s{_FIT}\b"
    rf"|\b(?:inapplicable|irrelevant|meaningless|unsuitable|(?:in|un){_FIT})\b"
)
_OF_OTHERS = re.compile(
    r"(?i)\b(?:if|unless|whether|some|certain|always|necessarily|industries|cases|only|most)\b"
)


def says_unfit(reply: str, question: str) -> bool:
    """Return whether a reply calls what is asked for unfit, and was asked to say so.

    "If gross margin is not a useful metric for this company, then state that" asks.
    That it may be unfit for some, or in certain cases, does not say that it is here.
    """
    return _ASKED.search(question) is not None and any(
        _UNFIT.search(sentence) and not _OF_OTHERS.search(sentence)
        for sentence in sentences(reply)
    )
