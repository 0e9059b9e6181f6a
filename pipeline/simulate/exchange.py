"""One request and what it is answered with: timed writes, and how the answer ends.

Times are seconds of `time.perf_counter`, which on one machine is one clock for every
process, so that a client's stamps and these can be compared.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias


class Ending(StrEnum):
    KEEP = "keep"
    """The connection may carry another request."""
    CLOSE = "close"
    """Closed in order: the client reads the end of the stream."""
    RESET = "reset"
    """Torn down: the client reads a connection reset."""
    GONE = "gone"
    """The client left before the answer was over; no script asks for it."""


@dataclass(frozen=True, slots=True)
class Request:
    path: str
    headers: Mapping[str, str]
    """By lower-cased name."""
    body: bytes | bytearray
    """Never changed once it is here; not copied either, for it may have megabytes."""
    received_at: float
    """When its last byte was read."""
    connection: int
    method: str = "POST"
    begun_at: float = 0.0
    """When its first byte was read."""


class Write(NamedTuple):
    after_s: float
    """Counted from the last byte of the request; never less than the one before."""
    data: bytes
    """Empty ones write nothing: they hold a place in time."""


@dataclass(frozen=True, slots=True)
class Script:
    writes: tuple[Write, ...]
    ending: Ending = Ending.KEEP
    note: object = None
    """What the author of the script wants to find in the log."""


Answer: TypeAlias = Callable[[Request], Script]


@dataclass(frozen=True, slots=True)
class Served:
    """One exchange as it went."""

    request: Request
    script: Script
    made: Sequence[float]
    """When each write was handed to the kernel, in full; short if it never was."""
    ending: Ending

    @property
    def due(self) -> tuple[float, ...]:
        """Return when each write was to be made."""
        start = self.request.received_at
        return tuple(start + write.after_s for write in self.script.writes)

    @property
    def lateness_s(self) -> float:
        """Return by how much the latest write was late; 0 where nothing was made."""
        late = (at - due for at, due in zip(self.made, self.due, strict=False))
        return max(late, default=0.0)


Observer: TypeAlias = Callable[[Served], None]
