"""What a gold sentence answers the question with: the name in the place of "which".

"MGM China had the worst year; it fell by 44 %" answers "Which region had the worst
year?" with "MGM China"; the rest is detail, which no reply needs.
"""

import re
from typing import Final

from pipeline.values.stems import GENERIC, stems

_ASKS_NAME = re.compile(
    r"\b(?:who|whom|whose|which|where)\b"
    r"|\bwhat(?:'s)?\s+(?:is|are|was|were|type|kind|sort)\b",
    re.IGNORECASE,
)
_ASKS_WHO = re.compile(r"\b(?:who|whom|whose|which|where)\b", re.IGNORECASE)
_FIRST = re.compile(
    r"(?<=[^\W\d_]{3})[.;]\s|(?<=\d)\.\s|\n|\s\("
    r"|,\s(?:which|who|where|at|with|by|about|followed|including)\b"
)
_VERB = re.compile(
    r"\s(?:(?i:is|are|was|were|be|been|has|have|had|did|does|do|will|would|can|could|may"
    r"|must|shall|should|might|need|needs"
    r"|include[sd]?|including|contains?|came|went|made|led|grew|rose|fell|won"
    r"|lost|gave|saw|got|took|held|wrote|sold|bought|beat)"
    r"|[a-z]{4,}ed)(?=\s|$)"
)
_EDGE: Final = " ,.:\"'"


def focus_of(gold: str, question: str) -> str | None:
    """Return the phrase of the gold that names what is asked, `None` if none is.

    The part before the first verb, if it says anything the question does not; else the
    part after.
    """
    if not _ASKS_NAME.search(question):
        return None
    first = _FIRST.split(gold)[0]
    asked = {*stems(question), *GENERIC}
    verb = _VERB.search(f" {first}")
    if verb is None:
        return _trimmed(first, asked)
    before, after = first[: verb.start()], first[max(0, verb.end() - 1) :]
    return _trimmed(before, asked) or _trimmed(after, asked)


def answers_with(focus: str, gold: str, question: str) -> bool:
    """Tell whether a gold answers with its focus, and does not only begin with it.

    "The committee closed the quay" answers "Who closed the quay?" with its committee:
    the rest has words of the question. "What was decided?" it does not: what it adds
    there to question and focus is the answer.
    """
    rest = {*stems(_FIRST.split(gold)[0])} - {*stems(focus), *GENERIC}
    asked = set(stems(question))
    if _ASKS_WHO.search(question):
        return not rest or not rest.isdisjoint(asked)
    return rest <= asked


def _trimmed(part: str, asked: set[str]) -> str | None:
    """Cut what the question says already off both ends of a phrase."""
    words = part.strip(_EDGE).split()
    said = [_said_already(word, asked) for word in words]
    while words and said[0]:
        words, said = words[1:], said[1:]
    while words and said[-1]:
        words, said = words[:-1], said[:-1]
    return " ".join(words).strip(_EDGE) or None


def _said_already(word: str, asked: set[str]) -> bool:
    found = stems(word)
    return not found or all(one in asked for one in found)


def names(focus: str) -> bool:
    """Tell a name or noun phrase from a lone word that has synonyms ("defeated")."""
    return len(focus.split()) > 1 or focus[:1].isupper()
