"""Where a run's answers come from: its models now, or a file of earlier ones."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import replay_from, retry_failed
from pipeline.cli.steps import Plan, run_step
from pipeline.cli.talk import say
from pipeline.query.replay import replay
from pipeline.query.stage import RunResult
from pipeline.settings import BenchSettings
from pipeline.store import Store


@dataclass(frozen=True, slots=True)
class How:
    retry_failed: bool = False
    replay: Path | None = None
    """An export to take every answer from."""

    @property
    def sends(self) -> bool:
        return self.replay is None


@dataclass(frozen=True, slots=True)
class Ending:
    result: RunResult
    left: int = 0
    """Calls of the plan that have no end yet."""
    why: str = ""


def answer_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say how; it is called with `how` instead."""

    @wraps(command)
    def called(
        *args: Any, retry_failed: bool, replay: Path | None, **options: Any
    ) -> Any:
        if replay and retry_failed:
            message = "--replay sends nothing, so --retry-failed has nothing to do"
            raise click.UsageError(message)
        return command(*args, how=How(retry_failed, replay), **options)

    for option in (replay_from, retry_failed):
        called = option(called)
    return called


def answer_step(store: Store, made: Plan, settings: BenchSettings, how: How) -> Ending:
    if how.replay:
        return _replay(store, made, how.replay)
    return Ending(run_step(store, made, settings, retry_failed=how.retry_failed))


def _replay(store: Store, made: Plan, path: Path) -> Ending:
    done = replay(store, made.planned, path)
    say(
        f"{done.taken} calls replayed from {path.name}, {done.already_finished} were "
        "finished before"
    )
    reasons = [
        f"{path.name} does not hold {done.absent}" if done.absent else "",
        f"{done.pending} had no answer there either" if done.pending else "",
    ]
    why = ", ".join(reason for reason in reasons if reason)
    left = done.absent + done.pending
    if left:
        say(f"{left} calls stay without an answer: {why}")
    return Ending(RunResult(done.outcomes, 0, done.already_finished), left, why)
