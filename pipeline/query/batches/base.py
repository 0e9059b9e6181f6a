"""What a batch API must know, and nothing it need not.

An upload is one body: a head, the requests with something between them, and a tail. It
is written to a file, since a few prompts of a million tokens are larger than memory.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeAlias

Unserved: TypeAlias = Literal["expired", "cancelled"]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the requests of an upload."""

    content_type: str
    head: bytes
    between: bytes
    tail: bytes


@dataclass(frozen=True, slots=True)
class Order:
    """A further request that turns an upload into a batch."""

    path: str
    body: bytes
    """JSON."""


@dataclass(frozen=True, slots=True)
class Status:
    """A batch as its provider describes it."""

    id: str
    ended: bool
    requests: int | None
    """How many it has."""
    name: str | None = None
    """What we called it, where the provider keeps that."""
    created_at: float | None = None
    """Unix seconds, by the provider's clock."""
    ended_at: float | None = None
    results: tuple[str, ...] = ()
    """Where its results are, once it has ended."""
    failure: str | None = None
    """Why none of it was done: the provider's report, as JSON."""

    @property
    def took_s(self) -> float:
        """Seconds by the provider's clock; 0 where it does not tell."""
        if self.created_at is None or self.ended_at is None:
            return 0.0
        return max(0.0, self.ended_at - self.created_at)


@dataclass(frozen=True, slots=True)
class Listing:
    batches: tuple[Status, ...]
    """The newest first."""
    more: str | None
    """The path of the next page."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one request of a batch."""

    custom_id: str
    status: int | None
    """HTTP; `None` where none is told."""
    body: str = ""
    """The answer as it would have come at once, or the error that came instead."""
    answered: bool = False
    unserved: Unserved | None = None
    """It was not worked on."""


class BatchApi(Protocol):
    """`path` is always that of a single request, such as `/chat/completions`."""

    most_requests: int
    most_bytes: int
    at_once: bool
    """The upload makes the batch; otherwise an order does, which follows it."""
    keeps_names: bool
    """A batch can carry a name of ours, and is found again by it."""

    def frame(self, name: str) -> Frame: ...

    def request(self, custom_id: str, path: str, body: Mapping[str, Any]) -> bytes:
        """Return one request of an upload."""
        ...

    def upload_path(self, path: str) -> str: ...

    def order(self, path: str, name: str, answer: str) -> Order | None:
        """Read what an upload was answered with; `None`: it is a batch already."""
        ...

    def status_path(self, path: str, batch: str) -> str: ...

    def status(self, path: str, answer: str) -> Status:
        """Raise `MalformedError` when it describes no batch."""
        ...

    def listing_path(self, path: str) -> str: ...

    def listing(self, path: str, answer: str) -> Listing: ...

    def result(self, line: str) -> Result:
        """Read one line of results; raise `MalformedError` when it is none."""
        ...
