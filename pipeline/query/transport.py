"""Send one request, time what comes back. The only module that talks through httpx.

The clock starts when the bytes of the request are ready. Every stamp is taken as bytes
arrive, before they are parsed. Headers are never kept. HTTP/1.1, one connection per
call in flight. Where the environment names a proxy, httpx's ordinary transport is
used, and each attempt says so; no proxy is asked for a loopback endpoint, which it
could not reach.
"""

import asyncio
import dataclasses
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Final, Self, TypeAlias
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from pipeline.errors import (
    CallError,
    MalformedError,
    RejectedError,
    SettingsError,
    TransientError,
)
from pipeline.query.measuring.arriving import body_of
from pipeline.query.measuring.patience import Patience
from pipeline.query.measuring.stamps import Clock, Stamps
from pipeline.query.measuring.transport import STAMPS, MeasuringTransport
from pipeline.query.models.endpoints import is_loopback
from pipeline.query.providers.base import Delta
from pipeline.query.replies.failures import FAULTS, MAX_MESSAGE, without
from pipeline.query.replies.reply import Heard, Listener
from pipeline.query.wire import BodyReader, Sealed

__all__ = ["Clock", "Endpoint", "check_address", "meaning_of", "unusable"]

CONNECT_S: Final = 10.0
_TIMEOUT: Final = httpx.Timeout(None, connect=CONNECT_S).as_dict()
MAX_ERROR_BYTES: Final = 64 * 2**10
AFTER_FINISH_S: Final = 10.0
"""How long usage may follow the reason why the answer ended."""
AFTER_DONE_S: Final = 1.0
"""How long the connection may take to be ready for another call."""
ERROR_BODY_S: Final = 10.0
_HARMLESS_AT_THE_END: Final = frozenset({"disconnected", "timeout", "malformed"})
"""The answer was whole by then, and paid for."""
_MEANINGS: Final[
    tuple[tuple[tuple[type[Exception], ...], type[CallError], str], ...]
] = (
    (
        (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError),
        TransientError,
        "connect",
    ),
    ((httpx.TimeoutException,), TransientError, "timeout"),
    (
        (httpx.LocalProtocolError, httpx.UnsupportedProtocol, httpx.TooManyRedirects),
        RejectedError,
        "bad_request",
    ),
    ((httpx.DecodingError,), MalformedError, "malformed"),
)
"""Anything else of httpx means that the connection broke."""


class Endpoint:
    """The connections to one address. Use it as a context manager.

    Raises `SettingsError` for an address that cannot be asked, and when the environment
    names a proxy or certificates that cannot be used.
    """

    def __init__(self, base_url: str, connections: int, clock: Clock) -> None:
        check_address(base_url)
        self._clock = clock
        try:
            self._ways: _Ways = (
                _ordinary(base_url, connections)
                if _is_for_httpx(base_url)
                else _ours(base_url, clock)
            )
        except (ImportError, ValueError, OSError, httpx.InvalidURL) as error:
            raise unusable(base_url, error) from None  # it may show a password

    async def __aenter__(self) -> Self:
        await self._ways.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._ways.__aexit__(kind, error, traceback)

    async def ask(self, sealed: Sealed) -> Heard:
        """Make one attempt; whatever goes wrong on the way is in what it returns."""
        attempt = _Attempt(self._send, sealed, self._clock)
        return await attempt.make()

    async def _send(self, request: httpx.Request) -> httpx.Response:
        """Go straight to our transport: a client would keep cookies, and take longer.

        It would also follow redirects and add credentials, which nobody asked for.
        """
        if isinstance(self._ways, httpx.AsyncClient):
            return await self._ways.send(request, stream=True)
        response = await self._ways.handle_async_request(request)
        response.request = request
        return response


_Ways: TypeAlias = httpx.AsyncClient | MeasuringTransport
_Send: TypeAlias = Callable[[httpx.Request], Awaitable[httpx.Response]]


def _is_for_httpx(base_url: str) -> bool:
    """Tell whether a proxy stands in between, or the event loop has no readers."""
    if sys.platform == "win32":
        return True
    parts = urlsplit(base_url)
    proxies = getproxies()
    if is_loopback(base_url) or not (proxies.get(parts.scheme) or proxies.get("all")):
        return False
    return not proxy_bypass(parts.hostname or "")


def _ordinary(base_url: str, connections: int) -> httpx.AsyncClient:
    limits = httpx.Limits(
        max_connections=connections, max_keepalive_connections=connections
    )
    return httpx.AsyncClient(
        trust_env=not is_loopback(base_url), follow_redirects=False, limits=limits
    )


def _ours(base_url: str, clock: Clock) -> MeasuringTransport:
    is_tls = urlsplit(base_url).scheme == "https"
    if is_loopback(base_url) and not is_tls:
        return MeasuringTransport(clock)
    return MeasuringTransport(clock, httpx.create_ssl_context())


class _Attempt:
    """One request and everything heard of it."""

    def __init__(self, send: _Send, sealed: Sealed, clock: Clock) -> None:
        self._send = send
        self._sealed = sealed
        self._clock = clock
        self._listener = Listener()
        self._streamed = True
        self._status: int | None = None
        self._stamps = Stamps("httpx")

    async def make(self) -> Heard:
        stamps = self._stamps
        request = httpx.Request(
            "POST",
            self._sealed.url,
            headers=self._sealed.headers,
            content=self._sealed.body,
            extensions={"timeout": _TIMEOUT, "trace": self._trace, STAMPS: stamps},
        )
        asked = self._clock()
        error = await self._error_of(request, Patience(self._sealed.timeout_s))
        listener = self._listener
        if error and listener.finished and error.kind in _HARMLESS_AT_THE_END:
            error = None
        ended = listener.last if error is None else None
        times = listener.times(
            asked if error or stamps.ready is None else stamps.ready,
            self._clock() if ended is None else ended,
            connect_s=stamps.connect_s,
            first_byte=stamps.first_byte,
            streamed=self._streamed,
        )
        times = dataclasses.replace(times, upload_s=stamps.upload_s, clock=stamps.clock)
        reply = None if error else listener.reply()
        return Heard(self._status, times, reply, error)

    async def _error_of(
        self, request: httpx.Request, patience: Patience
    ) -> CallError | None:
        try:
            async with patience:
                patience.wait(self._sealed.idle_timeout_s)
                await self._exchange(request, patience)
        except TimeoutError:
            return self._timeout(patience)
        except CallError as error:
            return error
        except (httpx.RequestError, OSError) as error:
            return meaning_of(error, self._sealed.key)
        return None

    def _timeout(self, patience: Patience) -> CallError:
        if patience.ran_out:
            message = f"no end after {self._sealed.timeout_s:g} s (timeout_s)"
        else:
            message = f"silent for {self._sealed.idle_timeout_s:g} s (idle_timeout_s)"
        return TransientError(kind="timeout", message=message)

    async def _exchange(self, request: httpx.Request, patience: Patience) -> None:
        response = await self._send(request)
        try:
            self._status = response.status_code
            if not response.is_success:
                raise await self._refusal(response)
            await self._read(response, patience)
        finally:
            await response.aclose()

    async def _read(self, response: httpx.Response, patience: Patience) -> None:
        reader = BodyReader(self._sealed, response.headers.get("content-type", ""))
        body = body_of(response, self._clock)
        at = self._clock()
        while (arrival := await body.next()) is not None:
            at = arrival.at
            heard = self._hear(reader.feed(arrival.data), at)
            self._listener.hear_comments(reader.comments, at)
            self._streamed = reader.streamed is not False
            if heard or (not self._streamed and arrival.data.strip()):
                patience.wait(self._silence_s())
        self._hear(reader.finish(), at)
        if not self._listener.finished:
            message = "the stream ended before the provider said it was done"
            raise TransientError(kind="disconnected", message=message)

    def _hear(self, deltas: Iterable[Delta], at: float) -> int:
        """Return how many there were; a comment is none."""
        count = 0
        for delta in deltas:
            count += 1
            if delta.error is not None:
                if self._listener.finished:
                    continue  # the answer was whole: asked again, it is paid twice
                now = datetime.now(UTC)
                raise self._sealed.refused(None, delta.error, {}, now)
            self._listener.hear(delta, at)
            if fault := FAULTS.get(delta.finish_reason or ""):
                message = f"the provider ended the stream: {delta.finish_reason}"
                raise TransientError(fault, message)
        return count

    def _silence_s(self) -> float:
        if self._listener.done:
            return AFTER_DONE_S
        idle_s = self._sealed.idle_timeout_s
        return min(idle_s, AFTER_FINISH_S) if self._listener.finished else idle_s

    async def _refusal(self, response: httpx.Response) -> CallError:
        if response.is_redirect:
            target = without(
                self._sealed.key, response.headers.get("location", "nowhere")
            )
            message = f"HTTP {response.status_code}: the address redirects to {target}"
            return RejectedError(kind="bad_request", message=message[:MAX_MESSAGE])
        body = await _error_body(response, self._clock)
        now = datetime.now(UTC)
        return self._sealed.refused(response.status_code, body, response.headers, now)

    async def _trace(self, name: str, info: Mapping[str, Any]) -> None:
        """Told by httpcore of each of its steps, proxies and TLS included.

        The measuring transport fills the stamps in by itself.
        """
        del info
        stamps = self._stamps
        if name == "connection.connect_tcp.started":
            stamps.connecting = self._clock()
        elif name.endswith((".connect_tcp.complete", ".start_tls.complete")):
            stamps.connected = self._clock()
        elif name == "http11.receive_response_headers.complete":
            stamps.first_byte = self._clock()


async def _error_body(response: httpx.Response, clock: Clock) -> str:
    """Return what can be had of it: the status alone tells enough to go on."""
    text = bytearray()
    with suppress(TimeoutError, httpx.RequestError, MalformedError):
        body = body_of(response, clock)
        async with asyncio.timeout(ERROR_BODY_S):
            while (arrival := await body.next()) and len(text) <= MAX_ERROR_BYTES:
                text += arrival.data
    return text[:MAX_ERROR_BYTES].decode(errors="replace")


def check_address(base_url: str) -> None:
    """Raise `SettingsError` for a host whose name no lookup can be asked for."""
    try:
        httpx.URL(base_url).host  # noqa: B018 - decodes the name, as a request does
    except (httpx.InvalidURL, ValueError) as error:
        message = f"the address {base_url!r} is no URL: {error}"
        raise SettingsError(message) from None


def unusable(base_url: str, error: Exception) -> SettingsError:
    """Return what it means that no client could be made; `error` is only named."""
    return SettingsError(
        "the proxy or the certificates that the environment sets cannot be "
        f"used for {base_url} ({type(error).__name__}); correct or unset "
        "HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, SSL_CERT_FILE and SSL_CERT_DIR"
    )


def meaning_of(error: httpx.RequestError | OSError, key: str | None) -> CallError:
    message = without(key, f"{type(error).__name__}: {error}")[:MAX_MESSAGE]
    for kinds, raised, kind in _MEANINGS:
        if isinstance(error, kinds):
            return raised(kind, message)
    return TransientError(kind="disconnected", message=message)
