"""Where a body ends: by its length, by its last chunk, or with the connection. Pure."""

import re
from typing import Final, Protocol

from pipeline.query.measuring.head import MAX_HEAD_BYTES, BadResponseError, Head

MAX_LINE_BYTES: Final = 4 * 2**10
_SHORT: Final = 10
"""Where the line end of a plain size is found."""
_PLAIN_SIZE: Final = re.compile(rb"[0-9A-Fa-f]{1,8}")
_SIZE: Final = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;.*)?\r?")


class Body(Protocol):
    ended: bool
    """Nothing of it is missing."""
    excess: bool
    """Something followed it that belongs to no request of ours."""

    def feed(self, data: bytes) -> bytes:
        """Return what of it is content; raise `BadResponseError`."""
        ...

    def finish(self) -> None:
        """Hear that the connection ended; raise `BadResponseError` when too early."""
        ...


def body_of(head: Head) -> Body:
    if head.chunked:
        return Chunked()
    return UntilClose() if head.length is None else Sized(head.length)


class Sized:
    def __init__(self, length: int) -> None:
        self._left = length
        self.ended = length == 0
        self.excess = False

    def feed(self, data: bytes) -> bytes:
        self.excess |= len(data) > self._left
        content = data[: self._left]
        self._left -= len(content)
        self.ended = self._left == 0
        return content

    def finish(self) -> None:
        if not self.ended:
            message = f"the connection ended {self._left:,} bytes before the body did"
            raise BadResponseError(message)


class UntilClose:
    def __init__(self) -> None:
        self.ended = False
        self.excess = False

    def feed(self, data: bytes) -> bytes:
        return data

    def finish(self) -> None:
        self.ended = True


class Chunked:
    """RFC 9112 section 7.1; extensions and trailers are skipped."""

    def __init__(self) -> None:
        self.ended = False
        self.excess = False
        self._left = 0  # bytes that the chunk still has
        self._line = b""  # the part of a line that has come
        self._closing = False  # the line end after a chunk is due
        self._trailer = -1  # bytes of it so far, once it began

    def feed(self, data: bytes) -> bytes:
        return self._whole(data) or self._feed(data)

    def _whole(self, data: bytes) -> bytes:
        """Return the content of just one whole chunk, as most reads give; or nothing.

        It changes no state: the next read begins with the size of a chunk again.
        """
        if self._left or self._line or self._closing or self._trailer >= 0:
            return b""
        stop = data.find(b"\r\n", 0, _SHORT)
        size = _PLAIN_SIZE.fullmatch(data, 0, max(stop, 0))
        if size is None or not data.endswith(b"\r\n"):
            return b""
        is_whole = stop + 4 + int(size[0], 16) == len(data)
        return data[stop + 2 : -2] if is_whole else b""

    def _feed(self, data: bytes) -> bytes:
        at, end = 0, len(data)
        pieces: list[bytes] = []
        while at < end:
            if self._left:
                piece = data[at : at + self._left]
                self._left -= len(piece)
                at += len(piece)
                pieces.append(piece)
                continue
            if self.ended:
                self.excess = True
                break
            stop = data.find(b"\n", at)
            if stop < 0:
                self._keep(data[at:])
                break
            line, self._line = self._line + data[at:stop], b""
            at = stop + 1
            self._end_line(line)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def finish(self) -> None:
        if not self.ended:
            message = "the connection ended before the last chunk of the body"
            raise BadResponseError(message)

    def _keep(self, piece: bytes) -> None:
        self._line += piece
        if len(self._line) > MAX_LINE_BYTES:
            message = f"a chunk whose size takes more than {MAX_LINE_BYTES:,} bytes"
            raise BadResponseError(message)

    def _end_line(self, line: bytes) -> None:
        if self._trailer >= 0:
            self._end_trailer(line)
        elif self._closing:
            if line not in (b"", b"\r"):
                message = f"a chunk that is longer than it said: {line[:40]!r}"
                raise BadResponseError(message)
            self._closing = False
        else:
            size = _SIZE.fullmatch(line)
            if size is None:
                message = f"a chunk whose size is {line[:40]!r}"
                raise BadResponseError(message)
            self._left = int(size[1], 16)
            self._closing = True
            if not self._left:
                self._trailer = 0

    def _end_trailer(self, line: bytes) -> None:
        self._trailer += len(line)
        if self._trailer > MAX_HEAD_BYTES:
            message = f"a trailer of more than {MAX_HEAD_BYTES:,} bytes"
            raise BadResponseError(message)
        self.ended = line in (b"", b"\r")
