"""The laws of a context: exact, nested, each piece of evidence at its depth."""

from dataclasses import replace
from itertools import accumulate, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.prompts.context import (
    SLACK_TOKENS,
    Balance,
    Passage,
    Piece,
    ladder,
    places,
)
from pipeline.prompts.rankings import _balanced

sizes = st.lists(st.integers(12, 340), min_size=1, max_size=60)
budgets = st.lists(st.integers(0, 8_000), min_size=1, max_size=4, unique=True)
depths = st.floats(0, 1)


def passages(tokens: list[int]) -> list[Passage]:
    return [Passage(i, i + 1_000, f"d{i % 5}", size) for i, size in enumerate(tokens)]


def total(rungs: list[list[Passage] | None]) -> int:
    return sum(p.tokens for rung in rungs for p in rung or ())


@given(sizes, budgets.map(sorted))
def test_a_rung_is_never_over_its_budget_and_at_most_the_slack_under(
    tokens: list[int], asked: list[int]
) -> None:
    rungs = ladder(passages(tokens), asked)

    for place, budget in enumerate(asked):
        if rungs[place] is not None:
            assert budget - SLACK_TOKENS <= total(rungs[: place + 1]) <= budget


@given(sizes, budgets.map(sorted))
def test_nothing_is_taken_twice(tokens: list[int], asked: list[int]) -> None:
    rungs = ladder(passages(tokens), asked)

    taken = [p.index for rung in rungs for p in rung or ()]

    assert len(set(taken)) == len(taken)


@given(sizes, budgets.map(sorted))
def test_a_budget_is_refused_only_when_it_cannot_be_met_by_taking_all(
    tokens: list[int], asked: list[int]
) -> None:
    """Where the ranking as a whole comes near enough, that is what is taken."""
    for budget in asked:
        if budget - SLACK_TOKENS <= sum(tokens) <= budget:
            assert ladder(passages(tokens), [budget]) != [None]
        elif sum(tokens) < budget - SLACK_TOKENS:
            assert ladder(passages(tokens), [budget]) == [None]


def test_a_corpus_of_many_sizes_fills_every_budget_it_can_hold() -> None:
    pool = passages([20 + i * 37 % 300 for i in range(300)])
    asked = list(range(1_000, 47_000, 1_777))

    assert None not in ladder(pool, asked)


def test_passages_are_taken_as_ranked_but_for_the_last_few() -> None:
    pool = passages([20 + i * 37 % 300 for i in range(300)])

    (rung,) = ladder(pool, [20_000])

    assert rung is not None
    first = [p.index for p in rung if p.index < 110]
    assert first == list(range(110))


def test_passages_of_one_size_are_cut_at_their_borders_to_fit() -> None:
    def beginnings(passage: Passage) -> list[Passage]:
        return [replace(passage, tokens=14 + 31 * n, end=n) for n in range(1, 10)]

    pool = passages([324] * 40)

    for budget in range(900, 12_000, 577):
        (uncut,) = ladder(pool, [budget])
        (rung,) = ladder(pool, [budget], beginnings)
        assert rung is not None
        assert uncut is None or uncut == rung
        assert len({p.index for p in rung}) == len(rung)


def test_too_small_a_corpus_serves_no_rung_above_it() -> None:
    pool = passages([100, 100, 100])

    assert [rung is None for rung in ladder(pool, [310, 400])] == [False, True]


@pytest.mark.parametrize("share", [0.1, 0.25, 0.5, 0.75, 0.9, 1.0])
def test_a_balanced_rung_has_its_share_ahead_to_within_a_passage(share: float) -> None:
    tokens = [20 + i * 37 % 300 for i in range(400)]
    ahead, behind = list(range(0, 400, 2)), list(range(1, 400, 2))
    pool = passages(tokens)
    asked = [3_000, 9_000, 27_000]
    order = _balanced(np.array(tokens), ahead, behind, share, asked[-1])

    rungs = ladder([pool[i] for i in order], asked, balance=Balance(set(ahead), share))

    for place, budget in enumerate(asked):
        found = [p for rung in rungs[: place + 1] for p in rung or ()]
        assert rungs[place] is not None
        part = sum(p.tokens for p in found if p.index in ahead)
        assert abs(part - share * budget) <= max(tokens)


@given(sizes, depths)
def test_a_piece_is_within_half_a_passage_of_its_depth(
    tokens: list[int], depth: float
) -> None:
    borders = [0, *accumulate(tokens)]

    (at,) = places(borders, [Piece(0, depth, 110)])

    assert abs(borders[at] - depth * borders[-1]) <= max(tokens) / 2


@given(sizes, st.lists(depths, min_size=2, max_size=5))
def test_pieces_of_others_count_as_what_stands_before(
    tokens: list[int], shares: list[float]
) -> None:
    """Each owner's depth is measured over all but its own evidence."""
    borders = [0, *accumulate(tokens)]
    pieces = [Piece(owner, share, 90 + owner) for owner, share in enumerate(shares)]

    found = places(borders, pieces)

    order = sorted(range(len(pieces)), key=lambda i: pieces[i].target)
    assert [found[i] for i in order] == sorted(found)
    for turn, index in enumerate(order):
        others = sum(p.tokens for p in pieces if p.owner != index)
        before = sum(pieces[i].tokens for i in order[:turn])
        depth = (borders[found[index]] + before) / (borders[-1] + others)
        error = abs(depth - pieces[index].target) * (borders[-1] + others)
        assert error <= max(tokens) + sum(p.tokens for p in pieces)


def test_pieces_of_one_owner_keep_their_order_at_one_target() -> None:
    pieces = [Piece(0, 0.5, 10), Piece(0, 0.5, 20), Piece(0, 0.5, 30)]

    assert places([0, 100, 200], pieces) == [1, 1, 1]


@given(st.lists(st.integers(1, 50), min_size=1, max_size=30))
def test_rungs_add_up(tokens: list[int]) -> None:
    """What a longer prompt adds is new: sums grow from rung to rung."""
    asked = [200, 400, 600]
    rungs = ladder(passages(tokens), asked)
    sums = [total(rungs[: place + 1]) for place in range(3)]

    assert all(lower <= upper for lower, upper in pairwise(sums))
