"""The body of a response with its stamps, whichever transport it came over."""

import asyncio
import zlib
from typing import Final, Protocol

import httpx

from pipeline.errors import MalformedError
from pipeline.query.measuring.stamps import Arrival, Clock
from pipeline.query.measuring.transport import MEASURED, MeasuredStream

_PLAIN: Final = frozenset({"", "identity"})
_CODINGS: Final = _PLAIN | {"gzip", "deflate"}
_WITH_HEADER: Final = 32 + zlib.MAX_WBITS
"""Read either header: gzip's or zlib's."""
_PIECE_BYTES: Final = 64 * 2**10


class Body(Protocol):
    async def next(self) -> Arrival | None:
        """Return what arrived next, `None` at the end."""
        ...


def body_of(response: httpx.Response, clock: Clock) -> Body:
    """Return its bytes with their stamps.

    An encoding was not asked for, but some gateways send one: what comes of it has the
    stamp of the bytes that were read last.
    """
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in _CODINGS:  # a nest of them is a bomb
        message = f"the answer came in the content-encoding {coding[:40]!r}"
        raise MalformedError(kind="malformed", message=message)
    stream: MeasuredStream | None = response.extensions.get(MEASURED)
    body = stream or _Ordinary(response, clock)
    return body if coding in _PLAIN else _Inflated(body, coding)


class _Ordinary:
    """A body as httpx hands it out, stamped by who read it."""

    def __init__(self, response: httpx.Response, clock: Clock) -> None:
        self._data = response.aiter_raw()
        self._clock = clock
        self._since = clock()

    async def next(self) -> Arrival | None:
        try:
            data = await anext(self._data)
        except StopAsyncIteration:
            return None
        since, self._since = self._since, self._clock()
        return Arrival(data, self._since, since)


class _Inflated:
    """A compressed body, a piece at a time: a few bytes may stand for gigabytes."""

    def __init__(self, body: Body, coding: str) -> None:
        self._body = body
        self._coding = coding
        self._inflater = zlib.decompressobj(_WITH_HEADER)
        self._begun = False
        self._unfinished: Arrival | None = None
        """What was read last, as long as it may stand for more."""

    async def next(self) -> Arrival | None:
        while True:
            if arrival := self._unfinished:
                await asyncio.sleep(0)  # the others have their turn
                data = self._inflate(self._inflater.unconsumed_tail)
            elif arrival := await self._body.next():
                data = self._inflate(arrival.data)
            else:
                return None
            self._unfinished = arrival if len(data) == _PIECE_BYTES else None
            if data:
                return arrival._replace(data=data)

    def _inflate(self, data: bytes) -> bytes:
        begun, self._begun = self._begun, True
        try:
            return self._inflater.decompress(data, _PIECE_BYTES)
        except zlib.error as error:
            if not begun and self._coding == "deflate":  # some leave its head out
                self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)
                return self._inflate(data)
            message = f"the answer is no {self._coding}: {error}"
            raise MalformedError(kind="malformed", message=message) from None
