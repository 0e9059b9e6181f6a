"""Ollama's own chat: one JSON object to a line, the last with counts and durations.

    {"model": "...", "message": {"role": "assistant", "content": "..."}, "done": false}
    {"model": "...", "done": true, "done_reason": "stop", "prompt_eval_count": 9, ...}

Durations are nanoseconds. It streams unless told not to. `options.num_ctx` is the
window, and `truncate: false` asks for an error in place of a shorter prompt.
"""

from datetime import UTC, datetime
from typing import Final

from pydantic import BaseModel

from pipeline.simulate.dialects.base import (
    Asked,
    Dialect,
    Event,
    Finish,
    Json,
    Moment,
    Said,
    Splice,
    Trouble,
    encoded,
    joined,
)

_NS: Final = 1_000_000_000
_DONE: Final = {
    Finish.STOP: "stop",
    Finish.LENGTH: "length",
    Finish.FILTERED: "stop",  # it has no word for it
}


class _Message(BaseModel):
    content: str = ""


class _Options(BaseModel):
    num_predict: int | None = None
    num_ctx: int | None = None


class _Request(BaseModel):
    model: str
    messages: list[_Message]
    stream: bool = True
    options: _Options = _Options()
    truncate: bool = True


class _Ollama:
    name = "ollama-chat"
    media_type = "application/x-ndjson"
    silence = b"\n"

    def read(self, path: str, body: bytes | bytearray) -> Asked:
        del path
        request = _Request.model_validate_json(body)
        return Asked(
            model=request.model,
            prompt=joined(message.content for message in request.messages),
            output_cap=request.options.num_predict,
            streamed=request.stream,
            window=request.options.num_ctx,
            may_truncate=request.truncate,
        )

    def stream(self, said: Said) -> list[Event]:
        events: list[Event] = []
        if said.shows_reasoning:
            thought = Splice(_line(said, {"content": "", "thinking": Splice.here}))
            events += [Event(Moment.REASONING, thought(t)) for t in said.reasoning]
        piece = Splice(_line(said, {"content": Splice.here}))
        events += [Event(Moment.ANSWER, piece(text)) for text in said.answer]
        end = _object(said, {"content": ""}) | _ending(said)
        return [*events, Event(Moment.CLOSING, encoded(end) + b"\n")]

    def whole(self, said: Said) -> Json:
        message = {"content": "".join(said.answer)}
        if said.shows_reasoning and said.reasoning:
            message["thinking"] = "".join(said.reasoning)
        return _object(said, message) | _ending(said)

    def trouble(self, trouble: Trouble, message: str, status: int) -> Json:
        del trouble, status
        return {"error": message}

    def trouble_event(self, trouble: Trouble, message: str) -> bytes:
        return encoded(self.trouble(trouble, message, 200)) + b"\n"


def _object(said: Said, message: Json) -> Json:
    created = datetime.fromtimestamp(said.created, UTC)
    return {
        "model": said.asked.model,
        "created_at": created.isoformat(timespec="microseconds"),
        "message": {"role": "assistant", **message},
        "done": False,
    }


def _line(said: Said, message: Json) -> bytes:
    return encoded(_object(said, message)) + b"\n"


def _ending(said: Said) -> Json:
    ending: Json = {"done": True, "done_reason": _DONE[said.finish]}
    if said.counts is None:
        return ending
    return ending | {
        "total_duration": int((said.prefill_s + said.speaking_s) * _NS),
        "load_duration": 0,
        "prompt_eval_count": said.counts.prompt,
        "prompt_eval_duration": int(said.prefill_s * _NS),
        "eval_count": said.counts.output,
        "eval_duration": int(said.speaking_s * _NS),
    }


DIALECT: Final[Dialect] = _Ollama()
