"""A time limit that is moved often: when it rings, and when it does not."""

import asyncio
import time

import pytest

from pipeline.query.loop import run
from pipeline.query.measuring.patience import Patience


def spend(total_s: float, waits: list[tuple[float, float]]) -> Patience:
    """Wait with each limit of silence for so long."""

    async def play() -> Patience:
        patience = Patience(total_s)
        try:
            async with patience:
                for silence_s, pause_s in waits:
                    patience.wait(silence_s)
                    await asyncio.sleep(pause_s)
        except TimeoutError:
            return patience
        pytest.fail("it never rang")

    return run(play())


def test_a_limit_that_is_over_at_once_rings_too() -> None:
    """uvloop has no timer for it, and its handle does not know when it is due."""
    assert not spend(10.0, [(0.0, 5.0)]).ran_out


def test_silence_ends_it() -> None:
    assert not spend(10.0, [(0.05, 5.0)]).ran_out


def test_events_put_silence_off_but_not_the_end() -> None:
    assert spend(0.3, [(0.2, 0.02)] * 100).ran_out


def test_a_shorter_silence_rings_sooner() -> None:
    started = time.perf_counter()

    assert not spend(60.0, [(30.0, 0.0), (0.05, 20.0)]).ran_out
    assert time.perf_counter() - started < 10.0


def test_nothing_rings_when_all_went_well() -> None:
    async def play() -> None:
        async with Patience(0.05) as patience:
            patience.wait(0.05)
        await asyncio.sleep(0.1)

    asyncio.run(play())


def test_time_in_which_the_loop_could_not_hear_is_no_silence() -> None:
    async def play() -> bool:
        async with Patience(20.0) as patience:
            patience.wait(0.1)
            time.sleep(0.3)  # noqa: ASYNC251 - the client was busy
            await asyncio.sleep(0.01)  # what came meanwhile is read now
            patience.wait(0.1)
        return True

    assert asyncio.run(play())


def test_a_loop_that_is_late_does_not_put_off_the_end() -> None:
    async def play() -> bool:
        patience = Patience(0.1)
        try:
            async with patience:
                patience.wait(5.0)
                time.sleep(0.3)  # noqa: ASYNC251 - the client was busy
                await asyncio.sleep(5.0)
        except TimeoutError:
            return patience.ran_out
        return False

    assert asyncio.run(play())
