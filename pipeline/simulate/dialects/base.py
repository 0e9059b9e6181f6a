"""What every dialect reads and writes: the server's side of a wire format. Pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Literal, NamedTuple, Protocol

from pydantic import BaseModel

Json = dict[str, Any]
_HERE: Final = "\ue000\ue001"
"""Two characters for private use: no payload of ours has them."""
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


class Moment(StrEnum):
    """To which part of an answer an event belongs: each part has its own pace."""

    OPENING = "opening"
    """The request was taken."""
    START = "start"
    """The first token is on its way."""
    REASONING = "reasoning"
    """A token of it, as is one of the answer."""
    TURN = "turn"
    """Reasoning is over."""
    ANSWER = "answer"
    CLOSING = "closing"


class Event(NamedTuple):
    moment: Moment
    data: bytes
    """As it travels, with its line ends, and not yet in a chunk."""


class Finish(StrEnum):
    STOP = "stop"
    LENGTH = "length"
    FILTERED = "filtered"


class Trouble(StrEnum):
    """Why there is no answer."""

    RATE_LIMITED = "rate_limited"
    QUOTA = "quota_exhausted"
    SERVER = "server_error"
    UNAVAILABLE = "unavailable"
    OVERLOADED = "overloaded"
    AUTH = "unauthorized"
    FILTERED = "content_filter"
    BAD_REQUEST = "bad_request"


class ReadError(Exception):
    """The request is none of this dialect; the message says what is missing."""


ReasoningPlace = Literal["reasoning_content", "reasoning", "parts", "think", "hidden"]
UsagePlace = Literal["trailing", "last", "choice"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, whatever its dialect."""

    model: str
    prompt: str
    """Every text of it, joined by line ends."""
    output_cap: int | None
    streamed: bool
    usage_wanted: bool = True
    thoughts_wanted: bool = True
    window: int | None = None
    """As the request sets it (Ollama's `num_ctx`)."""
    may_truncate: bool = True


class Counts(NamedTuple):
    """Tokens. `prompt` has `cached` and `written` in it, `output` has `reasoning`."""

    prompt: int
    cached: int
    output: int
    reasoning: int
    written: int = 0
    """Put into the cache; only Anthropic's dialect reports it."""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer, whatever its dialect."""

    id: str
    asked: Asked
    reasoning: tuple[str, ...]
    """Token by token."""
    answer: tuple[str, ...]
    counts: Counts | None
    """As reported; `None` where the provider reports nothing."""
    finish: Finish = Finish.STOP
    reasoning_place: ReasoningPlace = "reasoning_content"
    usage_place: UsagePlace = "trailing"
    created: int = 0
    """Seconds since 1970."""
    prefill_s: float = 0.0
    speaking_s: float = 0.0

    @property
    def shows_reasoning(self) -> bool:
        return self.reasoning_place != "hidden" and self.asked.thoughts_wanted


class Dialect(Protocol):
    name: str
    media_type: str
    silence: bytes
    """What keeps a connection alive and says nothing."""

    def read(self, path: str, body: bytes | bytearray) -> Asked:
        """Raise `ReadError` or pydantic's `ValidationError` for another request."""
        ...

    def stream(self, said: Said) -> list[Event]: ...

    def whole(self, said: Said) -> Json: ...

    def trouble(self, trouble: Trouble, message: str, status: int) -> Json: ...

    def trouble_event(self, trouble: Trouble, message: str) -> bytes:
        """Return the same inside a stream that began well."""
        ...


class Part(BaseModel):
    """One part of a message; what is no text has none."""

    text: str = ""


def joined(contents: Iterable["str | list[Part] | None"]) -> str:
    texts: list[str] = []
    for content in contents:
        if isinstance(content, str):
            texts.append(content)
        else:
            texts += [part.text for part in content or () if part.text]
    return "\n".join(texts)


def encoded(payload: object) -> bytes:
    return _ENCODE(payload).encode("utf-8", "surrogatepass")


def sse(payload: object, name: str | None = None) -> bytes:
    """Return one server-sent event."""
    head = b"event: %s\n" % name.encode() if name else b""
    return b"%sdata: %s\n\n" % (head, encoded(payload))


class Splice:
    """An event of which only some values change: encoded once, filled in often.

    The values stand where the payload has `Splice.here`.
    """

    here: Final = _HERE

    def __init__(self, event: bytes) -> None:
        self._first, *self._rest = event.split(b'"%s"' % _HERE.encode())

    def __call__(self, *values: object) -> bytes:
        parts = [self._first]
        for value, after in zip(values, self._rest, strict=True):
            parts += (encoded(value), after)
        return b"".join(parts)


def of_table(
    table: Mapping[Trouble, tuple[str, str | None]], trouble: Trouble
) -> tuple[str, str | None]:
    """Return an error's `type` and `code` in a dialect."""
    return table.get(trouble, ("invalid_request_error", None))
