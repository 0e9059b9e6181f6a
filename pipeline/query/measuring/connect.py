"""The way to a server: its addresses, a TCP connection, TLS."""

import asyncio
import errno
import os
import socket
import ssl
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import httpx

from pipeline.query.measuring import kernel
from pipeline.query.measuring.tls import Tls

KNOWN_S: Final = 30.0
"""How long the addresses of a name are taken to be the same."""
_Found: TypeAlias = tuple[int, int, int, str, Any]


@dataclass(frozen=True, slots=True)
class Origin:
    host: str
    port: int
    is_tls: bool

    @classmethod
    def of(cls, url: httpx.URL) -> "Origin":
        is_tls = url.scheme == "https"
        host = url.raw_host.decode("ascii")
        return cls(host, url.port or (443 if is_tls else 80), is_tls)


class Addresses:
    """Looks names up, off the event loop; those who ask at once share the answer."""

    def __init__(self) -> None:
        self._known: dict[Origin, tuple[float, asyncio.Task[Sequence[_Found]]]] = {}

    async def of(self, origin: Origin) -> Sequence[_Found]:
        """Raise `OSError` when the name has none."""
        with suppress(socket.gaierror):  # a name, no number
            return _numeric(origin)
        now = asyncio.get_running_loop().time()
        until, asked = self._known.get(origin, (0.0, None))
        if asked is None or until < now or _failed(asked):
            asked = asyncio.create_task(_look_up(origin))
            self._known[origin] = (now + KNOWN_S, asked)
        return await asyncio.shield(asked)

    def forget(self, origin: Origin) -> None:
        self._known.pop(origin, None)


async def connect(
    origin: Origin, addresses: Addresses, context: ssl.SSLContext | None, limit_s: float
) -> tuple[socket.socket, Tls | None]:
    """Return a connected socket that never blocks, and the TLS over it.

    Raise `httpx.ConnectError` or `httpx.ConnectTimeout`.
    """
    try:
        async with asyncio.timeout(limit_s):
            sock = await _first_that_answers(
                await addresses.of(origin), asyncio.get_running_loop().time() + limit_s
            )
            if context is None:
                return sock, None
            return sock, await _secure(sock, context, origin.host)
    except TimeoutError:
        addresses.forget(origin)
        message = f"{origin.host}:{origin.port}: no connection after {limit_s:g} s"
        raise httpx.ConnectTimeout(message) from None
    except (OSError, UnicodeError) as error:  # of TLS, of a name that is none
        addresses.forget(origin)
        message = f"{origin.host}:{origin.port}: {error}"
        raise httpx.ConnectError(message) from error


async def _look_up(origin: Origin) -> Sequence[_Found]:
    loop = asyncio.get_running_loop()
    return await loop.getaddrinfo(
        origin.host, origin.port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP
    )


def _numeric(origin: Origin) -> Sequence[_Found]:
    return socket.getaddrinfo(
        origin.host,
        origin.port,
        type=socket.SOCK_STREAM,
        proto=socket.IPPROTO_TCP,
        flags=socket.AI_NUMERICHOST,
    )


def _failed(asked: asyncio.Task[Sequence[_Found]]) -> bool:
    return asked.done() and (asked.cancelled() or asked.exception() is not None)


async def _first_that_answers(found: Sequence[_Found], until: float) -> socket.socket:
    """Try each address for its share of the time that is left; raise the last error."""
    loop = asyncio.get_running_loop()
    for left in range(len(found), 1, -1):
        share_s = (until - loop.time()) / left
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(share_s):
                return await _open(found[-left])
    return await _open(found[-1])


async def _open(address: _Found) -> socket.socket:
    family, kind, protocol, _, place = address
    sock = socket.socket(family, kind, protocol)
    try:
        sock.settimeout(0)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        kernel.stamp_arrivals(sock)  # now, so that it has begun when something comes
        if not _is_there_at_once(sock, place):
            await asyncio.get_running_loop().sock_connect(sock, place)
    except BaseException:
        sock.close()
        raise
    return sock


def _is_there_at_once(sock: socket.socket, place: Any) -> bool:
    """Tell whether it was connected without a wait, as on loopback it is.

    The first call never says so: the answer comes in while it returns.
    """
    for _ in range(2):
        code = sock.connect_ex(place)
        if code in (0, errno.EISCONN):
            return True
        if code not in (errno.EINPROGRESS, errno.EALREADY):
            raise OSError(code, os.strerror(code))
    return False


async def _secure(sock: socket.socket, context: ssl.SSLContext, host: str) -> Tls:
    try:
        tls = Tls(context, host)
        await tls.shake_hands(sock)
    except BaseException:
        sock.close()
        raise
    return tls
