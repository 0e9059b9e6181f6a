"""A yes or no is right by the word the answer opens with."""

import re
from typing import Final

from pipeline.records import Question
from pipeline.score.claims import sentences
from pipeline.score.reply import Reply
from pipeline.score.verdicts.base import Judged, correct, incorrect, unscored
from pipeline.values.text import holds, normalise, unmarked

VERSION: Final = "boolean@2"

# "No" is also a determiner: "No answer", "No one objected". It is believed before a
# stop, or before a word that opens a clause. "Y" and "n" are believed only alone.
_STOP = r"(?=\s*$|[^\S\n]*(?:[\n,.;:!?()\"\u2013\u2014]|-(?!\w)))"
_CLAUSE = (
    r"(?=\s+(?:it|they|he|she|we|this|these|those|there|the|an?|because|since|as"
    r"|although|though|but|not)\b)"
)
_NO = rf"(?:false|no(?:{_STOP}|{_CLAUSE}))\b"
_OPENING = re.compile(
    rf"\W*(?:(?P<yes>(?:yes|true)\b|y\W*$)|{_NO}|n\W*$)", re.IGNORECASE
)
_BOTH = re.compile(
    r"\W*(?:(?:yes|true)\W+(?:(?:and|or)\W+)?(?:no|false)"
    rf"|(?:no|false)\W+(?:(?:and|or)\W+)?(?:yes|true)){_STOP}",
    re.IGNORECASE,
)


def judge(reply: Reply, question: Question) -> Judged:
    """Believe the first word alone: "No, although it grew, but yes in part" is no."""
    wanted = {said for text in question.answers if (said := opening(text)) is not None}
    if len(wanted) != 1:
        return unscored("the gold answer is neither yes nor no", reply, question)
    given = opening(reply.field)
    if given is None:
        return incorrect("does not open with yes or no", reply, question)
    word = "yes" if given else "no"
    if given in wanted:
        return correct(f"opens with {word}", reply, question)
    return incorrect(f"opens with {word}", reply, question)


def opening(text: str) -> bool | None:
    """Return the yes or no a text opens with; "yes/no" and "yes, no" are neither."""
    text = unmarked(text[:100])
    found = None if _BOTH.match(text) else _OPENING.match(text)
    return None if found is None else found["yes"] is not None


_DENIED_SAYING = re.compile(
    r"(?:(?:do|does|did) not|(?:do|does|did)nt) (?:\w+ly )?"
    r"(state|mention|include|contain|specify|disclose|address|list|discuss|report|say"
    r"|cover)\b(?! (?:\w+ ){0,2}(?:information|data|details?|mention)\b)"
)


def denies_the_saying(reply: str, question: str) -> bool:
    """Return whether a reply denies of a text what the question asks about that text.

    "The lease does not mention pets" answers "Does the lease mention pets?", and
    leaves "Are pets allowed?" open.
    """
    asked = normalise(question)
    denied = _DENIED_SAYING.search(normalise(sentences(reply)[0]))
    return denied is not None and holds(asked, denied[1])
