"""What is noted of one exchange, all of it in seconds of one monotonic clock. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

Clock = Callable[[], float]
ClockName = Literal["kernel", "loop", "httpx"]
"""Who took the stamps of what arrived: the kernel as the packet came in, our reader
when the event loop came to it, or httpx's ordinary transport once it had parsed it."""


class Arrival(NamedTuple):
    """Bytes of a body that were read at once."""

    data: bytes
    at: float
    """When the last of them arrived."""
    since: float
    """When all earlier bytes had been read: none of these arrived before it."""


@dataclass(slots=True)
class Stamps:
    """Filled in as the exchange goes on; `None` did not happen, or nobody knows."""

    clock: ClockName
    ready: float | None = None
    """The bytes of the request were complete; what follows is the way to the server."""
    connecting: float | None = None
    """Its name was about to be looked up; `None` on a connection that was open."""
    connected: float | None = None
    """Name, TCP and TLS were settled."""
    sending: float | None = None
    """The first byte of the request was about to be handed to the kernel."""
    sent: float | None = None
    """The last byte of it had been."""
    acknowledged: float | None = None
    """The other end had received it, as far as its kernel says; large bodies only."""
    first_byte: float | None = None
    """The first byte of the response arrived; interim (1xx) responses are none."""

    @property
    def connect_s(self) -> float | None:
        return _between(self.connecting, self.connected)

    @property
    def upload_s(self) -> float | None:
        return _between(self.sending, self.acknowledged)


def _between(start: float | None, end: float | None) -> float | None:
    return None if start is None or end is None else end - start
