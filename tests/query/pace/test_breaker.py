"""A model that refuses three calls in a row is asked no more; others are."""

import asyncio

import pytest

from pipeline.errors import CallError, RejectedError, TransientError
from pipeline.query.pace.breaker import IN_A_ROW, Breaker
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
        breaker.heard(error)

    assert (breaker.why is AUTH) is closes


@pytest.mark.parametrize(
    "error",
    [RejectedError("not_found", "x"), RejectedError("quota_exhausted", "x"), ASKED],
    ids=["not-found", "quota", "long-pause"],
)
def test_these_close_it_and_it_stays_closed(error: CallError) -> None:
    breaker = Breaker()

    for one in [error] * IN_A_ROW + [None]:
        breaker.heard(one)

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
    assert len(ran.server.requests) == IN_A_ROW
