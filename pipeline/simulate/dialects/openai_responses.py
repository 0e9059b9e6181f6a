"""OpenAI's responses: named events, each with a sequence number, and no [DONE].

    event: response.output_text.delta
    data: {"type": "response.output_text.delta", "sequence_number": 9, "delta": "..."}

The last event is `response.completed`, `response.incomplete` or `response.failed`; it
alone carries usage. Reasoning comes as a summary, or, where a server shows it as it is,
as `response.reasoning_text.delta` (`reasoning_place = "reasoning"`).
"""

from collections.abc import Iterator
from itertools import count
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
from pipeline.simulate.dialects.openai_chat import TROUBLES

_INCOMPLETE: Final = {
    Finish.LENGTH: "max_output_tokens",
    Finish.FILTERED: "content_filter",
}


class _Item(BaseModel):
    content: str | list[Part] | None = None


class _Request(BaseModel):
    model: str
    input: str | list[_Item]
    instructions: str | None = None
    stream: bool = False
    max_output_tokens: int | None = None


class _OpenAIResponses:
    name = "openai-responses"
    media_type = "text/event-stream"
    silence = b": keep-alive\n\n"

    def read(self, path: str, body: bytes | bytearray) -> Asked:
        del path
        request = _Request.model_validate_json(body)
        given = request.input
        texts = [given] if isinstance(given, str) else [item.content for item in given]
        return Asked(
            model=request.model,
            prompt=joined([request.instructions, *texts]),
            output_cap=request.max_output_tokens,
            streamed=request.stream,
        )

    def stream(self, said: Said) -> list[Event]:
        return list(_Writing(said).events())

    def whole(self, said: Said) -> Json:
        return _response(said, finished=True)

    def trouble(self, trouble: Trouble, message: str, status: int) -> Json:
        del status
        kind, code = of_table(TROUBLES, trouble)
        return {
            "error": {"message": message, "type": kind, "param": None, "code": code}
        }

    def trouble_event(self, trouble: Trouble, message: str) -> bytes:
        kind, code = of_table(TROUBLES, trouble)
        error = {"code": code or kind, "message": message}
        failed = {"object": "response", "status": "failed", "error": error}
        name = "response.failed"
        return sse({"type": name, "sequence_number": 0, "response": failed}, name)


class _Writing:
    def __init__(self, said: Said) -> None:
        self._said = said
        self._numbers = count()

    def events(self) -> Iterator[Event]:
        said = self._said
        begun: Json = {"response": _response(said, finished=False)}
        yield Event(Moment.OPENING, self._named("response.created", begun))
        yield Event(Moment.OPENING, self._named("response.in_progress", begun))
        if said.reasoning:
            yield from self._reasoning()
        if said.answer:
            yield from self._message(index=int(bool(said.reasoning)))
        end: Json = {"response": _response(said, finished=True)}
        yield Event(Moment.CLOSING, self._named(f"response.{_status(said)}", end))

    def _reasoning(self) -> Iterator[Event]:
        said = self._said
        item: Json = {"id": f"rs_{said.id}", "type": "reasoning", "summary": []}
        yield self._of(Moment.START, "output_item.added", 0, {"item": item})
        if said.shows_reasoning:
            place: Json = {"item_id": item["id"], "output_index": 0}
            if said.reasoning_place == "reasoning":
                name, where = "reasoning_text", {"content_index": 0}
            else:
                name, where = "reasoning_summary_text", {"summary_index": 0}
            delta = place | where | {"delta": Splice.here}
            yield from self._deltas(Moment.REASONING, name, delta, said.reasoning)
        item = _reasoning_item(said)
        yield self._of(Moment.TURN, "output_item.done", 0, {"item": item})

    def _message(self, index: int) -> Iterator[Event]:
        said = self._said
        item: Json = _message_item(said) | {"status": "in_progress", "content": []}
        yield self._of(Moment.TURN, "output_item.added", index, {"item": item})
        place: Json = {"item_id": item["id"], "content_index": 0}
        part: Json = {"type": "output_text", "text": "", "annotations": []}
        opened: Json = place | {"part": part}
        yield self._of(Moment.TURN, "content_part.added", index, opened)
        delta = place | {"output_index": index, "delta": Splice.here}
        yield from self._deltas(Moment.ANSWER, "output_text", delta, said.answer)
        text = "".join(said.answer)
        done: Json = place | {"text": text}
        yield self._of(Moment.CLOSING, "output_text.done", index, done)
        closed: Json = place | {"part": part | {"text": text}}
        yield self._of(Moment.CLOSING, "content_part.done", index, closed)
        item = _message_item(said)
        yield self._of(Moment.CLOSING, "output_item.done", index, {"item": item})

    def _deltas(
        self, moment: Moment, name: str, delta: Json, texts: tuple[str, ...]
    ) -> Iterator[Event]:
        kind = f"response.{name}.delta"
        payload = {"type": kind, "sequence_number": Splice.here, **delta}
        piece = Splice(sse(payload, kind))
        for text in texts:
            yield Event(moment, piece(next(self._numbers), text))

    def _of(self, moment: Moment, name: str, index: int, payload: Json) -> Event:
        data = self._named(f"response.{name}", {"output_index": index, **payload})
        return Event(moment, data)

    def _named(self, name: str, payload: Json) -> bytes:
        number = next(self._numbers)
        return sse({"type": name, "sequence_number": number, **payload}, name)


def _status(said: Said) -> str:
    return "incomplete" if said.finish in _INCOMPLETE else "completed"


def _response(said: Said, *, finished: bool) -> Json:
    response: Json = {
        "id": f"resp_{said.id}",
        "object": "response",
        "created_at": said.created,
        "status": _status(said) if finished else "in_progress",
        "error": None,
        "incomplete_details": None,
        "model": said.asked.model,
        "output": [],
        "usage": None,
    }
    if not finished:
        return response
    if reason := _INCOMPLETE.get(said.finish):
        response["incomplete_details"] = {"reason": reason}
    items = [_reasoning_item(said)] if said.reasoning else []
    response["output"] = items + ([_message_item(said)] if said.answer else [])
    response["usage"] = _usage(said)
    return response


def _reasoning_item(said: Said) -> Json:
    item: Json = {"id": f"rs_{said.id}", "type": "reasoning", "summary": []}
    text = "".join(said.reasoning)
    if not said.shows_reasoning:
        return item
    if said.reasoning_place == "reasoning":
        return item | {"content": [{"type": "reasoning_text", "text": text}]}
    return item | {"summary": [{"type": "summary_text", "text": text}]}


def _message_item(said: Said) -> Json:
    part: Json = {
        "type": "output_text",
        "text": "".join(said.answer),
        "annotations": [],
    }
    return {
        "id": f"msg_{said.id}",
        "type": "message",
        "status": _status(said),
        "role": "assistant",
        "content": [part],
    }


def _usage(said: Said) -> Json | None:
    counts = said.counts
    if counts is None:
        return None
    return {
        "input_tokens": counts.prompt,
        "input_tokens_details": {"cached_tokens": counts.cached},
        "output_tokens": counts.output,
        "output_tokens_details": {"reasoning_tokens": counts.reasoning},
        "total_tokens": counts.prompt + counts.output,
    }


DIALECT: Final[Dialect] = _OpenAIResponses()
