"""Gemini's `streamGenerateContent?alt=sse`: whole responses as events, and no [DONE].

    data: {"candidates": [{"content": {"parts": [{"text": "..."}]}}], ...}

Usage is on every event, as of that event. `candidatesTokenCount` leaves thoughts out;
`promptTokenCount` has the cached ones in it. Thoughts are shown where
`thinkingConfig.includeThoughts` asks for them. A prompt that is refused gives a 200
with `promptFeedback` and no candidate.
"""

import re
from typing import Final

from pydantic import BaseModel, Field

from pipeline.simulate.dialects.base import (
    Asked,
    Dialect,
    Event,
    Finish,
    Json,
    Moment,
    Part,
    ReadError,
    Said,
    Splice,
    Trouble,
    joined,
    sse,
)

_PATH = re.compile(r".*/models/([^:?]+):(streamGenerateContent|generateContent)(.*)")
_FINISHES: Final = {
    Finish.STOP: "STOP",
    Finish.LENGTH: "MAX_TOKENS",
    Finish.FILTERED: "SAFETY",
}
_TROUBLES: Final = {
    Trouble.RATE_LIMITED: "RESOURCE_EXHAUSTED",
    Trouble.QUOTA: "RESOURCE_EXHAUSTED",
    Trouble.SERVER: "INTERNAL",
    Trouble.UNAVAILABLE: "UNAVAILABLE",
    Trouble.OVERLOADED: "UNAVAILABLE",
    Trouble.AUTH: "UNAUTHENTICATED",
}
_QUOTA_FAILURE: Final = {
    "@type": "type.googleapis.com/google.rpc.QuotaFailure",
    "violations": [{"quotaId": "GenerateRequestsPerDayPerProjectPerModel"}],
}


class _Content(BaseModel):
    parts: list[Part] = []


class _Thinking(BaseModel):
    include: bool = Field(default=False, alias="includeThoughts")


class _Config(BaseModel):
    cap: int | None = Field(default=None, alias="maxOutputTokens")
    thinking: _Thinking = Field(default=_Thinking(), alias="thinkingConfig")


class _Request(BaseModel):
    contents: list[_Content]
    system: _Content = Field(default=_Content(), alias="systemInstruction")
    config: _Config = Field(default=_Config(), alias="generationConfig")


class _Gemini:
    name = "gemini"
    media_type = "text/event-stream"
    silence = b": keep-alive\n\n"

    def read(self, path: str, body: bytes | bytearray) -> Asked:
        found = _PATH.fullmatch(path)
        if found is None:
            message = f"{path} names no model"
            raise ReadError(message)
        streamed = found[2] == "streamGenerateContent"
        if streamed and "alt=sse" not in found[3]:
            message = "only the stream of ?alt=sse is written here"
            raise ReadError(message)
        request = _Request.model_validate_json(body)
        contents = [request.system, *request.contents]
        return Asked(
            model=found[1],
            prompt=joined(content.parts for content in contents),
            output_cap=request.config.cap,
            streamed=streamed,
            thoughts_wanted=request.config.thinking.include,
        )

    def stream(self, said: Said) -> list[Event]:
        events: list[Event] = []
        if said.shows_reasoning:
            part = {"text": Splice.here, "thought": True}
            events += _pieces(said, Moment.REASONING, part)
        events += _pieces(said, Moment.ANSWER, {"text": Splice.here})
        return [*events, Event(Moment.CLOSING, sse(_last(said)))]

    def whole(self, said: Said) -> Json:
        if said.finish is Finish.FILTERED and not said.answer:
            return _last(said)
        parts: list[Json] = []
        if said.shows_reasoning and said.reasoning:
            parts.append({"text": "".join(said.reasoning), "thought": True})
        parts.append({"text": "".join(said.answer)})
        counts = said.counts
        shown = (counts.output - counts.reasoning, counts.reasoning) if counts else ()
        return _response(said, parts, _FINISHES[said.finish], *shown)

    def trouble(self, trouble: Trouble, message: str, status: int) -> Json:
        named = _TROUBLES.get(trouble, "INVALID_ARGUMENT")
        details = [_QUOTA_FAILURE] if trouble is Trouble.QUOTA else []
        error = {"code": status, "message": message, "status": named}
        return {"error": error | {"details": details}}

    def trouble_event(self, trouble: Trouble, message: str) -> bytes:
        return sse(self.trouble(trouble, message, 503))


def _pieces(said: Said, moment: Moment, part: Json) -> list[Event]:
    """Write one event for each token, with the usage as of it."""
    thinking = moment is Moment.REASONING
    texts = said.reasoning if thinking else said.answer
    if said.counts is None:
        bare = Splice(sse(_response(said, [part])))
        return [Event(moment, bare(text)) for text in texts]
    here = Splice.here
    piece = Splice(sse(_response(said, [part], None, here, here)))
    thoughts, prompt = said.counts.reasoning, said.counts.prompt
    events: list[Event] = []
    for number, text in enumerate(texts, 1):
        spoken, thought = (0, number) if thinking else (number, thoughts)
        total = prompt + spoken + thought
        events.append(Event(moment, piece(text, spoken, thought, total)))
    return events


def _last(said: Said) -> Json:
    if said.finish is Finish.FILTERED and not said.answer:
        blocked = {"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}}
        response = _response(said, [], None, 0, 0)
        del response["candidates"]
        return response | blocked
    counts = said.counts
    shown = (counts.output - counts.reasoning, counts.reasoning) if counts else ()
    return _response(said, [{"text": ""}], _FINISHES[said.finish], *shown)


def _response(
    said: Said,
    parts: list[Json],
    finish: str | None = None,
    spoken: int | str = 0,
    thoughts: int | str = 0,
) -> Json:
    candidate: Json = {"content": {"parts": parts, "role": "model"}, "index": 0}
    if finish:
        candidate["finishReason"] = finish
    response: Json = {"candidates": [candidate]}
    if said.counts is not None:
        response["usageMetadata"] = _usage(said, spoken, thoughts)
    return response | {"modelVersion": said.asked.model, "responseId": said.id}


def _usage(said: Said, spoken: int | str, thoughts: int | str) -> Json:
    assert said.counts is not None
    usage: Json = {"promptTokenCount": said.counts.prompt}
    if said.counts.cached:
        usage["cachedContentTokenCount"] = said.counts.cached
    usage["candidatesTokenCount"] = spoken
    usage["thoughtsTokenCount"] = thoughts
    if isinstance(spoken, int) and isinstance(thoughts, int):
        usage["totalTokenCount"] = said.counts.prompt + spoken + thoughts
    else:
        usage["totalTokenCount"] = Splice.here
    return usage


DIALECT: Final[Dialect] = _Gemini()
