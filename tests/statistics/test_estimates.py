"""The spread over documents, also where they are of very unequal sizes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.estimates import (
    cluster_variance,
    codes,
    effective_documents,
    t_quantile,
)
from tests.statistics import oracles

NORMAL = 1.959963984540054

sizes = st.lists(st.integers(1, 9), min_size=2, max_size=7)


@given(sizes, st.integers(0, 99))
def test_spread_and_freedom_are_bell_and_mccaffreys(held: list[int], seed: int) -> None:
    values = np.random.default_rng(seed).random(sum(held))
    clusters = np.repeat(np.arange(len(held)), held)
    variance, degrees = oracles.bell_mccaffrey(values, clusters)

    assert cluster_variance(values, clusters) == pytest.approx(variance)
    assert effective_documents(clusters) == pytest.approx(1 + degrees, abs=2e-6)


@pytest.mark.parametrize(("documents", "each"), [(2, 1), (8, 25), (20, 5), (200, 1)])
def test_documents_of_one_size_count_whole(documents: int, each: int) -> None:
    clusters = np.repeat(np.arange(documents), each)

    assert effective_documents(clusters) == documents


def test_one_large_document_leaves_few_to_tell_the_spread() -> None:
    clusters = np.repeat(np.arange(40), [80, *[3] * 39])

    assert 6 < effective_documents(clusters) < 7


@given(sizes)
def test_no_document_counts_for_more_than_one(held: list[int]) -> None:
    clusters = np.repeat(np.arange(len(held)), held)

    assert 1 < effective_documents(clusters) <= len(held)


@given(sizes, st.randoms(use_true_random=False))
def test_what_a_document_is_called_and_where_it_stands_is_no_matter(
    held: list[int], dice: np.random.Generator
) -> None:
    clusters = np.repeat(np.arange(len(held)), held)
    values = np.sin(np.arange(len(clusters)) + 1.0)
    order = list(range(len(clusters)))
    dice.shuffle(order)
    moved = 1_000 - 7 * clusters[order]

    assert effective_documents(moved) == effective_documents(clusters)
    assert cluster_variance(values[order], moved) == pytest.approx(
        cluster_variance(values, clusters)
    )


def test_one_document_has_no_spread() -> None:
    clusters = np.zeros(5, dtype=np.intp)

    assert cluster_variance(np.arange(5.0), clusters) is None
    assert effective_documents(clusters) == 1
    assert t_quantile(1, 0.975) == pytest.approx(NORMAL)


def test_students_t_is_the_tables() -> None:
    assert t_quantile(10, 0.975) == pytest.approx(2.262157, abs=1e-6)
    assert t_quantile(2, 0.975) == pytest.approx(12.706205, abs=1e-6)


def test_names_become_codes_the_same_for_the_same() -> None:
    found = codes(["b", "a", "b", "c"])

    assert found[0] == found[2]
    assert len(set(found.tolist())) == 3
