"""A gold answer that denies: "There are none", "It is not measured by ..."."""

import re
from typing import Final

from pipeline.score.facts.base import Finding, right, unclear, wrong
from pipeline.score.facts.said import Said, Statement, directions, question_word
from pipeline.values.opposites import sides
from pipeline.values.stems import stem, stem_set, stems
from pipeline.values.wording import DENIALS, fold, read_words

_FIRST = re.compile(r"(?<=[a-z\d)]{2})[.;]\s")
_TOKEN = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_SILENCE: Final = stem_set(
    "access accurate address answer available calculate clear contain detail "
    "determine directly disclose discuss explicitly find found give given include "
    "indicate information know list mention provide report specific specifically "
    "specify state stated"
)
"""Of these words a denial denies that the documents say something, not the thing."""


_SOFTLY = re.compile(
    r"(?i)\b(?:lack\w*|fail\w*|unable|absen\w+|void|ceas\w+|end(?:s|ed)|refus\w+"
    r"|den(?:y|ies|ied)|reject\w*|instead|stop\w*|keep\w*|kept|exclud\w+"
    r"|free (?:of|from)|hardly|barely|little|few|rarely|seldom|avoid\w*|prevent\w*"
    r"|same|unchanged|zero)\b"
)
"""Words by which a sentence may deny without a word of denial."""
_EFFECTS: Final = stem_set("effect affect change difference impact influence")
"""Of which a denial is denied by any movement."""
_PREFIXES: Final = ("un", "in", "im", "ir", "il", "dis", "non")


def compare_denial(gold: str, question: str, said: Said) -> Finding | None:
    """Hold a reply to a gold whose main point is a denial; `None` if it is none.

    What matters is what the gold denies beyond the words of its question ("measured"
    in "It is not measured by gross margin"), or what the question denies itself ("If it
    is not useful, say so"), or else the words of the question.
    """
    first = _FIRST.split(gold)[0]
    if not denies(first) or question_word(question) == "why":
        return None
    asked = set(stems(question))
    denied = _denied(first)
    target = (denied - asked) | (_denied(question) & asked) or denied or asked
    topic = {word.stem for word in read_words(first)} & asked
    if any(_denies(s, target, topic) or _negates(s, denied) for s in said.statements):
        return right("denies what the gold denies")
    return _not_denied(target, said)


def _not_denied(target: set[str], said: Said) -> Finding:
    """Tell a reply that affirms from one that denies in other words, or neither."""
    if target & _EFFECTS and _moves(said):
        return wrong("affirms what the gold denies")
    if any(denies(s.text) or _SOFTLY.search(s.text) for s in said.claimed):
        return unclear("denies something, perhaps not what the gold denies")
    if any(_affirms(s, target) or said.repeats_question(s) for s in said.claimed):
        return wrong("affirms what the gold denies")
    return unclear("denies nothing, and affirms something else perhaps")


def _moves(said: Said) -> bool:
    """Tell whether the claims say, and do not deny, that something went up or down."""
    plain = [s for s in said.claimed if not denies(s.text)]
    return len(plain) == len(said.claimed) and any(
        {"rise", "quality"} & directions(s.words).keys() for s in plain
    )


def denies(text: str) -> bool:
    """Return whether a sentence has a word of denial, "not only" apart."""
    tokens = [fold(token) for token in _TOKEN.findall(text)]
    return not DENIALS.isdisjoint(tokens) and any(
        token in DENIALS and tokens[at + 1 : at + 2] != ["only"]
        for at, token in enumerate(tokens)
    )


def _denied(text: str) -> set[str]:
    return {word.stem for word in read_words(text) if word.footing == "denied"}


def _denies(statement: Statement, target: set[str], topic: set[str]) -> bool:
    if 2 * len(topic.intersection(statement.stems)) < len(topic):
        return False
    denied = {word.stem for word in statement.words if word.footing == "denied"}
    return not denied & (_SILENCE - target) and _touches(denied, target)


def _negates(statement: Statement, denied: set[str]) -> bool:
    """Tell whether it has a denied word with a denying prefix: "unenforceable"."""
    words = (fold(word.text) for word in statement.words)
    return any(
        stem(word.removeprefix(prefix)) in denied
        for word in words
        for prefix in _PREFIXES
        if word.startswith(prefix)
    )


def _affirms(statement: Statement, target: set[str]) -> bool:
    plain = {word.stem for word in statement.words if word.footing == "plain"}
    return not denies(statement.text) and _touches(plain, target)


def _touches(said: set[str], target: set[str]) -> bool:
    """Tell whether some words say half of the target, or a word of the same side."""
    if 2 * len(said & target) >= len(target):
        return True
    given = sides(said)
    return any(
        given.get(axis) == side and len(side) == 1
        for axis, side in sides(target).items()
    )
