"""Requests and responses over real sockets, well-behaved and not."""

import asyncio
import socket
import sys
import threading
import time

import httpx
import pytest

from pipeline.query.loop import run
from pipeline.query.measuring.connect import Addresses, Origin, connect
from pipeline.query.measuring.connection import ClosedBeforeError, Connection
from pipeline.query.measuring.stamps import Stamps
from pipeline.query.measuring.transport import MeasuringTransport
from pipeline.query.measuring.turns import Turns
from tests.query.measuring.raw import (
    CHUNKED,
    END,
    OK,
    Exchange,
    Peer,
    chunk,
    exchange,
    exchanges,
    raw_server,
)

REQUEST = b"POST / HTTP/1.1\r\ncontent-length: 2\r\n\r\n"
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="a promise of Linux")


def answer(peer: Peer) -> None:
    while peer.request():
        peer.send(OK)


def test_a_chunked_body_that_comes_byte_by_byte_is_whole() -> None:
    text = CHUNKED + chunk(b"hello ") + chunk(b"world") + END

    def talk(peer: Peer) -> None:
        peer.request()
        peer.send(*(text[at : at + 1] for at in range(len(text))), pause=0.0005)
        peer.request()

    with raw_server(talk) as server:
        [found] = exchanges(server.url, [b"{}"])

    assert found.content == b"hello world"
    stamps = found.stamps
    assert stamps.connecting is not None
    assert stamps.connected is not None
    assert stamps.ready is not None
    assert stamps.sending is not None
    assert stamps.sent is not None
    assert stamps.first_byte is not None
    assert stamps.ready <= stamps.connecting < stamps.connected <= stamps.sending
    assert stamps.sending < stamps.sent
    assert stamps.sending < stamps.first_byte < found.arrivals[0].at
    ats = [arrival.at for arrival in found.arrivals]
    assert ats == sorted(ats)
    assert all(arrival.since <= arrival.at for arrival in found.arrivals)


def test_a_connection_carries_one_request_after_the_other() -> None:
    with raw_server(answer) as server:
        found = exchanges(server.url, [b"a", b"b", b"c"])
        assert len(server.peers) == 1

    assert [one.content for one in found] == [b"ok"] * 3
    assert found[0].stamps.connect_s is not None
    assert [one.stamps.connect_s for one in found[1:]] == [None, None]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (b"HTTP/1.1 100 Continue\r\n\r\n" + OK, b"ok"),
        (b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nto the end", b"to the end"),
        (b"HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok", b"ok"),
        (b"HTTP/1.1 204 Nothing\r\n\r\n", b""),
    ],
    ids=["interim", "until-close", "old", "no-body"],
)
def test_every_way_to_end_a_body(text: bytes, content: bytes) -> None:
    def talk(peer: Peer) -> None:
        peer.request()
        peer.send(text)

    with raw_server(talk) as server:
        found = exchanges(server.url, [b"{}", b"{}"], pause=0.02)

    assert [one.content for one in found] == [content, content]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (b"", httpx.RemoteProtocolError),
        (b"HTTP/1.1 20", httpx.RemoteProtocolError),
        (
            b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf",
            httpx.RemoteProtocolError,
        ),
        (CHUNKED + b"5\r\nhe", httpx.RemoteProtocolError),
        (CHUNKED + chunk(b"he"), httpx.RemoteProtocolError),
        (b"HTTP/1.1 200 OK\r\nx: " + b"y" * 70_000, httpx.RemoteProtocolError),
        (CHUNKED + b"none\r\n", httpx.RemoteProtocolError),
    ],
)
@pytest.mark.parametrize("reset", [False, True])
def test_an_end_too_early_is_an_error_of_httpx(
    text: bytes, error: type[Exception], *, reset: bool
) -> None:
    def talk(peer: Peer) -> None:
        peer.request()
        peer.send(text)
        if reset:
            time.sleep(0.02)  # a reset takes back what was not read yet
            peer.reset()

    with raw_server(talk) as server, pytest.raises((error, httpx.ReadError)):
        exchanges(server.url, [b"{}"])


def test_an_answer_may_come_before_the_body_was_sent() -> None:
    def talk(peer: Peer) -> None:
        peer.head()
        peer.send(b"HTTP/1.1 413 Too Large\r\ncontent-length: 3\r\n\r\nbig")
        time.sleep(0.1)

    with raw_server(talk) as server:
        [found] = exchanges(server.url, [b"x" * 32 * 2**20])

    assert (found.status, found.content) == (413, b"big")
    assert found.stamps.sent is None
    assert found.stamps.upload_s is None


@on_linux
def test_a_request_to_a_connection_closed_before_it_came_is_sent_again() -> None:
    got: list[bytes] = []

    def talk(peer: Peer) -> None:
        got.append(peer.request())
        peer.send(OK)
        if peer.number:
            peer.request()

    async def call() -> list[bytes]:
        async with MeasuringTransport(time.perf_counter) as transport:
            first = await exchange(transport, server.url, b"1")
            for thread in server.threads:
                thread.join()  # closed; the loop has had no chance to hear of it
            second = await exchange(transport, server.url, b"2")
            return [first.content, second.content]

    with raw_server(talk) as server:
        assert asyncio.run(call()) == [b"ok", b"ok"]
        assert len(server.peers) == 2

    assert got == [b"1", b"2"]


@on_linux
def test_a_connection_that_closes_as_the_request_is_sent_is_known_as_such() -> None:
    leave = threading.Event()

    def talk(peer: Peer) -> None:
        peer.request()
        peer.send(OK)
        leave.wait()

    async def call() -> bool:
        origin = Origin.of(httpx.URL(server.url))
        sock, _ = await connect(origin, Addresses(), None, 10.0)
        connection = Connection(sock, None, time.perf_counter, Turns())
        await connection.exchange(REQUEST, b"{}", Stamps("loop"))
        while await connection.next():
            pass
        was_usable = connection.release() and connection.is_usable()
        leave.set()
        server.threads[0].join()
        with pytest.raises(ClosedBeforeError):
            await connection.exchange(REQUEST, b"{}", Stamps("loop"))
        connection.close()
        return was_usable

    with raw_server(talk) as server:
        assert asyncio.run(call())


@on_linux
def test_a_request_that_no_one_received_is_sent_once_more() -> None:
    got: list[bytes] = []
    leave = threading.Event()
    answered: list[Exchange] = []

    def talk(peer: Peer) -> None:
        got.append(peer.request())
        peer.send(OK)
        if peer.number == 0:
            leave.wait()

    def clock() -> float:
        """Let the server close between the last look at it and the request."""
        if answered and sys._getframe(1).f_code.co_name == "exchange":
            leave.set()
            server.threads[0].join()
        return time.perf_counter()

    async def call() -> None:
        async with MeasuringTransport(clock) as transport:
            answered.append(await exchange(transport, server.url, b"1"))
            answered.append(await exchange(transport, server.url, b"2"))

    with raw_server(talk) as server:
        asyncio.run(call())

    assert leave.is_set()
    assert [one.content for one in answered] == [b"ok", b"ok"]
    assert got == [b"1", b"2"]
    assert answered[1].stamps.connect_s is not None


@pytest.mark.parametrize("reset", [False, True])
def test_a_request_that_was_received_is_never_sent_again(*, reset: bool) -> None:
    got: list[bytes] = []

    def talk(peer: Peer) -> None:
        got.append(peer.request())
        peer.send(OK)
        got.append(peer.request())
        if reset:
            peer.reset()

    with (
        raw_server(talk) as server,
        pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)),
    ):
        exchanges(server.url, [b"1", b"2"])

    assert got == [b"1", b"2"]


def test_something_an_idle_server_said_ends_the_connection() -> None:
    def talk(peer: Peer) -> None:
        peer.request()
        peer.send(OK)
        time.sleep(0.03)
        peer.send(b"HTTP/1.1 408 Too Late\r\n\r\n")
        peer.request()

    with raw_server(talk) as server:
        found = exchanges(server.url, [b"1", b"2"], pause=0.1)
        assert len(server.peers) == 2

    assert [one.content for one in found] == [b"ok", b"ok"]


def test_a_header_with_a_line_end_is_not_sent() -> None:
    async def call() -> None:
        async with MeasuringTransport(time.perf_counter) as transport:
            headers = {"x": "a\r\nhost: b"}
            request = httpx.Request("POST", "http://127.0.0.1:1/", headers=headers)
            await transport.handle_async_request(request)

    with pytest.raises(httpx.LocalProtocolError):
        asyncio.run(call())


def test_ipv6_loopback() -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("there is no IPv6 here")
    with raw_server(answer, host="::1") as server:
        [found] = exchanges(server.url, [b"{}"])

    assert found.content == b"ok"


def test_every_address_of_a_name_is_tried() -> None:
    with raw_server(answer, name="localhost") as server:  # maybe ::1 first, then ours
        found = exchanges(server.url, [b"{}", b"{}"])

    assert [one.content for one in found] == [b"ok", b"ok"]


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:1/", "http://no-such-name.invalid/", f"http://{'x' * 64}.test/"],
)
def test_nobody_there(url: str) -> None:
    with pytest.raises(httpx.ConnectError):
        exchanges(url, [b"{}"])


def test_a_connection_that_never_comes_is_given_up() -> None:
    async def call() -> None:
        async with MeasuringTransport(time.perf_counter) as transport:
            await exchange(transport, url, connect_s=0.2)

    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        url = "http://{}:{}/".format(*full.getsockname())
        crowd = [socket.socket() for _ in range(8)]
        for sock in crowd:
            sock.settimeout(0)
            sock.connect_ex(full.getsockname())
        with pytest.raises(httpx.ConnectTimeout):
            asyncio.run(call())
        for sock in crowd:
            sock.close()


def test_a_reset_that_comes_with_the_last_data_is_heard() -> None:
    """On the loop that calls are made on: libuv tells of a broken socket but once."""
    awake = threading.Event()

    def talk(peer: Peer) -> None:
        peer.request()
        awake.wait(10)
        peer.send(CHUNKED + chunk(b"he"))
        peer.reset()

    async def call(url: str) -> None:
        async with MeasuringTransport(time.perf_counter) as transport:
            calling = asyncio.create_task(exchange(transport, url))
            await asyncio.sleep(0.05)
            awake.set()
            time.sleep(0.1)  # noqa: ASYNC251 - so that both are there at once
            with pytest.raises(httpx.ReadError, match="reset"):
                await asyncio.wait_for(calling, 5)

    with raw_server(talk) as server:
        run(call(server.url))
