"""Which of many phrases a passage holds: as `holds` on normalised text, but fast.

The longest words of all phrases are looked for in one pass over the passage, folded and
without "." and ",", which normalising may drop from within a word. It drops nothing
else there, so this misses no phrase. What is found is then looked at closely.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ahocorasick_rs import BytesAhoCorasick

from pipeline.values.folding import ARTICLES, folded, words_of
from pipeline.values.text import holds

_MARKS: Final = str.maketrans("", "", ".,%-")
_NOT_PLAIN = re.compile(r"[\d.,%-]")
_ARTICLES = "|".join(sorted(ARTICLES))
_PARTING = rf"[ .,%-]+(?:(?:{_ARTICLES})[ .,%-]+)*"
_LOOSE_PARTING = rf"[ %-]*(?:(?:{_ARTICLES})[ %-]*)*"


@dataclass(frozen=True)
class _Phrase:
    whole: str
    others: Sequence[str]
    """Its words but the longest."""

    # Made when the longest word was found: of thousands of phrases few ever are.
    @cached_property
    def exact(self) -> re.Pattern[str] | None:
        """Finds it in folded text; for a phrase that no rule for numbers touches."""
        return _exact(self.whole)

    @cached_property
    def loose(self) -> re.Pattern[str]:
        """Finds it in folded text without "." and ",", and may find too much."""
        return _loose(self.whole.translate(_MARKS).split())


class Phrases:
    def __init__(self, phrases: Iterable[str]) -> None:
        by_word: dict[str, list[_Phrase]] = defaultdict(list)
        for phrase in phrases:
            if words := phrase.translate(_MARKS).split():
                *others, longest = sorted(words, key=len)
                by_word[longest].append(_Phrase(phrase, others))
        self._by_word = list(by_word.values())
        self._words = BytesAhoCorasick(map(_encoded, by_word))

    def held(self, passage: str) -> Iterator[str]:
        """Yield those of the normalised phrases that the passage holds."""
        text, words = folded(passage), ""
        bare = text.replace(".", "").replace(",", "")
        for phrase in self._likely(bare):
            if phrase.exact:
                if phrase.exact.search(text):
                    yield phrase.whole
            elif phrase.loose.search(bare):
                words = words or words_of(text)
                if holds(words, phrase.whole):
                    yield phrase.whole

    def _likely(self, bare: str) -> Iterator[_Phrase]:
        found = self._words.find_matches_as_indexes(_encoded(bare), overlapping=True)
        for which in {which for which, _, _ in found}:
            for phrase in self._by_word[which]:
                for word in phrase.others:
                    if word not in bare:
                        break
                else:
                    yield phrase


def _exact(phrase: str) -> re.Pattern[str] | None:
    """Match words without digits, between what parts words, and over articles."""
    words = phrase.split(" ")
    if not all(words) or _NOT_PLAIN.search(phrase) or not ARTICLES.isdisjoint(words):
        return None
    first, *others = map(re.escape, words)
    rest = "".join(_PARTING + word for word in others)
    return re.compile(rf"{first}(?<![^ .,%-]{first}){rest}(?![^ .,%-])")


def _loose(words: Iterable[str]) -> re.Pattern[str]:
    """Match words with nothing between them that would be another word."""
    return re.compile(_LOOSE_PARTING.join(map(re.escape, words)))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
