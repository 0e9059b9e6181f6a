"""Tell whether a refusal says that the prompt does not fit the model's window.

The wordings are those of OpenAI, Moonshot, DeepSeek, DashScope, Z.AI, MiniMax, xAI,
Mistral, Gemini, Anthropic, vLLM, SGLang, llama.cpp, Ollama and LM Studio as of 2026-11.
Ask only about a refusal (4xx) or a fault inside a stream.
"""

import re
from collections.abc import Collection, Sequence
from typing import Final

_CODES: Final = frozenset(
    {
        "context_length_exceeded",
        "model_context_window_exceeded",
        "exceed_context_size_error",
        "input_too_large",
        "1261",  # Z.AI
    }
)
_LIMIT = re.compile(r"rate.?limit|too many requests", re.IGNORECASE)
_WORDINGS: Final = (
    r"(prompt|input) is too long",
    r"exceeds? (the )?(model'?s )?(context (limit|window)|available context size)",
    r"(exceeds|longer than) (the )?(model'?s )?maximum context length",
    r"maximum context length is \d+",
    r"context length is only \d+",
    r"input token count.*exceeds the maximum",
    r"exceeds the maximum number of tokens allowed",
    r"maximum prompt length is \d+",
    r"\[input_too_large\]",
    r"exceeds budget \(\d+ tokens\)",
    r"prompt tokens \(\d+\) exceed model maximum",
    r"maximum input length (of|is) \d+",
    r"exceeded model token limit",
    r"input token length too long",
    r"range of input length should be \[1, \d+\]",
    r"tokens in request more than max tokens allowed",
    r"prompt exceeds max length",
    r"context window exceeds limit",
    r"too large for model with \d+ maximum context length",
    r"(greater|longer) than the (model's )?context length",
    r"reduce the length of the (messages|input)",
    r"too many tokens",
    r"token limit exceeded",
)
_SAID = re.compile("|".join(_WORDINGS), re.IGNORECASE)


def is_over_window(
    codes: Collection[str], message: str, patterns: Sequence[str] = ()
) -> bool:
    """Tell from the error's `code` and `type`, and from its wording.

    `patterns` are further wordings, which a service's facts name; they hold even where
    the words look like a rate limit.
    """
    if any(re.search(one, message, re.IGNORECASE) for one in patterns):
        return True
    if _LIMIT.search(message):
        return False
    return not _CODES.isdisjoint(codes) or bool(_SAID.search(message))
