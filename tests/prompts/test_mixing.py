"""Shuffling by hash: seeded, even, and untouched by what else there is."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.prompts.mixing import key_of, mixed

salts = st.integers(0, 2**64 - 1)


@given(salts)
def test_keys_stay_apart(salt: int) -> None:
    keys = np.arange(5_000, dtype=np.uint64)

    assert len(np.unique(mixed(keys, salt))) == len(keys)


@given(salts)
def test_neighbours_are_spread_evenly(salt: int) -> None:
    """Each of 16 bins gets its part of 16,000 keys, to within six standard errors."""
    drawn = mixed(np.arange(16_000, dtype=np.uint64), salt) >> np.uint64(60)

    counts = np.bincount(drawn.astype(np.int64), minlength=16)

    assert counts.min() > 1_000 - 6 * 31
    assert counts.max() < 1_000 + 6 * 31


def test_another_salt_orders_anew() -> None:
    keys = np.arange(1_000, dtype=np.uint64)

    one, other = np.argsort(mixed(keys, 1)), np.argsort(mixed(keys, 2))

    assert np.mean(one == other) < 0.02
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.2


def test_parts_of_a_key_are_told_apart() -> None:
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of("abc")}) == 3
    assert 0 <= key_of("a") < 2**64
