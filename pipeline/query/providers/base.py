"""What a provider must know, and nothing it need not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.query.sse import Event
from pipeline.query.target import Target
from pipeline.records import Usage


@dataclass(frozen=True, slots=True)
class WireRequest:
    path: str
    """Follows the endpoint's base address."""
    body: Mapping[str, object]
    headers: Mapping[str, str] = field(repr=False)
    """They carry the key: sent, never stored and never shown."""


@dataclass(frozen=True, slots=True)
class Delta:
    """One step of a stream: some text, a usage report, a fault, or the end."""

    answer: str = ""
    reasoning: str = ""
    refusal: str = ""
    usage: Usage | None = None
    finish_reason: str | None = None
    served_model: str | None = None
    error: str | None = None
    """The provider's own report of a failure, as it was written."""
    done: bool = False


class Provider(Protocol):
    def encode(self, text: str, target: Target) -> WireRequest: ...

    def decode(self, event: Event) -> Iterable[Delta]:
        """Read one event; raise `MalformedError` when it is none of this dialect."""
        ...
