"""A yes-or-no question whose gold says neither word: "It does not need sunlight"."""

import re
from typing import Final

from pipeline.score.facts.base import Finding, right, wrong
from pipeline.score.facts.denials import denies
from pipeline.score.facts.points import adds_little
from pipeline.score.facts.said import Said
from pipeline.values.stems import stems

_ASKS_YES_NO = re.compile(
    r"\s*(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|may|must"
    r"|should|shall)\b(?!.*\bor\b)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\W*(?:(?P<yes>yes)|no)\b(?!\W+(?:one|other)\b)", re.IGNORECASE)
_NEARLY_ALL: Final = 0.7
_FEW: Final = 2
"""A gold with more words of its own tells more than yes or no."""


def compare_polarity(gold: str, question: str, said: Said) -> Finding | None:
    """Compare the yes or no a reply opens with; `None` where there is none."""
    opening = _OPENING.match(said.text)
    if not opening or not _ASKS_YES_NO.match(question) or "?" in question.rstrip(" ?"):
        return None
    told, asked = set(stems(gold)), set(stems(question))
    says_it = not told or len(told & asked) >= _NEARLY_ALL * len(asked)
    if not says_it or not adds_little(gold, question, _FEW):
        return None
    wanted = not denies(gold)
    given = opening["yes"] is not None
    word = "yes" if given else "no"
    return right(f"opens with {word}") if given == wanted else wrong(f"opens with {word}")
