"""What an attempt's times come from, and what they are worth."""

import asyncio
import gzip
import sys
import time
import zlib
from collections.abc import Callable
from typing import ClassVar

import httpx
import pytest

from pipeline.query.measuring.arriving import body_of
from pipeline.query.measuring.transport import MeasuringTransport
from pipeline.query.models.endpoints import is_loopback
from pipeline.query.replies.reply import Heard
from pipeline.query.transport import Endpoint
from pipeline.query.wire import seal
from tests.query.bench import prompt, target
from tests.query.measuring.raw import CHUNKED, END, Peer, chunk, raw_server
from tests.query.one_attempt import ask, failed
from tests.support.server import (
    DONE_EVENT,
    OK,
    Send,
    answer,
    body,
    provider_at_loopback,
    said,
    stop,
    usage,
)

BLOCKED_S = 0.3
STREAMS = 2_000
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="a promise of Linux")


def test_a_direct_call_is_timed_as_bytes_arrive() -> None:
    heard = ask([OK, body(said(role="assistant")), *answer("Ada", after=0.1)[2:]])

    times = heard.times
    assert times.clock == ("kernel" if sys.platform == "linux" else "loop")
    assert times.first_byte_s is not None
    assert times.first_event_s is not None
    assert times.first_token_s is not None
    assert times.first_byte_s <= times.first_event_s < times.first_token_s
    assert times.first_token_s - times.first_event_s >= 0.09
    assert times.upload_s is None, "a small body"


def test_the_gaps_between_pieces_are_summarised() -> None:
    pieces = [body(said(content="x"), after=0.005) for _ in range(19)]
    late = body(said(content="y") + stop() + usage(1) + DONE_EVENT, after=0.2)

    times = ask([OK, *pieces, late, Send(END)]).times

    assert times.gaps == 19
    assert times.gap_p50_s is not None
    assert times.gap_p95_s is not None
    assert times.gap_p99_s is not None
    assert times.gap_max_s is not None
    assert times.gap_p50_s < times.gap_p95_s < times.gap_p99_s < times.gap_max_s
    assert times.gap_max_s >= 0.2


@on_linux
def test_what_blocks_the_client_is_not_the_provider_s_time() -> None:
    """The point of the whole thing."""
    sent_at: list[float] = []

    def talk(peer: Peer) -> None:
        peer.request()
        time.sleep(0.05)
        sent_at.append(time.perf_counter())
        peer.send(CHUNKED + chunk(said(content="Ada") + stop() + DONE_EVENT) + END)
        peer.request()

    async def call() -> tuple[Heard, float]:
        sealed = seal("Who?", target(server.url), prompt("p"))
        async with Endpoint(server.url, 1, time.perf_counter) as endpoint:
            asking = asyncio.create_task(endpoint.ask(sealed))
            while not server.peers:  # noqa: ASYNC110 - it is in a thread
                await asyncio.sleep(0.001)
            time.sleep(BLOCKED_S)  # noqa: ASYNC251 - the disturbance
            return await asking, time.perf_counter()

    with raw_server(talk) as server:
        heard, ended = asyncio.run(call())

    assert heard.times.first_token_s is not None
    assert heard.times.answer_s == heard.times.first_token_s
    assert heard.times.first_token_s < BLOCKED_S * 0.9
    assert ended - sent_at[0] > BLOCKED_S * 0.5


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "ALL_PROXY"])
def test_behind_a_proxy_the_ordinary_transport_says_so(
    variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def call() -> Heard:
        async with provider_at_loopback([answer("Ada")]) as proxy:
            monkeypatch.setenv(variable, proxy.url)
            url = "http://provider.invalid"
            async with Endpoint(url, 1, time.perf_counter) as endpoint:
                return await endpoint.ask(seal("Who?", target(url), prompt("p")))

    heard = asyncio.run(call())

    assert heard.reply is not None
    assert heard.times.clock == "httpx"
    assert heard.times.connect_s is not None
    assert heard.times.first_token_s is not None


@pytest.mark.parametrize(
    ("name", "value"),
    [("NO_PROXY", "provider.invalid"), ("HTTPS_PROXY", "http://127.0.0.1:1")],
)
def test_a_proxy_that_is_not_for_this_address_changes_nothing(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "elsewhere.invalid")
    if name == "NO_PROXY":
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv(name, value)
    url = "http://provider.invalid"
    assert not is_loopback(url)

    async def call() -> Heard:
        async with Endpoint(url, 1, time.perf_counter) as endpoint:
            return await endpoint.ask(seal("Who?", target(url), prompt("p")))

    heard = asyncio.run(call())

    assert failed(heard) == "connect"
    assert heard.times.clock in ("kernel", "loop")


def raw_deflate(data: bytes) -> bytes:
    deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return deflater.compress(data) + deflater.flush()


def encoded(coding: bytes) -> Send:
    first, rest = OK.data.split(b"\r\n", 1)
    return Send(first + b"\r\ncontent-encoding: %s\r\n" % coding + rest)


@pytest.mark.parametrize(
    ("coding", "compress"),
    [(b"gzip", gzip.compress), (b"deflate", zlib.compress), (b"deflate", raw_deflate)],
)
def test_an_encoding_that_nobody_asked_for_is_undone_and_timed(
    coding: bytes, compress: Callable[[bytes], bytes]
) -> None:
    long = "Ada" + " " * 100_000
    data = compress(said(content=long) + stop() + DONE_EVENT)

    heard = ask(
        [encoded(coding), body(data[:10]), body(data[10:], after=0.1), Send(END)]
    )

    assert heard.reply is not None
    assert heard.reply.answer == long
    assert heard.times.first_token_s is not None
    assert heard.times.first_token_s >= 0.1


def test_a_few_bytes_that_stand_for_gigabytes_are_a_piece_at_a_time() -> None:
    deflater = zlib.compressobj(9, wbits=31)
    blank = b"\n" * 2**20
    bomb = b"".join(deflater.compress(blank) for _ in range(200))

    async def pieces() -> list[int]:
        async with provider_at_loopback([[encoded(b"gzip"), body(bomb)]]) as server:
            transport = MeasuringTransport(time.perf_counter)
            request = httpx.Request("POST", server.url, content=b"{}")
            response = await transport.handle_async_request(request)
            arriving = body_of(response, time.perf_counter)
            found = [await arriving.next() for _ in range(50)]
            await response.aclose()
            await transport.aclose()
            return [len(one.data) for one in found if one]

    assert asyncio.run(pieces()) == [64 * 1024] * 50


class Crowd(asyncio.Protocol):
    """Begins every answer at once, and ends none before all have begun."""

    begun: ClassVar[list[asyncio.Transport]] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        assert data.startswith(b"POST ")
        self._transport.write(CHUNKED + chunk(said(content="Love")))
        self.begun.append(self._transport)
        if len(self.begun) == STREAMS:
            for transport in self.begun:
                rest = said(content="lace") + stop() + DONE_EVENT
                transport.write(chunk(rest) + END)


def test_two_thousand_streams_at_once_lose_nothing() -> None:
    async def call() -> list[Heard]:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(Crowd, "127.0.0.1", 0, backlog=STREAMS)
        url = "http://{}:{}".format(*server.sockets[0].getsockname())
        sealed = seal("Who?", target(url), prompt("p"))
        async with (
            server,
            Endpoint(url, STREAMS, time.perf_counter) as endpoint,
            asyncio.TaskGroup() as group,
        ):
            tasks = [group.create_task(endpoint.ask(sealed)) for _ in range(STREAMS)]
        for transport in Crowd.begun:  # the server may not have seen them closed
            transport.abort()
        await asyncio.sleep(0.1)
        return [task.result() for task in tasks]

    heard = asyncio.run(call())

    assert [one.error for one in heard if one.error] == []
    assert [one.reply.answer for one in heard if one.reply] == ["Lovelace"] * STREAMS
