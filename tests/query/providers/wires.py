"""A stream of bytes, cut anywhere, heard without a socket."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from pipeline.errors import TransientError
from pipeline.facts import Facts
from pipeline.query.providers import PROVIDERS
from pipeline.query.providers.base import Ask, Delta
from pipeline.query.replies.reply import Listener, Reply, Times
from pipeline.query.sse import Event
from pipeline.query.wire import BodyReader, Sealed, seal
from tests.query.bench import KEY, prompt, target

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)
URL = "http://127.0.0.1:1/v1"
ASK = Ask(text="Who?", model="m", max_output_tokens=9, key=KEY)

cuts = st.lists(st.integers(0, 3_000), max_size=12)


def sealed(dialect: str, text: str = "Who?", **facts: Any) -> Sealed:
    one = replace(target(URL), dialect=dialect, facts=Facts(**facts))
    return seal(text, one, prompt("p"))


def decode(dialect: str, payload: object, name: str = "message") -> list[Delta]:
    data = payload if isinstance(payload, str) else json.dumps(payload)
    return PROVIDERS[dialect].decode(Event(data, name), ASK)


def hear(
    dialect: str,
    stream: bytes,
    cuts: Sequence[int] = (),
    *,
    content_type: str = "text/event-stream",
) -> Listener:
    """Hear it piece by piece, one second apart; raise the error that it tells of."""
    request = sealed(dialect)
    reader = BodyReader(request, content_type)
    listener = Listener()
    edges = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
    for at, (start, end) in enumerate(pairwise(edges), 1):
        for delta in reader.feed(stream[start:end]):
            tell(listener, delta, at, request)
        listener.hear_comments(reader.comments, at)
    for delta in reader.finish():
        tell(listener, delta, len(edges), request)
    if not listener.finished:
        raise TransientError(kind="disconnected", message="no end")
    return listener


def tell(listener: Listener, delta: Delta, at: float, request: Sealed) -> None:
    if delta.error is not None:
        raise request.refused(None, delta.error, {}, NOW)
    listener.hear(delta, at)


def reply(dialect: str, stream: bytes, cuts: Sequence[int] = (), **more: Any) -> Reply:
    return hear(dialect, stream, cuts, **more).reply()


def times(listener: Listener, *, streamed: bool = True) -> Times:
    return listener.times(0.0, 99.0, connect_s=None, first_byte=0.5, streamed=streamed)


def events(*payloads: Any, named: bool = False, end: str = "\n") -> bytes:
    """Server-sent events; `named` by their type, as OpenAI and Anthropic send them."""
    lines: list[str] = []
    for payload in payloads:
        if named:
            lines.append(f"event: {payload['type']}")
        data = payload if isinstance(payload, str) else as_json(payload)
        lines += [f"data: {data}", ""]
    return "".join(line + end for line in lines).encode()


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
