"""A server that comes back is waited for; one that does not is given up."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count

import pytest

from pipeline.errors import CallError, TransientError
from pipeline.query.pace.breaker import IN_A_ROW, PASSES_S
from pipeline.query.pace.bucket import Bucket
from pipeline.query.pace.lane import UNREACHED_PAUSE_S, Allowance, Lane
from pipeline.query.pace.ledger import Ledger
from pipeline.query.pace.limiter import LAST_PAUSE_S, Limiter
from pipeline.query.pace.retry import wait_s
from pipeline.query.pace.waiting import Ticket, Waiting
from pipeline.settings import ModelSettings
from tests.query.pace.test_waiting import ticket

CALLS = 600
ATTEMPTS = ModelSettings(id="openai-api/test/m").attempts
CONNECT = TransientError("connect", "refused")
LIMITED = TransientError("rate_limited", "HTTP 429")
BUSY = TransientError("overloaded", "HTTP 503")


@dataclass
class Outage:
    """A lane against a server that is away for some time, on a clock of our own."""

    error: CallError
    away: Callable[[float], bool]
    concurrency: int = 8
    adaptive: bool = True
    attempts: int = ATTEMPTS
    seed: int = 1
    refused: int = 0
    failed: int = 0
    answered: int = 0
    over_at: float = 0.0
    _order: "count[int]" = field(default_factory=count)
    _events: list[tuple[float, int, Callable[[float], None]]] = field(
        default_factory=list[tuple[float, int, Callable[[float], None]]]
    )
    _made: dict[Ticket, int] = field(default_factory=dict[Ticket, int])

    def run(self) -> Lane:
        dice = random.Random(self.seed)
        tickets = [ticket(n) for n in range(CALLS)]
        limiter = Limiter(self.concurrency, adaptive=self.adaptive)
        lane = Lane(Waiting(tickets, lambda _: 0.0), limiter, Allowance(), Ledger(None))
        now = 0.0
        while True:
            while one := lane.next(now):
                self._send(lane, one, now, dice.random())
            wakes_at = lane.wakes_at(now)
            if wakes_at is not None:
                self._at(wakes_at, lambda _: None)
            if not self._events:
                return lane
            now, _, happens = heappop(self._events)
            happens(now)

    def _at(self, moment: float, happens: Callable[[float], None]) -> None:
        heappush(self._events, (moment, next(self._order), happens))

    def _send(self, lane: Lane, one: Ticket, now: float, dice: float) -> None:
        error = self.error if self.away(now) else None
        self._made[one] = self._made.get(one, 0) + 1

        def over(at: float) -> None:
            lane.attempt_over(one, error, at)
            wait = wait_s(error, made=self._made[one], allowed=self.attempts, dice=dice)
            self.refused += error is not None
            if wait is not None:
                self._at(at + wait, lambda then: lane.put_back(one, then))
                return
            lane.gave_up(error, at)
            lane.call_over(one)
            self.answered += error is None
            self.failed += error is not None
            self.over_at = at

        self._at(now + (0.001 if error else 2.0), over)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    ("concurrency", "adaptive"),
    [(1, True), (8, True), (64, True), (8, False), (64, False)],
)
@pytest.mark.parametrize("begins_at", [0.0, 9.0])
def test_a_server_that_starts_anew_costs_no_call(
    begins_at: float, *, concurrency: int, adaptive: bool, seed: int
) -> None:
    """Twenty seconds without it; every call of the run is answered all the same."""
    outage = Outage(
        CONNECT,
        lambda now: begins_at <= now < begins_at + 20,
        concurrency=concurrency,
        adaptive=adaptive,
        seed=seed,
    )

    lane = outage.run()

    assert lane.closed is None
    assert (outage.failed, outage.answered) == (0, CALLS)
    assert outage.refused


@pytest.mark.parametrize("error", [CONNECT, LIMITED, BUSY])
@pytest.mark.parametrize(
    ("concurrency", "adaptive"), [(1, True), (8, True), (64, True), (64, False)]
)
def test_one_that_stays_away_is_given_up(
    error: CallError, *, concurrency: int, adaptive: bool
) -> None:
    outage = Outage(error, lambda _: True, concurrency, adaptive)

    lane = outage.run()

    assert lane.closed is error
    assert outage.failed + lane.unsent == CALLS
    assert IN_A_ROW <= outage.failed < 3 * IN_A_ROW, "the others are left for later"
    assert PASSES_S <= outage.over_at < 4 * PASSES_S


@pytest.mark.parametrize(
    ("error", "longest_s"), [(CONNECT, UNREACHED_PAUSE_S), (LIMITED, LAST_PAUSE_S)]
)
def test_one_that_cannot_be_reached_is_looked_for_more_often(
    error: CallError, longest_s: float
) -> None:
    free = Ledger(None)
    tickets = [ticket(n) for n in range(20)]
    lane = Lane(Waiting(tickets, lambda _: 0.0), Limiter(20), Allowance(), free)
    now, pauses = 0.0, list[float]()

    while one := lane.next(now):
        lane.attempt_over(one, error, now)
        pauses.append(lane.limiter.opens_at() - now)
        now = lane.limiter.opens_at()

    assert (len(pauses), max(pauses)) == (20, longest_s)


def test_what_was_set_aside_for_one_that_is_given_up_goes_to_others() -> None:
    ledger = Ledger(1_000.0)
    tickets = [ticket(n) for n in range(99)]
    allowance = Allowance(requests=Bucket(60, 0.0))
    lane = Lane(
        Waiting(tickets, lambda _: 1.0), Limiter(99, adaptive=False), allowance, ledger
    )
    sent: list[Ticket] = []
    while found := lane.next(0.0):
        sent.append(found)
    assert ledger.reserved_usd == len(sent) + 1, "one is held until the minute allows"

    lane.attempt_over(sent[0], LIMITED, 0.0)
    for _ in range(IN_A_ROW):
        lane.gave_up(LIMITED, PASSES_S)

    assert ledger.reserved_usd == len(sent)
    assert lane.next(1e9) is None
