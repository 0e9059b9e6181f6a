"""A model that refuses three calls in a row is asked no more; others are."""

import asyncio
import socket
import time

import pytest

from pipeline.errors import CallError, MalformedError, RejectedError, TransientError
from pipeline.query.pace.breaker import IN_A_ROW, PASSES_S, Breaker
from pipeline.query.pace.bucket import Bucket
from pipeline.query.pace.lane import Allowance, Lane
from pipeline.query.pace.ledger import Ledger
from pipeline.query.pace.limiter import Limiter
from pipeline.query.pace.retry import MAX_ASKED_S
from pipeline.query.pace.waiting import Ticket, Waiting
from tests.query.bench import Bench, priced, run, target
from tests.query.pace.test_waiting import by_tokens, ticket
from tests.support.server import (
    Received,
    Script,
    answer,
    provider_at_loopback,
    refusal,
)

AUTH = RejectedError("auth", "HTTP 401: no such key")
ASKED = TransientError("rate_limited", "later", retry_after_s=MAX_ASKED_S + 1)


@pytest.mark.parametrize(
    ("between", "closes"),
    [
        (None, False),
        (RejectedError("bad_request", "x"), False),
        (TransientError("rate_limited", "x", retry_after_s=MAX_ASKED_S), True),
        (TransientError("server_error", "x"), True),
    ],
    ids=["answer", "rejected", "asked-to-wait", "500"],
)
def test_what_comes_between_counts_where_it_shows_that_calls_are_read(
    between: CallError | None, *, closes: bool
) -> None:
    breaker = Breaker()

    for error in [AUTH] * (IN_A_ROW - 1) + [between, AUTH]:
        assert breaker.why is None
        breaker.heard(error, 0.0)

    assert (breaker.why is AUTH) is closes


@pytest.mark.parametrize(
    "error",
    [RejectedError("not_found", "x"), RejectedError("quota_exhausted", "x"), ASKED],
    ids=["not-found", "quota", "long-pause"],
)
def test_these_close_it_and_it_stays_closed(error: CallError) -> None:
    breaker = Breaker()

    for one in [error] * IN_A_ROW + [None]:
        breaker.heard(one, 0.0)

    assert breaker.why is error


def test_a_closed_lane_gives_back_what_it_set_aside_for_its_next_call() -> None:
    ledger = Ledger(1_000.0)
    allowance = Allowance(requests=Bucket(IN_A_ROW * 60, 0.0))
    lane = Lane(
        Waiting([ticket(n) for n in range(99)], by_tokens),
        Limiter(99, adaptive=False),
        allowance,
        ledger,
    )
    sent: list[Ticket] = []
    while found := lane.next(0.0):
        sent.append(found)
    assert ledger.reserved_usd == len(sent) + 1, "one is held until the minute allows"

    for one in sent[:IN_A_ROW]:
        ledger.settle(one.reserved_usd, 0.0)
        lane.attempt_over(one, AUTH, 0.0)

    assert ledger.reserved_usd == len(sent) - IN_A_ROW
    assert (lane.waiting, lane.unsent) == (0, 99 - len(sent))
    assert lane.next(1e9) is None
    assert lane.wakes_at(0.0) is None


def test_what_is_left_of_a_model_that_refuses_every_call_is_not_sent(
    bench: Bench,
) -> None:
    """The other model of the run is asked to the end, and a later run goes on."""
    bench.prompts = tuple(f"p{n}" for n in range(12))
    bench.budget_usd = 100.0
    good: list[str] = []

    def script(received: Received) -> Script:
        if received.json["model"] == "gone" and not good:
            return refusal(401, "no such key")
        return answer("Ada")

    async def whole() -> None:
        async with provider_at_loopback(script) as server:
            free = priced()
            bench.targets = [
                target(server.url, "gone", concurrency=1, **free),
                target(server.url, "here", **free),
            ]
            result = await bench.run()
            assert len(server.requests) == 12 + IN_A_ROW
            assert result.shortfall is None, "it is not the money"
            [closed] = result.closed
            assert str(closed).startswith(
                "openai-api/test/gone: 3 calls in a row ended with auth: HTTP 401"
            )
            assert "; 9 calls are not sent; mend it and run again" in str(closed)
            assert str(closed).endswith("; those that failed need --retry-failed")
            assert len(bench.calls()) == 12 + IN_A_ROW, "what is not sent is no row"

            good.append("mended")
            bench.retry_failed = True
            assert (await bench.run()).closed == []
            assert {call.answer for call in bench.calls()} == {"Ada"}
            assert len(bench.calls()) == 24

    asyncio.run(whole())


def test_a_pause_of_hours_ends_the_model_too(bench: Bench) -> None:
    bench.prompts = tuple(f"p{n}" for n in range(9))

    later = refusal(429, "x", retry_after="7200")
    ran = run(bench, [later], concurrency=IN_A_ROW, adaptive=False)

    [closed] = ran.result.closed
    assert (closed.kind, closed.calls) == ("rate_limited", 9 - IN_A_ROW)
    assert "3 calls in a row ended with rate_limited" in str(closed)
    assert len(ran.server.requests) == IN_A_ROW


BUSY = TransientError("rate_limited", "HTTP 429")
GONE = TransientError("connect", "refused")


@pytest.mark.parametrize(
    ("error", "gives_up", "passed_s", "closes"),
    [
        (BUSY, IN_A_ROW, PASSES_S, True),
        (GONE, IN_A_ROW, PASSES_S, True),
        (TransientError("overloaded", "HTTP 503"), IN_A_ROW, PASSES_S, True),
        (BUSY, IN_A_ROW - 1, PASSES_S, False),
        (BUSY, IN_A_ROW, PASSES_S - 1, False),
        (TransientError("timeout", "slow"), IN_A_ROW, PASSES_S, False),
        (TransientError("server_error", "HTTP 500"), IN_A_ROW, PASSES_S, False),
    ],
    ids=["429", "connect", "503", "few", "soon", "timeout", "500"],
)
def test_what_passes_closes_it_once_calls_were_given_up_for_long(
    error: CallError, gives_up: int, passed_s: float, *, closes: bool
) -> None:
    breaker = Breaker()

    breaker.heard(error, 7.0)
    for _ in range(99):
        breaker.heard(error, 7.0 + passed_s)
    for _ in range(gives_up):
        breaker.gave_up(error, 7.0 + passed_s)

    assert (breaker.why is error) is closes


@pytest.mark.parametrize(
    "between",
    [
        None,
        RejectedError("bad_request", "x"),
        RejectedError("rate_limited", "HTTP 429: larger than a minute's tokens"),
        TransientError("server_error", "HTTP 500"),
        MalformedError("malformed", "no JSON"),
    ],
    ids=["answer", "rejected", "too-large", "500", "malformed"],
)
def test_an_answer_in_between_shows_that_it_passed(between: CallError | None) -> None:
    breaker = Breaker()
    for moment, error in enumerate([GONE, between, GONE]):
        breaker.heard(error, moment * PASSES_S)

    for _ in range(IN_A_ROW):
        breaker.gave_up(GONE, 2.5 * PASSES_S)
    assert breaker.why is None, "it began anew with the third"

    breaker.heard(None, 2.5 * PASSES_S)
    breaker.heard(GONE, 2.5 * PASSES_S)
    breaker.gave_up(GONE, 9.0 * PASSES_S)
    assert breaker.why is None, "those before the answer do not count"


@pytest.mark.parametrize(
    ("between", "closes"),
    [
        (TransientError("server_error", "HTTP 500"), False),
        (MalformedError("malformed", "no JSON"), False),
        (TransientError("timeout", "slow"), True),
        (TransientError("disconnected", "hung up"), True),
    ],
    ids=["500", "malformed", "timeout", "disconnected"],
)
def test_given_up_hours_apart_is_in_a_row_where_nothing_shows_the_server(
    between: CallError, *, closes: bool
) -> None:
    breaker = Breaker()

    for n in range(IN_A_ROW):
        breaker.heard(between, n * 3_600.0)
        breaker.heard(GONE, n * 3_600.0 + 1)
        breaker.gave_up(GONE, n * 3_600.0 + PASSES_S + 1)

    assert (breaker.why is GONE) is closes


def hurried() -> float:
    """A clock on which a minute and a half is over in less than a second."""
    return 100 * time.perf_counter()


def test_what_a_server_that_always_refuses_leaves_is_asked_by_a_later_run(
    bench: Bench,
) -> None:
    bench.prompts, bench.clock = tuple(f"p{n}" for n in range(12)), hurried
    good: list[str] = []

    def script(received: Received) -> Script:
        del received
        return answer("Ada") if good else refusal(429, "slow down")

    async def whole() -> None:
        async with provider_at_loopback(script) as server:
            bench.targets = [target(server.url, concurrency=1, attempts=1)]
            [closed] = (await bench.run()).closed
            failed = len(bench.calls())
            assert (closed.kind, closed.calls) == ("rate_limited", 12 - failed)
            assert IN_A_ROW <= failed < 12

            good.append("mended")
            result = await bench.run()
            assert (result.sent, result.closed) == (closed.calls, [])

    asyncio.run(whole())


def test_a_server_that_cannot_be_reached_is_given_up(bench: Bench) -> None:
    bench.prompts, bench.clock = tuple(f"p{n}" for n in range(12)), hurried

    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}/v1"
        bench.targets = [target(url, concurrency=1, attempts=1)]
        [closed] = asyncio.run(bench.run()).closed

    assert closed.kind == "connect"
    said = "3 calls in a row or more, over 90 s at the least, ended with connect"
    assert said in str(closed)
    assert closed.calls == 12 - len(bench.calls())
    assert "calls are not sent; mend it and run again" in str(closed)


def test_calls_whose_patience_ended_while_they_waited_count_too(bench: Bench) -> None:
    bench.prompts, bench.clock = tuple(f"p{n}" for n in range(24)), hurried

    ran = run(bench, [refusal(429, "x")], concurrency=4, attempts=20, patience_s=100)

    [closed] = ran.result.closed
    assert closed.calls == 24 - len(bench.calls())
