"""Which call of a run is sent next, and when: the lanes, and the money. Pure."""

from collections import deque
from collections.abc import Iterable, Mapping

from pipeline.errors import CallError
from pipeline.query.pace.breaker import Closed, lasts
from pipeline.query.pace.lane import Lane
from pipeline.query.pace.ledger import Ledger
from pipeline.query.pace.waiting import Ticket


class Scheduler:
    """Lanes by model id, several of which may share one. Moments are the caller's.

    With `one_at_a_time` no call is sent while another is under way, to whatever model;
    the lanes take turns.
    """

    def __init__(
        self, lanes: Mapping[str, Lane], ledger: Ledger, *, one_at_a_time: bool = False
    ) -> None:
        self.ledger = ledger
        self._lane_of = lanes
        self._lanes: deque[Lane] = deque(dict.fromkeys(lanes.values()))
        self._one_at_a_time = one_at_a_time
        self._busy: set[Ticket] = set()

    @property
    def waiting(self) -> int:
        """How many calls are to be sent, now or later."""
        return sum(lane.waiting for lane in self._lanes)

    def closed(self) -> list[Closed]:
        """Return what is left unsent of the models that refuse every call."""
        models: dict[Lane, list[str]] = {}
        for model, lane in self._lane_of.items():
            models.setdefault(lane, []).append(model)
        return [
            Closed(
                tuple(sorted(some)),
                lane.unsent,
                why.kind,
                str(why),
                passes=not lasts(why),
            )
            for lane, some in models.items()
            if (why := lane.closed) and lane.unsent
        ]

    def next(self, now: float) -> Ticket | None:
        """Return a call to send now, or `None` until something happens."""
        if self._one_at_a_time and self._busy:
            return None
        for lane in self._lanes:
            if ticket := lane.next(now):
                self._lanes.remove(lane)
                self._lanes.append(lane)
                self._busy.add(ticket)
                return ticket
        return None

    def wakes_at(self, now: float) -> float | None:
        """Return when `next` may have a call though nothing happens until then."""
        if self._one_at_a_time and self._busy:
            return None
        moments = (lane.wakes_at(now) for lane in self._lanes)
        return min((at for at in moments if at is not None), default=None)

    def attempt_over(
        self,
        ticket: Ticket,
        error: CallError | None,
        cost_usd: float | None,
        now: float,
    ) -> None:
        """Free the slot and settle the money; a cost of `None` is not known."""
        self.ledger.settle(ticket.reserved_usd, cost_usd)
        ticket.reserved_usd = 0.0
        self._lane(ticket).attempt_over(ticket, error, now)

    def gave_up(self, ticket: Ticket, error: CallError | None, now: float) -> None:
        """Take note that the call is not tried again, and why."""
        self._lane(ticket).gave_up(error, now)

    def withdraw(self, ticket: Ticket) -> None:
        """Take back what was set aside for an attempt that is not made."""
        self.ledger.settle(ticket.reserved_usd, 0.0)
        ticket.reserved_usd = 0.0
        self._lane(ticket).limiter.ended()

    def asleep(self, ticket: Ticket) -> None:
        """Take note that the call only waits, and disturbs no other."""
        self._busy.discard(ticket)

    def put_back(self, ticket: Ticket, now: float) -> None:
        """Take in a call that is to be asked again."""
        self._lane(ticket).put_back(ticket, now)

    def call_over(self, ticket: Ticket) -> None:
        """Take note that the call needs nothing more, and those behind it may go."""
        self._busy.discard(ticket)
        self._lane(ticket).call_over(ticket)

    def cheapest_usd(self) -> float | None:
        """Return the least that the next call may cost, where money lacks for all."""
        costs: Iterable[float | None] = (lane.cheapest_usd() for lane in self._lanes)
        return min((cost for cost in costs if cost is not None), default=None)

    def _lane(self, ticket: Ticket) -> Lane:
        return self._lane_of[ticket.target.settings.id]
