"""Which clause of a sentence answers a question for a name: that with its verb.

"Ann moved the motion, seconded by Bob" answers "Who moved the motion?" with Ann, and
Bob, whom it names too, is no answer.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

from pipeline.values.stems import stem_set
from pipeline.values.wording import Word, read_words

Decision = Literal["the gold", "another", "unclear"]

_CUT = re.compile(
    r"[,;]\s+|\s(?:while|whereas|after|before|although|though|instead)\s"
    r"|\sand\s(?=(?:[Tt]he\s)?(?:[A-Z][\w.'\u2019-]*\s){1,3}[a-z]+\b)"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_WH = re.compile(r"(?i)\b(?:who|whom|which|what|where)\b\s*(.*)", re.DOTALL)
_PLACED = re.compile(
    r"\b(?:in|at|on|from|during|since|near|to|for|with|of|against|under|between|until)"
    r"\s(?:the\s)?(?:[\w.'\u2019-]+\s){0,2}$"
)
_TURN = re.compile(r"\s*(?:but|however|actually|rather)\b")
_POSSESSIVE = re.compile(r"['\u2019]s?\b")
_FEW: Final = stem_set("name answer give call")
_MOST_CHARS: Final = 1000


def decision(
    text: str, question: str, own: frozenset[str], asked: frozenset[str]
) -> Decision:
    """Say whom the clause with most of the question's words names.

    It names another where that is its subject, its object, or who did it ("by Bob"),
    and no clause beside it introduces the gold as the agent. `own` are the stems of
    the gold, `asked` those of the question.
    """
    verbs = _asked_for(question)
    bare = _BRACKETS.sub("", text[:_MOST_CHARS])
    clauses = [part for part in _CUT.split(bare) if part.strip()]
    at = _deciding(clauses, verbs) if len(clauses) > 1 else None
    if at is None or _continued(clauses, at, own):
        return "the gold"
    beside = [part for part in clauses if _names(part, own)]
    if clauses[at] in beside or any(_shared(part, verbs) for part in beside):
        return "the gold"
    words = read_words(clauses[at])
    rivals = [w for w in words if w.capital and w.stem not in asked | own]
    if not rivals:
        return "the gold"
    if any(_TURN.match(part) for part in beside):
        return "unclear"
    return "another" if _takes_part(clauses[at], rivals) else "unclear"


def _deciding(clauses: Sequence[str], verbs: frozenset[str]) -> int | None:
    """Return which clause alone has most of the question's words."""
    counts = [_shared(part, verbs) for part in clauses]
    most = max(counts)
    return counts.index(most) if most and counts.count(most) == 1 else None


def _shared(clause: str, verbs: frozenset[str]) -> int:
    return len(verbs & {word.stem for word in read_words(clause)})


def _names(clause: str, own: frozenset[str]) -> bool:
    return any(word.capital and word.stem in own for word in read_words(clause))


def _continued(clauses: Sequence[str], at: int, own: frozenset[str]) -> bool:
    """Tell whether the next clause only adds the gold: "..., by Ann", "..., Ann"."""
    if at + 1 >= len(clauses):
        return False
    after = read_words(clauses[at + 1])
    return bool(
        after
        and after[0].stem in own
        and re.match(r"\W*(?:by|namely|i\.e\.|the|[A-Z])", clauses[at + 1])
        and not any(word.text[:1].islower() for word in after)
    )


def _takes_part(clause: str, rivals: Sequence[Word]) -> bool:
    for rival in rivals:
        start = clause.find(rival.text)
        before, after = clause[:start], clause[start + len(rival.text) :]
        if _PLACED.search(before) or _POSSESSIVE.match(after):
            continue
        return True
    return False


@lru_cache(maxsize=4096)
def _asked_for(question: str) -> frozenset[str]:
    """Return the stems of what the question says happened: all but its names."""
    found = _WH.search(question)
    if not found:
        return frozenset()
    words = read_words(found[1])
    return frozenset(w.stem for w in words if not w.capital) - _FEW
