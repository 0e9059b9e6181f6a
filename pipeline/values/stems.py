"""The words of a text that carry its meaning, cut to the stem they share with others.

"Operating", "operations" and "operated" are one word here. The cutting is a short table
of English endings, read once from top to bottom; it knows no word, so it keeps apart
what only a dictionary joins ("buy" and "bought").
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from pipeline.values.text import normalise

_VOWEL = re.compile("[aeiouy]")
_IZE = re.compile("iz(?=$|at$)")  # as spelled outside America
_POSSESSIVE = re.compile(r"(?<=\w)(?:['\u2019]s|(?<=s)['\u2019])(?!\w)")

_PLURAL: Final[Sequence[tuple[str, str]]] = (
    ("sses", "ss"),
    ("ies", "y"),
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("s", ""),
)
_DERIVED: Final = (
    "ings ing eed edly ed ers er ors or ion ment ness ally ly ity ive al es e y"
)
"""Of tense and derivation, longest first where one ends in another."""
_KEPT: Final = frozenset({"eed"})
_ROUNDS: Final = 3  # "governmentally"
_PLURAL_WORD = re.compile(r"\b([^\W\d_]{2,}?)(ies|(?<=[xh])es|(?<=[^\Wsui\d_])s)\b")
_SHORTEST: Final = 3
"""What must be left of a word: "king" is not "k" and "-ing"."""


def word_set(words: str) -> frozenset[str]:
    """Return the words of a table written as text."""
    return frozenset(words.split())


FUNCTION_WORDS: Final = word_set(
    "a an the and or but nor so if then than that this these those there here such "
    "it its he him his she her hers they them their theirs we us our you your i me "
    "my mine one ones who whom whose which what when where why how as at by for "
    "from in into of off on onto out over per to toward towards under until up "
    "upon via with within without about above across after against along among "
    "amongst around before behind below beneath beside besides between beyond "
    "down during through throughout is are was were be been being am do does did "
    "done doing has have had having can could may might must shall should will "
    "would not no none any some all both each every either neither few many much "
    "more most less least own same other others another only just also too very "
    "quite rather well even still yet already ever again further however therefore "
    "thus hence because since while whereas although though whether due respectively "
    "yes cannot dont doesnt didnt isnt arent wasnt werent hasnt havent wont cant et "
    "etc eg ie vs versus"
)


def words(text: str) -> list[str]:
    """Return the normalised words of a text; a possessive is the word without it."""
    return normalise(_POSSESSIVE.sub("", text)).split()


def content_words(text: str) -> list[str]:
    return [word for word in words(text) if word not in FUNCTION_WORDS]


def stems(text: str) -> list[str]:
    """Return the stems of the words that carry meaning, in order, repeats and all."""
    return [stem(word) for word in content_words(text)]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Cut the endings off a normalised English word; one with a digit is left alone.

    >>> {stem(word) for word in ("operating", "operations", "operated", "operates")}
    {'operat'}
    """
    if not word.isalpha() or not word.isascii():
        return word
    for ending, kept in _PLURAL:
        if word.endswith(ending):
            if len(word) - len(ending) >= _SHORTEST:
                word = word.removesuffix(ending) + kept
            break
    for _ in range(_ROUNDS):
        word = _cut(word)
    return _IZE.sub("is", word)


def singular(text: str) -> str:
    """Return a text with its plurals in the singular: "mustard seeds"."""
    return _PLURAL_WORD.sub(
        lambda word: word[1] + ("y" if word[2] == "ies" else ""), text
    )


def _cut(word: str) -> str:
    for ending in _DERIVED.split():
        if word.endswith(ending):
            left = word.removesuffix(ending)
            if len(left) < _SHORTEST or ending in _KEPT or not _VOWEL.search(left):
                return word
            return _undoubled(left)
    return word


def _undoubled(word: str) -> str:
    """Return "stop" for the "stopp" of "stopped"; "sell" keeps its own double."""
    doubled = word[-1] == word[-2] and word[-1] not in "aeioulsz"
    return word[:-1] if doubled else word


def stem_set(words: str) -> frozenset[str]:
    """Return the stems of a table written as text."""
    return frozenset(map(stem, words.split()))


GENERIC: Final = stem_set(
    "amount approximately answer based biggest compare comparison current "
    "company companies experienced figure following give highest include "
    "including it key kind large larger largest low lower lowest major make "
    "main mainly mean number part period present presented primarily primary "
    "quarter relate relatively result same segment show significant small "
    "smaller smallest specific state such term thing time total type use used "
    "various way year"
)
"""Words that say nothing of their own in an answer."""
