"""The body of a response with its stamps, whichever transport it came over."""

from typing import Final, Protocol

import httpx

from pipeline.errors import MalformedError
from pipeline.query.measuring.stamps import Arrival, Clock
from pipeline.query.measuring.transport import MEASURED, MeasuredStream

_PLAIN: Final = frozenset({"", "identity"})
_CODINGS: Final = _PLAIN | {"gzip", "deflate"}


class Body(Protocol):
    async def next(self) -> Arrival | None:
        """Return what arrived next, `None` at the end."""
        ...


def body_of(response: httpx.Response, clock: Clock) -> Body:
    """Return its bytes with their stamps.

    An encoding was not asked for, but some gateways send one: it is undone by httpx,
    and what comes of it has the stamp of the bytes that were read last.
    """
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in _CODINGS:  # a nest of them is a bomb
        message = f"the answer came in the content-encoding {coding[:40]!r}"
        raise MalformedError(kind="malformed", message=message)
    stream: MeasuredStream | None = response.extensions.get(MEASURED)
    if stream and coding in _PLAIN:
        return stream
    return _Decoded(response, stream, clock)


class _Decoded:
    """A body as httpx hands it out, stamped by who read it."""

    def __init__(
        self, response: httpx.Response, stream: MeasuredStream | None, clock: Clock
    ) -> None:
        self._data = response.aiter_bytes()
        self._stream = stream
        self._clock = clock
        self._since = clock()

    async def next(self) -> Arrival | None:
        try:
            data = await anext(self._data)
        except StopAsyncIteration:
            return None
        if self._stream and self._stream.latest:
            return self._stream.latest._replace(data=data)
        since, self._since = self._since, self._clock()
        return Arrival(data, self._since, since)
