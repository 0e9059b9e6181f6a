"""The calls of one lane that wait to be sent, and which of them is next. Pure."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import inf
from typing import TypeAlias

from pipeline.query.models.target import Target
from pipeline.query.pace.ledger import Ledger
from pipeline.records import Planned


@dataclass(slots=True, eq=False)
class Ticket:
    """One call on its way to an end, through as many attempts as it takes."""

    planned: Planned
    target: Target
    tokens: int
    """Of the prompt, by the reference tokenizer."""
    context: Hashable = None
    """What its prompt has in common with others that wait for the first of them;
    `None`: it is like no other."""
    due_at: float = 0.0
    """Since when it could have been sent, had there been room."""
    sent_at: float = 0.0
    reserved_usd: float = 0.0
    begun: bool = False
    """An attempt was made before, or is being made."""

    def __lt__(self, other: "Ticket") -> bool:
        return self.planned.position < other.planned.position


Cost: TypeAlias = Callable[[Ticket], float]


class Waiting:
    """In the order of the run, but for two rules.

    Of those that share a context the first goes alone, and the others wait until it
    has ended, whatever its end: only then a provider can know the context again. And
    what the money left does not suffice for waits aside, while cheaper ones go.
    """

    def __init__(self, tickets: Iterable[Ticket], cost: Cost) -> None:
        self._cost = cost
        self._fresh: list[Ticket] = []
        self._begun: list[Ticket] = []
        self._dear: list[tuple[float, Ticket]] = []
        self._behind: dict[Hashable, list[Ticket]] = {}
        self._count = 0
        for ticket in sorted(tickets):
            self._count += 1
            if ticket.context is None:
                self._fresh.append(ticket)
            elif ticket.context in self._behind:
                self._behind[ticket.context].append(ticket)
            else:
                self._behind[ticket.context] = []
                self._fresh.append(ticket)
        heapify(self._fresh)

    def __len__(self) -> int:
        return self._count

    @property
    def any_ready(self) -> bool:
        """One of them, at least, waits for nothing but a slot."""
        return bool(self._begun or self._fresh)

    def put_back(self, ticket: Ticket) -> None:
        """Take in a call that is to be asked again: it goes before all fresh ones."""
        self._count += 1
        heappush(self._begun, ticket)

    def take(self, ledger: Ledger, *, fresh: bool = True) -> Ticket | None:
        """Remove and return the next that can be paid for; its money is reserved.

        Without `fresh`, only one that was begun.
        """
        self._reconsider(ledger.left_usd)
        found = self._affordable(self._begun, ledger)
        if found is None and fresh:
            found = self._affordable(self._fresh, ledger)
        self._count -= found is not None
        return found

    def cheapest_usd(self) -> float | None:
        """Return the least that one of those aside may cost; `None`: none is aside."""
        return self._dear[0][0] if self._dear else None

    def ended(self, ticket: Ticket) -> None:
        """Let those go that waited for this one."""
        for sibling in self._behind.pop(ticket.context, ()):
            heappush(self._fresh, sibling)

    def _affordable(self, heap: list[Ticket], ledger: Ledger) -> Ticket | None:
        while heap:
            ticket = heappop(heap)
            ticket.reserved_usd = self._cost(ticket)
            if ledger.reserve(ticket.reserved_usd):
                return ticket
            heappush(self._dear, (ticket.reserved_usd, ticket))
        return None

    def _reconsider(self, left_usd: float | None) -> None:
        """Bring back as many of the cheapest as could be paid together."""
        left = inf if left_usd is None else left_usd
        while self._dear and self._dear[0][0] <= left:
            cost, ticket = heappop(self._dear)
            heappush(self._begun if ticket.begun else self._fresh, ticket)
            left -= cost
