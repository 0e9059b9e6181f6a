"""Every vendor says in its own words that a prompt is too long."""

import pytest

from pipeline.query.replies.overflow import is_over_window

SAYINGS = {
    "anthropic": "prompt is too long: 1049371 tokens > 1000000 maximum",
    "anthropic-cap": "input length and `max_tokens` exceed context limit: 9 + 9 > 10",
    "openai": "Your input exceeds the context window of this model. Please adjust",
    "openai-chat": "This model's maximum context length is 128000 tokens. However,",
    "deepseek": "This model's maximum context length is 1048576 tokens. However, you "
    "requested 1283793 tokens (1283000 in the messages, 793 in the completion)",
    "gemini": "The input token count (1200000) exceeds the maximum number of tokens "
    "allowed (1048576).",
    "moonshot": "Input token length too long",
    "moonshot-count": "Invalid request: Your request exceeded model token limit: "
    "262144 (requested: 269030)",
    "dashscope": "<400> InternalError.Algo.InvalidParameter: Range of input length "
    "should be [1, 983616]",
    "zhipu": "Prompt exceeds max length",
    "zhipu-tokens": "tokens in request more than max tokens allowed",
    "minimax": "invalid params, context window exceeds limit (2013)",
    "xai": "This model's maximum prompt length is 500000 but the request contains "
    "907154 tokens.",
    "xai-budget": "Current message (1149677 tokens) exceeds budget (975424 tokens)",
    "mistral": "Prompt contains 140000 tokens and 0 draft tokens, too large for model "
    "with 131072 maximum context length",
    "vllm": "You passed 8193 input tokens and requested 100 output tokens. However, "
    "the model's context length is only 8192 tokens, resulting in",
    "sglang": "The input (9000 tokens) is longer than the model's context length "
    "(8192 tokens).",
    "llama.cpp": "request (13392 tokens) exceeds the available context size (8192 "
    "tokens), try increasing it",
    "ollama": "the prompt is longer than the context length currently available",
    "lmstudio": "The number of tokens to keep from the initial prompt is greater than "
    "the context length.",
    "anthropic-context": "This exceeds the model's context limit",
    "bedrock": "prompt tokens (9000) exceed model maximum (8192)",
    "vllm-old": "This is longer than the model's maximum context length of 8192",
    "azure": "the maximum input length is 8192 tokens",
    "too-many": "Too many tokens in the prompt",
    "limit": "token limit exceeded",
    "advice": "Please reduce the length of the messages or completion.",
}


@pytest.mark.parametrize("message", SAYINGS.values(), ids=SAYINGS)
def test_a_known_wording_is_recognised(message: str) -> None:
    assert is_over_window(set(), message)


@pytest.mark.parametrize(
    "code",
    [
        "context_length_exceeded",
        "model_context_window_exceeded",
        "exceed_context_size_error",
        "input_too_large",
        "1261",
    ],
)
def test_a_known_code_is_enough(code: str) -> None:
    assert is_over_window({"invalid_request_error", code}, "no")


@pytest.mark.parametrize(
    "message",
    [
        "Rate limit reached: too many tokens per minute",
        "Too many requests: reduce the length of the messages",
        "max_tokens is too large: 99999. This model supports at most 8192 completion",
        "invalid temperature: only 1 is allowed for this model",
        "",
    ],
)
def test_other_refusals_are_not(message: str) -> None:
    assert not is_over_window({"invalid_request_error"}, message)


def test_patterns_of_a_service_come_first() -> None:
    message = "Rate limit: ZU VIEL text"

    assert is_over_window(set(), message, ["nothing", "zu viel"])
    assert not is_over_window(set(), message, ["nothing"])
