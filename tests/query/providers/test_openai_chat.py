"""What is sent, and what each vendor's way of answering is read as."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from pipeline.errors import CallError, MalformedError
from pipeline.query.providers.base import Delta
from pipeline.query.providers.openai_chat import PROVIDER
from pipeline.query.sse import Event
from pipeline.records import Usage
from tests.query.bench import KEY
from tests.query.providers import wires
from tests.query.providers.wires import ASK, cuts, events, reply
from tests.support.server import NOTHING

CHAT = "openai-chat"


def decode(payload: object, name: str = "message") -> list[Delta]:
    return wires.decode(CHAT, payload, name)


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


def test_what_is_set_is_sent_where_it_belongs() -> None:
    request = PROVIDER.encode(
        replace(
            ASK,
            key=None,
            temperature=0.0,
            top_p=0.5,
            seed=7,
            effort="low",
            output_cap="max_completion_tokens",
            seed_field="random_seed",
            effort_field="thinking.level",
        )
    )

    assert not request.headers
    assert request.body == {
        "model": "m",
        "messages": [{"role": "user", "content": "Who?"}],
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_completion_tokens": 9,
        "temperature": 0.0,
        "top_p": 0.5,
        "random_seed": 7,
        "thinking": {"level": "low"},
    }


def test_further_fields_merge_and_have_the_last_word() -> None:
    fields = {
        "reasoning_effort": "max",
        "stream_options": {"include_obfuscation": False},
        "provider": {"order": ["a"]},
    }

    body = PROVIDER.encode(replace(ASK, effort="low", fields=fields)).body

    assert body["reasoning_effort"] == "max"
    assert body["stream_options"] == {
        "include_usage": True,
        "include_obfuscation": False,
    }
    assert body["provider"] == {"order": ["a"]}


def test_a_key_is_never_shown() -> None:
    assert KEY not in repr(ASK)
    assert KEY not in repr(PROVIDER.encode(ASK))


@pytest.mark.parametrize(
    ("payload", "step"),
    [
        pytest.param("[DONE]", Delta(done=True), id="done"),
        pytest.param(" [DONE] ", Delta(done=True), id="done-in-spaces"),
        pytest.param(
            choice(delta={"role": "assistant", "content": ""}), Delta(), id="role-chunk"
        ),
        pytest.param(
            choice(delta={"role": "assistant", "content": None}),
            Delta(),
            id="null-content",
        ),
        pytest.param(
            choice(delta={"content": "Ada\u2028"}), Delta(answer="Ada\u2028"), id="text"
        ),
        pytest.param(
            choice(delta={"reasoning_content": "Hm"}),
            Delta(reasoning="Hm"),
            id="reasoning_content",
        ),
        pytest.param(
            choice(delta={"reasoning": "Hm", "reasoning_content": "Hm"}),
            Delta(reasoning="Hm"),
            id="vllm-says-it-twice",
        ),
        pytest.param(
            choice(delta={"reasoning": "Hm", "content": "Ada"}),
            Delta(answer="Ada", reasoning="Hm"),
            id="reasoning-and-answer",
        ),
        pytest.param(
            choice(
                delta={
                    "content": "",
                    "reasoning_details": [
                        {"type": "reasoning.text", "text": "H"},
                        {"type": "reasoning.summary", "summary": "m"},
                        {"type": "reasoning.encrypted", "data": "x"},
                    ],
                }
            ),
            Delta(reasoning="Hm"),
            id="reasoning_details",
        ),
        pytest.param(
            choice(
                delta={
                    "content": [
                        {
                            "type": "thinking",
                            "thinking": [{"type": "text", "text": "Hm"}],
                        },
                        {"type": "thinking", "thinking": "."},
                        {"type": "text", "text": "Ada"},
                        {"type": "reference", "reference_ids": [1]},
                    ]
                }
            ),
            Delta(answer="Ada", reasoning="Hm."),
            id="mistral-parts",
        ),
        pytest.param(
            choice(delta={"refusal": "No."}), Delta(refusal="No."), id="refusal"
        ),
        pytest.param(
            choice(delta=NOTHING, finish_reason="length"),
            Delta(finish_reason="length"),
            id="finish",
        ),
        pytest.param(
            {"model": "kimi-k3", "system_fingerprint": "fp_1", "choices": []},
            Delta(served_model="kimi-k3", fingerprint="fp_1"),
            id="served-model",
        ),
        pytest.param(
            {
                "choices": [
                    {"index": 1, "delta": {"content": "second"}},
                    {"index": 0, "delta": {"content": "first"}},
                ]
            },
            Delta(answer="first"),
            id="first-choice-only",
        ),
        pytest.param(
            {
                "choices": [{"delta": {"content": 7, "reasoning": NOTHING}}],
                "usage": "?",
            },
            Delta(),
            id="unexpected-types-are-absent",
        ),
        pytest.param({"choices": None, "model": 3}, Delta(), id="null-choices"),
        pytest.param({"choices": 3}, Delta(), id="no-choices"),
        pytest.param({"base_resp": {"status_code": 0}}, Delta(), id="minimax-well"),
        pytest.param(
            '{"choices": [{"delta": {"content": "a\\ud83d\\\\ud83d\\ud83d\\ude00"}}]}',
            Delta(answer="a\ufffd\\ud83d\U0001f600"),
            id="half-a-surrogate-pair",
        ),
        pytest.param(
            '{"choices": [{"delta": {"content": "a"}, "logprob": NaN}]}',
            Delta(answer="a"),
            id="nan",
        ),
    ],
)
def test_each_way_of_saying_it(payload: object, step: Delta) -> None:
    assert decode(payload) == [step]


@pytest.mark.parametrize("name", ["ping", "keepalive"])
def test_a_keep_alive_is_no_data(name: str) -> None:
    assert decode({"type": name}, name) == []


COUNTS = {"prompt_tokens": 9, "completion_tokens": 12, "total_tokens": 21}


@pytest.mark.parametrize(
    ("raw", "usage"),
    [
        pytest.param(COUNTS, Usage(prompt_tokens=9, completion_tokens=12), id="plain"),
        pytest.param(
            COUNTS | {"cached_tokens": 4},
            Usage(prompt_tokens=9, cached_tokens=4, completion_tokens=12),
            id="moonshot-cached",
        ),
        pytest.param(
            COUNTS
            | {
                "prompt_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 8},
                "prompt_cache_hit_tokens": 3,
                "completion_tokens_details": {"reasoning_tokens": 7},
            },
            Usage(
                prompt_tokens=9,
                cached_tokens=0,
                cache_write_tokens=8,
                completion_tokens=12,
                reasoning_tokens=7,
            ),
            id="openai-details",
        ),
        pytest.param(
            {
                "prompt_tokens": 9,
                "completion_tokens": None,
                "prompt_tokens_details": None,
                "prompt_cache_hit_tokens": 3,
            },
            Usage(prompt_tokens=9, cached_tokens=3),
            id="deepseek-cached",
        ),
        pytest.param(
            COUNTS | {"prompt_tokens_details": {"cache_creation_input_tokens": 5}},
            Usage(prompt_tokens=9, cache_write_tokens=5, completion_tokens=12),
            id="dashscope-written",
        ),
        pytest.param(
            {"prompt_tokens": 9.0, "completion_tokens": -1, "cached_tokens": True},
            Usage(prompt_tokens=9),
            id="no-counts",
        ),
        pytest.param(
            {"prompt_tokens": 9, "completion_tokens": 10**30},
            Usage(prompt_tokens=9),
            id="no-such-number",
        ),
    ],
)
def test_each_place_of_usage(raw: dict[str, object], usage: Usage) -> None:
    expected = [Delta(usage=usage, usage_raw=json.loads(json.dumps(raw)))]

    assert decode({"choices": [], "usage": raw})[0].usage == usage
    if 10**30 not in raw.values():
        assert decode({"choices": [], "usage": raw}) == expected
        assert decode({"choices": [{"delta": NOTHING, "usage": raw}]}) == expected


@pytest.mark.parametrize(
    ("total", "outside", "written"),
    [
        (60, False, 50),  # 10 + 20 + 30, so the reasoning stands beside
        (60, True, 50),
        (30, True, 20),  # 10 + 20, so it is among the 20 whatever was thought
        (None, True, 50),
        (None, False, 20),
        (7, True, 50),  # a total that explains nothing
    ],
)
def test_reasoning_is_counted_once(
    total: int | None, outside: bool, written: int
) -> None:
    raw = {
        "prompt_tokens": 10,
        "completion_tokens": 20,
        "completion_tokens_details": {"reasoning_tokens": 30},
        "total_tokens": total,
    }
    data = json.dumps({"choices": [], "usage": raw})

    [step] = PROVIDER.decode(Event(data), replace(ASK, reasoning_outside=outside))

    assert step.usage == Usage(
        prompt_tokens=10, completion_tokens=written, reasoning_tokens=30
    )


WHOLE = {
    "object": "chat.completion",
    "model": "m-1",
    "system_fingerprint": "fp",
    "choices": [
        {
            "index": 0,
            "message": {"role": "assistant", "content": "Ada", "reasoning": "Hm"},
            "finish_reason": "stop",
        }
    ],
    "usage": COUNTS,
}


def test_a_plain_completion_is_read_like_a_stream() -> None:
    assert decode(WHOLE) == [
        Delta(
            answer="Ada",
            reasoning="Hm",
            usage=Usage(prompt_tokens=9, completion_tokens=12),
            usage_raw=COUNTS,
            finish_reason="stop",
            served_model="m-1",
            fingerprint="fp",
            done=True,
            whole=True,
        )
    ]


def test_a_stream_that_repeats_the_whole_at_its_end_said_it_once() -> None:
    stream = events(
        choice(delta={"reasoning": "Hm"}), choice(delta={"content": "Ada"}), WHOLE
    )

    heard = reply(CHAT, stream)

    assert (heard.answer, heard.reasoning) == ("Ada", "Hm")


@pytest.mark.parametrize(
    ("payload", "name"),
    [
        ({"error": {"message": "overloaded", "code": 503}}, "message"),
        ({"error": "boom"}, "message"),
        ({"object": "error", "message": "boom"}, "message"),
        ({"message": "boom"}, "error"),
        ("not JSON", "error"),
        ({"code": "1261", "message": "Prompt exceeds max length"}, "message"),
        ({"choices": None, "base_resp": {"status_code": 1002}}, "message"),
        (
            choice(delta=NOTHING, finish_reason="error", error={"message": "boom"}),
            "message",
        ),
    ],
    ids=[
        *("object", "text", "vllm", "named-event", "named-event-of-text", "bare"),
        *("minimax", "openrouter"),
    ],
)
def test_a_fault_inside_the_stream(payload: object, name: str) -> None:
    [step] = decode(payload, name)

    assert step.error == (payload if isinstance(payload, str) else json.dumps(payload))


@pytest.mark.parametrize("data", ["{", "[]", "7", "", "[" * 100_000])
def test_anything_else_is_malformed(data: str) -> None:
    with pytest.raises(MalformedError, match="not a chat completion"):
        decode(data)


STREAM = events(
    choice(delta={"role": "assistant", "content": ""}) | {"model": "m-1"},
    choice(delta={"reasoning_content": "Hm, "}),
    choice(delta={"reasoning_content": "é\u2028?"}),
    choice(delta={"content": "Adé\u2028"}) | {"system_fingerprint": "fp"},
    choice(delta={"content": " Lovelace"}),
    choice(delta=NOTHING, finish_reason="stop"),
    {"choices": [], "usage": COUNTS},
    "[DONE]",
)


@given(cuts)
def test_however_the_bytes_are_cut_the_reply_is_the_same(cuts: list[int]) -> None:
    heard = reply(CHAT, STREAM, cuts)

    assert (heard.answer, heard.reasoning) == ("Adé\u2028 Lovelace", "Hm, é\u2028?")
    assert heard.usage == Usage(prompt_tokens=9, completion_tokens=12)
    assert heard.usage_raw is not None
    assert json.loads(heard.usage_raw) == COUNTS
    assert (heard.finish_reason, heard.served_model) == ("stop", "m-1")
    assert heard.fingerprint == "fp"


def test_a_stream_without_its_end_is_an_error() -> None:
    with pytest.raises(CallError) as caught:
        reply(CHAT, STREAM[: STREAM.index(b'"finish_reason": "stop"')])

    assert caught.value.kind == "disconnected"
