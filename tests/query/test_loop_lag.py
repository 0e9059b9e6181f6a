"""The client knows when it was late itself."""

import asyncio
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.query.loop_lag import LoopLag, is_disturbed


@given(st.lists(st.floats(0, 1), max_size=30), st.integers(0, 30))
def test_the_worst_since_any_moment(lags: list[float], since: int) -> None:
    monitor = LoopLag(lambda: 0.0)
    for at, lag in enumerate(lags):
        monitor.saw(at, lag)

    assert monitor.worst_since(since) == max(lags[since:], default=0.0)


def test_a_tick_that_is_overdue_counts_among_those_that_came() -> None:
    now = [0.0]
    monitor = LoopLag(lambda: now[0])
    monitor.saw(1.0, 0.2)

    now[0] = 5.0

    assert monitor.worst_since(0.5) > 4.9


def test_a_blocked_loop_is_seen_even_before_it_ticks_again() -> None:
    async def block() -> tuple[float, float]:
        monitor = LoopLag(time.perf_counter)
        watching = asyncio.create_task(monitor.watch())
        await asyncio.sleep(0.03)
        started = time.perf_counter()
        time.sleep(0.2)  # noqa: ASYNC251 - the disturbance
        during = monitor.worst_since(started)
        await asyncio.sleep(0.03)
        after = monitor.worst_since(started)
        watching.cancel()
        return during, after

    during, after = asyncio.run(block())

    assert during >= 0.15
    assert after >= 0.15


@pytest.mark.parametrize(
    ("lag", "measured", "disturbed"),
    [
        (0.030, 1.0, True),
        (0.020, 0.1, False),
        (0.030, 10.0, False),
        (None, 1.0, False),
        (0.030, None, False),
    ],
)
def test_disturbed_is_late_enough_to_show(
    lag: float | None, measured: float | None, disturbed: bool
) -> None:
    assert is_disturbed(lag, measured) is disturbed
