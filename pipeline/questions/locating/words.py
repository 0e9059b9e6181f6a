"""A text in; the words that quotes are compared by, and what each weighs, out.

Case, typography, ligatures, punctuation and the grouping of digits do not count, nor do
signs: "(1,234)", "$ 1234" and "-1'234" are one word. A decimal point or comma does.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pipeline.values.folding import folded

_GROUPING = re.compile(r",(?<=\d,)(?=\d{3}(?!\d))")
_WORD = re.compile(r"\d+(?:\.\d+)*|[^\W\d]+")
_GAP = re.compile(r"\u2026|\.\s?\.\s?\.")
_NUMBER: Final = 12
"""Numbers tell one page of a report from another; its words are on most pages."""
_LONGER: Final = 4
_SMALL: Final = 1
_SMALL_CHARS: Final = 3
"""Words this short are mostly on every page."""


def words_of(text: str) -> list[str]:
    """Return the folded words, in order; joined they are the text's letters."""
    words: list[str] = []
    for token in _GROUPING.sub("", folded(text)).replace(",", ".").split():
        if token.isalpha():  # most are, and the pattern is slow
            words.append(token)
        else:
            words += _WORD.findall(token)
    return words


def weight(word: str) -> int:
    if word[0].isdecimal():
        return _NUMBER
    return _SMALL if word.isascii() and len(word) <= _SMALL_CHARS else _LONGER


@dataclass(frozen=True)
class Quote:
    """What a question set says stands in the document."""

    pieces: Sequence[str]
    """The letters of each part; between two, an ellipsis left something out."""
    words: Sequence[str]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        return Counter(self.words)

    @cached_property
    def weight(self) -> int:
        """Of all its words together."""
        return sum(map(weight, self.words))

    @classmethod
    def of(cls, text: str) -> "Quote | None":
        """Fold a quote; one without a letter or digit is none."""
        parts = [words for part in _GAP.split(text) if (words := words_of(part))]
        if not parts:
            return None
        return cls(
            ["".join(words) for words in parts],
            [word for words in parts for word in words],
        )
