"""Who goes on when: sockets are read first, then what came is looked into."""

import asyncio
from collections import deque
from typing import Final

MOST_AT_ONCE: Final = 64
SHORT_S: Final = 0.001
LONG_S: Final = 0.004
"""A turn that takes longer has too many in it."""


class Turns:
    """Wakes those who wait for data, a few in each turn of the event loop.

    Reading takes microseconds and gives the stamp; what a stream's owner then does
    with its data takes longer. Were all of them woken at once, the sockets would wait
    for hundreds of owners, packets would pile up in the kernel, and of a pile only the
    last stamp is left. So a client with too much to do falls behind with its work,
    not with its clock. How many a few are follows from how long they take.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._due: deque[asyncio.Future[None]] = deque()
        self._share = 2  # who may go on in one turn
        self._left = self._share
        self._began = 0.0
        self._is_running = False

    def wake(self, waiter: asyncio.Future[None]) -> None:
        if not self._is_running:
            self._is_running = True
            self._began = self._loop.time()
            self._loop.call_soon(self._run)
        if self._left:
            self._left -= 1
            waiter.set_result(None)
        else:
            self._due.append(waiter)

    def _run(self) -> None:
        """Begin the next turn: the loop has read its sockets again."""
        self._adapt()
        due, self._left = self._due, self._share
        while due and self._left:
            waiter = due.popleft()
            if not waiter.done():
                self._left -= 1
                waiter.set_result(None)
        if self._left < self._share:
            self._loop.call_soon(self._run)
        else:
            self._is_running = False

    def _adapt(self) -> None:
        now = self._loop.time()
        took_s, self._began = now - self._began, now
        if took_s > LONG_S:
            self._share = max(1, self._share // 2)
        elif took_s < SHORT_S and not self._left:
            self._share = min(MOST_AT_ONCE, self._share + 1)
