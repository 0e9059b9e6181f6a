"""A budget of requests or of prompt tokens per minute, spent without bursts. Pure."""

from typing import Final

BURST_S: Final = 10.0
"""So many seconds' worth may be spent at once, so that no minute has much more than a
minute's worth, by whatever windows a provider counts."""
_MINUTE_S: Final = 60.0


class Bucket:
    """Fills all the time; whoever takes from it is told when what it took is there.

    Those who come later wait behind those who came before, so that none starves. More
    than a full bucket is had from a full one, and leaves a debt for the others.
    """

    def __init__(self, per_minute: float, now: float) -> None:
        self._per_second = per_minute / _MINUTE_S
        self._size = max(1.0, per_minute * BURST_S / _MINUTE_S)
        self._level = self._size
        self._at = now

    def take(self, amount: float, now: float) -> float:
        """Return the moment from which the amount may be used: `now`, or later."""
        passed_s = max(0.0, now - self._at)
        self._level = min(self._size, self._level + passed_s * self._per_second)
        self._at = max(self._at, now)
        missing = min(amount, self._size) - self._level
        self._level -= amount
        return now + max(0.0, missing) / self._per_second
