"""Each service is asked as its reference says, and its answer read as it writes it."""

import json
from collections.abc import Mapping
from typing import TypeAlias

import pytest

from pipeline.errors import MalformedError
from pipeline.query.forecasts.counters import COUNTERS

CHAT = {"model": "m", "messages": [{"role": "user", "content": "text"}]}
Case: TypeAlias = tuple[
    str, str, str, Mapping[str, object], Mapping[str, str], Mapping[str, object]
]
BEARER = {"authorization": "Bearer k"}
TOKENIZED = {"count": 3, "max_model_len": 4096, "tokens": [1, 2, 3]}
CASES: list[Case] = [
    (
        "openai",
        "https://api.openai.com/v1",
        "https://api.openai.com/v1/responses/input_tokens",
        {"model": "m", "input": "text"},
        BEARER,
        {"object": "response.input_tokens", "input_tokens": 3},
    ),
    (
        "minimax",
        "https://api.minimax.io/anthropic/v1",
        "https://api.minimax.io/v1/responses/input_tokens",
        {"model": "m", "input": "text"},
        BEARER,
        {"input_tokens": 3},
    ),
    (
        "anthropic",
        "https://api.anthropic.com/v1",
        "https://api.anthropic.com/v1/messages/count_tokens",
        CHAT,
        {"x-api-key": "k", "anthropic-version": "2023-06-01"},
        {"input_tokens": 3},
    ),
    (
        "google",
        "https://generativelanguage.googleapis.com/v1beta",
        "https://generativelanguage.googleapis.com/v1beta/models/m:countTokens",
        {"contents": [{"role": "user", "parts": [{"text": "text"}]}]},
        {"x-goog-api-key": "k"},
        {"totalTokens": 3, "promptTokensDetails": []},
    ),
    (
        "moonshot",
        "https://api.moonshot.ai/v1",
        "https://api.moonshot.ai/v1/tokenizers/estimate-token-count",
        CHAT,
        BEARER,
        {"data": {"total_tokens": 3}},
    ),
    (
        "zai",
        "https://api.z.ai/api/paas/v4",
        "https://api.z.ai/api/paas/v4/tokenizer",
        CHAT,
        BEARER,
        {"id": "1", "created": 1, "usage": {"prompt_tokens": 3}},
    ),
    (
        "xai",
        "https://api.x.ai/v1",
        "https://api.x.ai/v1/tokenize-text",
        {"model": "m", "text": "text"},
        BEARER,
        {"token_ids": [{"token_id": n, "string_token": "t"} for n in range(3)]},
    ),
    (
        "vllm",
        "http://127.0.0.1:8000/v1",
        "http://127.0.0.1:8000/tokenize",
        CHAT,
        BEARER,
        TOKENIZED,
    ),
    (
        "sglang",
        "http://127.0.0.1:30000/v1",
        "http://127.0.0.1:30000/tokenize",
        {"model": "m", "prompt": "text"},
        BEARER,
        TOKENIZED,
    ),
    (
        "llamacpp",
        "http://127.0.0.1:8080/v1",
        "http://127.0.0.1:8080/tokenize",
        {"content": "text"},
        BEARER,
        {"tokens": [1, 2, 3]},
    ),
]


@pytest.mark.parametrize(
    ("name", "base_url", "url", "body", "headers", "answer"),
    [pytest.param(*case, id=case[0]) for case in CASES],
)
def test_a_service_is_asked_and_read_in_its_own_format(
    name: str,
    base_url: str,
    url: str,
    body: Mapping[str, object],
    headers: Mapping[str, str],
    answer: Mapping[str, object],
) -> None:
    counter = COUNTERS[name]

    request = counter.encode(base_url, "m", "text", "k")

    assert request.base_url + request.path == url
    assert request.body == body
    assert request.headers == headers
    assert counter.decode(answer) == 3


def test_every_counter_has_its_case() -> None:
    assert {case[0] for case in CASES} == set(COUNTERS), "add it to CASES"


def test_without_a_key_none_is_sent_and_it_is_never_shown() -> None:
    counter = COUNTERS["openai"]

    assert counter.encode("http://h/v1", "m", "t", None).headers == {}
    assert "secret" not in repr(counter.encode("http://h/v1", "m", "t", "secret"))


@pytest.mark.parametrize(
    "answer", ["{}", '{"data": 3}', '{"data": {"total_tokens": "3"}}', '{"data": null}']
)
def test_an_answer_without_a_count_is_malformed(answer: str) -> None:
    with pytest.raises(MalformedError, match=r"data\.total_tokens"):
        COUNTERS["moonshot"].decode(json.loads(answer))
