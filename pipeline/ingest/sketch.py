"""The pages of a document in, a MinHash of its words out: near-duplicates share most.

One permutation, many bins (Li, Owen, Zhang, "One Permutation Hashing", NIPS 2012): of
all runs of five words, hashed, the smallest of each bin. Two documents agree in a bin
about as often as they share runs. numpy alone, as datasketch, the kept library for
this, takes 0.6 s to import into each worker, more than it works there (measured).
"""

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

BINS: Final = 128
_RUN: Final = 5
_FEWEST_WORDS: Final = 100
_FEWEST_BINS: Final = 48
"""Of a shorter text, or one that repeats itself, chance has too large a part."""
_BLOCK: Final = 1 << 20
"""Characters at a time, so that memory does not grow with the text."""
_ASCII_END: Final = 0x80
_EMPTY: Final = 0xFFFFFFFF
_BIN_SHIFT: Final = 32 - 7
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
"""The golden ratio's fraction times 2**64: spreads what is multiplied by it."""


def sketch(texts: Iterable[str]) -> str:
    """Return 128 numbers of 8 hex digits; nothing where there are too few words.

    Letters and digits count alone, so that line breaks, punctuation and the borders of
    cells, which differ between formats, make no difference.
    """
    bins = np.full(BINS, _EMPTY, dtype=np.uint32)
    words = 0
    for block in _blocks("\n".join(texts)):
        hashed = _words(block)
        words += len(hashed)
        hashes = _runs(hashed)
        np.minimum.at(bins, hashes >> np.uint32(_BIN_SHIFT), hashes)
    filled = np.count_nonzero(bins != _EMPTY)
    enough = words >= _FEWEST_WORDS and filled >= _FEWEST_BINS
    return bins.astype(">u4").tobytes().hex() if enough else ""


def _blocks(text: str) -> Iterator[str]:
    for start in range(0, len(text), _BLOCK):
        yield text[start : start + _BLOCK]


def _runs(words: NDArray[np.uint64]) -> NDArray[np.uint32]:
    runs = np.zeros(max(0, len(words) - _RUN + 1), dtype=np.uint64)
    for place in range(_RUN):
        runs = runs * _ODD + words[place : place + len(runs)]
    return ((runs ^ (runs >> np.uint64(29))) * _ODD >> np.uint64(32)).astype(np.uint32)


def _words(text: str) -> NDArray[np.uint64]:
    """Hash each run of letters and digits, all at once."""
    data = np.frombuffer(text.lower().encode("utf-8", "replace"), dtype=np.uint8)
    inside = np.concatenate(([False], _LETTERS[data]))
    starts: NDArray[np.int64] = np.flatnonzero(inside[1:] & ~inside[:-1])
    if not len(starts):
        return np.zeros(0, dtype=np.uint64)
    # Each byte weighs by its place in its word: a polynomial in _ODD, modulo 2**64.
    data = np.where(inside[1:], data, 0)[starts[0] :]
    starts = starts - starts[0]
    begun: NDArray[np.int64] = np.repeat(starts, np.diff(np.append(starts, len(data))))
    places = np.minimum(np.arange(len(data)) - begun, len(_POWERS) - 1)
    return np.add.reduceat(data * _POWERS[places], starts)


_LETTERS: Final = np.array(
    [chr(byte).isalnum() if byte < _ASCII_END else True for byte in range(256)]
)
_POWERS: Final = np.cumprod(np.full(64, _ODD, dtype=np.uint64), dtype=np.uint64)
