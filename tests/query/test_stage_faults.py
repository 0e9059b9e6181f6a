"""Whatever goes wrong here, finished answers are kept and keys are not."""

import asyncio
import os
import signal

import pytest

from pipeline.query.due import ended
from pipeline.query.stage import run_calls
from pipeline.store import Store
from tests.query.bench import Bench, baseline, prompt, run, target, text_of
from tests.support.server import (
    OK,
    Hang,
    Received,
    Script,
    answer,
    provider_at_loopback,
    refusal,
)


class BugError(Exception):
    """Something nobody thought of."""


def test_a_fault_of_ours_loses_no_answer_of_another_call(bench: Bench) -> None:
    bench.prompts = tuple(f"p{n}" for n in range(12))
    asked: list[str] = []

    def faulty(name: str) -> str:
        asked.append(name)
        if len(asked) == 3:
            raise BugError(name)
        return name

    bench.text_of = faulty

    with pytest.raises(BugError):
        run(bench, [answer("Ada", after=0.2)], concurrency=3)

    assert len(bench.calls()) >= 2, "those under way ended and were kept"
    assert len(asked) <= 5, "those with a slot by then, and no more"


def test_a_baseline_that_breaks_loses_no_earlier_answer(bench: Bench) -> None:
    bench.prompts = ("p1", "p2", "p3")
    texts: list[str] = []

    def read(text: str) -> str:
        texts.append(text)
        if len(texts) == 3:
            raise BugError(text)
        return text

    bench.targets = [baseline(read)]

    with pytest.raises(BugError):
        asyncio.run(bench.run())

    assert len(bench.calls()) == 2


def test_an_interruption_keeps_what_was_finished(bench: Bench) -> None:
    bench.prompts = tuple(f"p{n}" for n in range(4))

    async def interrupt() -> None:
        done = asyncio.Event()

        def progress(finished: int, total: int, note: str) -> None:
            del total, note
            if finished == 2:
                done.set()

        bench.progress = progress
        scripts: list[Script] = [answer("Ada"), answer("Ada"), [OK, Hang()]]
        async with provider_at_loopback(scripts) as server:
            bench.targets = [target(server.url, concurrency=1)]
            running = asyncio.create_task(bench.run())
            await done.wait()
            running.cancel()
            with pytest.raises(asyncio.CancelledError):
                await running

    asyncio.run(interrupt())

    assert [call.answer for call in bench.calls()] == ["Ada", "Ada"]


def test_attempts_of_a_call_that_was_stopped_are_kept_and_it_is_asked_again(
    bench: Bench,
) -> None:
    """Three sessions: the first two are interrupted before the call has an end."""
    asked: list[str] = []

    def script(received: Received) -> Script:
        asked.append(received.prompt)
        if len(asked) > 2:
            return answer("Ada")
        os.kill(os.getpid(), signal.SIGINT)
        return refusal(503, "busy", retry_after="100")

    async def sessions() -> None:
        async with provider_at_loopback(script) as server:
            bench.targets = [target(server.url)]
            for stored in (1, 2):
                with pytest.raises(KeyboardInterrupt):
                    await bench.run()
                assert bench.calls() == [], "it has no end yet"
                assert [one.number for one in bench.attempts()] == [
                    *range(1, 1 + stored)
                ]
            await bench.run()

    asyncio.run(sessions())

    assert len(asked) == 3
    assert (bench.the_call().answer, bench.the_call().attempts) == ("Ada", 3)
    attempts = [(one.number, one.error) for one in bench.attempts()]
    assert attempts == [(1, "overloaded"), (2, "overloaded"), (3, None)]


def test_nothing_more_is_sent_once_nothing_can_be_kept(bench: Bench) -> None:
    bench.prompts = tuple(f"p{n}" for n in range(30))
    with Store(bench.path) as store:
        store._db.execute("DROP TABLE raw.attempts CASCADE")

    async def whole() -> int:
        async with provider_at_loopback([answer("Ada", after=0.05)]) as server:
            bench.targets = [target(server.url, concurrency=1)]
            with pytest.raises(Exception, match="attempts"):
                await bench.run()
            return len(server.requests)

    assert asyncio.run(whole()) < 30
    assert bench.calls() == []


def test_the_progress_moves_only_after_the_commit(bench: Bench) -> None:
    committed: list[int] = []

    async def whole() -> None:
        async with provider_at_loopback([answer("Ada")]) as server:
            asked = target(server.url)
            bench.targets, bench.prompts = [asked], ("p1", "p2", "p3")
            with Store(bench.path) as store:

                def progress(done: int, total: int, note: str) -> None:
                    del total, note
                    rows = ended(store, ids)
                    committed.append(len(rows) - done)

                planned = bench.plan()
                ids = [one.call for one in planned]
                await run_calls(
                    store,
                    planned,
                    {asked.settings.id: asked},
                    text_of,
                    prompts={name: prompt(name) for name in bench.prompts},
                    seed=1,
                    progress=progress,
                )

    asyncio.run(whole())

    assert len(committed) == 3
    assert min(committed) >= 0
