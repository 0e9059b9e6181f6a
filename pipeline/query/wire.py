"""A request as the bytes that travel, and the reader of the bytes that come back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Final

import pipeline
from pipeline.errors import CallError, MalformedError
from pipeline.query.models.asking import asked, without_prompt
from pipeline.query.models.target import Target
from pipeline.query.providers import PROVIDERS
from pipeline.query.providers.base import Ask, Delta, Framing, Provider
from pipeline.query.providers.writing import as_json
from pipeline.query.replies.failures import refused, without
from pipeline.query.sse import (
    MAX_EVENT_BYTES,
    Decoder,
    Event,
    EventDecoder,
    LineDecoder,
)
from pipeline.query.text import Text
from pipeline.records import SentRequest, content_id

MAX_STREAM_BYTES: Final = 256 * 2**20
"""An answer of 400,000 tokens takes about 120 MB of events."""
_SHOWN: Final = 200
_HEADERS: Final = {
    "accept": "text/event-stream, application/x-ndjson, application/json",
    "accept-encoding": "identity",  # a compressor would hold tokens back
    "content-type": "application/json",
    "user-agent": f"docqa/{pipeline.__version__}",
}
_DECODERS: Final[Mapping[Framing, type[Decoder]]] = {
    "sse": EventDecoder,
    "ndjson": LineDecoder,
}


@dataclass(frozen=True, slots=True)
class Sealed:
    """A request ready to be sent; made before the clock starts."""

    url: str
    provider: Provider
    ask: Ask = field(repr=False)
    """What it asks, with the mark of `without_prompt` in the place of the prompt."""
    sent: SentRequest
    timeout_s: float
    idle_timeout_s: float
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    key: str | None = field(repr=False)
    overflow: tuple[str, ...] = ()
    """The service's own wordings for a prompt that is too long."""

    def refused(
        self, status: int | None, body: str, headers: Mapping[str, str], now: datetime
    ) -> CallError:
        """Return the error that a refusal of it is; in a stream it has no status."""
        return refused(status, body, headers, now, key=self.key, patterns=self.overflow)


def seal(text: str, target: Target, prompt: Text) -> Sealed:
    """Encode a prompt's text for a target; `prompt` says how long and how cached."""
    provider = PROVIDERS[target.dialect]
    whole = asked(target, text, prompt.tokens, prompt.cache)
    request = provider.encode(whole.ask)
    ask = without_prompt(whole.ask)
    shown = as_json(provider.encode(ask).body).decode()
    dropped = (*whole.dropped, *_placeless(ask, provider))
    return Sealed(
        url=target.base_url.removesuffix(request.instead_of) + request.path,
        provider=provider,
        ask=ask,
        sent=SentRequest(id=content_id(shown, *dropped), body=shown, dropped=dropped),
        timeout_s=target.settings.timeout_s,
        idle_timeout_s=target.settings.idle_timeout_s,
        headers=_HEADERS | dict(request.headers),
        body=as_json(request.body),
        key=target.key,
        overflow=target.facts.overflow or (),
    )


def _placeless(ask: Ask, provider: Provider) -> list[str]:
    """Return the parameters that are asked for and have no place in the dialect."""
    places = {
        "temperature": (ask.temperature, None),
        "top_p": (ask.top_p, None),
        "seed": (ask.seed, ask.seed_field),
        "reasoning_effort": (ask.effort, ask.effort_field),
    }
    return [
        name
        for name, (value, place) in places.items()
        if value is not None and place is None and name in provider.without
    ]


class BodyReader:
    """Bytes of a 200 in, deltas out, whether the server streams or answers at once.

    Raises `MalformedError` for what is neither, and for more than the limits.
    """

    def __init__(self, request: Sealed, content_type: str) -> None:
        self._request = request
        self._size = 0
        self._events: Decoder = _DECODERS[request.provider.framing]()
        self._whole: list[bytes] = []
        self._silent = 0
        self.streamed: bool | None = "event-stream" in content_type or None
        """`None` until the first byte that is not white space has told."""
        if request.provider.framing == "ndjson":
            self.streamed = "application/json" not in content_type

    @property
    def comments(self) -> int:
        """Keep-alives so far: comments, blank lines, and events that say so."""
        return self._events.comments + self._silent

    def feed(self, data: bytes) -> Iterable[Delta]:
        self._size += len(data)
        if self._size > MAX_STREAM_BYTES:
            message = f"the answer is larger than {MAX_STREAM_BYTES:,} bytes"
            raise MalformedError(kind="malformed", message=message)
        if self.streamed is None:
            self._look(data)
        if self.streamed:
            return chain.from_iterable(map(self._decode, self._events.feed(data)))
        if self.streamed is False:
            self._keep(data)
        return ()

    def finish(self) -> Iterator[Delta]:
        """Read what the end of the bytes completes; half an event counts as none."""
        if self._whole:
            body = b"".join(self._whole).decode(errors="replace")
            yield from self._decode(Event(body.strip()))
            return
        for event in self._events.finish():
            try:
                yield from self._decode(event)
            except MalformedError:
                return

    def _look(self, data: bytes) -> None:
        if start := data.lstrip()[:1]:
            if start == b"<":
                page = self._shown(data.decode(errors="replace"))
                message = f"a page instead of an answer: {page}"
                raise MalformedError(kind="malformed", message=message)
            self.streamed = start not in b"{["

    def _keep(self, data: bytes) -> None:
        if self._size > MAX_EVENT_BYTES:
            message = f"the answer is larger than {MAX_EVENT_BYTES:,} bytes"
            raise MalformedError(kind="malformed", message=message)
        self._whole.append(data)

    def _decode(self, event: Event) -> list[Delta]:
        if not event.data:
            self._silent += 1
            return []
        try:
            deltas = self._request.provider.decode(event, self._request.ask)
        except MalformedError as error:
            message = f"{error}: {self._shown(event.data)}"
            raise MalformedError(error.kind, message) from error
        self._silent += not deltas
        return deltas

    def _shown(self, text: str) -> str:
        return repr(without(self._request.key, text)[:_SHOWN])
