"""In whose words a prompt is refused that does not fit its window. Pure.

As each vendor's API answered in 2026; status and body.
"""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from pipeline.simulate.dialects.base import Json

Refused: TypeAlias = tuple[int, Json]
Wording: TypeAlias = Callable[[int, int], Refused]
"""Called with the tokens of the prompt and of the window."""


def _openai(error: Callable[[int, int], Json]) -> Wording:
    def refused(prompt: int, window: int) -> Refused:
        return 400, {"error": error(prompt, window)}

    return refused


def _invalid(message: str, code: str | None = None) -> Wording:
    def error(prompt: int, window: int) -> Json:
        text = message.format(prompt=prompt, window=window, most=window - 1)
        kind = "invalid_request_error"
        return {"message": text, "type": kind, "param": None, "code": code}

    return _openai(error)


def _anthropic(prompt: int, window: int) -> Refused:
    message = f"prompt is too long: {prompt} tokens > {window} maximum"
    error = {"type": "invalid_request_error", "message": message}
    return 400, {"type": "error", "error": error}


def _gemini(prompt: int, window: int) -> Refused:
    message = (
        f"The input token count ({prompt}) exceeds the maximum number of tokens "
        f"allowed ({window})."
    )
    error = {"code": 400, "message": message, "status": "INVALID_ARGUMENT"}
    return 400, {"error": error}


def _llamacpp(prompt: int, window: int) -> Refused:
    message = (
        f"request ({prompt} tokens) exceeds the available context size "
        f"({window} tokens), try increasing it"
    )
    error = {
        "code": 400,
        "type": "exceed_context_size_error",
        "message": message,
        "n_prompt_tokens": prompt,
        "n_ctx": window,
    }
    return 400, {"error": error}


def _sglang(prompt: int, window: int) -> Refused:
    message = (
        f"The input ({prompt} tokens) is longer than the model's context length "
        f"({window} tokens)."
    )
    return 400, {"object": "error", "message": message, "type": "BadRequestError"}


def _zai(prompt: int, window: int) -> Refused:
    del prompt, window
    return 400, {"error": {"code": "1261", "message": "Prompt exceeds max length"}}


def _mistral(prompt: int, window: int) -> Refused:
    message = (
        f"Prompt contains {prompt} tokens and 0 draft tokens, too large for model "
        f"with {window} maximum context length"
    )
    error = {"object": "error", "message": message, "type": "invalid_request_error"}
    return 400, error | {"code": "3051"}


def _ollama(prompt: int, window: int) -> Refused:
    del prompt, window
    message = (
        "the prompt is longer than the context length currently available to the model"
    )
    return 400, {"error": message}


WORDINGS: Final[Mapping[str, Wording]] = {
    "openai-chat": _invalid(
        "This model's maximum context length is {window} tokens. However, your "
        "messages resulted in {prompt} tokens. Please reduce the length of the "
        "messages.",
        "context_length_exceeded",
    ),
    "openai-responses": _invalid(
        "Your input exceeds the context window of this model. Please adjust your "
        "input and try again.",
        "context_length_exceeded",
    ),
    "anthropic-messages": _anthropic,
    "gemini": _gemini,
    "ollama-chat": _ollama,
    "moonshot": _invalid(
        "Invalid request: Your request exceeded model token limit: {window} "
        "(requested: {prompt})"
    ),
    "deepseek": _invalid(
        "This model's maximum context length is {window} tokens. However, you "
        "requested {prompt} tokens ({prompt} in the messages, 0 in the completion). "
        "Please reduce the length of the messages or completion."
    ),
    "dashscope": _invalid(
        "<400> InternalError.Algo.InvalidParameter: Range of input length should be "
        "[1, {window}]",
        "invalid_parameter_error",
    ),
    "zai": _zai,
    "minimax": _invalid("invalid params, context window exceeds limit (2013)"),
    "xai": _invalid(
        "This model's maximum prompt length is {window} but the request contains "
        "{prompt} tokens."
    ),
    "mistral": _mistral,
    "vllm": _invalid(
        "You passed {prompt} input tokens and requested 1 output tokens. However, the "
        "model's context length is only {window} tokens, resulting in a maximum input "
        "length of {most} tokens. Please reduce the length of the input prompt."
    ),
    "sglang": _sglang,
    "llamacpp": _llamacpp,
}
"""A dialect's own by its name, and a vendor's by the vendor's."""
