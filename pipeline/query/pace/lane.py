"""The calls to one model at one endpoint with one key: when the next may go. Pure."""

from dataclasses import dataclass
from math import inf
from typing import Final

from pipeline.errors import CallError, TransientError
from pipeline.query.models.asking import expected_tokens
from pipeline.query.pace.breaker import PUSHED_BACK, Breaker
from pipeline.query.pace.bucket import Bucket
from pipeline.query.pace.ledger import Ledger
from pipeline.query.pace.limiter import LAST_PAUSE_S, Limiter
from pipeline.query.pace.waiting import Ticket, Waiting

SPARE: Final = 64
"""So many more calls than slots may be begun at most: those that sleep between two
attempts and leave their slot to another."""
UNREACHED_PAUSE_S: Final = 8.0
"""To a server that cannot be reached, the longest pause between two attempts: it is
asked soon after it is back, and those begun outlast a restart of half a minute."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What an endpoint grants a key in a minute; `None` is not known, and no bound."""

    requests: Bucket | None = None
    prompt_tokens: Bucket | None = None

    def take(self, prompt_tokens: int, now: float) -> float:
        """Return the moment from which one request of that size may be sent."""
        moments = [now]
        if self.requests:
            moments.append(self.requests.take(1, now))
        if self.prompt_tokens:
            moments.append(self.prompt_tokens.take(prompt_tokens, now))
        return max(moments)


class Lane:
    """Use it by one thread; `ledger` is shared with the other lanes."""

    def __init__(
        self, waiting: Waiting, limiter: Limiter, allowance: Allowance, ledger: Ledger
    ) -> None:
        self.limiter = limiter
        self._breaker = Breaker()
        self._waiting = waiting
        self._allowance = allowance
        self._ledger = ledger
        self._begun = 0
        self._held: Ticket | None = None
        self._held_until = -inf
        self._turn_since: float | None = None

    @property
    def closed(self) -> CallError | None:
        """Why nothing more is sent, whatever waits."""
        return self._breaker.why

    @property
    def unsent(self) -> int:
        """How many calls have not been sent, or wait for another attempt."""
        return len(self._waiting) + (self._held is not None)

    @property
    def waiting(self) -> int:
        """How many calls are to be sent, now or later."""
        return 0 if self.closed else self.unsent

    def next(self, now: float) -> Ticket | None:
        """Return the call to send now; its slot and its money are set aside."""
        if self._turn_since is None:
            self._turn_since = now
        if self.closed or not self.limiter.has_room or now < self.limiter.opens_at():
            return None
        if self._held is None:
            self._held = self._take(now)
        if self._held is None or now < self._held_until:
            return None
        ticket, self._held = self._held, None
        self._send(ticket, now)
        return ticket

    def wakes_at(self, now: float) -> float | None:
        """Return when `next` may have a call though nothing happens until then."""
        if not self.waiting or not self.limiter.has_room:
            return None
        at = max(self.limiter.opens_at(), self._held_until if self._held else -inf)
        return at if at > now else None

    def attempt_over(self, ticket: Ticket, error: CallError | None, now: float) -> None:
        """Free the slot, and learn how many there may be, and whether any."""
        self._breaker.heard(error, now)
        if self.closed:
            self._let_go()
        if error is None:
            wanted = self._held is None and self._waiting.any_ready
            self.limiter.answered(waiting=wanted)
        elif isinstance(error, TransientError) and error.kind in PUSHED_BACK:
            most_s = UNREACHED_PAUSE_S if error.kind == "connect" else LAST_PAUSE_S
            self.limiter.refused(ticket.sent_at, now, error.retry_after_s, most_s)
        else:
            self.limiter.ended()

    def gave_up(self, error: CallError | None, now: float) -> None:
        """Learn from a call that is not tried again whether any other is."""
        self._breaker.gave_up(error, now)
        if self.closed:
            self._let_go()

    def put_back(self, ticket: Ticket, now: float) -> None:
        ticket.due_at = now
        self._waiting.put_back(ticket)

    def call_over(self, ticket: Ticket) -> None:
        self._begun -= 1
        self._waiting.ended(ticket)

    def cheapest_usd(self) -> float | None:
        """Return the least that one of the calls may cost that money lacks for."""
        return None if self.closed else self._waiting.cheapest_usd()

    def _let_go(self) -> None:
        """Leave the money to the other lanes that was set aside for the next call."""
        if self._held:
            self._ledger.settle(self._held.reserved_usd, 0.0)
            self._held.reserved_usd = 0.0
            self._waiting.put_back(self._held)
            self._held = None

    def _take(self, now: float) -> Ticket | None:
        most = self.limiter.ceiling + min(self.limiter.ceiling, SPARE)
        ticket = self._waiting.take(self._ledger, fresh=self._begun < most)
        if ticket:
            tokens = expected_tokens(ticket.target.facts, ticket.tokens)
            self._held_until = self._allowance.take(tokens, now)
        return ticket

    def _send(self, ticket: Ticket, now: float) -> None:
        self.limiter.sent()
        if not ticket.begun:
            ticket.begun = True
            ticket.due_at = self._turn_since or now
            self._begun += 1
        self._turn_since = now
        ticket.sent_at = now
