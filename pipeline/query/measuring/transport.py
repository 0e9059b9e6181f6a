"""The transport that httpx is given: connections kept open, exchanges measured."""

import re
import ssl
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from typing import Final, Self

import httpx

from pipeline.query.measuring import kernel
from pipeline.query.measuring.connect import Addresses, Origin, connect
from pipeline.query.measuring.connection import ClosedBeforeError, Connection
from pipeline.query.measuring.head import Head
from pipeline.query.measuring.stamping import Stamping
from pipeline.query.measuring.stamps import Clock, Stamps
from pipeline.query.measuring.turns import Turns

STAMPS: Final = "stamps"
"""The extension of a request that holds its `Stamps`."""
MEASURED: Final = "measured"
"""The extension of a response that holds its `MeasuredStream`."""
IDLE_S: Final = 60.0
"""Routers on the way forget a silent connection, some after a few minutes."""
_CONNECT_S: Final = 10.0
_UNSENDABLE: Final = re.compile(rb"[\r\n\0]")


class MeasuringTransport(httpx.AsyncBaseTransport):
    """HTTP/1.1, a connection for each request under way. No proxies, no redirects.

    `context` is what TLS trusts; without one only http can be asked. How many are
    under way at once is for the caller to limit.
    """

    def __init__(self, clock: Clock, context: ssl.SSLContext | None = None) -> None:
        self._clock = clock
        self._context = context
        self._addresses = Addresses()
        self._idle: defaultdict[Origin, list[Connection]] = defaultdict(list)
        self._open: set[Connection] = set()
        self._turns: Turns | None = None  # of the loop that it is used on
        self._stamping = Stamping()

    async def __aenter__(self) -> Self:
        """Return once the kernel stamps what arrives, as it does until `aclose`."""
        try:
            await self._stamping.begin()
        except BaseException:
            self._stamping.close()
            raise
        return self

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        stamps: Stamps = request.extensions.get(STAMPS) or Stamps("loop")
        head, body = _head_of(request), await request.aread()
        origin = Origin.of(request.url)
        stamps.clock = "kernel" if kernel.LINUX else "loop"
        stamps.ready = self._clock()
        if connection := self._kept(origin):
            try:
                return await self._exchange(origin, connection, (head, body), stamps)
            except ClosedBeforeError:
                stamps.sending = stamps.sent = None
        connection = await self._connect(origin, request, stamps)
        return await self._exchange(origin, connection, (head, body), stamps)

    async def aclose(self) -> None:
        for connection in self._open:
            connection.close()
        self._open.clear()
        self._idle.clear()
        self._stamping.close()

    def _kept(self, origin: Origin) -> Connection | None:
        idle = self._idle[origin]
        while idle:
            connection = idle.pop()
            if self._clock() - connection.idle_since > IDLE_S:
                connection.close()
            if connection.is_usable():
                return connection
            self._open.discard(connection)
        return None

    async def _connect(
        self, origin: Origin, request: httpx.Request, stamps: Stamps
    ) -> Connection:
        limits = request.extensions.get("timeout", {})
        context = self._context if origin.is_tls else None
        if origin.is_tls and context is None:
            message = f"no certificates were given to ask {origin.host} with"
            raise httpx.UnsupportedProtocol(message)
        stamps.connecting = self._clock()
        sock, tls = await connect(
            origin, self._addresses, context, limits.get("connect") or _CONNECT_S
        )
        stamps.connected = self._clock()
        self._turns = self._turns or Turns()
        connection = Connection(sock, tls, self._clock, self._turns)
        self._open.add(connection)
        return connection

    async def _exchange(
        self,
        origin: Origin,
        connection: Connection,
        request: tuple[bytes, bytes],
        stamps: Stamps,
    ) -> httpx.Response:
        try:
            head = await connection.exchange(*request, stamps)
        except BaseException:
            connection.close()
            self._open.discard(connection)
            raise

        def release() -> None:
            if connection.release():
                self._idle[origin].append(connection)
            else:
                self._open.discard(connection)

        return _response(head, MeasuredStream(connection, release))


class MeasuredStream(httpx.AsyncByteStream):
    """A body as httpx wants it, and with its stamps for who asks for `next`."""

    def __init__(self, connection: Connection, release: Callable[[], None]) -> None:
        self.next = connection.next
        self._release: Callable[[], None] | None = release

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while arrival := await self.next():
            yield arrival.data

    async def aclose(self) -> None:
        release, self._release = self._release, None
        if release:
            release()


def _response(head: Head, stream: MeasuredStream) -> httpx.Response:
    return httpx.Response(
        head.status,
        headers=head.headers,
        stream=stream,
        extensions={
            "http_version": b"HTTP/1.1",
            "reason_phrase": head.reason,
            MEASURED: stream,
        },
    )


def _head_of(request: httpx.Request) -> bytes:
    """Raise `httpx.LocalProtocolError` for what would end a line of the head."""
    lines = [
        b"%s %s HTTP/1.1" % (request.method.encode("ascii"), request.url.raw_path),
        *(b"%s: %s" % field for field in request.headers.raw),
    ]
    if any(map(_UNSENDABLE.search, lines)):
        message = "a header of the request holds a line end"
        raise httpx.LocalProtocolError(message)
    return b"\r\n".join([*lines, b"", b""])
