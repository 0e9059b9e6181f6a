"""Where a run's answers come from: its models, now or by the batch, or a file."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import by_batch, replay_from, retry_failed
from pipeline.cli.progress import bar
from pipeline.cli.steps.asking import check_complete, run_step
from pipeline.cli.steps.planning import Plan
from pipeline.cli.talk import say, say_each
from pipeline.errors import IncompleteError, SettingsError
from pipeline.query.batches.ledger import held
from pipeline.query.batches.service import Patience
from pipeline.query.batches.stage import Batched, Work, check_targets, run_batches
from pipeline.query.replay import replay
from pipeline.query.stage import RunResult
from pipeline.settings import BenchSettings
from pipeline.store import Store


@dataclass(frozen=True, slots=True)
class How:
    retry_failed: bool = False
    replay: Path | None = None
    """An export to take every answer from."""
    batch: float | None = None
    """Ask by the batch, and wait for so many minutes."""

    @property
    def sends(self) -> bool:
        return self.replay is None


@dataclass(frozen=True, slots=True)
class Ending:
    result: RunResult
    left: int = 0
    """Calls of the plan that have no end yet."""
    why: str = ""
    come_back: str = ""
    """What to do for answers that are paid for, and not there yet."""

    def check(self, tolerated: float) -> None:
        """Raise `IncompleteError` where answers are on their way, or too many lack."""
        if self.come_back:
            raise IncompleteError(self.come_back)
        check_complete(self.result, tolerated, left=self.left, why=self.why)


def answer_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say how; it is called with `how` instead."""

    @wraps(command)
    def called(*args: Any, **options: Any) -> Any:
        how = How(*(options.pop(name) for name in ("retry_failed", "replay", "batch")))
        if how.replay and (how.retry_failed or how.batch is not None):
            message = (
                "--replay sends nothing: leave out --retry-failed and --batch, or it"
            )
            raise click.UsageError(message)
        return command(*args, how=how, **options)

    for option in (by_batch, replay_from, retry_failed):
        called = option(called)
    return called


def answer_step(store: Store, made: Plan, settings: BenchSettings, how: How) -> Ending:
    if how.replay:
        return _replay(store, made, how.replay)
    if how.batch is not None:
        return _batch(store, made, settings, how, how.batch)
    return _live(store, made, settings, how)


def _live(store: Store, made: Plan, settings: BenchSettings, how: How) -> Ending:
    """Send what is due, but for what a batch was paid for."""
    elsewhere = held(store)
    planned = [one for one in made.planned if one.call not in elsewhere]
    waiting = len({one.call for one in made.planned} & elsewhere)
    sent = made._replace(planned=planned)
    result = run_step(store, sent, settings, retry_failed=how.retry_failed)
    return Ending(result, waiting, come_back=_come_back(waiting))


def _batch(
    store: Store, made: Plan, settings: BenchSettings, how: How, minutes: float
) -> Ending:
    """Ask models by the batch; baselines read here, as ever."""
    models = [target for target in made.targets if target.baseline is None]
    if settings.budget_usd is not None or settings.latency:
        message = (
            "--batch knows no budget and no times: its price is not known and nothing "
            "is streamed; leave out budget_usd and latency, or --batch"
        )
        raise SettingsError(message)
    check_targets(models)
    names = {target.settings.id for target in models}
    work = Work(
        planned=[one for one in made.planned if one.model in names],
        targets={target.settings.id: target for target in models},
        text_of=made.built.text_of,
        prompts={prompt.id: prompt for prompt in made.built.prompts},
        retry_failed=how.retry_failed,
    )
    with bar("batches", "call") as progress:
        done = run_batches(store, work, Patience(wait_s=60 * minutes), progress)
    _say_batched(done)
    if done.interrupted:
        come_back = _come_back(done.waiting) or "interrupted; run it again to go on"
        result = RunResult(done.outcomes, done.submitted, done.already_finished)
        return Ending(result, done.waiting + done.unsent, come_back=come_back)
    here = made._replace(planned=[p for p in made.planned if p.model not in names])
    read = RunResult({}, 0, 0)
    if here.planned:
        read = run_step(store, here, settings, retry_failed=how.retry_failed)
    result = RunResult(
        Counter(read.outcomes) + Counter(done.outcomes),
        read.sent + done.submitted,
        read.already_finished + done.already_finished,
    )
    why = f"{done.unsent} could not be submitted" if done.unsent else ""
    left = done.waiting + done.unsent
    return Ending(result, left, why, _come_back(done.waiting))


def _come_back(waiting: int) -> str:
    if not waiting:
        return ""
    return (
        f"{waiting} calls wait in batches that the provider works on; run again later "
        "with --batch to collect them"
    )


def _say_batched(done: Batched) -> None:
    say(
        f"{done.submitted} calls submitted in batches, {done.collected} collected, "
        f"{done.already_finished} were finished before"
    )
    if done.unread:
        say(f"{done.unread} lines of the results could not be used")
    say_each("batches that went wrong:", done.problems)


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
