"""OpenAI's chat completions, and what those who copied it put elsewhere.

    data: {"object": "chat.completion.chunk", "choices": [{"delta": {...}}], ...}
    data: [DONE]

Reasoning comes as `reasoning_content` (Moonshot, DeepSeek), `reasoning` (vLLM,
OpenRouter), parts of a content array (Mistral), `<think>` in the content (MiniMax), or
not at all (OpenAI). Usage comes in a trailing chunk without choices, which OpenAI sends
when `stream_options.include_usage` asks for it, on the last choice's chunk (DeepSeek),
or inside that choice with `cached_tokens` beside the counts (Moonshot).
"""

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

_FINISHES: Final = {
    Finish.STOP: "stop",
    Finish.LENGTH: "length",
    Finish.FILTERED: "content_filter",
}
TROUBLES: Final = {
    Trouble.RATE_LIMITED: ("requests", "rate_limit_exceeded"),
    Trouble.QUOTA: ("insufficient_quota", "insufficient_quota"),
    Trouble.SERVER: ("server_error", None),
    Trouble.UNAVAILABLE: ("server_error", "service_unavailable"),
    Trouble.OVERLOADED: ("engine_overloaded_error", None),
    Trouble.AUTH: ("invalid_request_error", "invalid_api_key"),
    Trouble.FILTERED: ("content_filter", "content_filter"),
}


class _Message(BaseModel):
    content: str | list[Part] | None = None


class _StreamOptions(BaseModel):
    include_usage: bool = False


class _Request(BaseModel):
    model: str
    messages: list[_Message]
    stream: bool = False
    stream_options: _StreamOptions | None = None
    max_tokens: int | None = None
    max_completion_tokens: int | None = None


class _OpenAIChat:
    name = "openai-chat"
    media_type = "text/event-stream"
    silence = b": keep-alive\n\n"

    def read(self, path: str, body: bytes | bytearray) -> Asked:
        del path
        request = _Request.model_validate_json(body)
        options = request.stream_options or _StreamOptions()
        return Asked(
            model=request.model,
            prompt=joined(message.content for message in request.messages),
            output_cap=request.max_completion_tokens or request.max_tokens,
            streamed=request.stream,
            usage_wanted=options.include_usage,
        )

    def stream(self, said: Said) -> list[Event]:
        role = _chunk(said, {"role": "assistant", "content": ""})
        events = [Event(Moment.OPENING, role)]
        if said.shows_reasoning:
            events += _reasoning(said)
        piece = Splice(_chunk(said, _answer_delta(said)))
        events += [Event(Moment.ANSWER, piece(text)) for text in said.answer]
        return [*events, *(Event(Moment.CLOSING, data) for data in _closing(said))]

    def whole(self, said: Said) -> Json:
        message: Json = {"role": "assistant", "content": "".join(said.answer)}
        thought = "".join(said.reasoning)
        if said.shows_reasoning and thought:
            message |= _whole_reasoning(said, thought)
        choice = {
            "index": 0,
            "message": message,
            "finish_reason": _FINISHES[said.finish],
        }
        usage = {"usage": _usage(said)} if said.counts else {}
        return _envelope(said, "chat.completion") | {"choices": [choice]} | usage

    def trouble(self, trouble: Trouble, message: str, status: int) -> Json:
        del status
        kind, code = of_table(TROUBLES, trouble)
        return {
            "error": {"message": message, "type": kind, "param": None, "code": code}
        }

    def trouble_event(self, trouble: Trouble, message: str) -> bytes:
        return sse(self.trouble(trouble, message, 200))


def _envelope(said: Said, kind: str) -> Json:
    return {
        "id": f"chatcmpl-{said.id}",
        "object": kind,
        "created": said.created,
        "model": said.asked.model,
    }


def _chunk(said: Said, delta: Json, finish: str | None = None, **more: object) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish, **more}
    return sse(_envelope(said, "chat.completion.chunk") | {"choices": [choice]})


def _answer_delta(said: Said) -> Json:
    if said.reasoning_place == "parts":
        return {"content": [{"type": "text", "text": Splice.here}]}
    return {"content": Splice.here}


def _reasoning(said: Said) -> list[Event]:
    place = said.reasoning_place
    texts = list(said.reasoning)
    deltas: dict[str, Json] = {
        "parts": {"content": [_thinking(Splice.here)]},
        "think": {"content": Splice.here},
    }
    piece = Splice(_chunk(said, deltas.get(place, {place: Splice.here})))
    if place != "think" or not texts:
        return [Event(Moment.REASONING, piece(text)) for text in texts]
    texts[0] = f"<think>{texts[0]}"
    events = [Event(Moment.REASONING, piece(text)) for text in texts]
    return [*events, Event(Moment.TURN, piece("</think>"))]


def _thinking(text: str) -> Json:
    return {"type": "thinking", "thinking": [{"type": "text", "text": text}]}


def _whole_reasoning(said: Said, thought: str) -> Json:
    answer = "".join(said.answer)
    if said.reasoning_place == "parts":
        return {"content": [_thinking(thought), {"type": "text", "text": answer}]}
    if said.reasoning_place == "think":
        return {"content": f"<think>{thought}</think>{answer}"}
    return {said.reasoning_place: thought}


def _closing(said: Said) -> list[bytes]:
    finish = _FINISHES[said.finish]
    done = b"data: [DONE]\n\n"
    if said.counts is None:
        return [_chunk(said, {}, finish), done]
    usage = _usage(said)
    if said.usage_place == "choice":
        return [_chunk(said, {}, finish, usage=usage), done]
    envelope = _envelope(said, "chat.completion.chunk")
    if said.usage_place == "last":
        choice: Json = {"index": 0, "delta": {}, "finish_reason": finish}
        last: Json = {"choices": [choice], "usage": usage}
        return [sse(envelope | last), done]
    bare: Json = {"choices": [], "usage": usage}
    trailing = [sse(envelope | bare)]
    asked = trailing if said.asked.usage_wanted else []
    return [_chunk(said, {}, finish), *asked, done]


def _usage(said: Said) -> Json:
    assert said.counts is not None
    counts = said.counts
    usage: Json = {
        "prompt_tokens": counts.prompt,
        "completion_tokens": counts.output,
        "total_tokens": counts.prompt + counts.output,
        "completion_tokens_details": {"reasoning_tokens": counts.reasoning},
    }
    if said.usage_place == "choice":
        return usage | {"cached_tokens": counts.cached}
    return usage | {"prompt_tokens_details": {"cached_tokens": counts.cached}}


DIALECT: Final[Dialect] = _OpenAIChat()
