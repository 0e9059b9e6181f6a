"""One response, fed as its bytes arrive. Pure."""

from pipeline.query.measuring.body import Body, body_of
from pipeline.query.measuring.head import (
    HEAD_END,
    MAX_HEAD_BYTES,
    BadResponseError,
    Head,
    read_head,
)

_SWITCHING = 101


class Incoming:
    """Interim responses (1xx) are skipped, and count as nothing that was said."""

    def __init__(self) -> None:
        self.head: Head | None = None
        self.first_byte: float | None = None
        """When the first byte of the response arrived."""
        self._body: Body | None = None
        self._held = bytearray()  # of a head that has no end yet
        self._interim = 0  # bytes of heads that were skipped

    @property
    def ended(self) -> bool:
        return self._body is not None and self._body.ended

    @property
    def keeps_alive(self) -> bool:
        """Tell whether it came to its end and left the connection usable."""
        body, head = self._body, self.head
        if body is None or head is None:
            return False
        return body.ended and not body.excess and head.keeps_alive

    def feed(self, data: bytes, at: float) -> bytes:
        """Return what of it is content; raise `BadResponseError`."""
        if self._body is not None:
            return self._body.feed(data)
        while data:
            data = self._feed_head(data, at)
            if self._body is not None:
                return self._body.feed(data) if data else b""
        return b""

    def finish(self) -> None:
        """Hear that the connection ended; raise `BadResponseError` when too early."""
        if self._body is not None:
            self._body.finish()
        elif self._held:
            message = "the connection ended within the head of the response"
            raise BadResponseError(message)
        else:
            message = "the connection ended without a response"
            raise BadResponseError(message)

    def _feed_head(self, data: bytes, at: float) -> bytes:
        """Return what follows the head, if it came to its end."""
        held = self._held
        if not held:
            data = data.lstrip(b"\r\n")
            self.first_byte = at if data else None
        held += data
        if held and not b"HTTP/1.".startswith(held[:7]):
            message = f"a response that begins with {bytes(held[:80])!r}"
            raise BadResponseError(message)
        found = HEAD_END.search(held, max(0, len(held) - len(data) - 3))
        size = found.start() if found else len(held)
        if size + self._interim > MAX_HEAD_BYTES:
            message = f"a head of more than {MAX_HEAD_BYTES:,} bytes"
            raise BadResponseError(message)
        if found is None:
            return b""
        head = read_head(bytes(held[:size]))
        rest = bytes(held[found.end() :])
        held.clear()
        self._conclude(head, size)
        return rest

    def _conclude(self, head: Head, size: int) -> None:
        if head.status == _SWITCHING:
            message = "a switch of protocols (101) that nobody asked for"
            raise BadResponseError(message)
        if head.is_interim:
            self._interim += size
            self.first_byte = None
        else:
            self.head, self._body = head, body_of(head)
