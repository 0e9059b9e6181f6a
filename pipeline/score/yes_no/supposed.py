"""What a sentence does not say of what is asked, though it has the words."""

import re
from typing import Final

from pipeline.score.reading.asked import Asked, compared_in, content
from pipeline.values.text import normalise

# What is asked, supposed, or so of any such thing is not said of this one.
_SUPPOSING = re.compile(
    r"(?i)\b(?:in order to|to (?:determine|assess|evaluate|see|answer)"
    r"|would (?:indicate|suggest|mean)"
    r"|important to|typically|usually|in general|depends|useful|metric"
    r"|not necessarily|calculated (?:as|by)|defined as|refers to)\b"
    r"|\?\s*$|\A\W*(?:if|whether|unless)\s"
)
# One of them is in whatever the two patterns find.
_SUPPOSING_WORDS: Final = frozenset(
    {
        *(
            "order",
            "determine",
            "assess",
            "evaluate",
            "see",
            "answer",
            "would",
            "could",
        ),
        *("may", "might", "should", "important", "typically", "usually", "general"),
        *("depends", "useful", "metric", "necessarily", "calculated", "defined"),
        *("refers", "if", "whether", "unless"),
    }
)
_OF_ANY = re.compile(r"(?i)\W*(?:an?|companies|businesses)\s")
_MODAL = re.compile(
    r"(?i)\b(?:could|may|might) (?:indicate|suggest|also|be)\b|\bshould\b"
)
# What is looked forward to has not come about. Plans, projects, aims and hopes are
# things as well: "Revenue from projects rose to 5", "with its aim to return cash".
_EXPECTED = re.compile(
    r"(?i)(?:\b(?:is|are|was|were|be|been) (?:\w+ )?(?:planned|planning"
    r"|projected|projecting|aimed|aiming|hoped|hoping|forecast(?:ed)?)"
    r"|(?<!\bits)(?<!\bthe)(?<!\btheir)(?<!\bour)(?<!\bhis)(?<!\bher)(?<!\ba)(?<!\bwith)"
    r" (?:plans?|planned|projects|aims?|hopes?|forecasts)"
    r"|\b(?:projects|forecasts) (?:the|its|their|our|an?)(?: [^\s,;:]+){1,4}?"
    r"|(?<!\bas )(?<!\bthan )\b(?:anticipat(?:es?|ed|ing)"
    r"|(?:expect|intend|predict)(?:s|ed|ing)?)"
    r"(?: [^\s,;:]+){0,4}?) to (?!\W*\d|(?:the|an?|its|their|our)\b)(?P<what>[^,;:]+)"
)
"""Directly before a verb, but for what takes whom it is expected of."""
_EXPECTING: Final = frozenset(
    content("expect anticipate plan intend aim hope forecast project predict")
)
_PARTLY = re.compile(
    r"(?i)\b(?:only|some|part|partly|partially|several|few|many|most|half|one|except)\b"
)
_EXACTLY_NOT = re.compile(r"(?i)\bnot (?:all|every|each|both|always|only|entirely)\b")
_ONLY_FIRST = re.compile(r"(?i)\W*only\b")


def unsaid(sentence: str, question: Asked, *, alone: bool) -> bool:
    """Tell what is only supposed, or said of other things, or the other way round."""
    if question.unclear or _swaps(sentence, question) or _awaits(sentence, question):
        return True
    supposing = "?" in sentence or not _SUPPOSING_WORDS.isdisjoint(
        normalise(sentence).split()
    )
    if supposing and _SUPPOSING.search(sentence):
        return True
    if (
        question.quantity
        and _PARTLY.search(sentence)
        and not _EXACTLY_NOT.search(sentence)
    ):
        return True
    if question.quantity != "only" and _ONLY_FIRST.match(sentence):
        return True
    if supposing and not question.permission and _MODAL.search(sentence):
        return True
    return not alone and _OF_ANY.match(sentence) is not None


def _awaits(sentence: str, question: Asked) -> bool:
    """Tell a sentence that looks forward to what is asked, not to something else."""
    if not _EXPECTING.isdisjoint(question.words):
        return False
    about = question.same | question.opposite if question.pivot else question.words
    return any(
        not (awaited := content(found["what"])) or not about.isdisjoint(awaited)
        for found in _EXPECTED.finditer(sentence)
    )


def _swaps(sentence: str, question: Asked) -> bool:
    """Tell "B is taller than A" from "A is taller than B": it says another thing."""
    said = compared_in(sentence)
    if said is None or question.compared is None:
        return False
    (left, right), (one, other) = said, question.compared
    return not (left.isdisjoint(other) and right.isdisjoint(one))
