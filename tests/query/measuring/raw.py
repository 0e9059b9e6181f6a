"""A server in threads, told byte by byte what to do; and a client for one request."""

import asyncio
import socket
import ssl
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import httpx

from pipeline.query.measuring.stamps import Arrival, Stamps
from pipeline.query.measuring.transport import (
    MEASURED,
    STAMPS,
    MeasuredStream,
    MeasuringTransport,
)

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
CHUNKED = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
END = b"0\r\n\r\n"


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


@dataclass
class Peer:
    """One connection, seen from the server."""

    sock: socket.socket
    number: int

    def request(self) -> bytes:
        """Read a whole request; return its body, or nothing once there is none."""
        held = self.head()
        if b"\r\n\r\n" not in held:
            return b""
        top, _, body = held.partition(b"\r\n\r\n")
        size = int(top.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        pieces, left = [body], size - len(body)
        while left > 0 and (data := self.sock.recv(min(left, 2**16))):
            pieces.append(data)
            left -= len(data)
        return b"".join(pieces)

    def head(self) -> bytes:
        held = b""
        while b"\r\n\r\n" not in held and (data := self.sock.recv(2**14)):
            held += data
        return held

    def send(self, *pieces: bytes, pause: float = 0.0) -> None:
        for data in pieces:
            self.sock.sendall(data)
            time.sleep(pause)

    def reset(self) -> None:
        linger = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.sock.close()


@dataclass
class Raw:
    url: str
    talk: Callable[[Peer], None]
    listener: socket.socket
    context: ssl.SSLContext | None = None
    threads: list[threading.Thread] = field(default_factory=list[threading.Thread])
    peers: list[Peer] = field(default_factory=list[Peer])

    def accept(self) -> None:
        with suppress(OSError):
            while True:
                sock, _ = self.listener.accept()
                thread = threading.Thread(target=self.converse, args=(sock,))
                self.threads.append(thread)
                thread.start()

    def converse(self, sock: socket.socket) -> None:
        with suppress(OSError), sock:  # ssl.SSLError is one
            sock.settimeout(20)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.context:
                sock = self.context.wrap_socket(sock, server_side=True)
            with sock:
                peer = Peer(sock, len(self.peers))
                self.peers.append(peer)
                self.talk(peer)


@contextmanager
def raw_server(
    talk: Callable[[Peer], None],
    *,
    host: str = "127.0.0.1",
    name: str = "",
    context: ssl.SSLContext | None = None,
    receive_buffer: int = 0,
) -> Generator[Raw]:
    """Let `talk` have each connection, in a thread of its own."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if receive_buffer:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    listener.bind((host, 0))
    listener.listen(1_024)
    scheme = "https" if context else "http"
    shown = name or (f"[{host}]" if ":" in host else host)
    url = f"{scheme}://{shown}:{listener.getsockname()[1]}/"
    raw = Raw(url, talk, listener, context)
    acceptor = threading.Thread(target=raw.accept)
    acceptor.start()
    try:
        yield raw
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for thread in [acceptor, *raw.threads]:
            thread.join()


@dataclass
class Exchange:
    status: int
    stamps: Stamps
    arrivals: list[Arrival]

    @property
    def content(self) -> bytes:
        return b"".join(arrival.data for arrival in self.arrivals)


async def exchange(
    transport: MeasuringTransport,
    url: str,
    body: bytes = b"{}",
    *,
    connect_s: float = 10.0,
) -> Exchange:
    stamps = Stamps("loop")
    request = httpx.Request(
        "POST",
        url,
        content=body,
        extensions={STAMPS: stamps, "timeout": {"connect": connect_s}},
    )
    response = await transport.handle_async_request(request)
    stream = response.extensions[MEASURED]
    assert isinstance(stream, MeasuredStream)
    arrivals: list[Arrival] = []
    try:
        while (arrival := await stream.next()) is not None:
            arrivals.append(arrival)
    finally:
        await stream.aclose()
    return Exchange(response.status_code, stamps, arrivals)


def exchanges(
    url: str,
    bodies: list[bytes],
    *,
    context: ssl.SSLContext | None = None,
    pause: float = 0.0,
) -> list[Exchange]:
    """Make them one after another over one transport."""

    async def make() -> list[Exchange]:
        async with MeasuringTransport(time.perf_counter, context) as transport:
            found: list[Exchange] = []
            for body in bodies:
                found.append(await exchange(transport, url, body))
                await asyncio.sleep(pause)
            return found

    return asyncio.run(make())
