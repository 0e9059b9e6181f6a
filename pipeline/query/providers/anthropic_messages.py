"""Anthropic's Messages stream, which Moonshot, MiniMax, DeepSeek and others speak too.

`message_start`, blocks of thinking and text, `message_delta` with the reason and the
cumulative usage, `message_stop`; `error` may come in between, and `ping` anywhere
(https://docs.claude.com/en/api/messages-streaming). `input_tokens` leaves out what a
cache knew and what was put there.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from pipeline.facts import Parameter
from pipeline.query.providers.base import Ask, Delta, Framing, Provider, WireRequest
from pipeline.query.providers.reading import (
    NOTHING,
    Table,
    count,
    items,
    member,
    report,
    table,
    text,
    total,
)
from pipeline.query.providers.writing import finished, place, place_set
from pipeline.query.sse import Event
from pipeline.records import Usage

VERSION: Final = "2026-10-21"


class _AnthropicMessages:
    framing: Framing = "sse"
    without: frozenset[Parameter] = frozenset({"seed"})

    def encode(self, ask: Ask) -> WireRequest:
        headers = {"anthropic-version": VERSION}
        if ask.key:
            headers["x-api-key"] = ask.key
        body: dict[str, Any] = {
            "model": ask.model,
            "messages": [{"role": "user", "content": ask.text}],
            "stream": True,
        }
        place(body, ask.output_cap or "max_tokens", ask.max_output_tokens)
        place_set(body, {"temperature": ask.temperature, "top_p": ask.top_p})
        if ask.effort is not None:
            if ask.effort_field is None:
                place(body, "thinking.type", "adaptive")
            place(body, ask.effort_field or "output_config.effort", ask.effort)
        if ask.seed_field:
            place_set(body, {ask.seed_field: ask.seed})
        return WireRequest("/messages", finished(body, ask), headers)

    def decode(self, event: Event, ask: Ask) -> list[Delta]:
        del ask
        data = event.data
        if event.name == "error":
            return [Delta(error=data)]
        said = table(data, "an event of a message")
        kind = text(said.get("type"))
        if kind == "error" or said.get("error"):
            return [Delta(error=data)]
        if kind == "ping":
            return []
        read = _READERS.get(kind)
        return [read(said) if read else Delta()]


def _piece(block: Table) -> Delta:
    """Read a block or a piece of one; of a signature or a tool there is no text."""
    if block.get("type") in ("text_delta", "text"):
        return Delta(answer=text(block.get("text")))
    return Delta(reasoning=text(block.get("thinking")))


def _message(message: Table) -> Delta:
    blocks = [_piece(member(block)) for block in items(message.get("content"))]
    return _end(message, message.get("usage"))._replace(
        answer="".join(block.answer for block in blocks),
        reasoning="".join(block.reasoning for block in blocks),
        served_model=text(message.get("model")) or None,
        whole=True,
    )


def _end(ending: Table, usage: object) -> Delta:
    reason = text(ending.get("stop_reason"))
    why = text(member(ending.get("stop_details")).get("explanation"))
    raw = report(usage)
    return Delta(
        refusal=why if reason == "refusal" else "",
        usage=_usage(raw) if raw else None,
        usage_raw=raw,
        finish_reason=reason or None,
    )


def _usage(raw: Table) -> Usage:
    cached = count(raw.get("cache_read_input_tokens"))
    written = count(raw.get("cache_creation_input_tokens"))
    details = member(raw.get("output_tokens_details", NOTHING))
    return Usage(
        prompt_tokens=total(count(raw.get("input_tokens")), cached, written),
        cached_tokens=cached,
        cache_write_tokens=written,
        completion_tokens=count(raw.get("output_tokens")),
        reasoning_tokens=count(details.get("thinking_tokens")),
    )


_READERS: Final[Mapping[str, Callable[[Table], Delta]]] = {
    "message_start": lambda said: _message(member(said.get("message"))),
    "content_block_start": lambda said: _piece(member(said.get("content_block"))),
    "content_block_delta": lambda said: _piece(member(said.get("delta"))),
    "message_delta": lambda said: _end(member(said.get("delta")), said.get("usage")),
    "message_stop": lambda _: Delta(done=True),
    "message": lambda said: _message(said)._replace(done=True),  # not streamed
}
PROVIDER: Final[Provider] = _AnthropicMessages()
