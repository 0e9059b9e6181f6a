"""What a provider must know, and nothing it need not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias

from pipeline.facts import Parameter
from pipeline.query.sse import Event
from pipeline.records import Usage

Framing: TypeAlias = Literal["sse", "ndjson"]


@dataclass(frozen=True, slots=True)
class Ask:
    """One prompt for one model, in nobody's dialect yet.

    It holds what is to be sent: a parameter that the model refuses is `None` here.
    """

    text: str
    model: str
    max_output_tokens: int
    temperature: float | None = None
    top_p: float | None = None
    seed: int | None = None
    effort: str | None = None
    output_cap: str | None = None
    """The field that bounds the answer, where it is not the dialect's own."""
    seed_field: str | None = None
    effort_field: str | None = None
    reasoning_outside: bool = False
    """The provider's count of answer tokens leaves the reasoning out."""
    window: int | None = None
    """What a server is asked to hold, where that can be asked for (Ollama)."""
    fields: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Further fields of the body; tables are merged into those of the dialect."""
    key: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class WireRequest:
    path: str
    """Follows the endpoint's base address."""
    body: Mapping[str, object]
    headers: Mapping[str, str] = field(repr=False)
    """They carry the key: sent, never stored and never shown."""
    instead_of: str = ""
    """An ending of the base address that the path replaces, where it has it."""


class Delta(NamedTuple):
    """One step of a stream: some text, a usage report, a fault, or the end.

    One without anything in it is still data; a keep-alive is no delta at all.
    """

    answer: str = ""
    reasoning: str = ""
    refusal: str = ""
    usage: Usage | None = None
    """In the terms of `Usage`, whatever the provider's own algebra."""
    usage_raw: Mapping[str, Any] | None = None
    """The provider's own report; later ones are laid over earlier ones."""
    finish_reason: str | None = None
    served_model: str | None = None
    fingerprint: str | None = None
    error: str | None = None
    """The provider's own report of a failure, as it was written."""
    done: bool = False
    whole: bool = False
    """The texts are all of what was said; they count where nothing was streamed."""


class Provider(Protocol):
    framing: Framing
    """How its stream is cut into events: server-sent events, or a line each."""
    without: frozenset[Parameter]
    """Parameters that the dialect has no field for, unless the ask names one."""

    def encode(self, ask: Ask) -> WireRequest: ...

    def decode(self, event: Event, ask: Ask) -> list[Delta]:
        """Read one event; raise `MalformedError` when it is none of this dialect.

        A keep-alive comes to no delta; any other event to one at least.
        """
        ...
