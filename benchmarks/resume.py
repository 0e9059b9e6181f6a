"""How long a resumed run takes to its first request, with 100,000 calls finished.

A workspace with so many finished calls is made, and a plan that has one more; then
each step of taking it up again is timed by a monotonic clock, in a process of its own.

    python -m benchmarks.resume [CALLS] [--profile]
"""

import asyncio
import cProfile
import json
import pstats
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from pipeline.facts import Facts
from pipeline.progress import silent
from pipeline.query.models.target import Target
from pipeline.query.plan import plan
from pipeline.query.runs import record_run
from pipeline.query.stage import run_calls
from pipeline.records import (
    Arrangement,
    Attempt,
    Cache,
    Call,
    Condition,
    Distractors,
    Outcome,
    Placement,
    Planned,
    Prompt,
    Run,
    Usage,
)
from pipeline.settings import ModelSettings
from pipeline.store import Store
from tests.support.server import Received, Script, answer, provider_at_loopback

CALLS = 100_000
MODELS = 4
REPEATS = 5
NOWHERE = "http://127.0.0.1:1"
"""The address in the names of the calls: the same for every server."""
RUN = Run(name="resumed", corpus="c", collection="q", settings="{}")


def prompts(calls: int) -> list[Prompt]:
    """Return as many as it takes for one call more than that."""
    count = -(-(calls + 1) // (MODELS * REPEATS))
    return [
        Prompt(
            id=f"{n:032x}",
            question=f"q{n % 500}",
            condition=Condition.CONTEXT,
            length=4_000,
            tokens=3_900 + n % 100,
            depth=0.5,
            measured_depth=0.5,
            placement=Placement.AFTER,
            template="t",
            distractors=Distractors.RANDOM,
            arrangement=Arrangement.TOGETHER,
            cache=Cache.COLD,
            prefix="",
            repeat=None,
            layout=f"l{n % 50}",
            rung=0,
            evidence=(n % 7,),
            evidence_at=(5,),
            evidence_own=(),
            passages=12,
            leaks_dropped=0,
            seed=1,
        )
        for n in range(count)
    ]


def targets(url: str) -> list[Target]:
    made: list[Target] = []
    for n in range(MODELS):
        settings = ModelSettings(id=f"openai-api/test/m{n}")
        facts = settings.over(Facts())
        made.append(Target(settings, "test", "openai-chat", url, f"m{n}", facts, "k"))
    return made


def planned(url: str, calls: int) -> list[Planned]:
    return plan(RUN.name, prompts(calls), targets(url), repeats=REPEATS, seed=1)


def prepare(path: Path, url: str, calls: int) -> None:
    wanted = planned(url, calls)
    done = sorted(wanted, key=lambda one: one.position)[:calls]
    with Store(path) as store:
        record_run(store, RUN, wanted)
        for start in range(0, len(done), 10_000):
            some = done[start : start + 10_000]
            with store.transaction():
                store.insert("query_add_calls", [call_of(one) for one in some])
                store.insert("query_add_attempts", [attempt_of(one) for one in some])


def call_of(one: Planned) -> Call:
    return Call(
        id=one.call,
        outcome=Outcome.ANSWERED,
        error=None,
        message=None,
        answer="Ada Lovelace",
        reasoning=None,
        usage=Usage(prompt_tokens=4_000, completion_tokens=5),
        finish_reason="stop",
        served_model=one.model,
        attempts=1,
        first_token_s=1.0,
        first_answer_s=1.0,
        answer_s=1.2,
        felt_s=1.2,
        censored_s=None,
        disturbed=False,
    )


def attempt_of(one: Planned) -> Attempt:
    return Attempt(
        call=one.call,
        number=1,
        started_at="2026-11-23T12:00:00.000+00:00",
        status=200,
        error=None,
        message=None,
        queue_wait_s=0.0,
        retry_wait_s=0.0,
        connect_s=0.01,
        first_byte_s=0.9,
        first_token_s=1.0,
        first_answer_s=1.0,
        answer_s=1.2,
        total_s=1.2,
        gaps=4,
        gap_p50_s=0.05,
        gap_max_s=0.1,
        loop_lag_s=0.0,
    )


@contextmanager
def timed(name: str, found: dict[str, float]) -> Generator[None]:
    started, cpu = time.perf_counter(), time.process_time()
    yield
    found[name] = round(time.perf_counter() - started, 3)
    found[f"{name}, CPU"] = round(time.process_time() - cpu, 3)


async def resume(path: Path, calls: int, *, profile: bool) -> dict[str, float]:
    found: dict[str, float] = {}
    first: list[float] = []

    def script(received: Received) -> Script:
        del received
        first.append(time.perf_counter())
        first.append(time.process_time())
        return answer("Ada")

    async with provider_at_loopback(script) as server:
        some = prompts(calls)
        there = targets(NOWHERE)
        here = {one.settings.id: replace(one, base_url=server.url) for one in there}
        with timed("open the workspace", found):
            store = Store(path)
        profiler = cProfile.Profile()
        if profile:
            profiler.enable()
        with store:
            with timed("plan", found):
                wanted = plan(RUN.name, some, there, repeats=REPEATS, seed=1)
            with timed("record the run", found):
                record_run(store, RUN, wanted)
            started, cpu = time.perf_counter(), time.process_time()
            result = await run_calls(
                store,
                wanted,
                here,
                lambda name: f"text of {name}",
                prompts={one.id: one for one in some},
                seed=1,
                progress=silent,
            )
        if profile:
            profiler.disable()
            pstats.Stats(profiler).sort_stats("cumulative").print_stats(45)
        assert result.already_finished == calls, result
    found["run_calls to the first request"] = round(first[0] - started, 3)
    found["run_calls to the first request, CPU"] = round(first[1] - cpu, 3)
    return found


def main() -> None:
    calls = next((int(a) for a in sys.argv[1:] if a.isdigit()), CALLS)
    if "--child" in sys.argv:
        path = Path(sys.argv[sys.argv.index("--child") + 1])
        found = asyncio.run(resume(path, calls, profile="--profile" in sys.argv))
        sys.stdout.write(json.dumps(found) + "\n")
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "resumed.duckdb"
        prepare(path, NOWHERE, calls)
        more = ["--profile"] if "--profile" in sys.argv else []
        command = [sys.executable, "-m", "benchmarks.resume", str(calls), *more]
        for turn in range(1 if more else 3):
            copied = Path(folder) / f"turn-{turn}.duckdb"
            copyfile(path, copied)
            subprocess.run([*command, "--child", str(copied)], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
