"""A time limit that is moved often and rung seldom."""

import asyncio
from types import TracebackType
from typing import Final, Self

_LATE_S: Final = 0.010


class Patience:
    """Like `asyncio.timeout`, with two limits: in all, and since the last event.

    Being told of an event costs one assignment: the timer looks when it rings. Time
    in which the loop itself was late, and could not have heard, counts as no silence.
    """

    def __init__(self, total_s: float) -> None:
        self._loop = asyncio.get_running_loop()
        self._end = self._loop.time() + total_s
        self._due = self._end
        self._ring: asyncio.Handle | None = None
        self._rings_at = self._end  # uvloop's handle of a moment that is over has none
        self._timer = asyncio.timeout(None)

    @property
    def ran_out(self) -> bool:
        """The limit in all was reached, not the one of silence."""
        return self._due >= self._end

    async def __aenter__(self) -> Self:
        await self._timer.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._ring is not None:
            self._ring.cancel()
        await self._timer.__aexit__(kind, error, traceback)

    def wait(self, silence_s: float) -> None:
        """Wait so long for the next event, but never past the end."""
        self._due = min(self._end, self._loop.time() + silence_s)
        if self._ring is None or self._due < self._rings_at:
            self._set()

    def _set(self) -> None:
        if self._ring is not None:
            self._ring.cancel()
        self._rings_at = self._due
        self._ring = self._loop.call_at(self._due, self._look)

    def _look(self) -> None:
        now = self._loop.time()
        late_s = now - self._rings_at
        if self._due <= now and late_s > _LATE_S:
            self._due = min(self._end, now + late_s)
        if self._due > now:
            self._set()
        else:
            self._timer.reschedule(now)
