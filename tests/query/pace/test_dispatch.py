"""Calls are started as the scheduler says, however long a look at the clock takes."""

import asyncio
from itertools import count

from pipeline.errors import TransientError
from pipeline.query.pace.dispatch import Dispatcher
from pipeline.query.pace.lane import Allowance, Lane
from pipeline.query.pace.ledger import Ledger
from pipeline.query.pace.limiter import Limiter
from pipeline.query.pace.scheduler import Scheduler
from pipeline.query.pace.waiting import Ticket, Waiting
from tests.query.pace.test_waiting import ticket

_TICK_S = 0.001


def test_a_pause_that_ends_between_two_looks_loses_no_call() -> None:
    """With a clock that moves at each look, some pause ends between the two."""

    async def made_after(pause_s: float) -> int:
        ticks = count()
        free = Ledger(None)
        lane = Lane(Waiting([ticket(0)], lambda _: 0.0), Limiter(1), Allowance(), free)
        scheduler = Scheduler({ticket(0).target.settings.id: lane}, free)
        dispatcher = Dispatcher(scheduler, lambda: next(ticks) * _TICK_S)
        attempts = 0

        async def make(one: Ticket) -> None:
            nonlocal attempts
            attempts += 1
            refusal = TransientError("rate_limited", "", retry_after_s=pause_s)
            dispatcher.attempt_over(one, refusal, 0.0)
            dispatcher.asleep(one)
            if await dispatcher.readmitted(one):
                attempts += 1
                dispatcher.attempt_over(one, None, 0.0)

        await asyncio.wait_for(dispatcher.run(make), 10)
        return attempts

    async def several() -> list[int]:
        return [await made_after(tick * _TICK_S / 2) for tick in range(12)]

    assert asyncio.run(several()) == [2] * 12


def test_a_call_tries_again_from_its_sleep_on_until_it_is_sent() -> None:
    async def counted() -> list[int]:
        free = Ledger(None)
        lane = Lane(Waiting([ticket(0)], lambda _: 0.0), Limiter(1), Allowance(), free)
        scheduler = Scheduler({ticket(0).target.settings.id: lane}, free)
        dispatcher = Dispatcher(scheduler, asyncio.get_running_loop().time)
        seen: list[int] = []

        def look() -> None:
            seen.append(dispatcher.trying_again)

        async def make(one: Ticket) -> None:
            look()
            pause = TransientError("rate_limited", "", retry_after_s=0.1)
            dispatcher.attempt_over(one, pause, 0.0)
            dispatcher.asleep(one)
            look()
            asyncio.get_running_loop().call_soon(look)  # once it waits for its turn
            assert await dispatcher.readmitted(one)
            look()
            dispatcher.attempt_over(one, None, 0.0)

        await asyncio.wait_for(dispatcher.run(make), 10)
        return seen

    assert asyncio.run(counted()) == [0, 1, 1, 0]
