"""One connection, and one exchange over it at a time.

The socket is read as soon as it has something, whoever waits for it or not, and what
it gives is stamped before anything looks into it.
"""

import asyncio
import os
import socket
import ssl
from collections import deque
from typing import Final

import httpx

from pipeline.query.measuring import kernel
from pipeline.query.measuring.head import BadResponseError, Head
from pipeline.query.measuring.incoming import Incoming
from pipeline.query.measuring.stamps import Arrival, Clock, Stamps
from pipeline.query.measuring.tls import Tls
from pipeline.query.measuring.turns import Turns
from pipeline.query.measuring.upload import WATCHED_BYTES, Upload

READ_BYTES: Final = 64 * 2**10
SLICE_BYTES: Final = 512 * 2**10
"""How much is sent, or encrypted, before other streams have their turn."""
MAX_WAITING: Final = 4_096
"""Pieces that may wait to be taken; while there are more, nothing is read."""
_NOTHING: Final = memoryview(b"")


class ClosedBeforeError(Exception):
    """The server had closed the connection before any of the request reached it."""


class Connection:
    def __init__(
        self, sock: socket.socket, tls: Tls | None, clock: Clock, turns: Turns
    ) -> None:
        self._sock = sock
        self._tls = tls
        self._clock = clock
        self._turns = turns
        self._loop = asyncio.get_running_loop()
        self._drained = clock()
        self._acknowledged_before: int | None = None
        self._incoming: Incoming | None = None  # `None`: no exchange is under way
        self._stamps = Stamps("loop")
        self._arrived: deque[Arrival] = deque()
        self._fault: Exception | None = None
        self._error: Exception | None = None  # of the socket: there may be data yet
        self._waiter: asyncio.Future[None] | None = None
        self._unsent = _NOTHING  # of the request, not yet encrypted
        self._pending = _NOTHING  # ready for the socket
        self._is_writing = False
        self._size = 0
        self._upload: Upload | None = None
        self._paused = False
        self._is_over = False  # nothing more can be read
        self.closed = False
        self.idle_since = 0.0
        self._loop.add_reader(sock, self._readable)

    async def exchange(self, head: bytes, body: bytes, stamps: Stamps) -> Head:
        """Send a request, return the head of its response.

        Raises `ClosedBeforeError`, and what httpx raises for a broken connection.
        """
        self._stamps = stamps
        self._incoming = incoming = Incoming()
        self._size = len(body)
        self._pending = memoryview(head + body[:SLICE_BYTES])
        self._unsent = memoryview(body)[SLICE_BYTES:]
        if self._tls is not None:
            self._pending = memoryview(self._tls.encrypt(self._pending))
        stamps.sending = self._clock()
        self._send()
        while incoming.head is None:
            if self._fault is not None:
                raise self._fault
            await self._something()
        return incoming.head

    async def next(self) -> Arrival | None:
        """Return the next bytes of the body, `None` at its end."""
        while not self._arrived:
            if self._fault is not None:
                raise self._fault
            if self._incoming is None or self._incoming.ended:
                return None
            await self._something()
        arrival = self._arrived.popleft()
        if self._paused and not self._arrived:
            self._paused = False
            self._loop.add_reader(self._sock, self._readable)
        return arrival

    def release(self) -> bool:
        """End the exchange; return whether another may follow, else close."""
        incoming, self._incoming = self._incoming, None
        sent = not self._pending and not self._unsent
        if self._upload is not None:
            self._upload.stop()
            self._upload = None
        fit = incoming is not None and incoming.keeps_alive and sent
        if not fit or self._is_over or self._paused:
            self.close()
        self._stamps = Stamps("loop")
        self._arrived.clear()
        self.idle_since = self._clock()
        return not self.closed

    def is_usable(self) -> bool:
        """Read what an idle server may have said, which ought to be nothing."""
        if not self.closed:
            self._acknowledged_before = kernel.acknowledged_bytes(self._sock)
            self._readable()
        return not self.closed

    def close(self) -> None:
        if self.closed:
            return
        self.closed = True
        if self._upload is not None:
            self._upload.stop()
        self._loop.remove_reader(self._sock)
        self._stop_writing()
        self._sock.close()
        if self._fault is None:
            self._fault = httpx.ReadError("the connection was closed on our side")
        self._wake()

    async def _something(self) -> None:
        self._waiter = waiter = self._loop.create_future()
        await waiter

    def _wake(self) -> None:
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            self._turns.wake(waiter)

    def _readable(self) -> None:
        """Read what there is; when the connection broke, all of it.

        A reset can be there together with the last data. libuv tells of an error once
        and never again, so that what is not read now would not be missed until the
        time limit.
        """
        if not self._read():
            return
        if code := self._sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
            self._error = httpx.ReadError(os.strerror(code))
            while self._read():
                pass
            self._broke(self._error)

    def _read(self) -> bool:
        """Return whether there was data, after which there may be more."""
        before = self._clock()
        try:
            data, ancillary, _, _ = self._sock.recvmsg(
                READ_BYTES, kernel.ANCILLARY_BYTES
            )
        except (BlockingIOError, InterruptedError):
            return False
        except OSError as error:
            self._broke(httpx.ReadError(str(error)))
            return False
        if not data:
            self._ended()
            return False
        now = self._clock()
        age_s = kernel.age_s(ancillary)
        at = now if age_s is None else min(max(now - age_s, self._drained), now)
        since = self._drained
        if len(data) < READ_BYTES:
            self._drained = before
        self._take(data, at, since, is_stamped=age_s is not None)
        return not (self.closed or self._is_over)

    def _take(self, data: bytes, at: float, since: float, *, is_stamped: bool) -> None:
        try:
            if self._tls is not None:
                data = self._tls.decrypt(data)
                self._answer_for(self._tls)
            if data:
                self._heard(data, at, since)
                if not is_stamped:
                    self._stamps.clock = "loop"
            if self._tls is not None and self._tls.closed:
                self._ended()
        except ssl.SSLError as error:
            self._broke(httpx.ReadError(str(error)))
        except BadResponseError as error:
            self._broke(httpx.RemoteProtocolError(str(error)))

    def _heard(self, data: bytes, at: float, since: float) -> None:
        incoming = self._incoming
        if incoming is None:  # nobody asked
            self.close()
            return
        content = incoming.feed(data, at)
        if self._stamps.first_byte != incoming.first_byte:
            self._stamps.first_byte = incoming.first_byte
            if self._upload is not None:
                self._upload.answered(at)
        if content:
            self._arrived.append(Arrival(content, at, since))
            if len(self._arrived) > MAX_WAITING and not self._paused:
                self._paused = True
                self._loop.remove_reader(self._sock)
        self._wake()

    def _ended(self) -> None:
        """Hear that the server sends nothing more."""
        incoming = self._incoming
        if incoming is None:
            self.close()
            return
        if self._error is not None:
            self._broke(self._error)
            return
        if incoming.ended:
            self._broke(httpx.ReadError("the server closed the connection"))
            return
        if self._heard_nothing():
            self._broke(ClosedBeforeError())
            return
        try:
            incoming.finish()
        except BadResponseError as error:
            self._broke(httpx.RemoteProtocolError(str(error)))
        else:
            self._is_over = True
            self._loop.remove_reader(self._sock)
            self._wake()

    def _heard_nothing(self) -> bool:
        """Tell whether none of the request arrived before the server closed.

        Its closing acknowledges whatever had arrived by then, so what the kernel
        counts as acknowledged is proof.
        """
        before, incoming = self._acknowledged_before, self._incoming
        if before is None or incoming is None or incoming.first_byte is not None:
            return False
        return before == kernel.acknowledged_bytes(self._sock)

    def _broke(self, fault: Exception) -> None:
        if self._incoming is None:
            self.close()
            return
        if self._fault is None and not self._incoming.ended:
            self._fault = fault
        self._loop.remove_reader(self._sock)
        self._stop_writing()
        self._is_over = True
        self._wake()

    def _answer_for(self, tls: Tls) -> None:
        if owed := tls.owed():
            self._pending = memoryview(bytes(self._pending) + owed)
            self._send()

    def _send(self) -> None:
        """Hand over what the socket takes now; the rest when it can take more."""
        try:
            if self._pending:
                taken = self._sock.send(self._pending)
                self._pending = self._pending[taken:]
        except (BlockingIOError, InterruptedError):
            pass
        except OSError:  # the reader will hear why, and maybe a response before it
            self._stop_writing()
            return
        if not self._pending:
            self._next_slice()
        if self._pending and not self._is_writing:
            self._is_writing = True
            self._loop.add_writer(self._sock, self._send)
        elif not self._pending:
            self._pending = self._unsent = _NOTHING  # an idle connection keeps no body
            self._stop_writing()
            self._handed_over()

    def _next_slice(self) -> None:
        piece, self._unsent = self._unsent[:SLICE_BYTES], self._unsent[SLICE_BYTES:]
        if piece and self._tls is not None:
            piece = memoryview(self._tls.encrypt(piece))
        self._pending = piece

    def _handed_over(self) -> None:
        if self._incoming is None or self._stamps.sent is not None:
            return
        self._stamps.sent = self._clock()
        if self._size >= WATCHED_BYTES and self._stamps.first_byte is None:
            self._upload = Upload(self._sock, self._clock, self._stamps)

    def _stop_writing(self) -> None:
        if self._is_writing:
            self._is_writing = False
            self._loop.remove_writer(self._sock)
