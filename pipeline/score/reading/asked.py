"""What a yes-no question asks, taken apart: its words and what its answer hangs on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.score.reading.claims import MAX_CHARS
from pipeline.score.reading.opposites import (
    CONSENT,
    DENIALS,
    EMPTY,
    FIT,
    IRREGULAR,
    LESS_IS_BETTER,
    LEVEL,
    OPPOSITES,
    PERMISSION,
    QUALITY,
    SAMENESS,
    UNCHANGED,
    UNFIT,
    WEAK,
)
from pipeline.values.text import normalise

_AUXILIARY = re.compile(
    r"(?i)\b(?:is|are|was|were|did|does|do|has|have|had|can|may|could|will|would"
    r"|should)\b"
)
_GROUNDS = re.compile(
    r"(?i)(?<=\w)\s+(?:based (?:up)?on|according to|as of|as per|given (?:that"
    r"|the (?:data|information|facts?|context|evidence|above|following))"
    r"|in light of)\b"
)
_QUANTITY = re.compile(r"(?i)\b(?:all|every|each|both|always|entire\w*|whole|only)\b")
ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SUFFIXES: Final = (
    *(
        "ications",
        "ication",
        "ations",
        "ation",
        "ating",
        "ated",
        "ates",
        "ities",
        "ity",
        "ments",
        "ment",
    ),
    *("ness", "ings", "ing", "ies", "ied", "ally", "ably", "ency", "ence", "ent"),
    *("ate", "ive", "ed", "es", "ly", "al", "iv", "at", "s", "e", "y"),
)
_FEW_WORDS: Final = 3
_LONG_CHARS: Final = 300
_VERY_LONG_CHARS: Final = 800
SHORTEST: Final = 4
"""Letters that a stem keeps."""


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
    permission: bool
    """It asks whether one may or can."""
    last: str | None
    """The word with which "Is it ..." ends, but for the pivot."""
    needed: frozenset[str]
    """It asks whether one may or can without these."""
    quantity: str | None
    """All, every, both or only: to say it of some is neither yes nor no."""


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """Cut endings until none is left or the rest is short; no word of a language."""
    word = IRREGULAR.get(word, word)
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    while True:
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST:
                word = word[: -len(suffix)]
                if suffix in {"ed", "ing"} and word[-1] == word[-2] not in "lsz":
                    word = word[:-1]
                break
        else:
            return word


def content(text: str) -> list[str]:
    """Return the stems of the words of a text that carry its content."""
    words = normalise(text).replace("-", " ").split()
    return [stem(w) for w in words if w not in EMPTY and not w[0].isdigit()]


def stems(text: str) -> list[str]:
    return [stem(word) for word in normalise(text).replace("-", " ").split()]


_ROWS: Final = tuple(
    (frozenset(stems(one)), frozenset(stems(other))) for one, other in OPPOSITES
)
REVERSING: Final = frozenset[str]().union(*(other for _, other in _ROWS)) - {
    *("under", "below", "down", "bar", "clos", "low", "lower"),
    *map(stem, DENIALS),
}
"""Where the question has no pivot, one of these in the sentence may be its opposite."""
_LESS_IS_BETTER: Final = frozenset(map(stem, LESS_IS_BETTER))
_THINGS: Final = frozenset(stems("business firm organisation organization person"))
_UNCHANGED: Final = frozenset(map(stem, UNCHANGED))
_CONSENT: Final = frozenset(map(stem, CONSENT))
_FIT: Final = frozenset(map(stem, FIT)) | _ROWS[PERMISSION][0]
_UNFIT: Final = frozenset(map(stem, UNFIT)) | _ROWS[PERMISSION][1]


@lru_cache(maxsize=1024)
def asked(question: str) -> Asked:
    """Take a question apart: its predicate, that one's opposites, and the rest."""
    main = _GROUNDS.split(ASIDE.sub(" ", question.partition("?")[0]))[0]
    start = _AUXILIARY.search(main)
    predicate, _, without = (main[start.end() :] if start else main).partition(
        " without "
    )
    verb = start[0].casefold() if start else ""
    may, be = verb in {"can", "may", "could"}, verb in {"is", "are", "was", "were"}
    plain = _plain(predicate, main, be=be)
    words = content(plain)
    found = [(word, row, side) for word in words for row, side in _places(word)]
    pivot = next(
        (
            word
            for word, _, _ in reversed(found)
            if word not in WEAK or word == words[-1]
        ),
        None,
    )
    same, opposite = _sides([place for place in found if place[0] == pivot], words)
    quantity = _QUANTITY.search(predicate)
    if may and pivot is None:
        same, opposite = _FIT, _UNFIT
    return Asked(
        frozenset(words) - {pivot or ""},
        pivot,
        same,
        opposite - same,
        not DENIALS.isdisjoint(plain.split()),
        compared_in(predicate),
        permission=may or pivot in _ROWS[PERMISSION][0],
        last=_last(words, pivot) if be and "there" not in predicate else None,
        needed=_needed(without),
        quantity=quantity[0].casefold() if quantity else None,
    )


def _last(words: Sequence[str], pivot: str | None) -> str | None:
    """Return what is said of a thing last: "Is it a capital-intensive business?"."""
    telling = [word for word in words if word not in _THINGS]
    return telling[-1] if telling and telling[-1] != pivot else None


def _plain(predicate: str, main: str, *, be: bool) -> str:
    """Return what is asked without names and adverbs; "Is it timely?" ends in none."""
    names = {normalise(name) for name in re.findall(r"\b[A-Z]\S*", main)}
    words = normalise(predicate).replace("-", " ").split()
    return " ".join(
        word
        for place, word in enumerate(words, start=1)
        if word not in names
        and not (word.endswith("ly") and not (be and place == len(words)))
    )


def _needed(text: str) -> frozenset[str]:
    """Return the stems of what a thing is done without; one word for consent is all."""
    needed = content(text)
    if _CONSENT.isdisjoint(needed):
        return frozenset(needed)
    return _CONSENT.union(needed)


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
        if row in {LEVEL, QUALITY}:
            opposite |= _UNCHANGED
        if row == SAMENESS:
            (same if side else opposite).update(*_ROWS[LEVEL])
    return frozenset(same), frozenset(opposite)


def compared_in(text: str) -> tuple[frozenset[str], frozenset[str]] | None:
    if "than" not in text:
        return None
    one, than, other = normalise(text).partition(" than ")
    left, right = set(one.split()), set(other.split())
    return (frozenset(left - right), frozenset(right - left)) if than else None


def off_topic(reply: str, question: str) -> bool:
    """Return whether a long reply has next to nothing of what the question is about.

    A short one may say it in other words; of two words a very long one has none.
    """
    about = asked(question)
    words = about.words | {about.pivot or ""} - {""}
    very_long, few = len(reply) >= _VERY_LONG_CHARS, len(words) < _FEW_WORDS
    if len(reply) < _LONG_CHARS or len(words) < _FEW_WORDS - very_long:
        return False
    held = len(words & set(stems(reply[:MAX_CHARS])))
    return held < 1 + int(very_long and not few)
