"""A yes or no is right by the word the answer opens with."""

import re
from collections.abc import Mapping
from typing import Final

from pipeline.records import Question
from pipeline.score.reply import Reply
from pipeline.score.verdicts.base import Judged, correct, incorrect, unscored
from pipeline.values.text import normalise

VERSION: Final = "boolean@1"

_WORDS: Final[Mapping[str, bool]] = {
    "yes": True,
    "true": True,
    "y": True,
    "no": False,
    "false": False,
    "n": False,
}
_BOTH = re.compile(r"(?:yes|true) (?:and|or) (?:no|false)\b|no (?:and|or) yes\b")


def judge(reply: Reply, question: Question) -> Judged:
    """Believe the first word alone: "No, although it grew, but yes in part" is no."""
    wanted = {said for text in question.answers if (said := _said(text)) is not None}
    if len(wanted) != 1:
        return unscored("the gold answer is neither yes nor no", reply, question)
    given = _said(reply.field)
    if given is None:
        return incorrect("does not open with yes or no", reply, question)
    word = "yes" if given else "no"
    if given in wanted:
        return correct(f"opens with {word}", reply, question)
    return incorrect(f"opens with {word}", reply, question)


def _said(text: str) -> bool | None:
    folded = normalise(text[:100])
    return None if _BOTH.match(folded) else _WORDS.get(folded.partition(" ")[0])
