"""What is sent, and what each vendor's way of answering is read as."""

import json
from dataclasses import replace

import pytest

from pipeline.errors import MalformedError
from pipeline.query.providers.base import Ask, Delta
from pipeline.query.providers.openai_chat import PROVIDER
from pipeline.query.sse import Event
from pipeline.records import Usage
from tests.query.bench import KEY
from tests.support.server import NOTHING

ASK = Ask(text="Who?", model="m", max_output_tokens=9, key=KEY)


def decode(payload: object, name: str = "message") -> list[Delta]:
    """Leave out the steps that say nothing."""
    data = payload if isinstance(payload, str) else json.dumps(payload)
    return [step for step in PROVIDER.decode(Event(data, name), ASK) if step != Delta()]


def choice(**fields: object) -> dict[str, object]:
    return {"choices": [{"index": 0, **fields}]}


def test_the_least_is_sent() -> None:
    request = PROVIDER.encode(replace(ASK, text="Who? \u2028"))

    assert request.path == "/chat/completions"
    assert request.headers == {"authorization": f"Bearer {KEY}"}
    assert request.body == {
        "model": "m",
        "messages": [{"role": "user", "content": "Who? \u2028"}],
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_tokens": 9,
    }


def test_what_is_set_is_sent_and_extra_has_the_last_word() -> None:
    fields = {"reasoning_effort": "max", "cache_prompt": False}

    request = PROVIDER.encode(
        replace(ASK, key=None, temperature=0.0, effort="low", fields=fields)
    )

    assert not request.headers
    assert request.body["temperature"] == 0.0
    assert request.body["reasoning_effort"] == "max"
    assert request.body["cache_prompt"] is False


def test_a_key_is_never_shown() -> None:
    assert KEY not in repr(ASK)
    assert KEY not in repr(PROVIDER.encode(ASK))


@pytest.mark.parametrize(
    ("payload", "steps"),
    [
        pytest.param("[DONE]", [Delta(done=True)], id="done"),
        pytest.param(
            choice(delta={"role": "assistant", "content": ""}), [], id="role-chunk"
        ),
        pytest.param(
            choice(delta={"role": "assistant", "content": None}), [], id="null-content"
        ),
        pytest.param(
            choice(delta={"content": "Ada\u2028"}),
            [Delta(answer="Ada\u2028")],
            id="text",
        ),
        pytest.param(
            choice(delta={"reasoning_content": "Hm"}),
            [Delta(reasoning="Hm")],
            id="reasoning_content",
        ),
        pytest.param(
            choice(delta={"reasoning": "Hm", "reasoning_content": "Hm"}),
            [Delta(reasoning="Hm")],
            id="vllm-says-it-twice",
        ),
        pytest.param(
            choice(delta={"reasoning": "Hm", "content": ""}),
            [Delta(reasoning="Hm")],
            id="reasoning",
        ),
        pytest.param(
            choice(
                delta={
                    "content": [
                        {
                            "type": "thinking",
                            "thinking": [{"type": "text", "text": "Hm"}],
                        },
                        {"type": "text", "text": "Ada"},
                    ]
                }
            ),
            [Delta(answer="Ada", reasoning="Hm")],
            id="mistral-parts",
        ),
        pytest.param(
            choice(delta={"refusal": "No."}), [Delta(refusal="No.")], id="refusal"
        ),
        pytest.param(
            choice(delta=NOTHING, finish_reason="length"),
            [Delta(finish_reason="length")],
            id="finish",
        ),
        pytest.param(
            {"model": "kimi-k3", "choices": []},
            [Delta(served_model="kimi-k3")],
            id="served-model",
        ),
        pytest.param(
            {
                "choices": [
                    {"index": 1, "delta": {"content": "second"}},
                    {"index": 0, "delta": {"content": "first"}},
                ]
            },
            [Delta(answer="first")],
            id="first-choice-only",
        ),
        pytest.param(
            {
                "choices": [{"delta": {"content": 7, "reasoning": NOTHING}}],
                "usage": "?",
            },
            [],
            id="unexpected-types-are-absent",
        ),
        pytest.param({"choices": None, "model": 3}, [], id="null-choices"),
    ],
)
def test_each_way_of_saying_it(payload: object, steps: list[Delta]) -> None:
    assert decode(payload) == steps


COUNTS = {"prompt_tokens": 9, "completion_tokens": 12, "total_tokens": 21}


@pytest.mark.parametrize(
    ("payload", "usage"),
    [
        pytest.param(
            {"choices": [], "usage": COUNTS},
            Usage(prompt_tokens=9, completion_tokens=12),
            id="trailing-chunk",
        ),
        pytest.param(
            {
                "choices": [{"delta": NOTHING, "finish_reason": None}],
                "usage": COUNTS | {"cached_tokens": 4},
            },
            Usage(prompt_tokens=9, cached_tokens=4, completion_tokens=12),
            id="moonshot-cached",
        ),
        pytest.param(
            {"choices": [{"delta": NOTHING, "usage": COUNTS}]},
            Usage(prompt_tokens=9, completion_tokens=12),
            id="in-the-choice",
        ),
        pytest.param(
            {
                "usage": COUNTS
                | {
                    "prompt_tokens_details": {"cached_tokens": 0},
                    "prompt_cache_hit_tokens": 3,
                    "completion_tokens_details": {"reasoning_tokens": 7},
                }
            },
            Usage(
                prompt_tokens=9,
                cached_tokens=0,
                completion_tokens=12,
                reasoning_tokens=7,
            ),
            id="openai-details",
        ),
        pytest.param(
            {
                "usage": {
                    "prompt_tokens": 9,
                    "completion_tokens": None,
                    "prompt_tokens_details": None,
                    "prompt_cache_hit_tokens": 3,
                }
            },
            Usage(prompt_tokens=9, cached_tokens=3),
            id="deepseek-cached",
        ),
    ],
)
def test_each_place_of_usage(payload: object, usage: Usage) -> None:
    assert decode(payload) == [Delta(usage=usage)]


def test_a_plain_completion_is_read_like_a_stream() -> None:
    payload = {
        "object": "chat.completion",
        "model": "m-1",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": "Ada", "reasoning": "Hm"},
                "finish_reason": "stop",
            }
        ],
        "usage": COUNTS,
    }

    assert decode(payload) == [
        Delta(usage=Usage(prompt_tokens=9, completion_tokens=12), served_model="m-1"),
        Delta(answer="Ada", reasoning="Hm", finish_reason="stop", done=True),
    ]


@pytest.mark.parametrize(
    ("payload", "name"),
    [
        ({"error": {"message": "overloaded", "code": 503}}, "message"),
        ({"error": "boom"}, "message"),
        ({"object": "error", "message": "boom"}, "message"),
        ({"message": "boom"}, "error"),
        ("not JSON", "error"),
    ],
    ids=["object", "text", "vllm", "named-event", "named-event-of-text"],
)
def test_a_fault_inside_the_stream(payload: object, name: str) -> None:
    [step] = decode(payload, name)

    assert step.error == (payload if isinstance(payload, str) else json.dumps(payload))


@pytest.mark.parametrize("data", ["{", "[]", "7", '{"choices": 3}', ""])
def test_anything_else_is_malformed(data: str) -> None:
    with pytest.raises(MalformedError, match="not a chat completion"):
        decode(data)
