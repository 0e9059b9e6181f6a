"""A provider on loopback that plays scripts: real sockets, real pauses, real drops.

Each request gets a script of its own: the next of a list (the last one again when the
list is at its end), or what a function makes of the request.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias

MAX_BODY = 64 * 2**20
_HANG_UP_S = 30


@dataclass(frozen=True)
class Send:
    data: bytes
    after: float = 0.0


@dataclass(frozen=True)
class Drop:
    """Close the connection in the middle of the body."""


@dataclass(frozen=True)
class Hang:
    """Say nothing more, and do not close either."""


Script: TypeAlias = Sequence[Send | Drop | Hang]


@dataclass(frozen=True)
class Received:
    path: str
    headers: dict[str, str]
    body: bytes
    connection: int

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def prompt(self) -> str:
        return str(self.json["messages"][0]["content"])


Scripts: TypeAlias = Sequence[Script] | Callable[[Received], Script]

STREAM = (
    b"HTTP/1.1 200 OK\r\n"
    b"content-type: text/event-stream\r\n"
    b"transfer-encoding: chunked\r\n\r\n"
)
OK = Send(STREAM)
END = Send(b"0\r\n\r\n")
NOTHING: dict[str, object] = {}
DONE_EVENT = b"data: [DONE]\n\n"


def body(data: bytes, *, after: float = 0.0) -> Send:
    """One chunk of a chunked body."""
    return Send(b"%x\r\n%s\r\n" % (len(data), data), after)


def event(payload: object) -> bytes:
    return f"data: {json.dumps(payload, ensure_ascii=False)}\n\n".encode()


def said(**delta: object) -> bytes:
    """One event with a piece of the message."""
    return event({"model": "served-1", "choices": [{"index": 0, "delta": delta}]})


def stop(reason: str = "stop") -> bytes:
    return event({"choices": [{"index": 0, "delta": NOTHING, "finish_reason": reason}]})


def usage(prompt: int, completion: int = 5, **more: object) -> bytes:
    counts = {"prompt_tokens": prompt, "completion_tokens": completion, **more}
    return event({"choices": [], "usage": counts})


def answer(
    text: str, *, prompt_tokens: int = 100, reason: str = "stop", after: float = 0.0
) -> Script:
    """A whole streamed answer, as the better providers send it."""
    return [
        OK,
        body(said(role="assistant", content="")),
        body(said(content=text), after=after),
        body(stop(reason) + usage(prompt_tokens) + DONE_EVENT),
        END,
    ]


def refusal(status: int, payload: object = "", **headers: str) -> Script:
    """A whole answer that is not a stream: an error, or a plain completion."""
    data = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    lines = [
        f"HTTP/1.1 {status} X",
        f"content-length: {len(data)}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    return [Send("\r\n".join(lines).encode() + b"\r\n\r\n" + data)]


@dataclass
class Loopback:
    """What the server saw, and where it is."""

    scripts: Scripts
    url: str = ""
    requests: list[Received] = field(default_factory=list[Received])
    connections: int = 0
    under_way: int = 0
    most_under_way: int = 0
    _serving: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])
    _open: set["_Connection"] = field(default_factory=set["_Connection"])

    def accept(self) -> "_Connection":
        return _Connection(asyncio.StreamReader(), self.serve, self._open)

    def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        serving = asyncio.create_task(self._converse(reader, writer, self.connections))
        self._serving.add(serving)
        serving.add_done_callback(self._serving.discard)

    async def hang_up(self) -> None:
        """Return when every socket is closed, whatever its client does."""
        async with asyncio.timeout(_HANG_UP_S):
            while self._open:
                for connection in self._open:
                    connection.abort()
                await asyncio.sleep(0)
        for serving in self._serving:
            serving.cancel()
        if self._serving:
            await asyncio.wait(self._serving)

    async def _converse(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        connection: int,
    ) -> None:
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                while await self._exchange(reader, writer, connection):
                    pass
        finally:
            writer.close()

    async def _exchange(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        connection: int,
    ) -> bool:
        received = await _receive(reader, connection)
        self.requests.append(received)
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            return await self._play(self._script(received), writer, reader)
        finally:
            self.under_way -= 1

    def _script(self, received: Received) -> Script:
        if callable(self.scripts):
            return self.scripts(received)
        return self.scripts[min(len(self.requests), len(self.scripts)) - 1]

    async def _play(
        self, script: Script, writer: asyncio.StreamWriter, reader: asyncio.StreamReader
    ) -> bool:
        """Return whether the connection may carry another request."""
        for step in script:
            match step:
                case Drop():
                    return False
                case Hang():
                    await reader.read()
                    return False
                case Send(data, after):
                    await asyncio.sleep(after)
                    writer.write(data)
                    await writer.drain()
        return True


class _Connection(asyncio.StreamReaderProtocol):
    """In `among` from its acceptance until its socket is closed."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        serve: Callable[[asyncio.StreamReader, asyncio.StreamWriter], None],
        among: set["_Connection"],
    ) -> None:
        super().__init__(reader, serve)
        self._among = among
        self._carrier: asyncio.Transport | None = None
        among.add(self)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._carrier = transport
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._among.discard(self)

    def abort(self) -> None:
        if self._carrier:
            self._carrier.abort()


@asynccontextmanager
async def provider_at_loopback(scripts: Scripts) -> AsyncGenerator[Loopback]:
    loopback = Loopback(scripts)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(loopback.accept, "127.0.0.1", 0)
    [listening] = server.sockets
    host, port = listening.getsockname()
    loopback.url = f"http://{host}:{port}"
    try:
        yield loopback
    finally:
        # A server that closes loses what it accepted in the same round of the loop (an
        # assertion in `asyncio.Server._attach`), so it stops accepting a round before.
        loop.remove_reader(listening.fileno())
        await asyncio.sleep(0)
        server.close()
        await loopback.hang_up()


async def _receive(reader: asyncio.StreamReader, connection: int) -> Received:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.rstrip("\r\n").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    headers = {name.lower(): value.strip() for name, _, value in pairs}
    size = int(headers.get("content-length", "0"))
    assert size <= MAX_BODY
    content = await reader.readexactly(size)
    return Received(first.split(" ")[1], headers, content, connection)
