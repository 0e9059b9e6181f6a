"""Who watches is told what failed, and what is waited for."""

import asyncio
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


def hurried() -> float:
    """A clock on which a minute is over in less than a second."""
    return 100 * time.perf_counter()


@pytest.mark.parametrize(
    ("again", "under_way", "last", "said"),
    [
        (3, 0, TransientError("rate_limited", "HTTP 429"), "; last: HTTP 429"),
        (3, 2, None, ", 2 under way"),
        (3, 0, TransientError("connect", "no\nroute"), "; last: no route"),
    ],
)
def test_it_says_how_many_wait_and_why(
    again: int, under_way: int, last: CallError | None, said: str
) -> None:
    assert waited_for(again, under_way, last) == f"3 wait to try again{said}"


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
