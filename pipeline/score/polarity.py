"""Whether a sentence says yes or no to a question without the word: polarity.

The question's own predicate is looked for in the sentence, or its opposite from a table
of opposites; denials before it in its clause turn it round. Whatever does not come out
one way is neither.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from pipeline.score.claims import MAX_CHARS
from pipeline.score.opposites import (
    DENIALS,
    EMPTY,
    LESS_IS_BETTER,
    LEVEL,
    OPPOSITES,
    QUALITY,
    SAMENESS,
)
from pipeline.values.text import normalise

_CONDITIONS: Final = frozenset({"if", "whether", "unless"})
_NO_DENIAL = re.compile(
    r"\b(?:not (?:only|just|merely|simply)|no doubt|no other"
    r"|(?:more|less|fewer|greater|higher|lower|other|better|worse) than)\b"
)
_AUXILIARY = re.compile(
    r"(?i)\b(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should)\b"
)
_GROUNDS = re.compile(
    r"(?i)(?<=\w)\s+(?:based (?:up)?on|according to|as of|as per|given|in light of)\b"
)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CLAUSE_END = re.compile(
    r"[;:,\u2013\u2014]\s|\b(?:but|while|whereas|although|though|however|because|since"
    r"|which|and (?:therefore|thus))\b"
)
# What is asked, supposed, or so of any such thing is not said of this one.
_SUPPOSING = re.compile(
    r"(?i)\b(?:in order to|to (?:determine|assess|evaluate|see|answer)"
    r"|would (?:indicate|suggest|mean)"
    r"|(?:could|may|might) (?:indicate|suggest|also|be)"
    r"|should|important to|typically|usually|in general|depends|useful|metric"
    r"|not necessarily|calculated (?:as|by)|defined as|refers to)\b"
    r"|\?\s*$|\A\W*(?:an?|companies|businesses)\s"
)
_NOT_SEEN = re.compile(
    r"(?:\w+ ){0,4}(?:is|was|are|were) not"
    r" (?:seen|observed|evident|apparent|found|expected|so)\b"
)
_LIKER = re.compile(r"\bmore (?:like|\w+ (?:of|to|with)) .*\bthan\b")
_SUFFIXES: Final = (
    *("ations", "ation", "ating", "ated", "ates", "ities", "ity", "ments", "ment"),
    *("ness", "ings", "ing", "ies", "ied", "ally", "ably", "ency", "ence", "ent"),
    *("ate", "ive", "ed", "es", "ly", "al", "iv", "at", "s", "e", "y"),
)
_SHORTEST: Final = 4
"""Letters that a stem keeps."""
_ENOUGH: Final = 0.5
_NEARLY_ALL: Final = 0.65
"""Of the question's words a sentence has to share to be about it, with a pivot or
without."""
_FRAGMENT_WORDS: Final = 3
_LONG_CHARS: Final = 300
_VERY_LONG_CHARS: Final = 800


@dataclass(frozen=True, slots=True)
class Asked:
    """A yes-no question, as the stems of its words."""

    words: frozenset[str]
    """That carry its content, but for the pivot."""
    pivot: str | None
    """The word its answer hangs on, where the table has one."""
    same: frozenset[str]
    opposite: frozenset[str]
    unclear: bool
    """It is itself denied, so that a yes may mean either."""
    compared: tuple[frozenset[str], frozenset[str]] | None
    """The words on one side alone of "than"."""


@dataclass(frozen=True, slots=True)
class Said:
    yes: bool
    literal: bool
    """In the question's own words, not by an opposite or a neighbour of them."""
    share: float = 1.0
    """Of the question's words, that the sentence has."""


def stem(word: str) -> str:
    """Cut endings until none is left or the rest is short; no word of a language."""
    while True:
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
                word = word[: -len(suffix)]
                break
        else:
            return word


def content(text: str) -> list[str]:
    """Return the stems of the words of a text that carry its content."""
    words = normalise(text).replace("-", " ").split()
    return [stem(w) for w in words if w not in EMPTY and not w[0].isdigit()]


def _stems(text: str) -> list[str]:
    return [stem(word) for word in normalise(text).replace("-", " ").split()]


_ROWS: Final = tuple(
    (frozenset(_stems(one)), frozenset(_stems(other))) for one, other in OPPOSITES
)
_REVERSING: Final = frozenset[str]().union(*(other for _, other in _ROWS)) - {
    *("under", "below", "down", "bar", "clos", "low", "lower"),
}
"""Where the question has no pivot, one of these in the sentence may be its opposite."""
_LESS_IS_BETTER: Final = frozenset(map(stem, LESS_IS_BETTER))


@lru_cache(maxsize=1024)
def asked(question: str) -> Asked:
    """Take a question apart: its predicate, that one's opposites, and the rest."""
    main = _GROUNDS.split(_ASIDE.sub(" ", question.partition("?")[0]))[0]
    start = _AUXILIARY.search(main)
    predicate = main[start.end() :] if start else main
    names = {normalise(name) for name in re.findall(r"\b[A-Z]\S*", main)}
    plain = " ".join(
        word
        for word in normalise(predicate).replace("-", " ").split()
        if word not in names and not word.endswith("ly")
    )
    words = content(plain)
    found = [(word, row, side) for word in words for row, side in _places(word)]
    pivot = found[-1][0] if found else None
    same, opposite = _sides([place for place in found if place[0] == pivot], words)
    return Asked(
        frozenset(words) - {pivot or ""},
        pivot,
        same,
        opposite - same,
        not DENIALS.isdisjoint(plain.split()),
        _compared(predicate),
    )


def _places(word: str) -> Iterator[tuple[int, int]]:
    for row, sides in enumerate(_ROWS):
        for side in (0, 1):
            if word in sides[side]:
                yield row, side


def _sides(
    places: Sequence[tuple[str, int, int]], words: Sequence[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that say the same as the pivot, and those that deny it."""
    same: set[str] = {word for word, _, _ in places}
    opposite: set[str] = set()
    for _, row, side in places:
        rows: tuple[int, ...] = (row,)
        if row in {LEVEL, QUALITY} and _LESS_IS_BETTER.isdisjoint(words):
            rows = (LEVEL, QUALITY)
        for near in rows:
            same |= _ROWS[near][side]
            opposite |= _ROWS[near][1 - side]
        if row == SAMENESS:
            (same if side else opposite).update(*_ROWS[LEVEL])
    return frozenset(same), frozenset(opposite)


def _compared(text: str) -> tuple[frozenset[str], frozenset[str]] | None:
    one, than, other = normalise(text).partition(" than ")
    left, right = set(one.split()), set(other.split())
    return (frozenset(left - right), frozenset(right - left)) if than else None


def says(sentence: str, question: Asked) -> Said | None:
    """Return what a sentence says to a question; `None` if nothing, or both.

    A fragment need not say again what the question is about: "strictly prohibited".
    """
    sentence = _ASIDE.sub(" ", sentence)
    words = question.words
    share = len(words & set(_stems(sentence))) / len(words) if words else 1.0
    fragment = question.pivot is not None and len(sentence.split()) <= _FRAGMENT_WORDS
    if share < (_ENOUGH if question.pivot else _NEARLY_ALL) and not fragment:
        return None
    if question.unclear or _SUPPOSING.search(sentence) or _swaps(sentence, question):
        return None
    if question.pivot is None:
        return _in_its_words(sentence, words, share)
    found = [
        replace(said, share=share)
        for clause in _CLAUSE_END.split(sentence)
        for said in _in_clause(clause, question)
    ]
    if len({said.yes for said in found}) != 1:
        return None
    return next((said for said in found if said.literal), found[0])


def _swaps(sentence: str, question: Asked) -> bool:
    """Tell "B is taller than A" from "A is taller than B": it says another thing."""
    said = _compared(sentence)
    if said is None or question.compared is None:
        return False
    (left, right), (one, other) = said, question.compared
    return not (left.isdisjoint(other) and right.isdisjoint(one))


def _in_clause(clause: str, question: Asked) -> Iterator[Said]:
    """Yield what each pivot in a clause says, turned by the denials before it."""
    words = _plain(clause).split()
    turned = False
    for at, word in enumerate(words):
        base = stem(word)
        if word in _CONDITIONS:
            return
        if base in question.same or base in question.opposite:
            unseen = _NOT_SEEN.match(" ".join(words[at + 1 :])) is not None
            yes = (turned != unseen) == (base in question.opposite)
            yield Said(yes, literal=base == question.pivot)
        elif word in DENIALS:
            turned = not turned


def _in_its_words(sentence: str, words: frozenset[str], share: float) -> Said | None:
    """Say yes where the words are, no where an odd number of denials is before them.

    "More like a mature company than a growing one" denies what it compares with.
    """
    denied = False
    for clause in _CLAUSE_END.split(sentence):
        said = _plain(clause).split()
        stems = [stem(word) for word in said]
        at = [n for n, base in enumerate(stems) if base in words]
        if not at:
            continue
        if not (_CONDITIONS.isdisjoint(said) and _REVERSING.isdisjoint(stems)):
            return None
        before = said[: at[-1]]
        compares = _LIKER.search(" ".join(before)) is not None
        denied |= (sum(word in DENIALS for word in before) + compares) % 2 == 1
    return Said(yes=not denied, literal=True, share=share) if words else None


def _plain(clause: str) -> str:
    folded = normalise(clause).replace("-", " ").replace("rather than", "instead")
    return _NO_DENIAL.sub(" ", folded)


def off_topic(reply: str, question: str) -> bool:
    """Return whether a reply has next to nothing of what the question is about.

    One of a sentence or two may say it in other words; two or three words do not.
    """
    if len(reply.split()) > _FRAGMENT_WORDS and len(reply) < _LONG_CHARS:
        return False
    about = asked(question)
    words = about.words | ({about.pivot} if about.pivot else set())
    held = len(words & set(_stems(reply[:MAX_CHARS])))
    return held == 0 or held < min(len(words), 1 + int(len(reply) >= _VERY_LONG_CHARS))
