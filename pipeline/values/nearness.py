"""How near each of many texts is to a query: BM25 by the `bm25s` library.

Lucene's variant, k1 1.5 and b 0.75. Only the words that some query has are kept apart;
all others are one word, which still counts for the length of a text.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

import bm25s
import numpy as np
from numpy.typing import NDArray

_bm25s: Any = bm25s  # it carries no types
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|\w\w+")
"""An ideograph is a word: these scripts write no spaces."""
_ASCII_WORD = re.compile(r"\w\w+", re.ASCII)
"""The same where there is nothing else, in half the time."""
_OTHER: Final = 0


class Nearness:
    """Sees the texts once, and scores every one for any of the queries."""

    def __init__(self, queries: Iterable[str]) -> None:
        self._words: dict[str, int] = {"": _OTHER}
        for query in queries:
            for word in _words(query):
                self._words.setdefault(word, len(self._words))
        self._texts = 0
        self._seen: list[list[int]] = []
        self._index: Any = None

    def see(self, index: int, text: str) -> None:
        assert index == self._texts, "texts are seen in order"
        self._texts += 1
        find = self._words.get
        self._seen.append([find(word, _OTHER) for word in _words(text)])

    def scores(self, query: str) -> NDArray[np.float32]:
        """Return the score of each text; 0 shares no word with the query."""
        ids = sorted({self._words[word] for word in _words(query)})
        if not ids or not self._texts:
            return np.zeros(self._texts, dtype=np.float32)
        if self._index is None:
            self._index = self._indexed()
        found: NDArray[np.float32] = self._index.get_scores_from_ids(ids)
        return found

    def _indexed(self) -> Any:
        index = _bm25s.BM25(k1=1.5, b=0.75, method="lucene")
        index.index((self._seen, self._words), show_progress=False)
        self._seen = []
        return index


def _words(text: str) -> list[str]:
    pattern = _ASCII_WORD if text.isascii() else _WORD
    return pattern.findall(text.lower())
