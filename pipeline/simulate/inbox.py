"""Bytes of one connection become whole requests, one after another."""

import socket
from typing import Final

from pipeline.simulate.exchange import Request
from pipeline.simulate.framing import (
    CONTINUE,
    END_OF_HEAD,
    MAX_HEAD,
    Head,
    RequestError,
    read_head,
)

AT_ONCE: Final = 256 * 2**10
"""Bytes read from one connection before the others have their turn."""


class Inbox:
    """What was read and not yet asked for: a head, and the body it announced."""

    __slots__ = ("_begun_at", "_body", "_filled", "_head", "_loose", "number")

    def __init__(self, number: int) -> None:
        self.number = number
        self._loose = bytearray()
        self._head: Head | None = None
        self._body = bytearray()
        self._filled = 0
        self._begun_at = 0.0

    def read(self, sock: socket.socket) -> int:
        """Read once without waiting; 0 is the end of the stream."""
        if self._head is not None and self._filled < len(self._body):
            return self._read_body(sock)
        data = sock.recv(AT_ONCE)
        self._loose += data
        if len(self._loose) > MAX_HEAD + AT_ONCE:
            raise RequestError(431, "too much sent ahead of an answer")
        return len(data)

    def _read_body(self, sock: socket.socket) -> int:
        with memoryview(self._body) as body:
            end = min(self._filled + AT_ONCE, len(body))
            size = sock.recv_into(body[self._filled : end])
        self._filled += size
        return size

    def next(self, now: float) -> Request | None:
        """Return a request that is whole, or nothing yet."""
        if self._head is None:
            self._open(now)
        if self._head is None or self._filled < len(self._body):
            return None
        request = Request(
            path=self._head.path,
            headers=self._head.headers,
            body=self._body,
            received_at=now,
            connection=self.number,
            method=self._head.method,
            begun_at=self._begun_at,
        )
        self._head = None
        self._begun_at = 0.0
        return request

    @property
    def reply_at_once(self) -> bytes:
        """Return what a client waits for before it sends its body."""
        waiting = self._head is not None and not self._filled and self._body
        expects = waiting and self._head and self._head.headers.get("expect", "")
        return CONTINUE if expects and expects.lower() == "100-continue" else b""

    def _open(self, now: float) -> None:
        if self._loose and not self._begun_at:
            self._begun_at = now
        end = self._loose.find(END_OF_HEAD)
        if end < 0:
            if len(self._loose) > MAX_HEAD:
                raise RequestError(431, f"a head of more than {MAX_HEAD:,} bytes")
            return
        self._head = read_head(bytes(self._loose[:end]))
        size = self._head.length
        after = end + len(END_OF_HEAD)
        self._body = bytearray(size)
        self._filled = min(size, len(self._loose) - after)
        self._body[: self._filled] = self._loose[after : after + self._filled]
        del self._loose[: after + self._filled]
