"""What the kernel knows of a TCP socket. Linux only; elsewhere the answer is `None`.

Receive stamps: SO_TIMESTAMPNS, socket(7); a read that spans several packets gets the
stamp of the last. Unacknowledged bytes: SIOCOUTQ, tcp(7). Round trip and acknowledged
bytes: `struct tcp_info` of linux/tcp.h.
"""

import socket
import struct
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

_SO_TIMESTAMPNS: Final = 35
"""Of the generic ABI (x86, ARM, RISC-V); Python's `socket` has no name for it."""
_TIMESPEC: Final = struct.Struct("@ll")
ANCILLARY_BYTES: Final = 64
"""Room for one stamp and its header."""
_INT: Final = struct.Struct("@i")
_RTT: Final = slice(68, 72)  # u32, microseconds
_BYTES_ACKED: Final = slice(120, 128)  # u64
_INFO_BYTES: Final = 128
_NS: Final = 1e-9
_US: Final = 1e-6
LINUX: Final = sys.platform == "linux"


def stamp_arrivals(sock: socket.socket) -> None:
    """Ask for receive stamps, where there are any."""
    if LINUX:
        with suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)


def age_s(ancillary: Iterable[tuple[int, int, bytes]]) -> float | None:
    """Return how long ago what came with this data arrived.

    The stamp is wall time, so it means nothing but against the wall clock of this very
    moment. A step of that clock in between makes it wrong; the caller knows by the
    moments between which the data must have arrived.
    """
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == _SO_TIMESTAMPNS:
            seconds, nanoseconds = _TIMESPEC.unpack_from(data)
            age_ns: int = time.time_ns() - seconds * 1_000_000_000 - nanoseconds
            return age_ns * _NS
    return None


def unacknowledged_bytes(sock: socket.socket) -> int | None:
    if sys.platform != "linux":
        return None
    import fcntl  # noqa: PLC0415 - POSIX only
    import termios  # noqa: PLC0415

    try:
        count = fcntl.ioctl(sock.fileno(), termios.TIOCOUTQ, bytes(_INT.size))
    except OSError:
        return None
    return int(_INT.unpack(count)[0])


def round_trip_s(sock: socket.socket) -> float:
    """Return the kernel's smoothed estimate, 0 where it has none."""
    info = _info(sock)
    return 0.0 if info is None else int.from_bytes(info[_RTT], sys.byteorder) * _US


def acknowledged_bytes(sock: socket.socket) -> int | None:
    """Return how many bytes the other end has acknowledged in all."""
    info = _info(sock)
    return None if info is None else int.from_bytes(info[_BYTES_ACKED], sys.byteorder)


def _info(sock: socket.socket) -> bytes | None:
    if sys.platform != "linux":
        return None
    try:
        info = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _INFO_BYTES)
    except OSError:
        return None
    return info if len(info) == _INFO_BYTES else None
