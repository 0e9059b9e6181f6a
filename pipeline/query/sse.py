"""Server-sent events from bytes, without I/O.

Lines end at CR, LF or CRLF only. `str.splitlines` (and so
`httpx.Response.aiter_lines`) also breaks at U+2028, which JSON may carry raw.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.errors import MalformedError

MAX_EVENT_BYTES: Final = 16 * 2**20
_LINE_END = re.compile(rb"\r\n|\r|\n")
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Event:
    data: str
    name: str = "message"


class EventDecoder:
    """Feed it bytes as they arrive; it yields each event once it is complete.

    Comments are counted, not yielded: a server that only sends those says nothing.
    """

    def __init__(self, max_event_bytes: int = MAX_EVENT_BYTES) -> None:
        self.comments = 0
        self._max = max_event_bytes
        self._line: list[bytes] = []  # the pieces of a line that has no end yet
        self._held = 0  # bytes kept of the event that has no end yet
        self._fresh = True
        self._after_cr = False
        self._data: list[bytes] = []
        self._name = ""

    def feed(self, data: bytes) -> Iterator[Event]:
        """Raise `MalformedError` when one event outgrows the limit."""
        if not data:
            return
        if self._after_cr:  # that CR ended its line already; this LF is its other half
            data = data.removeprefix(b"\n")
        self._after_cr = data.endswith(b"\r")
        first, *rest = _LINE_END.split(data)
        self._hold(first)
        for piece in rest:
            if event := self._end_line():
                yield event
            self._hold(piece)

    def finish(self) -> Iterator[Event]:
        """Yield the event whose closing blank line never came, if there is one."""
        for _ in range(2):  # the end of its line, and the blank line
            if event := self._end_line():
                yield event

    def _hold(self, piece: bytes) -> None:
        self._held += len(piece)
        if self._held > self._max:
            message = f"one event of the stream is larger than {self._max:,} bytes"
            raise MalformedError(kind="malformed", message=message)
        if piece:
            self._line.append(piece)

    def _end_line(self) -> Event | None:
        line = b"".join(self._line)
        self._line.clear()
        if self._fresh:
            line = line.removeprefix(_BYTE_ORDER_MARK)
            self._fresh = False
        if line:
            self._field(line)
            return None
        event = self._event() if self._data else None
        self._data, self._name, self._held = [], "", 0
        return event

    def _event(self) -> Event:
        data = b"\n".join(self._data).decode("utf-8", errors="replace")
        return Event(data, self._name or "message")

    def _field(self, line: bytes) -> None:
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if field == b"data":
            self._data.append(value)
        elif field == b"event":
            self._name = value.decode("utf-8", errors="replace")
        else:
            self.comments += field == b""
            self._held -= len(line)
