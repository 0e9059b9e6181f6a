"""A small bench for tests: some prompts, some targets on loopback, a store."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from pipeline.facts import Facts
from pipeline.progress import Progress, silent
from pipeline.query.baselines.base import Baseline
from pipeline.query.models.target import BASELINE, IN_PROCESS, Target
from pipeline.query.plan import plan
from pipeline.query.stage import RunResult, run_calls
from pipeline.records import (
    Arrangement,
    Attempt,
    Cache,
    Call,
    Condition,
    Distractors,
    Placement,
    Planned,
    Prompt,
    Record,
)
from pipeline.redaction import Redactor
from pipeline.settings import ModelSettings
from pipeline.store import Store
from tests.support.server import Loopback, Scripts, provider_at_loopback

KEY = "sk-canary-0123456789abcdef"
TOKENS = 100

Row = TypeVar("Row", bound=Record)


def prompt(name: str, tokens: int = TOKENS) -> Prompt:
    return Prompt(
        id=name,
        question="q",
        condition=Condition.CONTEXT,
        length=tokens,
        tokens=tokens,
        depth=0.5,
        measured_depth=0.5,
        placement=Placement.AFTER,
        template="t",
        distractors=Distractors.RANDOM,
        arrangement=Arrangement.TOGETHER,
        cache=Cache.WARM,
        prefix="",
        repeat=None,
        layout=None,
        rung=None,
        evidence=(),
        evidence_at=(),
        evidence_own=(),
        passages=0,
        leaks_dropped=0,
        seed=1,
    )


def target(url: str, model: str = "m", key: str | None = KEY, **more: Any) -> Target:
    settings = ModelSettings(id=f"openai-api/test/{model}", **more)
    return Target(
        settings=settings,
        service="test",
        dialect="openai-chat",
        base_url=url,
        model=model,
        facts=settings.over(Facts()),
        key=key,
    )


def priced(**rates: float) -> dict[str, Any]:
    """Settings of a model with these rates, whose tokenizer is the reference's."""
    return {"price": {"input": 0.0, "output": 0.0} | rates, "tokens_ratio": 1.0}


def today() -> datetime:
    return datetime(2026, 11, 23, tzinfo=UTC)


def baseline(read: Callable[[str], str], name: str = "echo") -> Target:
    return Target(
        settings=ModelSettings(id=f"baseline/{name}"),
        service=BASELINE,
        dialect=BASELINE,
        base_url=IN_PROCESS,
        model=f"{name}@1",
        baseline=Baseline(f"{name}@1", read),
    )


def text_of(name: str) -> str:
    return f"text of {name}"


@dataclass
class Bench:
    """The plan of these prompts over these targets, run into one file."""

    path: Path
    targets: Sequence[Target] = ()
    prompts: Sequence[str] = ("p1",)
    repeats: int = 1
    text_of: Callable[[str], str] = text_of
    tokens: int = TOKENS
    retry_failed: bool = False
    cache: Cache = Cache.WARM
    latency: bool = False
    budget_usd: float | None = None
    progress: Progress = silent
    clock: Callable[[], float] = time.perf_counter

    def prompt(self, name: str) -> Prompt:
        return prompt(name, self.tokens).model_copy(update={"cache": self.cache})

    def plan(self) -> list[Planned]:
        return plan(
            "run",
            [self.prompt(name) for name in self.prompts],
            self.targets,
            repeats=self.repeats,
            seed=7,
        )

    async def run(self) -> RunResult:
        with Store(self.path, redact=Redactor([KEY])) as store:
            return await run_calls(
                store,
                self.plan(),
                {one.settings.id: one for one in self.targets},
                self.text_of,
                prompts={name: self.prompt(name) for name in self.prompts},
                seed=7,
                progress=self.progress,
                retry_failed=self.retry_failed,
                latency=self.latency,
                budget_usd=self.budget_usd,
                clock=self.clock,
            )

    def calls(self) -> list[Call]:
        return self._rows("FROM raw.calls ORDER BY id", Call)

    def attempts(self) -> list[Attempt]:
        return self._rows("FROM raw.attempts ORDER BY call, number", Attempt)

    def the_call(self) -> Call:
        [call] = self.calls()
        return call

    def _rows(self, query: str, record: type[Row]) -> list[Row]:
        with duckdb.connect(str(self.path)) as db:
            found = db.execute(query)
            names = [column[0] for column in found.description]
            rows = found.fetchall()
        return [record.model_validate(dict(zip(names, r, strict=True))) for r in rows]


@dataclass(frozen=True)
class Ran:
    result: RunResult
    server: Loopback


def run(bench: Bench, scripts: Scripts, **settings: Any) -> Ran:
    """Run it against a server of its own; `settings` are those of its only model."""

    async def whole() -> Ran:
        async with provider_at_loopback(scripts) as server:
            if not bench.targets:
                bench.targets = [target(server.url, **settings)]
            return Ran(await bench.run(), server)

    return asyncio.run(whole())
