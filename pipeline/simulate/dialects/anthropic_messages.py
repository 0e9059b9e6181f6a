"""Anthropic's messages: named events, blocks of content, usage in two of them.

    event: content_block_delta
    data: {"type": "content_block_delta", "index": 0, "delta": {...}}

`message_start` comes when the prompt has been taken, with the tokens of the prompt;
`message_delta` near the end has those of the output, thinking included. `input_tokens`
are those that no cache held and that none was given.
"""

from collections.abc import Iterator
from typing import Final

from pydantic import BaseModel

from pipeline.simulate.dialects.base import (
    Asked,
    Dialect,
    Event,
    Finish,
    Json,
    Moment,
    Part,
    Said,
    Splice,
    Trouble,
    joined,
    of_table,
    sse,
)

_STOPS: Final = {
    Finish.STOP: "end_turn",
    Finish.LENGTH: "max_tokens",
    Finish.FILTERED: "refusal",
}
_TROUBLES: Final = {
    Trouble.RATE_LIMITED: ("rate_limit_error", None),
    Trouble.QUOTA: ("billing_error", None),
    Trouble.SERVER: ("api_error", None),
    Trouble.UNAVAILABLE: ("api_error", None),
    Trouble.OVERLOADED: ("overloaded_error", None),
    Trouble.AUTH: ("authentication_error", None),
}


class _Message(BaseModel):
    content: str | list[Part]


class _Request(BaseModel):
    model: str
    max_tokens: int
    messages: list[_Message]
    system: str | list[Part] | None = None
    stream: bool = False


class _AnthropicMessages:
    name = "anthropic-messages"
    media_type = "text/event-stream"
    silence = sse({"type": "ping"}, "ping")

    def read(self, path: str, body: bytes | bytearray) -> Asked:
        del path
        request = _Request.model_validate_json(body)
        texts = [message.content for message in request.messages]
        return Asked(
            model=request.model,
            prompt=joined([request.system, *texts]),
            output_cap=request.max_tokens,
            streamed=request.stream,
        )

    def stream(self, said: Said) -> list[Event]:
        message = _message(said) | _usage(said, output=1)
        message["content"], message["stop_reason"] = [], None
        start = _named("message_start", message=message)
        events = [Event(Moment.OPENING, start), Event(Moment.OPENING, self.silence)]
        thinks = bool(said.reasoning) and said.shows_reasoning
        if thinks:
            events += _thinking_block(said)
        if said.answer:
            events += _text_block(said, index=int(thinks))
        return [*events, *_closing(said)]

    def whole(self, said: Said) -> Json:
        output = said.counts.output if said.counts else 0
        return _message(said) | _usage(said, output=output)

    def trouble(self, trouble: Trouble, message: str, status: int) -> Json:
        del status
        kind, _ = of_table(_TROUBLES, trouble)
        return {"type": "error", "error": {"type": kind, "message": message}}

    def trouble_event(self, trouble: Trouble, message: str) -> bytes:
        return sse(self.trouble(trouble, message, 200), "error")


def _named(kind: str, **payload: object) -> bytes:
    return sse({"type": kind, **payload}, kind)


def _message(said: Said) -> Json:
    content: list[Json] = []
    if said.reasoning and said.shows_reasoning:
        content.append(_thinking("".join(said.reasoning), signature=said.id))
    if said.answer:
        content.append({"type": "text", "text": "".join(said.answer)})
    return {
        "id": f"msg_{said.id}",
        "type": "message",
        "role": "assistant",
        "model": said.asked.model,
        "content": content,
        "stop_reason": _STOPS[said.finish],
        "stop_sequence": None,
    }


def _thinking(text: str, signature: str) -> Json:
    return {"type": "thinking", "thinking": text, "signature": signature}


def _usage(said: Said, output: int) -> Json:
    if said.counts is None:
        return {}
    usage: Json = {
        "input_tokens": said.counts.prompt - said.counts.cached - said.counts.written,
        "cache_creation_input_tokens": said.counts.written,
        "cache_read_input_tokens": said.counts.cached,
        "output_tokens": output,
        "service_tier": "standard",
    }
    return {"usage": usage}


def _thinking_block(said: Said) -> Iterator[Event]:
    block = _thinking("", signature="")
    start = _named("content_block_start", index=0, content_block=block)
    yield Event(Moment.START, start)
    yield from _deltas(
        Moment.REASONING, 0, "thinking_delta", "thinking", said.reasoning
    )
    signed = {"type": "signature_delta", "signature": said.id}
    yield Event(Moment.TURN, _named("content_block_delta", index=0, delta=signed))
    yield Event(Moment.TURN, _named("content_block_stop", index=0))


def _text_block(said: Said, index: int) -> Iterator[Event]:
    block = {"type": "text", "text": ""}
    start = _named("content_block_start", index=index, content_block=block)
    yield Event(Moment.TURN, start)
    yield from _deltas(Moment.ANSWER, index, "text_delta", "text", said.answer)
    yield Event(Moment.CLOSING, _named("content_block_stop", index=index))


def _deltas(
    moment: Moment, index: int, kind: str, field: str, texts: tuple[str, ...]
) -> Iterator[Event]:
    delta = {"type": kind, field: Splice.here}
    piece = Splice(_named("content_block_delta", index=index, delta=delta))
    for text in texts:
        yield Event(moment, piece(text))


def _closing(said: Said) -> Iterator[Event]:
    delta = {"stop_reason": _STOPS[said.finish], "stop_sequence": None}
    usage = {"usage": {"output_tokens": said.counts.output}} if said.counts else {}
    yield Event(Moment.CLOSING, _named("message_delta", delta=delta, **usage))
    yield Event(Moment.CLOSING, _named("message_stop"))


DIALECT: Final[Dialect] = _AnthropicMessages()
