"""How many calls are under way at once, and which wait for which."""

import asyncio
import time

from pipeline.records import Cache, Outcome
from tests.query.bench import Bench, run, target
from tests.support.server import (
    Received,
    Script,
    answer,
    provider_at_loopback,
    refusal,
)


def test_it_begins_low_and_grows_while_it_is_answered(bench: Bench) -> None:
    bench.prompts = tuple(f"p{n}" for n in range(40))
    seen: list[int] = []

    async def whole() -> None:
        def script(received: Received) -> Script:
            del received
            seen.append(server.under_way)
            return answer("Ada", after=0.5)

        async with provider_at_loopback(script) as server:
            bench.targets = [target(server.url, concurrency=16)]
            await bench.run()

    asyncio.run(whole())

    assert max(seen[:2]) <= 2
    under_way = [attempt.in_flight or 0 for attempt in bench.attempts()]
    assert max(under_way) > 8
    assert max(under_way) >= max(seen)
    assert min(under_way) == 1


def test_a_provider_with_less_room_is_not_asked_for_more(bench: Bench) -> None:
    """One that refuses more than three at a time answers every call all the same."""
    bench.prompts = tuple(f"p{n}" for n in range(80))
    refused: list[int] = []

    async def whole() -> None:
        def script(received: Received) -> Script:
            del received
            if server.under_way > 3:
                refused.append(len(server.requests))
                return refusal(429, "slow down", retry_after="0")
            return answer("Ada", after=0.02)

        async with provider_at_loopback(script) as server:
            bench.targets = [target(server.url, concurrency=64, attempts=20)]
            await bench.run()

    asyncio.run(whole())

    assert {call.outcome for call in bench.calls()} == {Outcome.ANSWERED}
    assert 0 < len(refused) < 40


def test_a_pause_that_is_asked_for_holds_for_the_model(bench: Bench) -> None:
    bench.prompts = tuple(f"p{n}" for n in range(4))
    at: list[float] = []

    def script(received: Received) -> Script:
        del received
        at.append(time.perf_counter())
        if len(at) == 1:
            return refusal(429, "slow down", retry_after="1")
        return answer("Ada")

    run(bench, script, concurrency=1)

    assert at[1] - at[0] >= 1.0
    assert at[-1] - at[0] < 30.0


def test_what_is_granted_a_minute_is_not_exceeded(bench: Bench) -> None:
    """Ten at once is a sixth of a minute's worth, and then one a second."""
    bench.prompts = tuple(f"p{n}" for n in range(12))
    at: list[float] = []

    def script(received: Received) -> Script:
        del received
        at.append(time.perf_counter())
        return answer("Ada")

    run(bench, script, concurrency=12, requests_per_minute=60)

    assert at[11] - at[0] >= 1.2
    waits = sorted(attempt.queue_wait_s for attempt in bench.attempts())
    assert waits[-1] >= 0.5


def test_a_prompt_larger_than_a_minute_is_sent(bench: Bench) -> None:
    bench.prompts = ("p1",)

    ran = run(bench, [answer("Ada")], tokens_per_minute=30)

    assert ran.result.outcomes == {Outcome.ANSWERED: 1}


def test_in_latency_mode_one_call_is_under_way_in_all(bench: Bench) -> None:
    bench.prompts, bench.latency = tuple(f"p{n}" for n in range(6)), True
    order: list[str] = []

    def script(received: Received) -> Script:
        order.append(received.json["model"])
        return answer("Ada", after=0.02)

    async def whole() -> int:
        async with provider_at_loopback(script) as server:
            bench.targets = [target(server.url, m, concurrency=9) for m in "abc"]
            await bench.run()
            return server.most_under_way

    assert asyncio.run(whole()) == 1
    assert len(order) == 18
    assert all(len(set(order[n : n + 3])) == 3 for n in range(0, 18, 3))
    assert {attempt.in_flight for attempt in bench.attempts()} == {1}


def test_a_warm_call_waits_until_the_first_of_its_context_has_ended(
    bench: Bench,
) -> None:
    """Whatever its end: here the first of each fails, after a second attempt."""
    bench.prompts, bench.repeats = ("p1", "p2"), 4
    asked: list[str] = []

    def script(received: Received) -> Script:
        asked.append(received.prompt)
        if asked.count(received.prompt) <= 2:
            return refusal(500, "x", retry_after="0.2")
        return answer("Ada")

    run(bench, script, concurrency=8, attempts=2)

    outcomes = sorted(call.outcome for call in bench.calls())
    assert outcomes == [Outcome.ANSWERED] * 6 + [Outcome.FAILED] * 2


def test_cold_calls_wait_for_none(bench: Bench) -> None:
    bench.repeats, bench.cache = 6, Cache.COLD

    ran = run(bench, [answer("Ada", after=0.1)], concurrency=6)

    assert ran.server.most_under_way >= 2


def test_patience_bounds_a_call_over_all_its_attempts(bench: Bench) -> None:
    ran = run(bench, [refusal(503, "x", retry_after="1")], attempts=20, patience_s=2.5)

    call = bench.the_call()
    assert call.outcome is Outcome.FAILED
    assert call.error == "overloaded"
    assert 1 <= len(ran.server.requests) <= 3


def test_a_model_that_is_not_adaptive_is_asked_for_all_at_once(bench: Bench) -> None:
    bench.prompts = tuple(f"p{n}" for n in range(16))

    run(bench, [answer("Ada", after=1.0)], concurrency=16, adaptive=False)

    assert max(attempt.in_flight or 0 for attempt in bench.attempts()) == 16
