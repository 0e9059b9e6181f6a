"""When the other end had received a large body, as far as TCP tells.

The kernel knows how many bytes of ours are unacknowledged; they are counted each
millisecond (later each hundredth of the time so far) until there are none. The last
acknowledgement took half a round trip back, and its bytes half a round trip there. TCP
ends where the provider's edge does: what happens behind it nobody here can see.
"""

import asyncio
import socket
from typing import Final

from pipeline.query.measuring import kernel
from pipeline.query.measuring.stamps import Clock, Stamps

WATCHED_BYTES: Final = 64 * 2**10
"""A smaller body is one flight or two: there is nothing to tell apart."""
_EVERY_S: Final = 0.001
_SHARE: Final = 0.01


class Upload:
    """Watches one body from the moment its last byte was handed to the kernel."""

    def __init__(self, sock: socket.socket, clock: Clock, stamps: Stamps) -> None:
        self._sock = sock
        self._clock = clock
        self._stamps = stamps
        self._loop = asyncio.get_running_loop()
        self._next: asyncio.TimerHandle | None = None
        self._look()

    def answered(self, at: float) -> None:
        """Hear that the response began, maybe before the last byte was there."""
        if self._next is None:
            return
        self.stop()
        if kernel.unacknowledged_bytes(self._sock) == 0:
            self._stamps.acknowledged = at

    def stop(self) -> None:
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def _look(self) -> None:
        self._next = None
        left = kernel.unacknowledged_bytes(self._sock)
        now, sent = self._clock(), self._stamps.sent
        assert sent is not None
        if left:
            wait_s = max(_EVERY_S, _SHARE * (now - sent))
            self._next = self._loop.call_later(wait_s, self._look)
        elif left == 0:
            received = now - kernel.round_trip_s(self._sock)
            self._stamps.acknowledged = max(sent, received)
