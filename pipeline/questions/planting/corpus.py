"""What a corpus says of itself: its language, its money, what it calls its things."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from pipeline.questions.planting.languages import language_of
from pipeline.questions.planting.languages.forms import Language
from pipeline.questions.planting.passages import Passage

_MOST_NOUNS: Final = 6
"""Of a document; the most frequent ones."""
_READ_FOR_LANGUAGE: Final = 200
_CURRENCIES: Final[Mapping[str, re.Pattern[str]]] = {
    "EUR": re.compile(r"\u20ac|\bEUR\b|\b[Ee]uros?\b"),
    "USD": re.compile(r"\$|\bUSD\b"),
    "GBP": re.compile(r"\u00a3|\bGBP\b"),
}
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class Corpus:
    language: Language
    currency: str
    nouns: Mapping[str, Sequence[str]]
    """Document -> what it calls things, most frequent first; never empty."""


def corpus_of(passages: Sequence[Passage]) -> Corpus:
    """Read passages that come by document."""
    every = max(1, len(passages) // _READ_FOR_LANGUAGE)
    sample = [passage.text for passage in passages[::every]]
    language = language_of(sample)
    return Corpus(
        language,
        _currency(sample),
        {
            document: _nouns(list(of_one), language)
            for document, of_one in groupby(passages, key=lambda p: p.document)
        },
    )


def _currency(texts: Sequence[str]) -> str:
    counts = {
        code: sum(len(sign.findall(text)) for text in texts)
        for code, sign in _CURRENCIES.items()
    }
    return max(counts, key=lambda code: counts[code])


def _nouns(passages: Sequence[Passage], language: Language) -> Sequence[str]:
    counts: Counter[str] = Counter()
    for passage in passages:
        words = _WORD.findall(passage.text.lower())
        counts.update(word for word in words if word in language.nouns)
    frequent = sorted(counts, key=lambda word: (-counts[word], word))[:_MOST_NOUNS]
    return frequent or language.general
