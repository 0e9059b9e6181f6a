"""A run never costs more than its budget, however it is stopped and taken up."""

import asyncio
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.errors import SettingsError
from pipeline.query.pace.budget import uncounted
from pipeline.store import Store
from tests.query.bench import Bench, priced, run, target
from tests.support.server import (
    DONE_EVENT,
    END,
    OK,
    Drop,
    Hang,
    Received,
    Script,
    answer,
    body,
    provider_at_loopback,
    refusal,
    said,
    stop,
    usage,
)

ROOT = Path(__file__).parents[2]
A_DOLLAR: dict[str, Any] = {
    **priced(input=0.0, output=10_000.0),
    "max_output_tokens": 100,
}
"""A dollar is the most that an answer of 100 tokens costs; one of 5 costs 5 cents."""


def costing(tokens: int) -> Script:
    """An answer of so many tokens."""
    return [
        OK,
        body(said(content="Ada")),
        body(stop() + usage(100, tokens) + DONE_EVENT),
        END,
    ]


def spending(bench: Bench) -> list[tuple[float, bool]]:
    with duckdb.connect(str(bench.path)) as db:
        found = db.execute("SELECT usd, known FROM raw.spending ORDER BY usd, known")
        return [(round(usd, 6), known) for usd, known in found.fetchall()]


def test_the_cost_and_its_source_are_stored_with_the_call(bench: Bench) -> None:
    run(bench, [costing(5)], **A_DOLLAR)

    call = bench.the_call()
    assert call.cost_usd == pytest.approx(0.05)
    assert call.unit_prices is not None
    assert '"output"' in call.unit_prices
    assert call.price_source
    assert call.price_date is not None
    assert spending(bench) == [(0.05, True)]


def test_without_a_price_the_cost_is_not_known(bench: Bench) -> None:
    run(bench, [costing(5)])

    call = bench.the_call()
    assert (call.cost_usd, call.unit_prices, call.price_source) == (None, None, None)
    assert spending(bench) == []


@pytest.mark.parametrize(
    ("script", "price", "count"),
    [
        (costing(5), {}, 1),
        (costing(5), A_DOLLAR, 0),
        (refusal(500, "x"), {}, 1),
        (refusal(500, "x"), A_DOLLAR, 0),
        (refusal(401, "x"), {}, 0),
    ],
    ids=["no-price", "price", "500-no-price", "500-price", "refused"],
)
def test_calls_made_without_a_price_are_known_to_be_uncounted(
    bench: Bench, script: Script, price: dict[str, Any], count: int
) -> None:
    run(bench, [script], attempts=1, **price)

    with Store(bench.path) as store:
        assert uncounted(store, [bench.the_call().id]) == count
        assert uncounted(store, ["another"]) == 0


def test_one_of_two_attempts_without_a_price_is_uncounted(bench: Bench) -> None:
    run(bench, [refusal(500, "x")], attempts=1)
    bench.targets, bench.retry_failed, bench.budget_usd = [], True, 2.0

    async def again() -> None:
        async with provider_at_loopback([costing(5)]) as server:
            bench.targets = [target(server.url, attempts=1, **A_DOLLAR)]
            await bench.run()

    asyncio.run(again())

    with Store(bench.path) as store:
        calls = {one.call for one in bench.attempts()}
        assert uncounted(store, calls) == 1


def test_what_does_not_fit_the_budget_is_not_sent(bench: Bench) -> None:
    bench.prompts = tuple(f"p{n}" for n in range(9))
    bench.budget_usd = 3.5

    ran = run(bench, [costing(100)], **A_DOLLAR)

    assert len(ran.server.requests) == 3
    short = ran.result.shortfall
    assert short is not None
    assert short.calls == 6
    assert str(short) == (
        "budget_usd = 3.5 does not suffice for 6 calls: $3.00 spent, $0.00 reserved "
        "for attempts whose cost is not known, $0.50 left, and the cheapest call may "
        "cost $1.00; raise budget_usd and run again, what is answered is kept"
    )


def test_what_a_call_did_not_cost_is_there_for_others(bench: Bench) -> None:
    bench.prompts = tuple(f"p{n}" for n in range(60))
    bench.budget_usd = 2.0
    notes: list[str] = []

    def progress(done: int, total: int, note: str) -> None:
        del done, total
        notes.append(note)

    bench.progress = progress

    ran = run(bench, [costing(5)], **A_DOLLAR)

    assert ran.server.most_under_way <= 2, "two dollars are set aside for two"
    assert len(ran.server.requests) == 21, "a dollar must be left for each"
    assert notes[0].endswith(" of $2.00, openai-api/test/m")
    assert notes[-1] == "$1.05 of $2.00, openai-api/test/m"


def test_a_budget_that_suffices_leaves_nothing_out(bench: Bench) -> None:
    bench.budget_usd = 1.0

    ran = run(bench, [costing(100)], **A_DOLLAR)

    assert ran.result.shortfall is None
    assert ran.result.sent == 1


def test_earlier_sessions_of_the_run_count(bench: Bench) -> None:
    bench.prompts = tuple(f"p{n}" for n in range(9))

    async def twice() -> None:
        async with provider_at_loopback([costing(100)]) as server:
            bench.targets = [target(server.url, **A_DOLLAR)]
            bench.budget_usd = 2.0
            await bench.run()
            await bench.run()
            assert len(server.requests) == 2
            bench.budget_usd = 4.0
            await bench.run()
            assert len(server.requests) == 4

    asyncio.run(twice())


@pytest.mark.parametrize(
    ("script", "gone"),
    [
        ([OK, body(said(content="A")), Drop()], (1.0, False)),
        ([OK, Hang()], (1.0, False)),
        (refusal(500, "x"), (1.0, False)),
        ([OK, body(said(content="Ada") + stop() + DONE_EVENT), END], (1.0, False)),
        (refusal(429, "x", retry_after="0"), (0.0, True)),
        (refusal(401, "x"), (0.0, True)),
    ],
    ids=["dropped", "silent", "500", "no-usage", "429", "401"],
)
def test_an_attempt_whose_cost_nobody_told_counts_as_the_dearest(
    bench: Bench, script: Script, gone: tuple[float, bool]
) -> None:
    bench.budget_usd = 10.0

    run(bench, [script], attempts=1, idle_timeout_s=0.3, **A_DOLLAR)

    assert spending(bench) == [gone]
    assert bench.the_call().cost_usd is None


def test_every_attempt_is_paid_for(bench: Bench) -> None:
    bench.budget_usd = 2.0
    broken: Script = [OK, body(said(content="A")), Drop()]

    ran = run(bench, [broken], attempts=9, **A_DOLLAR)

    assert len(ran.server.requests) == 2
    assert ran.result.shortfall is not None
    assert bench.calls() == [], "it has no end yet: more money gives it one"
    assert spending(bench) == [(1.0, False)] * 2
    assert [attempt.number for attempt in bench.attempts()] == [1, 2]


def test_an_attempt_that_is_stopped_before_it_is_sent_costs_nothing(
    bench: Bench,
) -> None:
    bench.budget_usd = 2.0

    def interrupted(name: str) -> str:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.2)  # the loop hears of it before the text is there
        return name

    bench.text_of = interrupted

    async def whole() -> int:
        async with provider_at_loopback([costing(5)]) as server:
            bench.targets = [target(server.url, **A_DOLLAR)]
            with pytest.raises(KeyboardInterrupt):
                await bench.run()
            return len(server.requests)

    assert asyncio.run(whole()) == 0
    assert spending(bench) == [(0.0, True)]


def test_a_model_without_a_price_is_refused_before_anything_is_sent(
    bench: Bench,
) -> None:
    bench.budget_usd = 2.0

    async def whole() -> int:
        async with provider_at_loopback([answer("Ada")]) as server:
            bench.targets = [
                target(server.url, "cheap", **A_DOLLAR),
                target(server.url, "unknown"),
            ]
            with pytest.raises(SettingsError) as raised:
                await bench.run()
            said = str(raised.value)
            assert said.startswith("openai-api/test/unknown: its price is not known")
            assert "price = {" in said
            assert "cheap" not in said
            return len(server.requests)

    assert asyncio.run(whole()) == 0


def test_a_kill_loses_no_money_that_may_be_gone(bench: Bench) -> None:
    """What was sent and never answered counts, for its price may have been charged."""

    async def whole() -> None:
        async with provider_at_loopback([[OK, Hang()]]) as server:
            program = (
                "import asyncio, sys; from pathlib import Path; "
                "from tests.query.test_stage_budget import capped; "
                "asyncio.run(capped(Path(sys.argv[1]), sys.argv[2]).run())"
            )
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-c", program, str(bench.path), server.url), cwd=ROOT
            )
            while len(server.requests) < 2:
                assert process.returncode is None
                await asyncio.sleep(0.01)
            process.send_signal(signal.SIGKILL)
            await process.wait()
            server.requests.clear()
            server.scripts = [costing(100)]

            await capped(bench.path, server.url).run()

            assert len(server.requests) == 1

    asyncio.run(whole())

    assert spending(bench) == [(1.0, False), (1.0, False), (1.0, True)]


def capped(path: Path, url: str) -> Bench:
    prompts = tuple(f"p{n}" for n in range(9))
    one = target(url, concurrency=4, **A_DOLLAR)
    return Bench(path, targets=[one], prompts=prompts, budget_usd=3.0)


@pytest.mark.parametrize("seed", range(4))
def test_the_cap_holds_under_whatever_happens(bench: Bench, seed: int) -> None:
    """By what the provider charges: for half an answer and for a 500, too."""
    dice = random.Random(seed)
    charged: list[float] = []

    def script(received: Received) -> Script:
        tokens = dice.randint(1, received.json["max_completion_tokens"])
        fate = dice.choice(["answer", "answer", "drop", "500", "429"])
        if fate != "429":
            charged.append(tokens * 0.01)
        if fate == "answer":
            return costing(tokens)
        if fate == "drop":
            return [OK, body(said(content="A")), Drop()]
        return refusal(int(fate), "x", retry_after="0")

    more: dict[str, Any] = A_DOLLAR | {"output_cap": "max_completion_tokens"}
    bench.prompts = tuple(f"p{n}" for n in range(40))
    bench.budget_usd = dice.uniform(0.5, 25.0)

    async def sessions() -> None:
        async with provider_at_loopback(script) as server:
            bench.targets = [
                target(server.url, "a", concurrency=8, **more),
                target(server.url, "b", concurrency=3, **more),
            ]
            for _ in range(3):
                await bench.run()
                bench.retry_failed = True

    asyncio.run(sessions())

    assert bench.budget_usd is not None
    assert sum(charged) <= bench.budget_usd + 1e-9
    stored = sum(usd for usd, _ in spending(bench))
    assert sum(charged) <= stored + 1e-6
    assert stored <= bench.budget_usd + 1e-6


@pytest.mark.parametrize(
    ("extra", "path"),
    [
        ({"max_tokens": 101}, "max_tokens"),
        ({"max_tokens": "9"}, "max_tokens"),
        ({"max_tokens": True}, "max_tokens"),
        ({"options": {"num_predict": -1}}, "options.num_predict"),
        ({"n": 2}, "n"),
        (
            {"generationConfig": {"maxOutputTokens": 100_000}},
            "generationConfig.maxOutputTokens",
        ),
    ],
)
def test_a_field_that_asks_for_more_than_is_set_aside_ends_the_run_before_it_begins(
    bench: Bench, extra: dict[str, Any], path: str
) -> None:
    bench.budget_usd = 2.0

    with pytest.raises(SettingsError) as raised:
        run(bench, [answer("Ada")], **A_DOLLAR, extra=extra)

    assert f"test/m: extra sets {path}, so" in str(raised.value)
    assert "set max_output_tokens of the model" in str(raised.value)


def test_other_fields_leave_a_budget_as_it_is(bench: Bench) -> None:
    bench.budget_usd = 2.0

    ran = run(bench, [answer("Ada")], **A_DOLLAR, extra={"top_k": 5, "a": {"n": 1}})

    assert ran.result.sent == 1


@pytest.mark.parametrize(
    "extra",
    [
        {"n": 1},
        {"max_tokens": 100},
        {"max_completion_tokens": 1, "best_of": 1},
        {"generationConfig": {"candidateCount": 1, "maxOutputTokens": 100}},
    ],
)
def test_a_field_that_asks_for_no_more_than_is_set_aside_is_sent(
    bench: Bench, extra: dict[str, Any]
) -> None:
    bench.budget_usd = 1.0

    ran = run(bench, [answer("Ada")], **A_DOLLAR, extra=extra)

    assert ran.result.sent == 1
    assert extra.items() <= ran.server.requests[0].json.items()


@pytest.mark.parametrize(("extra", "sent"), [({}, 1), ({"max_tokens": 4_000}, 0)])
def test_a_field_of_its_own_is_set_aside_though_the_window_has_less_room(
    bench: Bench, extra: dict[str, Any], sent: int
) -> None:
    """It has the last word in the request, and a window may be set too small."""
    small: dict[str, Any] = A_DOLLAR | {"max_output_tokens": 4_000, "window": 4_000}
    bench.budget_usd = 39.9

    ran = run(bench, [answer("Ada")], **small, extra=extra)

    assert len(ran.server.requests) == sent
