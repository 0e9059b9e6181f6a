"""A minute's worth is spent over the minute, by everyone in turn."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.query.pace.bucket import BURST_S, Bucket


def test_a_full_bucket_is_had_at_once_and_then_by_and_by() -> None:
    bucket = Bucket(60, now=0.0)

    at = [bucket.take(1, now=0.0) for _ in range(12)]

    assert at == [0.0] * 10 + [1.0, 2.0]


def test_it_fills_all_the_time_but_not_over() -> None:
    bucket = Bucket(60, now=0.0)
    for _ in range(10):
        bucket.take(1, now=0.0)

    assert bucket.take(0.5, now=0.5) == 0.5
    assert bucket.take(10, now=1_000.0) == 1_000.0
    assert bucket.take(1, now=1_000.0) == 1_001.0


def test_a_clock_that_is_behind_fills_it_once() -> None:
    bucket = Bucket(60, now=0.0)
    for _ in range(10):
        bucket.take(1, now=0.0)

    assert [bucket.take(1, now=at) for at in (1.0, 0.5, 1.0)] == [1.0, 1.5, 3.0]


def test_more_than_a_bucket_is_had_from_a_full_one_and_owed() -> None:
    bucket = Bucket(60_000, now=0.0)

    assert bucket.take(1, now=0.0) == 0.0
    assert bucket.take(500_000, now=0.0) == pytest.approx(0.001)
    # 490 s' worth is owed, and then a token of its own
    assert bucket.take(1, now=0.0) == pytest.approx(490.002)


def test_one_request_a_minute_is_enough_to_ask_at_all() -> None:
    bucket = Bucket(1, now=0.0)

    assert [bucket.take(1, now=0.0) for _ in range(3)] == [0.0, 60.0, 120.0]


def test_a_clock_that_stands_still_or_steps_back_gives_nothing() -> None:
    bucket = Bucket(60, now=100.0)
    for _ in range(10):
        bucket.take(1, now=100.0)

    assert bucket.take(1, now=50.0) == 51.0


@given(
    st.floats(1, 1e6),
    st.lists(st.tuples(st.floats(0, 1e6), st.floats(0, 30)), min_size=1, max_size=60),
)
def test_no_minute_has_more_than_a_minute_and_a_burst(
    per_minute: float, calls: list[tuple[float, float]]
) -> None:
    """Beyond what one call alone takes that is larger than the bucket."""
    bucket = Bucket(per_minute, now=0.0)
    size = max(1.0, per_minute * BURST_S / 60)
    now, used = 0.0, list[tuple[float, float]]()
    for amount, pause in calls:
        now += pause
        used.append((bucket.take(amount, now), amount))

    moments = [at for at, _ in used]
    assert all(later > at - 1e-6 for at, later in pairwise(moments)), "none overtakes"
    for first, (start, _) in enumerate(used):
        within = [amount for at, amount in used[first:] if at < start + 60]
        assert sum(within[:-1]) <= (per_minute + size) * (1 + 1e-6)
