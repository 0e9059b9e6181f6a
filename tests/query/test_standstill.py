"""Who watches is told what failed, and what is waited for."""

import asyncio
import threading
import time

import pytest

from pipeline.errors import CallError, TransientError
from pipeline.query.standstill import waited_for
from tests.query.bench import Bench, run, target
from tests.support.server import (
    OK,
    Hang,
    Received,
    Script,
    answer,
    provider_at_loopback,
    refusal,
)

HELD = "the next is held by a limit or a pause for"


def hurried() -> float:
    """A clock on which a minute is over in less than a second."""
    return 100 * time.perf_counter()


@pytest.mark.parametrize(
    ("under_way", "last", "held_s", "said"),
    [
        (0, TransientError("rate_limited", "HTTP 429"), None, "; last: HTTP 429"),
        (2, None, None, ", 2 under way"),
        (0, TransientError("connect", "no\nroute"), None, "; last: no route"),
        (0, None, 1_200.5, f", {HELD} 1,201 s"),
    ],
)
def test_it_says_how_many_wait_and_why(
    under_way: int, last: CallError | None, held_s: float | None, said: str
) -> None:
    assert waited_for(3, under_way, last, held_s) == f"3 wait to try again{said}"


def test_calls_that_wait_to_try_again_are_told_of(bench: Bench) -> None:
    """The server gives in once it was told of."""
    bench.prompts, bench.clock = ("p1", "p2", "p3"), hurried
    notes: list[tuple[int, int, str]] = []
    bench.progress = lambda done, total, note: notes.append((done, total, note))

    def script(received: Received) -> Script:
        del received
        return answer("Ada") if notes else refusal(429, "slow down")

    run(bench, script, attempts=20)

    done, total, note = notes[0]
    assert (done, total) == (0, 3)
    assert "wait to try again" in note
    assert "; last: HTTP 429" in note


def test_calls_that_a_limit_holds_back_are_told_of(bench: Bench) -> None:
    """The first prompt is larger than a minute's tokens; the next waits for hours."""
    bench.prompts, bench.clock = ("p1", "p2"), hurried

    async def whole() -> str:
        told: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        def progress(done: int, total: int, note: str) -> None:
            del total
            if done == 1 and HELD in note:
                told.set_result(note)

        bench.progress = progress
        async with provider_at_loopback([answer("Ada")]) as server:
            bench.targets = [target(server.url, tokens_per_minute=1)]
            running = asyncio.create_task(bench.run())
            note = await asyncio.wait_for(told, 30)
            running.cancel()
            with pytest.raises(asyncio.CancelledError):
                await running
        return note

    assert asyncio.run(whole()).startswith(HELD), "it is the only thing to say"


def test_a_first_attempt_that_is_being_written_is_no_retry(bench: Bench) -> None:
    bench.clock = hurried
    notes: list[str] = []
    told = threading.Event()

    def progress(_done: int, _total: int, note: str) -> None:
        notes.append(note)
        told.set()

    def text_of(name: str) -> str:
        assert told.wait(30)
        return name

    bench.progress, bench.text_of = progress, text_of

    run(bench, [answer("Ada")])

    assert notes == ["", "openai-api/test/m"]


def test_a_fault_of_the_telling_ends_the_run(bench: Bench) -> None:
    bench.clock = hurried

    def progress(_done: int, _total: int, _note: str) -> None:
        message = "nobody reads this"
        raise BrokenPipeError(message)

    bench.progress = progress

    async def whole() -> None:
        later = refusal(429, "x", retry_after="250")
        async with provider_at_loopback([later]) as server:
            bench.targets = [target(server.url)]
            await asyncio.wait_for(bench.run(), 30)

    with pytest.raises(BrokenPipeError, match="nobody reads this"):
        asyncio.run(whole())


def test_a_server_that_says_nothing_is_told_of_again_and_again(bench: Bench) -> None:
    bench.clock = hurried

    async def whole() -> list[str]:
        notes: list[str] = []
        enough = asyncio.Event()

        def progress(done: int, total: int, note: str) -> None:
            assert (done, total) == (0, 1)
            notes.append(note)
            if len(notes) == 2:
                enough.set()

        bench.progress = progress
        async with provider_at_loopback([[OK, Hang()]]) as server:
            bench.targets = [target(server.url)]
            running = asyncio.create_task(bench.run())
            await enough.wait()
            running.cancel()
            with pytest.raises(asyncio.CancelledError):
                await running
        return notes

    assert asyncio.run(whole())[:2] == ["1 under way"] * 2


def test_what_failed_is_counted_as_it_fails(bench: Bench) -> None:
    bench.prompts = ("p1", "p2", "p3")
    notes: list[str] = []
    bench.progress = lambda _done, _total, note: notes.append(note)

    run(
        bench,
        [answer("Ada"), refusal(400, "no"), answer("Ada")],
        concurrency=1,
    )

    assert notes == [
        "openai-api/test/m",
        "1 failed, openai-api/test/m: bad_request",
        "1 failed, openai-api/test/m",
    ]
