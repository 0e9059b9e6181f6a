"""Where any of many quotes stands, white space aside: quotes in, touched pieces out.

All quotes are looked for in one pass, by how they begin; where one may begin, it is
compared whole. Text is searched as UTF-8, in which no character begins within another.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from ahocorasick_rs import BytesAhoCorasick, Implementation

_BEGINNING: Final = 32
"""Bytes of a quote in the automaton: enough to be rare, few enough to keep it small."""
_ASCII_SPACES: Final = "".join(filter(str.isspace, map(chr, range(128)))).encode()
_LOSSLESS: Final = ("utf-8", "surrogatepass")


class Quotes:
    def __init__(self, quotes: Sequence[str]) -> None:
        by_beginning: dict[bytes, list[tuple[int, bytes]]] = {}
        for index, quote in enumerate(quotes):
            if bare := _bare(quote):
                same = by_beginning.setdefault(bare[:_BEGINNING], [])
                same.append((index, bare))
        self._by_beginning = list(by_beginning.values())
        self._beginnings = BytesAhoCorasick(
            by_beginning, implementation=Implementation.DFA
        )

    def touched(self, pieces: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield (quote, piece), each once, for all that an occurrence touches.

        The pieces are those of one document in order: a quote may run over several.
        """
        bare = [_bare(piece) for piece in pieces]
        ends = list(accumulate(map(len, bare)))
        seen: set[tuple[int, int]] = set()
        for quote, start, end in self._occurrences(b"".join(bare)):
            first, last = bisect_right(ends, start), bisect_right(ends, end - 1)
            for piece in range(first, last + 1):
                if (quote, piece) not in seen:
                    seen.add((quote, piece))
                    yield quote, piece

    def _occurrences(self, text: bytes) -> Iterator[tuple[int, int, int]]:
        found = self._beginnings.find_matches_as_indexes(text, overlapping=True)
        for which, start, _ in found:
            for index, quote in self._by_beginning[which]:
                if text.startswith(quote, start):
                    yield index, start, start + len(quote)


def _bare(text: str) -> bytes:
    bare = text.encode(*_LOSSLESS).translate(None, _ASCII_SPACES)
    if bare.isascii():
        return bare
    return "".join(bare.decode(*_LOSSLESS).split()).encode(*_LOSSLESS)
