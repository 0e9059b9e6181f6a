"""Send every call of a plan that has no answer yet, and keep each as it ends.

A finished call is one committed transaction before the progress moves, so that being
stopped at any moment loses no finished answer and pays for none twice.
"""

import asyncio
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime

from pipeline.progress import Progress
from pipeline.query.call import Desk, make_call, read_here
from pipeline.query.due import attempts_made, ended, wanted
from pipeline.query.loop_lag import LoopLag
from pipeline.query.models.target import Target
from pipeline.query.pace.budget import check_prices, open_ledger, shortfall
from pipeline.query.pace.dispatch import Dispatcher
from pipeline.query.pace.lanes import lanes_of
from pipeline.query.pace.reserve import Reserve
from pipeline.query.pace.scheduler import Scheduler
from pipeline.query.pace.waiting import Ticket
from pipeline.query.standstill import watch
from pipeline.query.tally import RunResult, Tally, Work
from pipeline.query.text import Text
from pipeline.query.transport import Clock, Endpoint
from pipeline.query.writer import Writer
from pipeline.records import Cache, Outcome, Planned
from pipeline.store import Store

__all__ = ["RunResult", "run_calls"]


async def run_calls(  # noqa: PLR0913 - a run is this many things
    store: Store,
    planned: Sequence[Planned],
    targets: Mapping[str, Target],
    text_of: Callable[[str], str],
    *,
    prompts: Mapping[str, Text],
    seed: int,
    progress: Progress,
    retry_failed: bool = False,
    latency: bool = False,
    budget_usd: float | None = None,
    clock: Clock = time.perf_counter,
) -> RunResult:
    """Make each call once; `targets` by model id, texts and prompts by prompt id.

    Failed calls of an earlier run are made again only with `retry_failed`. With
    `latency` one call is in flight, to whatever model, so that the client is idle
    otherwise. `budget_usd` bounds all that the run costs, earlier sessions included;
    a model without a price raises `SettingsError` then. What ends without an answer is
    a row; whatever this raises, every finished call is kept.
    """
    work = _work(store, planned, retry_failed=retry_failed)
    tickets = [
        _ticket(one, targets[one.model], prompts[one.prompt])
        for one in work.due
        if targets[one.model].baseline is None
    ]
    reserve = Reserve(lambda: datetime.now(UTC))
    if budget_usd is not None:
        check_prices(tickets, reserve, budget_usd)
    ledger = open_ledger(store, planned, budget_usd)
    lanes = lanes_of(tickets, reserve, ledger, clock())
    scheduler = Scheduler(lanes, ledger, one_at_a_time=latency)
    tally = Tally(work, ledger, progress)
    desk = Desk(
        text_of=text_of,
        prompts=prompts,
        made_before=attempts_made(store, [one.call for one in work.due]),
        clock=clock,
        dice=random.Random(seed).random,  # noqa: S311 - spreads retries, guards nothing
        lag=LoopLag(clock),
        dispatcher=Dispatcher(scheduler, clock),
        writer=Writer(store, tally.committed),
        reserve=reserve,
        capped=budget_usd is not None,
    )
    await _Runner(desk, tally).run(
        {ticket.target.settings.id: ticket.target for ticket in tickets}.values(),
        [(one, t) for one in work.due if (t := targets[one.model]).baseline],
    )
    short = shortfall(ledger, scheduler.waiting, scheduler.cheapest_usd())
    return tally.result(short, scheduler.closed())


def _work(store: Store, planned: Sequence[Planned], *, retry_failed: bool) -> Work:
    by_id = wanted(planned)
    known = ended(store, by_id)
    again = {
        row.id
        for row in known.values()
        if retry_failed and row.outcome is Outcome.FAILED
    }
    due = [by_id[call] for call in by_id if call not in known or call in again]
    return Work(known, due, again)


def _ticket(planned: Planned, target: Target, prompt: Text) -> Ticket:
    warm = prompt.cache is Cache.WARM
    return Ticket(planned, target, prompt.tokens, prompt.context if warm else None)


class _Runner:
    def __init__(self, desk: Desk, tally: Tally) -> None:
        self._desk = desk
        self._tally = tally
        self._dispatcher = desk.dispatcher
        self._fault: BaseException | None = None
        self._interrupted = False

    async def run(
        self, targets: Collection[Target], here: Sequence[tuple[Planned, Target]]
    ) -> None:
        """Make the calls of every endpoint at once, then those made in this process.

        A baseline would slow down the clocks of calls that are under way. When the
        writer ends early nothing more is sent: what cannot be kept is not paid for.
        """
        undo = _on_interrupt(self._interrupt)
        writing = asyncio.create_task(self._desk.writer.run())
        writing.add_done_callback(lambda _: self._dispatcher.stop())
        try:
            await self._ask(targets)
            await self._read(here)
        finally:
            self._desk.writer.close()
            await writing
            undo()
        if self._fault:
            raise self._fault
        if self._interrupted:
            raise KeyboardInterrupt

    def _interrupt(self) -> None:
        """Send nothing more, and let what is paid for come to its end."""
        self._interrupted = True
        self._dispatcher.stop()

    async def _ask(self, targets: Collection[Target]) -> None:
        async with AsyncExitStack() as stack:
            for url, count in _connections(targets).items():
                endpoint = Endpoint(url, count, self._desk.clock)
                entered = await stack.enter_async_context(endpoint)
                self._desk.endpoints[url] = entered
            for watching in (self._desk.lag.watch(), watch(self._desk, self._tally)):
                task = asyncio.create_task(watching)
                task.add_done_callback(self._watched)
                stack.callback(task.cancel)
            await self._dispatcher.run(self._make)

    async def _make(self, ticket: Ticket) -> None:
        try:
            done = await make_call(ticket, self._desk)
            if done:
                await self._desk.writer.keep(done)
        except Exception as fault:  # noqa: BLE001 - raised once the others ended
            self._end_with(fault)

    def _watched(self, task: asyncio.Task[None]) -> None:
        """Who watches is told of a fault of the telling, such as a closed terminal."""
        if not task.cancelled() and (fault := task.exception()):
            self._end_with(fault)

    def _end_with(self, fault: BaseException) -> None:
        self._fault = self._fault or fault
        self._dispatcher.stop()

    async def _read(self, here: Sequence[tuple[Planned, Target]]) -> None:
        for planned, target in here:
            if self._dispatcher.stopped.is_set():
                return
            done = await read_here(planned, target, self._desk)
            await self._desk.writer.keep(done, at_once=True)


def _connections(targets: Iterable[Target]) -> Mapping[str, int]:
    """Return how many calls may be in flight at most, by address."""
    connections: Counter[str] = Counter()
    for target in targets:
        connections[target.base_url] += target.settings.concurrency
    return connections


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
