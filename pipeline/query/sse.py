"""Events from bytes, without I/O: server-sent events, or a line of JSON each.

Lines of server-sent events end at CR, LF or CRLF only. `str.splitlines` (and so
`httpx.Response.aiter_lines`) also breaks at U+2028, which JSON may carry raw.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, Protocol

from pipeline.errors import MalformedError

MAX_EVENT_BYTES: Final = 16 * 2**20
_LINE_END = re.compile(rb"\r\n|\r|\n")
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_DATA: Final = b"data: "
_LF: Final = 0x0A


class Event(NamedTuple):
    data: str
    name: str = "message"


class Decoder(Protocol):
    """Feed it bytes as they arrive; it yields each event once it is complete."""

    comments: int
    """Keep-alives: counted, not yielded, since they say nothing."""

    def feed(self, data: bytes) -> Iterable[Event]:
        """Raise `MalformedError` when one event outgrows the limit."""
        ...

    def finish(self) -> Iterator[Event]:
        """Yield what the end of the bytes completes."""
        ...


class _Lines:
    """The lines of a stream, which is cut in the middle of one wherever it likes."""

    def __init__(self, max_event_bytes: int) -> None:
        self.comments: int = 0
        self._max = max_event_bytes
        self._pieces: list[bytes] = []  # of the line that has no end yet
        self._partial = 0  # bytes of those
        self._held = 0  # bytes of the ended lines of the event that has no end yet
        self._fresh = True

    def _line(self, end: bytes) -> bytes:
        """Return the line that began earlier and ends with this."""
        if self._pieces:
            end = b"".join((*self._pieces, end))
            self._pieces.clear()
            self._partial = 0
        if self._fresh:
            end = end.removeprefix(_BYTE_ORDER_MARK)
            self._fresh = False
        return end

    def _keep(self, piece: bytes) -> None:
        if piece:
            self._pieces.append(piece)
            self._partial += len(piece)
            self._check(self._held + self._partial)

    def _check(self, size: int) -> None:
        if size > self._max:
            message = f"one event of the stream is larger than {self._max:,} bytes"
            raise MalformedError(kind="malformed", message=message)


class EventDecoder(_Lines):
    """Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events)."""

    def __init__(self, max_event_bytes: int = MAX_EVENT_BYTES) -> None:
        super().__init__(max_event_bytes)
        self._after_cr = False
        self._data: list[bytes] = []
        self._name = b""

    def feed(self, data: bytes) -> Iterable[Event]:
        return self._whole(data) or self._feed(data)

    def _whole(self, data: bytes) -> tuple[Event] | None:
        """Return what most reads are: one event of one line of data, and nothing else.

        Nothing of an earlier event is held, and nothing is held of this one.
        """
        if self._held or self._pieces or not data.startswith(_DATA):
            return None
        end = data.find(b"\n")
        if end + 2 != len(data) or data[-1] != _LF or end > self._max or b"\r" in data:
            return None
        self._fresh = self._after_cr = False
        return (Event(data[len(_DATA) : end].decode("utf-8", "replace")),)

    def _feed(self, data: bytes) -> Iterator[Event]:
        if not data:
            return
        if self._after_cr:  # that CR ended its line already; this LF is its other half
            data = data.removeprefix(b"\n")
        if b"\r" in data:
            self._after_cr = data.endswith(b"\r")
            lines = _LINE_END.split(data)
        else:
            self._after_cr = False
            lines = data.split(b"\n")
        rest = lines.pop()
        if lines and (self._pieces or self._fresh):
            lines[0] = self._line(lines[0])
        for line in lines:
            if line:
                self._field(line)
            elif self._data:
                yield self._event()
            else:
                self._name, self._held = b"", 0
        self._keep(rest)

    def finish(self) -> Iterator[Event]:
        """Yield the event whose closing blank line never came, if there is one."""
        yield from self.feed(b"\n\n")  # the end of its line, and the blank line

    def _event(self) -> Event:
        lines, name = self._data, self._name
        data = lines[0] if len(lines) == 1 else b"\n".join(lines)
        self._data, self._name, self._held = [], b"", 0
        return Event(
            data.decode("utf-8", "replace"),
            name.decode("utf-8", "replace") if name else "message",
        )

    def _field(self, line: bytes) -> None:
        field, _, value = line.partition(b":")
        if not field:
            self.comments += 1
            return
        value = value.removeprefix(b" ")
        if field == b"data":
            self._data.append(value)
        elif field == b"event":
            self._name = value
        else:
            return
        self._held += len(line)
        if self._held > self._max:
            self._check(self._held)


class LineDecoder(_Lines):
    """One JSON text a line (NDJSON). A blank line is a keep-alive.

    A line ends at LF; the CR before it is white space to JSON.
    """

    def __init__(self, max_event_bytes: int = MAX_EVENT_BYTES) -> None:
        super().__init__(max_event_bytes)

    def feed(self, data: bytes) -> Iterator[Event]:
        *lines, rest = data.split(b"\n")
        if lines:
            lines[0] = self._line(lines[0])
        yield from self._events(lines)
        self._keep(rest)

    def finish(self) -> Iterator[Event]:
        """Yield the last line, which may lack its end."""
        if rest := self._line(b""):
            yield from self._events((rest,))

    def _events(self, lines: Iterable[bytes]) -> Iterator[Event]:
        for line in lines:
            if stripped := line.strip():
                self._check(len(stripped))
                yield Event(stripped.decode("utf-8", "replace"))
            else:
                self.comments += 1
