"""The pages of a document in, a MinHash of its words out: near-duplicates share most.

One permutation, many bins (Li, Owen, Zhang, "One Permutation Hashing", NIPS 2012): of
all runs of five words, hashed, the smallest of each bin. Two documents agree in a bin
about as often as they share runs. numpy alone, as datasketch, the kept library for
this, takes 0.6 s to import into each worker, more than it works there (measured).
"""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

BINS: Final = 128
_RUN: Final = 5
_FEWEST_WORDS: Final = 40
"""Of a shorter text, chance has too large a part."""
_EMPTY: Final = 0xFFFFFFFF
_BIN_SHIFT: Final = 32 - 7
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
"""The golden ratio's fraction times 2**64: spreads what is multiplied by it."""


def sketch(texts: Iterable[str]) -> str:
    """Return 128 numbers of 8 hex digits; nothing where there are too few words.

    Letters and digits count alone, so that line breaks, punctuation and the borders of
    cells, which differ between formats, make no difference.
    """
    words = _words("\n".join(texts))
    if len(words) < _FEWEST_WORDS:
        return ""
    runs = np.zeros(len(words) - _RUN + 1, dtype=np.uint64)
    for place in range(_RUN):
        runs = runs * _ODD + words[place : place + len(runs)]
    hashes = ((runs ^ (runs >> np.uint64(29))) * _ODD >> np.uint64(32)).astype(np.uint32)
    bins = np.full(BINS, _EMPTY, dtype=np.uint32)
    np.minimum.at(bins, hashes >> np.uint32(_BIN_SHIFT), hashes)
    return bins.astype(">u4").tobytes().hex()


def _words(text: str) -> NDArray[np.uint64]:
    """Hash each run of letters and digits, all at once."""
    data = np.frombuffer(text.lower().encode("utf-8", "replace"), dtype=np.uint8)
    inside = _LETTERS[data]
    starts = np.flatnonzero(inside[1:] & ~inside[:-1]) + 1
    if len(inside) and inside[0]:
        starts = np.concatenate(([0], starts))
    if not len(starts):
        return np.zeros(0, dtype=np.uint64)
    # Each byte weighs by its place in its word: a polynomial in _ODD, modulo 2**64.
    lengths = np.diff(np.append(starts, len(data)))
    places = np.arange(len(data) - starts[0]) - np.repeat(starts - starts[0], lengths)
    weights = _POWERS[np.minimum(places, len(_POWERS) - 1)]
    letters = np.where(inside, data, 0)[starts[0] :].astype(np.uint64)
    return np.add.reduceat(letters * weights, starts - starts[0])


_LETTERS: Final = np.array(
    [chr(byte).isalnum() if byte < 0x80 else True for byte in range(256)]
)
_POWERS: Final = np.cumprod(np.full(64, _ODD, dtype=np.uint64), dtype=np.uint64)
