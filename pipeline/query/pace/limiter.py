"""How many calls may be under way at once, found out by asking. Pure.

Additive increase, multiplicative decrease, as TCP does it (Chiu and Jain, 1989; RFC
5681): few at first, twice as many each round until the provider pushes back, then half
as many and one more each round. How long a call takes plays no part, since a prompt of
500,000 tokens is slow for its length and not for want of room.
"""

from math import inf
from typing import Final

START: Final = 2
MAX_PAUSE_S: Final = 300.0
"""However long a provider asks to be left alone, it is asked again after this."""
FIRST_PAUSE_S: Final = 0.25
"""After a refusal that names no pause; twice as long after each further one ..."""
LAST_PAUSE_S: Final = 30.0
"""... up to this, or what the caller says."""


class Limiter:
    """The slots of one model at one endpoint with one key.

    One that is not `adaptive` begins with all of them: for a server that is known to
    take so many. It gives way like any other once it is pushed back.
    """

    def __init__(self, ceiling: int, *, adaptive: bool = True) -> None:
        self.ceiling = ceiling
        self.limit = min(START, ceiling) if adaptive else ceiling
        self.in_flight = 0
        self._doubling_until = ceiling
        self._since_growth = 0
        self._cut_at = -inf
        self._send_again = -inf
        self._cuts = 0

    @property
    def has_room(self) -> bool:
        return self.in_flight < self.limit

    def opens_at(self) -> float:
        """Return the moment before which nothing may be sent; it may have passed."""
        return self._send_again

    def sent(self) -> None:
        self.in_flight += 1

    def answered(self, *, waiting: bool) -> None:
        """Take note of a success; `waiting`: another call had use for a slot.

        Only then was the limit what held it back, and only then it grows.
        """
        saturated = waiting and self.in_flight >= self.limit
        self.in_flight -= 1
        self._cuts = 0
        if saturated and self.limit < self.ceiling:
            self._since_growth += 1
            doubling = self.limit < self._doubling_until
            if doubling or self._since_growth >= self.limit:
                self._since_growth = 0
                self.limit += 1

    def ended(self) -> None:
        """Take note of an end that says nothing about how much there is room for."""
        self.in_flight -= 1

    def refused(
        self,
        sent_at: float,
        now: float,
        asked_s: float | None,
        most_s: float = LAST_PAUSE_S,
    ) -> None:
        """Halve the limit, once for all that were under way when it was cut.

        The pause is another matter: every refusal may make it longer, and none keeps
        the limit from being cut again once something was sent after the last cut.
        """
        self.in_flight -= 1
        if sent_at >= self._cut_at:
            self._cuts += 1
            self._cut_at = now
            self.limit = max(1, self.limit // 2)
            self._doubling_until = self.limit
            self._since_growth = 0
        if asked_s is None:
            pause_s = min(most_s, FIRST_PAUSE_S * 2.0 ** min(self._cuts - 1, 10))
        else:
            pause_s = min(asked_s, MAX_PAUSE_S)
        self._send_again = max(self._send_again, now + pause_s)
