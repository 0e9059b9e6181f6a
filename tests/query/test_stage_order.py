"""What is sent, what is not sent again, and how much of it at once."""

import asyncio
from dataclasses import replace

from pipeline.records import Outcome
from tests.query.bench import Bench, baseline, run, target
from tests.support.server import (
    Received,
    Script,
    answer,
    provider_at_loopback,
    refusal,
)


def test_the_same_run_again_sends_nothing(bench: Bench) -> None:
    bench.prompts, bench.repeats = ("p1", "p2", "p3"), 2
    seen: list[tuple[int, int, str]] = []

    async def twice() -> None:
        async with provider_at_loopback([answer("Ada")]) as server:
            bench.targets = [target(server.url)]
            first = await bench.run()
            before = bench.calls()
            bench.progress = lambda done, total, note: seen.append((done, total, note))
            again = await bench.run()

            assert len(server.requests) == 6, "repeats are calls of their own"
            assert (first.sent, first.already_finished) == (6, 0)
            assert (again.sent, again.already_finished) == (0, 6)
            assert again.outcomes == first.outcomes == {Outcome.ANSWERED: 6}
            assert seen == [(6, 6, "already finished")]
            assert bench.calls() == before

    asyncio.run(twice())


def test_failed_calls_are_made_again_only_when_asked_for(bench: Bench) -> None:
    bench.prompts = ("p1", "p2")

    def script(received: Received) -> Script:
        bad = received.prompt == "text of p1" and not fixed
        return refusal(401, {"error": "no"}) if bad else answer("Ada")

    fixed: list[bool] = []

    async def thrice() -> None:
        async with provider_at_loopback(script) as server:
            bench.targets = [target(server.url)]
            await bench.run()
            fixed.append(True)
            await bench.run()
            assert len(server.requests) == 2
            bench.retry_failed = True
            result = await bench.run()
            assert len(server.requests) == 3
            assert (result.sent, result.already_finished) == (1, 1)
            assert result.outcomes == {Outcome.ANSWERED: 2}

    asyncio.run(thrice())

    assert [call.outcome for call in bench.calls()] == [Outcome.ANSWERED] * 2
    again = next(call for call in bench.calls() if call.attempts == 2)
    mine = [one for one in bench.attempts() if one.call == again.id]
    assert [(one.number, one.error) for one in mine] == [(1, "auth"), (2, None)]


def test_calls_that_fit_no_window_are_neither_sent_nor_stored(bench: Bench) -> None:
    ran = run(bench, [answer("Ada")], window=100, max_output_tokens=1)

    assert not ran.server.requests
    assert bench.calls() == []
    assert ran.result.outcomes == {}


def test_two_ids_of_one_call_send_it_once(bench: Bench) -> None:
    async def whole() -> int:
        async with provider_at_loopback([answer("Ada")]) as server:
            one = target(server.url)
            alias = one.settings.model_copy(update={"id": "test/m"})
            bench.targets = [one, replace(one, settings=alias)]
            await bench.run()
            return len(server.requests)

    assert asyncio.run(whole()) == 1


def test_concurrency_is_reached_and_never_exceeded(bench: Bench) -> None:
    bench.prompts = tuple(f"p{n}" for n in range(24))

    ran = run(bench, [answer("Ada", after=0.05)], concurrency=3)

    assert ran.server.most_under_way == 3
    assert len(bench.calls()) == 24


def test_a_slot_is_free_while_a_call_only_waits(bench: Bench) -> None:
    """With one slot, the others are answered while the first sleeps."""
    bench.prompts = tuple(f"p{n}" for n in range(4))
    refused: list[str] = []

    def script(received: Received) -> Script:
        if not refused:
            refused.append(received.prompt)
            return refusal(429, "slow down", retry_after="2")
        return answer("Ada")

    ran = run(bench, script, concurrency=1)

    order = [request.prompt for request in ran.server.requests]
    assert order.count(order[0]) == 2
    assert order[1] != order[0]
    assert ran.server.most_under_way == 1
    assert [call.outcome for call in bench.calls()] == [Outcome.ANSWERED] * 4
    assert max(attempt.queue_wait_s for attempt in bench.attempts()) > 0


def test_two_targets_are_asked_at_the_same_time(bench: Bench) -> None:
    bench.prompts = tuple(f"p{n}" for n in range(6))
    order: list[str] = []

    def script(received: Received) -> Script:
        order.append(received.json["model"])
        return answer("Ada", after=0.05)

    async def whole() -> None:
        async with provider_at_loopback(script) as server:
            bench.targets = [
                target(server.url, name, concurrency=1) for name in ("a", "b")
            ]
            await bench.run()
            assert server.most_under_way == 2

    asyncio.run(whole())

    assert set(order[:2]) == {"a", "b"}
    assert sorted(order) == ["a"] * 6 + ["b"] * 6


def test_each_target_is_asked_in_the_order_of_the_plan(bench: Bench) -> None:
    bench.prompts = tuple(f"p{n}" for n in range(8))

    ran = run(bench, [answer("Ada")], concurrency=1)

    planned = sorted(bench.plan(), key=lambda one: one.position)
    assert [request.prompt for request in ran.server.requests] == [
        f"text of {one.prompt}" for one in planned
    ]


def test_baselines_read_here_after_the_network_is_quiet(bench: Bench) -> None:
    bench.prompts = ("p1", "p2")
    order: list[str] = []

    def read(text: str) -> str:
        order.append("baseline")
        return f"I read {text}"

    def script(received: Received) -> Script:
        del received
        order.append("network")
        return answer("Ada")

    async def whole() -> None:
        async with provider_at_loopback(script) as server:
            bench.targets = [baseline(read), target(server.url)]
            await bench.run()

    asyncio.run(whole())

    assert order == ["network", "network", "baseline", "baseline"]
    mine = [call for call in bench.calls() if call.served_model is None]
    assert {call.answer for call in mine} == {"I read text of p1", "I read text of p2"}
    for call in mine:
        assert call.first_token_s == call.first_answer_s == call.answer_s == call.felt_s
        assert call.answer_s is not None
        assert not call.disturbed
