"""The endpoints that only count tokens, each vendor's in its own words. Pure."""

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from pydantic import BaseModel, Field

from pipeline.simulate.dialects.base import Json, Part, joined
from pipeline.simulate.scenario import ModelScript

Counted: TypeAlias = Callable[[int, ModelScript], Json]


def _vllm(tokens: int, script: ModelScript) -> Json:
    """Answer as vLLM and llama.cpp do: both send the tokens, one their number too."""
    ids = list(range(tokens))
    return {"count": tokens, "max_model_len": script.window, "tokens": ids}


def _zai(tokens: int, script: ModelScript) -> Json:
    del script
    return {"id": "simulated", "created": 0, "usage": {"prompt_tokens": tokens}}


COUNTERS: Final[Mapping[str, Counted]] = {
    r"/responses/input_tokens": lambda tokens, _: {
        "object": "response.input_tokens",
        "input_tokens": tokens,
    },
    r"/messages/count_tokens": lambda tokens, _: {"input_tokens": tokens},
    r"/models/[^/]+:countTokens": lambda tokens, _: {"totalTokens": tokens},
    r"/tokenizers/estimate-token-count": lambda tokens, _: {
        "data": {"total_tokens": tokens}
    },
    r"/tokenizer": _zai,
    r"/tokenize": _vllm,
}
"""By the end of the path: OpenAI, Anthropic, Gemini, Moonshot, Z.AI, vLLM."""

_COMPILED = {re.compile(f".*{end}"): found for end, found in COUNTERS.items()}
_GEMINI = re.compile(r".*/models/([^/]+):countTokens")


class _Message(BaseModel):
    content: str | list[Part] | None = None


class _Content(BaseModel):
    parts: list[Part] = []


class _Generate(BaseModel):
    contents: list[_Content] = []
    system: _Content = Field(default=_Content(), alias="systemInstruction")


class _Request(_Generate):
    """Every field in which one of them takes its text."""

    model: str = "*"
    messages: list[_Message] = []
    input: str | list[_Message] | None = None
    instructions: str | None = None
    system_text: str | list[Part] | None = Field(default=None, alias="system")
    prompt: str | None = None
    content: str | None = None
    whole: _Generate | None = Field(default=None, alias="generateContentRequest")


def counter_of(path: str) -> Counted | None:
    for pattern, counter in _COMPILED.items():
        if pattern.fullmatch(path.partition("?")[0]):
            return counter
    return None


def read_counted(path: str, body: bytes | bytearray) -> tuple[str, str]:
    """Return the model and the text; raise pydantic's `ValidationError`."""
    request = _Request.model_validate_json(body or b"{}")
    named = _GEMINI.fullmatch(path.partition("?")[0])
    gemini = request.whole or request
    given = request.input
    inputs = [given] if isinstance(given, str) else [m.content for m in given or ()]
    text = joined(
        [
            request.instructions,
            request.system_text,
            *(message.content for message in request.messages),
            *inputs,
            request.prompt,
            request.content,
            *(content.parts for content in (gemini.system, *gemini.contents)),
        ]
    )
    return named[1] if named else request.model, text
