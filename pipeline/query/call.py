"""One call, asked until there is an end to it."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.query.loop_lag import LoopLag
from pipeline.query.reply import Heard, Reply, Times
from pipeline.query.retry import wait_s
from pipeline.query.rows import Finished, Made, finished
from pipeline.query.target import Target
from pipeline.query.transport import Clock, Endpoint
from pipeline.query.wire import seal
from pipeline.records import Planned, Prompt, Usage


@dataclass(frozen=True, slots=True)
class Desk:
    """What every call of a run shares."""

    text_of: Callable[[str], str]
    """Called from threads: it must not read the store, which the writer is using."""
    prompts: Mapping[str, Prompt]
    made_before: Mapping[str, int]
    """Attempts already stored of a call that is made again."""
    clock: Clock
    dice: Callable[[], float]
    lag: LoopLag
    stop: asyncio.Event
    """Once set, nothing more is sent; what is under way comes to its end."""


@dataclass(frozen=True, slots=True)
class Line:
    """One target's way out: its endpoint, and its slots there."""

    target: Target
    endpoint: Endpoint
    slots: asyncio.Semaphore


async def make_call(planned: Planned, line: Line, desk: Desk) -> Finished | None:
    """Make attempts until one is final; the slot is free while a call only waits.

    Return `None` when `desk.stop` came before the call had an end.
    """
    made: list[Made] = []
    slept_s = 0.0
    while attempt := await _attempt(planned, line, desk, slept_s):
        made.append(attempt)
        wait = wait_s(
            made[-1].heard.error,
            made=len(made),
            allowed=line.target.settings.attempts,
            dice=desk.dice(),
        )
        if wait is None:
            return finished(
                planned.call,
                made,
                expected_tokens=desk.prompts[planned.prompt].tokens,
                made_before=desk.made_before.get(planned.call, 0),
            )
        asleep = desk.clock()
        with suppress(TimeoutError):
            await asyncio.wait_for(desk.stop.wait(), wait)
        slept_s = desk.clock() - asleep
    return None


async def read_here(planned: Planned, target: Target, desk: Desk) -> Finished:
    """Let a baseline read the prompt, in a thread and by the same clock."""
    assert target.baseline is not None
    text = await _text(planned, desk)
    started_at = _now()
    reply, total_s = await asyncio.to_thread(
        _timed, target.baseline.read, text, desk.clock
    )
    times = Times(
        total_s=total_s, first_token_s=total_s, first_answer_s=total_s, answer_s=total_s
    )
    heard = Heard(None, times, Reply(reply, "", "", Usage(), "stop", None))
    return finished(
        planned.call,
        [Made(heard, started_at)],
        expected_tokens=desk.prompts[planned.prompt].tokens,
        made_before=desk.made_before.get(planned.call, 0),
    )


async def _attempt(
    planned: Planned, line: Line, desk: Desk, slept_s: float
) -> Made | None:
    due = desk.clock()
    async with line.slots:
        if desk.stop.is_set():
            return None
        queued_s = desk.clock() - due
        text = await _text(planned, desk)
        sealed = await asyncio.to_thread(
            seal, text, line.target, desk.prompts[planned.prompt]
        )
        del text  # the bytes are enough, and a prompt may be 4 MB
        started_at, started = _now(), desk.clock()
        heard = await line.endpoint.ask(sealed)
        lag_s = desk.lag.worst_since(started)
    return Made(heard, started_at, queued_s, slept_s, lag_s, sealed.sent)


async def _text(planned: Planned, desk: Desk) -> str:
    return await asyncio.to_thread(desk.text_of, planned.prompt)


def _timed(read: Callable[[str], str], text: str, clock: Clock) -> tuple[str, float]:
    started = clock()
    return read(text), clock() - started


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
