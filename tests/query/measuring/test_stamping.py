"""The kernel stamps from the first byte on, and a run leaves nothing open behind it.

Whether it would have stamped without this depends on every other process of the
machine. So what is looked at is the socket that asks for it.
"""

import asyncio
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.query.measuring import kernel
from pipeline.query.measuring.stamping import Stamping
from pipeline.query.measuring.transport import MeasuringTransport
from tests.query.measuring.raw import OK, Peer, exchange, raw_server

STAMPS = 35  # SO_TIMESTAMPNS of the generic ABI

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="other kernels keep no such stamps"
)


def stamping() -> Iterator[tuple[str, int]]:
    """Yield the address of each datagram socket of this process that wants stamps."""
    for path in Path("/proc/self/fd").iterdir():
        with suppress(OSError), socket.socket(fileno=os.dup(int(path.name))) as sock:
            wanted = sock.getsockopt(socket.SOL_SOCKET, STAMPS)
            if wanted and sock.type == socket.SOCK_DGRAM:
                yield sock.getsockname()


def test_while_a_transport_asks_a_socket_keeps_the_kernel_stamping() -> None:
    during: list[list[tuple[str, int]]] = []

    def talk(peer: Peer) -> None:
        while peer.request():
            peer.send(OK)

    async def call() -> str:
        async with MeasuringTransport(time.perf_counter) as transport:
            during.append(list(stamping()))
            found = await exchange(transport, server.url)
            during.append(list(stamping()))
            return found.stamps.clock

    with raw_server(talk) as server:
        clock = asyncio.run(call())

    assert clock == "kernel"
    assert during[0] == during[1]
    assert [host for host, _ in during[0]] == ["127.0.0.1"]
    assert not list(stamping())


def test_a_transport_that_is_stopped_while_it_begins_keeps_no_socket() -> None:
    async def call() -> None:
        asking = asyncio.current_task()
        assert asking is not None
        asking.cancel()  # at the next wait: at once, or when the kernel is slow
        async with MeasuringTransport(time.perf_counter):
            await asyncio.sleep(0)

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(call())

    assert not list(stamping())


def test_by_then_what_the_socket_hears_is_stamped_and_from_nobody_else() -> None:
    async def call() -> None:
        begun = Stamping()
        await begun.begin()
        sock = begun._sock
        assert sock is not None
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
            stranger.sendto(b"stranger", sock.getsockname())
        sock.send(b"own")
        data, ancillary, _, _ = sock.recvmsg(9, kernel.ANCILLARY_BYTES)
        begun.close()

        assert data == b"own"
        assert kernel.age_s(ancillary) is not None

    asyncio.run(call())
