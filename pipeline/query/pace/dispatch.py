"""Start each call when the scheduler says so, until there is none left to start."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeAlias

from pipeline.errors import CallError
from pipeline.query.pace.scheduler import Scheduler
from pipeline.query.pace.waiting import Ticket

Make: TypeAlias = Callable[[Ticket], Coroutine[Any, Any, None]]


class Dispatcher:
    """Between the scheduler, which decides, and the tasks, which make the calls."""

    def __init__(self, scheduler: Scheduler, clock: Callable[[], float]) -> None:
        self.stopped = asyncio.Event()
        """Once set, nothing more is sent; what is under way comes to its end."""
        self.last: CallError | None = None
        """What the attempt met that ended last; `None`: an answer."""
        self._scheduler = scheduler
        self._clock = clock
        self._changed = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._asleep: set[Ticket] = set()
        self._back: dict[Ticket, asyncio.Future[bool]] = {}

    @property
    def trying_again(self) -> int:
        """How many calls wait for their next attempt: for time, or for a slot."""
        return len(self._asleep) + len(self._back)

    @property
    def held_s(self) -> float | None:
        """For how long limits hold back the next call; `None`: they do not."""
        now = self._clock()
        wakes_at = self._scheduler.wakes_at(now)
        return None if wakes_at is None else wakes_at - now

    def stop(self) -> None:
        self.stopped.set()
        self._changed.set()

    async def run(self, make: Make) -> None:
        """Return once every call has ended, or none of the others may be sent."""
        async with asyncio.TaskGroup() as group:
            while not self.stopped.is_set():
                self._changed.clear()
                now = self._clock()  # the same for both: what `next` found too early
                while ticket := self._scheduler.next(now):  # must have a moment to wake
                    self._go(ticket, make, group)
                    now = self._clock()
                wakes_at = self._scheduler.wakes_at(now)
                if wakes_at is None and len(self._tasks) == len(self._back):
                    break
                await self._change(wakes_at)
            self._send_home()

    async def readmitted(self, ticket: Ticket) -> bool:
        """Wait for the next turn of a call; return false when there will be none."""
        self._asleep.discard(ticket)
        if self.stopped.is_set():
            return False
        turn: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._back[ticket] = turn
        self._scheduler.put_back(ticket, self._clock())
        self._changed.set()
        return await turn

    def attempt_over(
        self, ticket: Ticket, error: CallError | None, cost_usd: float | None
    ) -> None:
        self.last = error
        self._scheduler.attempt_over(ticket, error, cost_usd, self._clock())
        self._changed.set()

    def gave_up(self, ticket: Ticket, error: CallError | None) -> None:
        self._scheduler.gave_up(ticket, error, self._clock())

    def withdraw(self, ticket: Ticket) -> None:
        self._scheduler.withdraw(ticket)
        self._changed.set()

    def asleep(self, ticket: Ticket) -> None:
        self._asleep.add(ticket)
        self._scheduler.asleep(ticket)
        self._changed.set()

    def _go(self, ticket: Ticket, make: Make, group: asyncio.TaskGroup) -> None:
        if turn := self._back.pop(ticket, None):
            turn.set_result(True)
            return
        task = group.create_task(make(ticket))
        self._tasks.add(task)

        def over(task: asyncio.Task[None]) -> None:
            self._tasks.discard(task)
            self._scheduler.call_over(ticket)
            self._changed.set()

        task.add_done_callback(over)

    async def _change(self, wakes_at: float | None) -> None:
        timer: asyncio.TimerHandle | None = None
        if wakes_at is not None:
            loop = asyncio.get_running_loop()
            timer = loop.call_later(wakes_at - self._clock(), self._changed.set)
        await self._changed.wait()
        if timer:
            timer.cancel()

    def _send_home(self) -> None:
        """Tell those that wait for another turn that there is none."""
        for turn in self._back.values():
            if not turn.done():
                turn.set_result(False)
        self._back.clear()
