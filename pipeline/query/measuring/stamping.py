"""Have the kernel stamp what arrives from the first byte of the first connection on.

It begins a moment after the first socket asks for stamps (what comes before that has
none), and ends with the last. So one socket that asks is kept open, and nothing is sent
elsewhere before a datagram that it sent to itself was stamped.
"""

import asyncio
import socket
from contextlib import suppress
from typing import Final

from pipeline.query.measuring import kernel

_TIMES: Final = 500
"""A kernel that has stamped none of so many is not waited for: each attempt says which
clock it had."""
_EVERY_S: Final = 0.001


class Stamping:
    """Nothing is done where the kernel has no stamps, or the machine no loopback."""

    def __init__(self) -> None:
        self._sock: socket.socket | None = None

    async def begin(self) -> None:
        """Return when the kernel stamps. The datagrams go to 127.0.0.1 alone."""
        if not kernel.LINUX:
            return
        with suppress(OSError):
            self._sock = sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            sock.settimeout(0)
            sock.bind(("127.0.0.1", 0))
            sock.connect(sock.getsockname())  # and so hears nobody else
            kernel.stamp_arrivals(sock)
            for _ in range(_TIMES):
                if _is_stamped(sock):
                    return
                await asyncio.sleep(_EVERY_S)

    def close(self) -> None:
        if self._sock is not None:
            self._sock.close()
            self._sock = None


def _is_stamped(sock: socket.socket) -> bool:
    """Send a datagram, and tell whether the one that is here has a stamp."""
    sock.send(b"?")
    try:
        _, ancillary, _, _ = sock.recvmsg(1, kernel.ANCILLARY_BYTES)
    except BlockingIOError:
        return False
    return kernel.age_s(ancillary) is not None
