"""What repeats of one question say, against enumeration and worked values."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.estimates import Codes
from pipeline.statistics.proportions import Calls, proportion
from pipeline.statistics.repeats import (
    agreement,
    flip_rate,
    pass_k,
    variance_split,
)

NONE: Codes = np.zeros(0, dtype=np.intp)
asked_and_right = st.integers(1, 6).flatmap(
    lambda asked: st.tuples(st.just(asked), st.integers(0, asked), st.integers(0, 4))
)
runs = st.lists(asked_and_right, min_size=1, max_size=12)


def columns(rows: list[tuple[int, int, int]]) -> tuple[Codes, Codes, Codes]:
    asked, correct, clusters = np.array(rows, dtype=np.intp).T
    return correct, asked, clusters


@given(runs, st.integers(1, 4))
def test_pass_k_is_the_share_of_draws_that_are_all_right(
    rows: list[tuple[int, int, int]], k: int
) -> None:
    correct, asked, clusters = columns(rows)
    draws = [
        [all(drawn) for drawn in combinations([True] * c + [False] * (r - c), k)]
        for r, c, _ in rows
        if r >= k
    ]

    found = pass_k(correct, asked, clusters, k=k)

    if not draws:
        assert found is None
    else:
        assert found is not None
        by_question = [sum(drawn) / len(drawn) for drawn in draws]
        assert found.estimate == pytest.approx(np.mean(by_question), abs=1e-6)
        assert found.n == len(draws)
        assert found.hits is None


def test_pass_1_is_the_accuracy_with_its_interval() -> None:
    correct, asked = np.array([3, 2, 0, 1, 3, 3]), np.full(6, 3)
    clusters = np.array([0, 0, 1, 1, 2, 2])

    found = pass_k(correct, asked, clusters, k=1)
    whole = proportion(correct / asked, clusters, Calls(hits=12, calls=18))

    assert found is not None
    assert whole is not None
    assert (found.estimate, found.lo, found.hi) == (whole.estimate, whole.lo, whole.hi)


def test_pass_3_of_5_is_less_than_the_share_to_the_third() -> None:
    # 4 of 5 right: C(4,3) / C(5,3) = 4/10, where .8 ** 3 is .512.
    found = pass_k(np.array([4] * 4), np.array([5] * 4), np.arange(4), k=3)

    assert found is not None
    assert found.estimate == pytest.approx(0.4)


@given(runs)
def test_more_answers_are_never_more_often_all_right(
    rows: list[tuple[int, int, int]],
) -> None:
    correct, asked, clusters = columns(rows)
    often = asked >= 4
    found = [
        pass_k(correct[often], asked[often], clusters[often], k=k) for k in range(1, 5)
    ]

    shares = [one.estimate for one in found if one is not None]
    assert len(shares) in {0, 4}
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize("right", [0, 3])
def test_answers_all_alike_still_have_an_interval(right: int) -> None:
    correct, asked = np.full(10, right), np.full(10, 3)

    found = pass_k(correct, asked, np.arange(10), k=3)
    flips = flip_rate(correct, asked, np.arange(10))

    assert found is not None
    assert flips is not None
    assert found.estimate == (right > 0)
    assert found.lo < found.hi
    assert (flips.estimate, flips.lo) == (0, 0)
    assert flips.hi > 0.2


def test_a_question_flips_when_it_was_right_and_not() -> None:
    correct, asked = np.array([0, 1, 2, 3, 1]), np.array([3, 3, 3, 3, 1])

    found = flip_rate(correct, asked, np.arange(5))

    assert found is not None
    assert (found.estimate, found.n) == (0.5, 4)  # the one asked once cannot


def test_without_repeats_there_is_nothing_to_say() -> None:
    once = np.ones(4, dtype=np.intp)

    assert pass_k(once, once, np.arange(4), k=2) is None
    assert flip_rate(once, once, np.arange(4)) is None
    assert variance_split(once, once, np.arange(4)) is None
    assert pass_k(NONE, NONE, NONE, k=1) is None
    assert flip_rate(NONE, NONE, NONE) is None
    assert variance_split(NONE, NONE, NONE) is None
    assert agreement(np.zeros(0), NONE) is None


def test_agreement_is_the_share_of_questions_answered_alike() -> None:
    found = agreement(np.array([1.0, 1.0, 0.0, 1.0]), np.array([0, 0, 1, 1]))

    assert found is not None
    assert (found.estimate, found.n, found.documents) == (0.75, 4, 2)


def test_the_split_is_the_one_worked_by_hand() -> None:
    # Means 1, .5 | 0, 0 over two answers. Runs: .5 * .5 / 1 in one of four = .0625.
    # Within documents: 2 * .25^2 = .125 on 2 df = .0625, less the runs' part: 0.
    # Between: 2 * (.375^2 + .375^2) = .5625 on 1 df; (.5625 - .0625) / 2 = .25.
    found = variance_split(
        np.array([2, 1, 0, 0]), np.full(4, 2), np.array([0, 0, 1, 1])
    )

    assert found is not None
    assert (found.documents, found.questions, found.runs) == pytest.approx(
        (0.8, 0, 0.2)
    )


def test_answers_that_never_change_are_no_spread_of_runs() -> None:
    found = variance_split(
        np.array([2, 0, 2, 0]), np.full(4, 2), np.array([0, 0, 1, 1])
    )

    assert found is not None
    assert (found.documents, found.questions, found.runs) == (0, 1, 0)


@pytest.mark.parametrize("right", [0, 2])
def test_all_right_or_all_wrong_is_no_spread_to_split(right: int) -> None:
    assert variance_split(np.full(4, right), np.full(4, 2), np.arange(4)) is None


@pytest.mark.parametrize(
    "clusters", [np.arange(4), np.zeros(4, dtype=np.intp)], ids=["each its own", "one"]
)
def test_questions_and_documents_that_cannot_be_told_apart_are_questions(
    clusters: Codes,
) -> None:
    found = variance_split(np.array([2, 2, 0, 1]), np.full(4, 2), clusters)

    assert found is not None
    assert found.documents == 0
    assert found.questions > 0


@given(runs)
def test_shares_of_a_spread_add_up(rows: list[tuple[int, int, int]]) -> None:
    found = variance_split(*columns(rows))

    if found is not None:
        shares = (found.documents, found.questions, found.runs)
        assert sum(shares) == pytest.approx(1, abs=1e-6)
        assert min(shares) >= 0


def test_the_split_finds_the_spread_that_answers_were_drawn_with() -> None:
    # Three answers: documents .04, questions .02, runs (p(1 - p) on average) / 3.
    dice = np.random.default_rng(4)
    clusters = np.repeat(np.arange(2_000), 5)
    chance = 0.5 + dice.choice([-0.2, 0.2], 2_000)[clusters]
    chance += dice.choice([-(0.02**0.5), 0.02**0.5], len(clusters))
    of_runs = float((chance * (1 - chance)).mean()) / 3
    total = 0.04 + 0.02 + of_runs

    found = variance_split(
        dice.binomial(3, chance), np.full(len(clusters), 3), clusters
    )

    assert found is not None
    assert found.documents == pytest.approx(0.04 / total, abs=0.02)
    assert found.questions == pytest.approx(0.02 / total, abs=0.02)
    assert found.runs == pytest.approx(of_runs / total, abs=0.02)
