"""The stamps: true though the client is late, though the body is large or many are."""

import asyncio
import socket
import sys
import threading
import time
from dataclasses import dataclass

import pytest
import trustme

from pipeline.query.measuring import kernel
from pipeline.query.measuring.transport import MeasuringTransport
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
from tests.query.measuring.trust import contexts

BLOCKED_S = 0.3

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="other kernels keep no such stamps"
)


@dataclass
class Late:
    """An answer that came while the client's loop was blocked."""

    found: Exchange
    sent_at: list[float]
    blocked: tuple[float, float]


def late(*, is_tls: bool) -> Late:
    received = threading.Event()
    sent_at: list[float] = []

    def talk(peer: Peer) -> None:
        peer.request()
        received.set()
        time.sleep(0.05)
        sent_at.append(time.perf_counter())
        peer.send(CHUNKED + chunk(b"first") + END)
        peer.request()

    async def call() -> Late:
        async with MeasuringTransport(time.perf_counter, ours) as transport:
            asking = asyncio.create_task(exchange(transport, server.url))
            await asyncio.to_thread(received.wait)
            start = time.perf_counter()
            time.sleep(BLOCKED_S)  # noqa: ASYNC251 - the disturbance
            end = time.perf_counter()
            return Late(await asking, sent_at, (start, end))

    theirs, ours = contexts(trustme.CA()) if is_tls else (None, None)
    with raw_server(talk, context=theirs) as server:
        return asyncio.run(call())


TWO_CLOCKS_S = 20e-6
"""By so much may the kernel's wall clock and ours differ, read one for the other."""


@pytest.mark.parametrize("is_tls", [False, True])
def test_a_loop_that_is_late_does_not_make_the_stamp_late(*, is_tls: bool) -> None:
    found = late(is_tls=is_tls)

    [arrival] = found.found.arrivals
    [sent_at] = found.sent_at
    start, end = found.blocked
    assert found.found.stamps.clock == "kernel"
    assert start < sent_at <= arrival.at + TWO_CLOCKS_S
    assert arrival.at < end
    assert arrival.at - sent_at < (end - sent_at) / 2, "the client was late, not it"
    assert arrival.since <= sent_at
    assert found.found.stamps.first_byte == arrival.at


def test_a_stamp_is_never_outside_of_what_the_reader_saw() -> None:
    """However the wall clock is stepped: its age is cut to what can be."""
    now = time.time_ns()
    old = [(socket.SOL_SOCKET, 35, kernel._TIMESPEC.pack(now // 10**9 - 3_600, 0))]

    age = kernel.age_s(old)

    assert age is not None
    assert 3_599 < age < 3_602
    assert kernel.age_s([]) is None


@pytest.mark.parametrize("is_tls", [False, True])
def test_the_upload_of_a_large_body_is_told_from_the_wait(*, is_tls: bool) -> None:
    size, took_s = 4_000_000, list[float]()

    def talk(peer: Peer) -> None:
        started = time.perf_counter()
        left = size
        peer.sock.recv(1)
        while left > 0:
            left -= len(peer.sock.recv(min(left, 64_000)))
            time.sleep(0.003)
            peer.sock.settimeout(0.2 if left < 10_000 else 20)
        took_s.append(time.perf_counter() - started)
        time.sleep(0.25)
        peer.send(OK)

    theirs, ours = contexts(trustme.CA()) if is_tls else (None, None)
    with raw_server(talk, context=theirs, receive_buffer=32_000) as server:
        [found] = exchanges(server.url, [b"x" * size], context=ours)

    stamps = found.stamps
    assert stamps.sent is not None
    assert stamps.sending is not None
    assert stamps.upload_s is not None
    assert stamps.first_byte is not None
    assert stamps.acknowledged is not None
    assert stamps.sent <= stamps.acknowledged <= stamps.first_byte
    assert stamps.upload_s == pytest.approx(took_s[0], abs=0.1)
    assert stamps.first_byte - stamps.acknowledged == pytest.approx(0.25, abs=0.1)


def test_a_small_body_has_no_upload_to_tell() -> None:
    def talk(peer: Peer) -> None:
        peer.request()
        peer.send(OK)

    with raw_server(talk) as server:
        [found] = exchanges(server.url, [b"x" * 1_000])

    assert found.stamps.upload_s is None
