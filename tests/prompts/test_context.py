"""The laws of a context: exact, nested, at its depth, in reading order."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.prompts.context import (
    SLACK_TOKENS,
    Passage,
    arrange,
    ladder,
    measured_depth,
    ranked,
)

sizes = st.lists(st.integers(12, 340), min_size=1, max_size=60)
budgets = st.lists(st.integers(0, 8_000), min_size=1, max_size=4, unique=True)
depths = st.floats(0, 1)


def passages(tokens: list[int]) -> list[Passage]:
    return [Passage(f"d{i % 5}", i, size) for i, size in enumerate(tokens)]


@given(sizes, budgets.map(sorted))
def test_a_rung_is_never_over_its_budget_and_at_most_the_slack_under(
    tokens: list[int], asked: list[int]
) -> None:
    for budget, rung in zip(asked, ladder(passages(tokens), asked), strict=True):
        if rung is not None:
            assert budget - SLACK_TOKENS <= sum(p.tokens for p in rung) <= budget


@given(sizes, budgets.map(sorted))
def test_each_rung_contains_the_one_below_and_nothing_twice(
    tokens: list[int], asked: list[int]
) -> None:
    served = [rung for rung in ladder(passages(tokens), asked) if rung is not None]

    for lower, upper in pairwise(served):
        assert set(lower) <= set(upper)
    assert all(len(set(rung)) == len(rung) for rung in served)


def test_a_corpus_of_many_sizes_fills_every_budget_it_can_hold() -> None:
    pool = passages([20 + i * 37 % 300 for i in range(300)])
    asked = list(range(1_000, 47_000, 1_777))

    assert None not in ladder(pool, asked)


def test_passages_of_one_size_are_cut_at_their_borders_to_fit() -> None:
    def beginnings(passage: Passage) -> list[Passage]:
        return [replace(passage, tokens=14 + 31 * n, end=n) for n in range(1, 10)]

    pool = passages([324] * 40)

    for budget in range(900, 12_000, 577):
        (uncut,) = ladder(pool, [budget])
        (rung,) = ladder(pool, [budget], beginnings)
        assert rung is not None
        assert uncut is None or uncut == rung
        assert len({p.chunk for p in rung}) == len(rung)


def test_too_small_a_corpus_serves_no_rung_above_it() -> None:
    pool = passages([100, 100, 100])

    assert [rung is None for rung in ladder(pool, [310, 400])] == [False, True]


@given(sizes, depths)
def test_the_gold_is_within_one_passage_of_its_depth(
    tokens: list[int], depth: float
) -> None:
    others = passages(tokens)
    gold = [Passage("gold", 0, 50), Passage("gold", 1, 60)]
    order = {f"d{i}": f"{i}" for i in range(5)}

    found, first = arrange(others, gold, depth=depth, order=order)

    assert found[first : first + 2] == gold
    measured = measured_depth(found, first, first + 1)
    assert measured is not None
    assert abs(measured - depth) <= max(tokens) / sum(tokens)


@given(sizes, depths)
def test_passages_of_a_document_stay_together_in_reading_order(
    tokens: list[int], depth: float
) -> None:
    order = {f"d{i}": f"{9 - i}" for i in range(5)}

    found, _ = arrange(passages(tokens), [], depth=depth, order=order)

    documents = [p.document for p in found]
    assert documents == sorted(documents, key=lambda d: order[d])
    for document in set(documents):
        ordinals = [p.ordinal for p in found if p.document == document]
        assert ordinals == sorted(ordinals)


def test_gold_alone_has_no_depth() -> None:
    assert measured_depth([Passage("gold", 0, 50)], 0, 0) is None


def test_a_new_document_moves_no_other_passage_in_the_ranking() -> None:
    old = passages([100] * 40)
    new = [*old, Passage("edited", 0, 100), Passage("edited", 1, 100)]

    before = ranked(old, seed=1, question="q")
    after = ranked(new, seed=1, question="q")

    assert [p for p in after if p.document != "edited"] == before


@pytest.mark.parametrize("other", [{"seed": 2}, {"question": "r"}])
def test_seed_and_question_shuffle_anew(other: dict[str, object]) -> None:
    pool = passages([100] * 40)
    same = {"seed": 1, "question": "q"}

    assert ranked(pool, **same) == ranked(pool, **same)  # type: ignore[arg-type]
    assert ranked(pool, **same) != ranked(pool, **{**same, **other})  # type: ignore[arg-type]
