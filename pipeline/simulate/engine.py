"""A precise HTTP/1.1 server in one thread: it writes by an absolute schedule.

Every write has a due time, counted from the last byte of its request, and waits in one
heap; the thread waits for the earliest of them and for the sockets. When a write was
really made is kept, so that the server's own lateness is known for every exchange.
"""

import selectors
import socket
import struct
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from heapq import heappop, heappush
from threading import Thread
from time import perf_counter
from types import TracebackType
from typing import Final, Self, TypeAlias

from pipeline.simulate.connection import Connection, Playing
from pipeline.simulate.exchange import (
    Answer,
    Ending,
    Observer,
    Request,
    Script,
    Served,
    Write,
)
from pipeline.simulate.framing import RequestError, whole
from pipeline.simulate.sockets import listener, waiter

LARGE_BODY: Final = 256 * 2**10
_BURST: Final = 256  # writes made before the sockets are looked at again
_ACCEPTED_AT_ONCE: Final = 64
_RESET: Final = struct.pack("ii", 1, 0)  # linger, for no time: close tears down
_READ: Final = selectors.EVENT_READ
_BOTH: Final = selectors.EVENT_READ | selectors.EVENT_WRITE

_NOTHING: Final = (Write(0, b""),)  # so that every script passes the heap

_Handler: TypeAlias = Callable[[int], None]


class Server:
    """Serve `answer` on loopback: in a thread with `with`, or here with `run`.

    `answer` and `observer` are called in the server's thread, one call at a time; for
    a body of `aside_bytes` or more, `answer` is called in a second thread instead. An
    error of theirs is a 500 for the client, kept, and raised when the server ends.
    """

    def __init__(
        self,
        answer: Answer,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        observer: Observer | None = None,
        aside_bytes: int = LARGE_BODY,
    ) -> None:
        self._answer = answer
        self._observer = observer
        self._aside_bytes = aside_bytes
        self._listener = listener(host, port)
        self._selector = selectors.DefaultSelector()
        self._wait = waiter(self._selector)
        self._heap: list[tuple[float, int, Playing]] = []
        self._scripts: deque[tuple[Playing, Script]] = deque()
        self._connections: dict[int, Connection] = {}
        self._accepted = self._requests = 0
        self._worker = ThreadPoolExecutor(1, "simulate-answer")
        self._bell, self._ringer = socket.socketpair()
        self._stopping = self._full = False
        self._thread = Thread(target=self.run, name="simulate", daemon=True)
        self.failure: Exception | None = None
        self._bell.settimeout(0)
        self._watch(self._listener, self._accept)
        self._watch(self._bell, self._hear)

    @property
    def url(self) -> str:
        host, port = self._listener.getsockname()[:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        self._thread.join()
        if self.failure and error is None:
            raise self.failure

    def stop(self) -> None:
        """Let `run` return; may be called from any thread and from a signal."""
        self._stopping = True
        with suppress(OSError):
            self._ringer.send(b"!")

    def run(self) -> None:
        """Serve until `stop` is called or an interrupt is raised here."""
        try:
            while not self._stopping:
                self._turn()
        finally:
            self._close()

    def _turn(self) -> None:
        heap = self._heap
        wait = max(0.0, heap[0][0] - perf_counter()) if heap else None
        if self._wait(wait):
            for key, mask in self._selector.select(0):
                handler: _Handler = key.data
                handler(mask)
        now = perf_counter()
        for _ in range(_BURST):
            if not heap or heap[0][0] > now:
                break
            self._write(heappop(heap)[2])

    def _write(self, playing: Playing) -> None:
        """Make the next write of a script, and see to the one after it."""
        if playing.over:
            return
        data = playing.script.writes[len(playing.made)].data
        at = perf_counter()
        if data and not self._sent(playing.connection, data):
            return
        playing.made.append(at)
        self._schedule(playing)

    def _schedule(self, playing: Playing) -> None:
        done = len(playing.made)
        writes = playing.script.writes
        if done < len(writes):
            due = playing.request.received_at + writes[done].after_s
            heappush(self._heap, (due, playing.number, playing))
        else:
            self._finish(playing, _ending(playing))

    def _sent(self, connection: Connection, data: bytes) -> bool:
        """Return whether the kernel took it all; what it left waits in `pending`."""
        try:
            size = connection.sock.send(data)
        except BlockingIOError:
            size = 0
        except OSError:
            self._drop(connection)
            return False
        if size == len(data):
            return True
        connection.pending = memoryview(data)[size:]
        self._change(connection, _BOTH)
        return False

    def _flush(self, connection: Connection) -> None:
        rest, playing = connection.pending, connection.playing
        if rest is None or playing is None:
            return
        at = perf_counter()
        try:
            size = connection.sock.send(rest)
        except BlockingIOError:
            return
        except OSError:
            self._drop(connection)
            return
        connection.pending = rest[size:] if size < len(rest) else None
        if connection.pending is None:
            self._change(connection, _READ)
            playing.made.append(at)
            self._schedule(playing)

    def _finish(self, playing: Playing, ending: Ending) -> None:
        playing.over = True
        connection = playing.connection
        connection.playing = None
        if ending is Ending.KEEP:
            self._take(connection)
        else:
            self._hang_up(connection, ending)
        if self._observer is not None:
            served = Served(playing.request, playing.script, playing.made, ending)
            self._guarded(partial(self._observer, served))

    def _accept(self, _mask: int) -> None:
        for _ in range(_ACCEPTED_AT_ONCE):
            try:
                sock, _address = self._listener.accept()
            except (BlockingIOError, ConnectionError):
                return
            except OSError:  # no descriptor is left: wait until one is
                self._selector.unregister(self._listener)
                self._full = True
                return
            sock.settimeout(0)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._accepted += 1
            connection = Connection(sock, self._accepted)
            self._connections[self._accepted] = connection
            self._watch(sock, partial(self._ready, connection))

    def _ready(self, connection: Connection, mask: int) -> None:
        if mask & selectors.EVENT_WRITE:
            self._flush(connection)
        if mask & _READ and connection.inbox.number in self._connections:
            self._read(connection)

    def _read(self, connection: Connection) -> None:
        try:
            size = connection.inbox.read(connection.sock)
        except BlockingIOError:
            return
        except (RequestError, OSError):
            size = 0
        if not size:
            self._drop(connection)
        elif connection.playing is None:
            self._take(connection)

    def _take(self, connection: Connection) -> None:
        """Begin the next exchange, if its request is here."""
        try:
            request = connection.inbox.next(perf_counter())
        except RequestError as error:
            self._refuse(connection, error)
            return
        if request is None:
            if interim := connection.inbox.reply_at_once:
                with suppress(OSError):
                    connection.sock.send(interim)
            return
        self._requests += 1
        playing = Playing(self._requests, connection, request)
        connection.playing = playing
        if len(request.body) < self._aside_bytes:
            self._begin(playing, self._script(request))
        else:
            self._worker.submit(self._answer_aside, playing)

    def _answer_aside(self, playing: Playing) -> None:
        self._scripts.append((playing, self._script(playing.request)))
        self._ringer.send(b"!")

    def _hear(self, _mask: int) -> None:
        with suppress(BlockingIOError):
            self._bell.recv(4_096)
        while self._scripts:
            playing, script = self._scripts.popleft()
            if not playing.over:
                self._begin(playing, script)

    def _begin(self, playing: Playing, script: Script) -> None:
        playing.script = script if script.writes else replace(script, writes=_NOTHING)
        self._schedule(playing)

    def _script(self, request: Request) -> Script:
        try:
            return self._answer(request)
        except Exception as error:  # noqa: BLE001  # kept, and raised at the end
            self.failure = self.failure or error
            return _said(500, f"the script failed: {error!r}")

    def _guarded(self, call: Callable[[], None]) -> None:
        try:
            call()
        except Exception as error:  # noqa: BLE001  # kept, and raised at the end
            self.failure = self.failure or error

    def _refuse(self, connection: Connection, error: RequestError) -> None:
        with suppress(OSError):
            connection.sock.send(_said(error.status, str(error)).writes[0].data)
        self._hang_up(connection, Ending.CLOSE)

    def _drop(self, connection: Connection) -> None:
        """End what a client that left had asked for."""
        if connection.playing is None:
            self._hang_up(connection, Ending.CLOSE)
        else:
            self._finish(connection.playing, Ending.GONE)

    def _hang_up(self, connection: Connection, ending: Ending) -> None:
        if self._connections.pop(connection.inbox.number, None) is None:
            return
        sock = connection.sock
        self._selector.unregister(sock)
        if ending is Ending.RESET:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        else:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_WR)
        sock.close()
        if self._full:
            self._full = False
            self._watch(self._listener, self._accept)

    def _watch(self, sock: socket.socket, handler: _Handler) -> None:
        self._selector.register(sock, _READ, handler)

    def _change(self, connection: Connection, events: int) -> None:
        handler = partial(self._ready, connection)
        self._selector.modify(connection.sock, events, handler)

    def _close(self) -> None:
        self._worker.shutdown()
        for connection in list(self._connections.values()):
            self._drop(connection)
        self._selector.close()
        for sock in (self._listener, self._bell, self._ringer):
            sock.close()


def _ending(playing: Playing) -> Ending:
    """Return the script's ending, or the orderly end that the client asked for."""
    ending = playing.script.ending
    asked = playing.request.headers.get("connection", "").lower()
    return Ending.CLOSE if ending is Ending.KEEP and asked == "close" else ending


def _said(status: int, text: str) -> Script:
    return Script((Write(0, whole(status, text.encode(), media_type="text/plain")),))
