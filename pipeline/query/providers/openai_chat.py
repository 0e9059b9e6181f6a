"""The chat-completions stream: OpenAI's, and everyone who copied it.

The copies differ in where they put reasoning (`reasoning_content`, `reasoning`, parts
of a content array) and usage (on the last choice's chunk, in a trailing chunk without
choices, inside the choice). All of these are read, and a field of an unexpected type is
read as absent, since a vendor adds to its format without asking.
"""

from collections.abc import Iterable
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, ValidationError, WrapValidator
from pydantic.functional_validators import ModelWrapValidatorHandler

from pipeline.errors import MalformedError
from pipeline.query.providers.base import Ask, Delta, Framing, Provider, WireRequest
from pipeline.query.sse import Event
from pipeline.records import Usage

_Read = TypeVar("_Read")


def _or_none(value: Any, read: ModelWrapValidatorHandler[_Read]) -> _Read | None:
    try:
        return read(value)
    except ValidationError:
        return None


_Lenient = WrapValidator(_or_none)
_Text = Annotated[str | None, _Lenient]
_Count = Annotated[int | None, _Lenient]


class _Part(BaseModel):
    type: str = "text"
    text: _Text = None
    thinking: "Annotated[list[_Part] | str | None, _Lenient]" = None


_Content = Annotated[str | list[_Part] | None, _Lenient]


class _Message(BaseModel):
    content: _Content = None
    reasoning_content: _Text = None
    reasoning: _Text = None
    refusal: _Text = None


class _Details(BaseModel):
    cached_tokens: _Count = None
    reasoning_tokens: _Count = None


class _Usage(BaseModel):
    prompt_tokens: _Count = None
    completion_tokens: _Count = None
    cached_tokens: _Count = None
    prompt_cache_hit_tokens: _Count = None
    prompt_tokens_details: Annotated[_Details | None, _Lenient] = None
    completion_tokens_details: Annotated[_Details | None, _Lenient] = None


class _Choice(BaseModel):
    index: _Count = 0
    delta: Annotated[_Message | None, _Lenient] = None
    message: Annotated[_Message | None, _Lenient] = None
    """In place of `delta` when the server does not stream."""
    finish_reason: _Text = None
    usage: Annotated[_Usage | None, _Lenient] = None


class _Chunk(BaseModel):
    model: _Text = None
    choices: tuple[_Choice, ...] | None = None
    usage: Annotated[_Usage | None, _Lenient] = None
    error: Any = None
    object: _Text = None


class _OpenAIChat:
    framing: Framing = "sse"

    def encode(self, ask: Ask) -> WireRequest:
        headers = {"authorization": f"Bearer {ask.key}"} if ask.key else {}
        body: dict[str, object] = {
            "model": ask.model,
            "messages": [{"role": "user", "content": ask.text}],
            "stream": True,
            "stream_options": {"include_usage": True},
            ask.output_cap or "max_tokens": ask.max_output_tokens,
        }
        if ask.temperature is not None:
            body["temperature"] = ask.temperature
        if ask.effort is not None:
            body["reasoning_effort"] = ask.effort
        return WireRequest("/chat/completions", body | dict(ask.fields), headers)

    def decode(self, event: Event, ask: Ask) -> Iterable[Delta]:
        del ask
        if event.data.strip() == "[DONE]":
            yield Delta(done=True)
            return
        chunk = _read(event)
        if chunk.error or chunk.object == "error" or event.name == "error":
            yield Delta(error=event.data)
            return
        yield Delta(usage=_usage(chunk.usage), served_model=chunk.model or None)
        for choice in chunk.choices or ():
            if not choice.index:
                yield _delta(choice)


def _read(event: Event) -> _Chunk:
    try:
        return _Chunk.model_validate_json(event.data)
    except ValidationError as error:
        if event.name == "error":
            return _Chunk(error=event.data)
        reason = error.errors(include_url=False, include_input=False)[0]["msg"]
        message = f"not a chat completion: {reason}"
        raise MalformedError(kind="malformed", message=message) from error


def _delta(choice: _Choice) -> Delta:
    said = choice.delta or choice.message or _Message()
    answer, thought = _texts(said.content)
    return Delta(
        answer=answer,
        reasoning=said.reasoning_content or said.reasoning or thought,
        refusal=said.refusal or "",
        usage=_usage(choice.usage),
        finish_reason=choice.finish_reason or None,
        done=choice.message is not None,
    )


def _texts(content: list[_Part] | str | None) -> tuple[str, str]:
    """Return the answer and the reasoning in a message's content."""
    if content is None or isinstance(content, str):
        return content or "", ""
    answer = "".join(p.text or "" for p in content if p.type == "text")
    thought = "".join("".join(_texts(p.thinking)) for p in content)
    return answer, thought


def _usage(usage: _Usage | None) -> Usage | None:
    if usage is None:
        return None
    prompt = usage.prompt_tokens_details or _Details()
    completion = usage.completion_tokens_details or _Details()
    cached = (
        usage.cached_tokens,
        prompt.cached_tokens,
        usage.prompt_cache_hit_tokens,
    )
    return Usage(
        prompt_tokens=usage.prompt_tokens,
        cached_tokens=next((count for count in cached if count is not None), None),
        completion_tokens=usage.completion_tokens,
        reasoning_tokens=completion.reasoning_tokens,
    )


PROVIDER: Final[Provider] = _OpenAIChat()
