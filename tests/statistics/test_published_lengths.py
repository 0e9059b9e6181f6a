"""The rules of RULER and NoLiMa, on every row of the tables they published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.published_lengths import nolima_length, ruler_length
from tests.statistics.published import (
    BREAK_RULERS_RULE,
    NOLIMA,
    NOLIMA_LENGTHS,
    RULER,
    RULER_BAR,
    RULER_LENGTHS,
    K,
    Row,
)

ladders = st.dictionaries(st.sampled_from(RULER_LENGTHS), st.floats(0, 1))


@pytest.mark.parametrize("row", RULER, ids=lambda row: row.model)
def test_a_row_of_ruler_is_as_its_rule_says_or_is_known_to_break_it(row: Row) -> None:
    scores = row.by_length(RULER_LENGTHS)

    found = ruler_length(scores, bar=RULER_BAR)

    assert found == BREAK_RULERS_RULE.get(row.model, row.listed)
    assert found == ruler_length({at: score / 100 for at, score in scores.items()})


def test_six_rows_of_ruler_list_more_than_its_rule_gives() -> None:
    listed = {row.model: row.listed or 0 for row in RULER}

    assert len(BREAK_RULERS_RULE) == 6
    assert all(listed[model] > found for model, found in BREAK_RULERS_RULE.items())


@pytest.mark.parametrize("row", RULER, ids=lambda row: row.model)
def test_no_row_of_ruler_passes_again_after_it_failed(row: Row) -> None:
    # Its README does not say which of the two readings it means; none of its rows does.
    passing = [at for at, score in row.by_length(RULER_LENGTHS).items() if score > 85.6]

    assert max(passing, default=None) == BREAK_RULERS_RULE.get(row.model, row.listed)


@pytest.mark.parametrize("row", NOLIMA, ids=lambda row: row.model)
def test_a_row_of_nolima_is_as_its_rule_says(row: Row) -> None:
    scores = row.by_length(NOLIMA_LENGTHS)
    shares = {at: score / 100 for at, score in scores.items()}

    assert nolima_length(row.base, scores) == row.listed
    assert nolima_length(row.base / 100, shares) == row.listed


def test_ruler_stops_at_the_first_length_that_fails_and_nolima_does_not() -> None:
    dip = {4 * K: 0.9, 8 * K: 0.7, 16 * K: 0.9}

    assert ruler_length(dip) == 4 * K
    assert nolima_length(1.0, dip) == 16 * K


def test_exactly_at_the_bar_is_enough_for_nolima_and_not_for_ruler() -> None:
    assert ruler_length({K: 0.856}) is None
    assert nolima_length(0.14, {K: 0.119}) == K  # .85 x .14 is more in floats
    assert ruler_length({}) is None
    assert nolima_length(0.9, {}) is None


def test_percentages_beside_a_share_are_refused() -> None:
    with pytest.raises(ValueError, match=r"96\.7 at 4096 is a percentage and 0\.856"):
        ruler_length({4 * K: 96.7})
    with pytest.raises(ValueError, match=r"98\.1 at 1024 is a percentage and 0\.993"):
        nolima_length(0.993, {K: 98.1})


@given(ladders, st.sampled_from(RULER_LENGTHS), st.floats(0, 1))
def test_a_better_score_never_shortens_a_length(
    scores: dict[int, float], at: int, score: float
) -> None:
    better = scores | {at: max(score, scores.get(at, 0.0))} if at in scores else scores

    assert (ruler_length(better) or 0) >= (ruler_length(scores) or 0)
    assert (nolima_length(0.9, better) or 0) >= (nolima_length(0.9, scores) or 0)


@given(ladders, st.floats(0, 1), st.floats(0, 1))
def test_a_higher_bar_never_lengthens(
    scores: dict[int, float], one: float, other: float
) -> None:
    low, high = sorted([one, other])

    assert (ruler_length(scores, bar=high) or 0) <= (ruler_length(scores, bar=low) or 0)
    assert (nolima_length(high, scores) or 0) <= (nolima_length(low, scores) or 0)
