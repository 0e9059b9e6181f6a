"""The client watches itself: how late its own event loop was, and when."""

import asyncio
from bisect import bisect_left
from collections.abc import Callable
from typing import Final

TICK_S: Final = 0.010
DISTURBED_S: Final = 0.025
DISTURBED_SHARE: Final = 0.01


class LoopLag:
    """Run `watch` as a task; then ask for the worst lag since any earlier moment.

    Kept are only those lags that no later one exceeds, so that there are few of them
    however long it runs, and the first at or after a moment is the worst since then.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._due = clock() + TICK_S
        self._at: list[float] = []
        self._lag: list[float] = []

    async def watch(self) -> None:
        while True:
            self._due = self._clock() + TICK_S
            await asyncio.sleep(TICK_S)
            self.saw(self._clock(), max(0.0, self._clock() - self._due))

    def saw(self, at: float, lag: float) -> None:
        while self._lag and self._lag[-1] <= lag:
            self._lag.pop()
            self._at.pop()
        self._at.append(at)
        self._lag.append(lag)

    def worst_since(self, moment: float) -> float:
        """Return seconds, a tick that is overdue right now included."""
        overdue = max(0.0, self._clock() - self._due)
        place = bisect_left(self._at, moment)
        return max(overdue, self._lag[place]) if place < len(self._lag) else overdue


def is_disturbed(lag_s: float | None, measured_s: float | None) -> bool:
    """Tell whether the client's own lateness may show in what it measured.

    A lag that a person could see in the figure: more than 25 ms, and more than 1 % of
    the time to the first token.
    """
    if lag_s is None or measured_s is None:
        return False
    return lag_s > DISTURBED_S and lag_s > DISTURBED_SHARE * measured_s
