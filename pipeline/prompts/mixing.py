"""Keys to shuffle by: seeded, independent of the order that things come in.

An order drawn by hash stays as it is when something else is added, removed or edited.
"""

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline.records import content_id

Keys: TypeAlias = NDArray[np.uint64]

_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
_FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)
_SECOND: Final = np.uint64(0x94D049BB133111EB)


def key_of(*parts: object) -> int:
    """Return 64 bits that stand for the parts."""
    return int(content_id(*parts)[:16], 16)


def mixed(keys: Keys, salt: int) -> Keys:
    """Return other keys, as good as drawn anew for each salt.

    The finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom
    number generators, OOPSLA 2014), before and after the salt; one to one.
    """
    return _scrambled(_scrambled(keys) ^ np.uint64(salt))


def _scrambled(keys: Keys) -> Keys:
    state = keys + _GOLDEN
    state = (state ^ (state >> np.uint64(30))) * _FIRST
    state = (state ^ (state >> np.uint64(27))) * _SECOND
    return state ^ (state >> np.uint64(31))
