"""Send every call of a plan that has no answer yet, and keep each as it ends.

A finished call is one committed transaction before the progress moves, so that being
stopped at any moment loses no finished answer and pays for none twice.
"""

import asyncio
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from typing import Final

from pipeline.progress import Progress
from pipeline.query.call import Desk, Line, make_call, read_here
from pipeline.query.loop_lag import LoopLag
from pipeline.query.rows import Finished
from pipeline.query.target import Target
from pipeline.query.transport import Clock, Endpoint
from pipeline.query.writer import Writer
from pipeline.records import Outcome, Planned, Prompt, Record
from pipeline.store import Store

SPARE_WORKERS: Final = 64
"""Beyond its slots, a target has so many workers at most: those whose calls sleep
between two attempts and leave their slot to another."""


@dataclass(frozen=True, slots=True)
class RunResult:
    outcomes: Mapping[Outcome, int]
    """Of every call the plan sends, whether it was made now or before."""
    sent: int
    already_finished: int


class _Ended(Record):
    id: str
    outcome: Outcome
    attempts: int


async def run_calls(  # noqa: PLR0913 - a run is this many things
    store: Store,
    planned: Sequence[Planned],
    targets: Mapping[str, Target],
    text_of: Callable[[str], str],
    *,
    prompts: Mapping[str, Prompt],
    seed: int,
    progress: Progress,
    retry_failed: bool = False,
    clock: Clock = time.perf_counter,
) -> RunResult:
    """Make each call once; `targets` by model id, texts and prompts by prompt id.

    Failed calls of an earlier run are made again only with `retry_failed`. What ends
    without an answer is a row; whatever this raises, every finished call is kept.
    """
    wanted = _wanted(planned)
    ended = {row.id: row for row in _ended(store, wanted)}
    again = {
        row.id: row.attempts
        for row in ended.values()
        if retry_failed and row.outcome is Outcome.FAILED
    }
    due = [wanted[call] for call in wanted if call not in ended or call in again]
    tally = _Tally(ended, len(wanted), {p.call: p.model for p in due}, progress)
    dice = random.Random(seed)  # noqa: S311 - spreads retries, guards nothing
    desk = Desk(
        text_of=text_of,
        prompts=prompts,
        made_before=again,
        clock=clock,
        dice=dice.random,
        lag=LoopLag(clock),
        stop=asyncio.Event(),
    )
    await _Runner(store, desk, tally).run(due, targets)
    return tally.result()


def _wanted(planned: Sequence[Planned]) -> dict[str, Planned]:
    """Return by call id, in the order of the run, what may be sent."""
    wanted: dict[str, Planned] = {}
    for one in sorted(planned, key=lambda one: one.position):
        if one.unsent is None:
            wanted.setdefault(one.call, one)
    return wanted


def _ended(store: Store, wanted: Mapping[str, Planned]) -> list[_Ended]:
    return store.select("query_finished", _Ended, calls=list(wanted))


class _Tally:
    """Counts calls as they are committed."""

    def __init__(
        self,
        ended: Mapping[str, _Ended],
        total: int,
        models: Mapping[str, str],
        progress: Progress,
    ) -> None:
        self._outcomes = {row.id: row.outcome for row in ended.values()}
        self._models = models
        self._total = total
        self._already = total - len(models)
        self._sent = 0
        self._progress = progress
        if self._already:
            progress(self._already, total, "already finished")

    def committed(self, done: Finished) -> None:
        self._outcomes[done.call.id] = done.call.outcome
        self._sent += 1
        note = self._models[done.call.id]
        self._progress(self._already + self._sent, self._total, note)

    def result(self) -> RunResult:
        return RunResult(Counter(self._outcomes.values()), self._sent, self._already)


class _Runner:
    def __init__(self, store: Store, desk: Desk, tally: _Tally) -> None:
        self._desk = desk
        self._writer = Writer(store, tally.committed)
        self._fault: Exception | None = None
        self._stopped = False

    async def run(self, due: Sequence[Planned], targets: Mapping[str, Target]) -> None:
        """Make the calls of every endpoint at once, then those made in this process.

        A baseline would slow down the clocks of calls that are under way. When the
        writer ends early nothing more is sent: what cannot be kept is not paid for.
        """
        by_model: dict[str, list[Planned]] = {}
        for one in due:
            by_model.setdefault(one.model, []).append(one)
        work = [(targets[model], calls) for model, calls in by_model.items()]
        undo = _on_interrupt(self._interrupted)
        writing = asyncio.create_task(self._writer.run())
        writing.add_done_callback(lambda _: self._desk.stop.set())
        try:
            await self._ask([(t, calls) for t, calls in work if t.baseline is None])
            await self._read([(t, calls) for t, calls in work if t.baseline])
        finally:
            self._writer.close()
            await writing
            undo()
        if self._fault:
            raise self._fault
        if self._stopped:
            raise KeyboardInterrupt

    def _interrupted(self) -> None:
        """Send nothing more, and let what is paid for come to its end."""
        self._stopped = True
        self._desk.stop.set()

    async def _ask(self, work: Sequence[tuple[Target, Sequence[Planned]]]) -> None:
        async with AsyncExitStack() as stack:
            endpoints = {
                url: await stack.enter_async_context(endpoint)
                for url, endpoint in self._endpoints([t for t, _ in work]).items()
            }
            watching = asyncio.create_task(self._desk.lag.watch())
            stack.callback(watching.cancel)
            async with asyncio.TaskGroup() as group:
                for target, calls in work:
                    slots = target.settings.concurrency
                    line = Line(
                        target, endpoints[target.base_url], asyncio.Semaphore(slots)
                    )
                    queue = iter(calls)
                    for _ in range(min(len(calls), slots + min(slots, SPARE_WORKERS))):
                        group.create_task(self._work(queue, line))

    def _endpoints(self, targets: Sequence[Target]) -> dict[str, Endpoint]:
        connections: Counter[str] = Counter()
        for target in targets:
            connections[target.base_url] += target.settings.concurrency
        return {
            url: Endpoint(url, count, self._desk.clock)
            for url, count in connections.items()
        }

    async def _work(self, queue: Iterator[Planned], line: Line) -> None:
        for planned in queue:
            if self._desk.stop.is_set():
                return
            try:
                done = await make_call(planned, line, self._desk)
            except Exception as fault:  # noqa: BLE001 - raised once the others ended
                self._fault = self._fault or fault
                self._desk.stop.set()
                return
            if done:
                await self._writer.keep(done)

    async def _read(self, work: Sequence[tuple[Target, Sequence[Planned]]]) -> None:
        in_order = sorted(
            ((one, target) for target, calls in work for one in calls),
            key=lambda pair: pair[0].position,
        )
        for planned, target in in_order:
            if self._desk.stop.is_set():
                return
            await self._writer.keep(await read_here(planned, target, self._desk))


def _on_interrupt(stop: Callable[[], None]) -> Callable[[], None]:
    """Call `stop` at the first Ctrl-C; the second ends at once. Return how to undo it.

    Only the main thread of a POSIX system can; elsewhere the first ends at once.
    """
    loop = asyncio.get_running_loop()

    def undo() -> None:
        with suppress(NotImplementedError, ValueError, RuntimeError):
            loop.remove_signal_handler(signal.SIGINT)
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def first() -> None:
        undo()
        stop()

    with suppress(NotImplementedError, ValueError, RuntimeError):
        loop.add_signal_handler(signal.SIGINT, first)
    return undo
