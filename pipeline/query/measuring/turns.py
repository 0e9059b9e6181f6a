"""Who goes on when: sockets are read first, then what came is looked into."""

import asyncio
from collections import deque
from typing import Final

AT_ONCE: Final = 8
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
        self._is_running = False

    def wake(self, waiter: asyncio.Future[None]) -> None:
        self._due.append(waiter)
        if not self._is_running:
            self._is_running = True
            self._loop.call_soon(self._run)

    def _run(self) -> None:
        due = self._due
        for _ in range(min(AT_ONCE, len(due))):
            waiter = due.popleft()
            if not waiter.done():
                waiter.set_result(None)
        if due:
            self._loop.call_soon(self._run)
        else:
            self._is_running = False
