"""Who goes on when: sockets are read first, then what came is looked into."""

import asyncio
from collections import deque
from typing import Final

AT_ONCE: Final = 2
"""Streams that go on before all sockets are read again."""


class Turns:
    """Wakes those who wait for data, a few in each turn of the event loop.

    Reading takes microseconds and gives the stamp; what a stream's owner then does
    with its data takes longer. Were all of them woken at once, the sockets would wait
    for hundreds of owners, packets would pile up in the kernel, and of a pile only the
    last stamp is left. So a client with too much to do falls behind with its work,
    not with its clock.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._due: deque[asyncio.Future[None]] = deque()
        self._left = AT_ONCE  # who may still go on in this turn
        self._is_running = False

    def wake(self, waiter: asyncio.Future[None]) -> None:
        if not self._is_running:
            self._is_running = True
            self._loop.call_soon(self._run)
        if self._left:
            self._left -= 1
            waiter.set_result(None)
        else:
            self._due.append(waiter)

    def _run(self) -> None:
        """Begin the next turn: the loop has read its sockets again."""
        due, self._left = self._due, AT_ONCE
        while due and self._left:
            waiter = due.popleft()
            if not waiter.done():
                self._left -= 1
                waiter.set_result(None)
        if self._left < AT_ONCE:
            self._loop.call_soon(self._run)
        else:
            self._is_running = False
