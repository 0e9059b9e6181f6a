"""The p of no difference: Fisher's own example, scipy, and enumeration by hand."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.differences import MOST_ENUMERATED, sign_flip
from tests.statistics import oracles

DARWIN = (49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48)
"""Crossed less self-fertilised maize, in eighths of an inch (Fisher 1935, ch. 3)."""
IN_ONE_TAIL = 863
"""Of 32,768 sums of signs at least as far (there)."""

sums = st.lists(st.integers(-3, 3), min_size=1, max_size=8)


def test_darwins_maize_comes_to_fishers_p() -> None:
    values = np.array(DARWIN, dtype=np.float64)

    found = sign_flip(values, np.arange(15), seed=1)

    assert found == pytest.approx(2 * IN_ONE_TAIL / 2**15, abs=0.007)


@given(sums)
def test_few_documents_are_enumerated(found: list[int]) -> None:
    reach = abs(sum(found))
    flips = [
        abs(sum(sign * one for sign, one in zip(signs, found, strict=True)))
        for signs in product((1, -1), repeat=len(found))
    ]
    values = np.array(found, dtype=np.float64)

    p = sign_flip(values, np.arange(len(found)), seed=1)

    assert p == pytest.approx(sum(one >= reach for one in flips) / len(flips))


def test_thirteen_documents_are_scipys() -> None:
    values = np.array(DARWIN[:MOST_ENUMERATED], dtype=np.float64)

    found = sign_flip(values, np.arange(MOST_ENUMERATED), seed=1)

    assert found == pytest.approx(oracles.sign_flip(values.tolist()))


@pytest.mark.parametrize(("documents", "up"), [(14, 10), (60, 35), (201, 111)])
def test_flips_drawn_come_near_the_exact_p(documents: int, up: int) -> None:
    # Of ones, the number that are positive is binomial: p of .18, .25 and .16.
    values = np.array([1.0] * up + [-1.0] * (documents - up))

    found = sign_flip(values, np.arange(documents), seed=3)

    expected = oracles.binomial_two_sided(up, documents)
    assert found == pytest.approx(expected, abs=0.015)


def test_whole_documents_are_flipped() -> None:
    # Twenty questions, but five documents: no p below 2 / 32.
    found = sign_flip(np.ones(20), np.repeat(np.arange(5), 4), seed=1)

    assert found == 2 / 2**5


@given(st.lists(st.sampled_from([-1.0, 0.5, 1.0]), min_size=1, max_size=20))
def test_documents_that_add_up_to_nothing_change_nothing(found: list[float]) -> None:
    values = np.array(found)
    more = np.concatenate([values, [1.0, -1.0] * 9, [1 / 3, 1 / 3, -2 / 3]])
    places = [*range(len(found)), *np.repeat(np.arange(100, 109), 2), *[200] * 3]

    alone = sign_flip(values, np.arange(len(found)), seed=5)

    assert sign_flip(more, np.array(places), seed=5) == alone


@given(sums, st.integers(1, 7))
def test_thirds_tie_as_wholes_do(found: list[int], parts: int) -> None:
    values = np.array(found, dtype=np.float64)

    whole = sign_flip(values, np.arange(len(found)), seed=1)

    assert sign_flip(values / parts, np.arange(len(found)), seed=1) == whole


def test_a_seed_gives_one_p_and_another_seed_a_near_one() -> None:
    values = np.array(DARWIN * 2, dtype=np.float64)

    found = [sign_flip(values, np.arange(30), seed=seed) for seed in (1, 1, 2)]

    assert found[0] == found[1] != found[2]
    assert found[2] == pytest.approx(found[0], abs=0.01)


def test_no_flip_is_as_far_as_one_that_all_agree_on() -> None:
    found = sign_flip(np.ones(200), np.arange(200), seed=1)

    assert found == 1 / 10_000  # the one found is one of ten thousand: never 0


def test_no_difference_at_all_is_no_evidence() -> None:
    assert sign_flip(np.zeros(30), np.arange(30), seed=1) == 1
    assert sign_flip(np.zeros(0), np.zeros(0, dtype=np.intp), seed=1) is None
