"""Gemini: every event is a response of its own, and none says that it is the last."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from pipeline.errors import CallError, MalformedError
from pipeline.query.providers.base import Delta
from pipeline.query.providers.gemini import PROVIDER
from pipeline.query.replies.judgement import of_reply
from pipeline.records import Outcome, Usage
from tests.query.bench import KEY
from tests.query.providers import wires
from tests.query.providers.wires import ASK, cuts, events, reply

GEMINI = "gemini"
COUNTS = {"promptTokenCount": 900, "totalTokenCount": 900}
LAST = {
    "promptTokenCount": 900,
    "cachedContentTokenCount": 400,
    "candidatesTokenCount": 13,
    "thoughtsTokenCount": 302,
    "totalTokenCount": 1_215,
}


def part(
    text: str, *, usage: object = COUNTS, thought: bool = False, **more: object
) -> dict[str, object]:
    said: dict[str, object] = {"text": text}
    if thought:
        said["thought"] = True
    content = {"parts": [said], "role": "model"}
    return {
        "candidates": [{"content": content, "index": 0, **more}],
        "usageMetadata": usage,
        "modelVersion": "gemini-4-argon",
        "responseId": "x",
    }


PARTS = (
    part("Hm é?", thought=True),
    part("Adé\u2028"),
    part(" Lovelace", usage=LAST, finishReason="STOP"),
)
STREAM = events(*PARTS, end="\r\n")


def test_the_least_is_sent() -> None:
    request = PROVIDER.encode(replace(ASK, model="models/gemini 4/x"))

    assert request.path == "/models/gemini%204%2Fx:streamGenerateContent?alt=sse"
    assert request.headers == {"x-goog-api-key": KEY}
    assert request.body == {
        "contents": [{"role": "user", "parts": [{"text": "Who?"}]}],
        "generationConfig": {"maxOutputTokens": 9},
    }


def test_what_is_set_is_sent_where_it_belongs() -> None:
    fields = {"generationConfig": {"thinkingConfig": {"includeThoughts": True}}}

    body = PROVIDER.encode(
        replace(ASK, temperature=0.0, top_p=0.5, seed=7, effort="low", fields=fields)
    ).body

    assert body["generationConfig"] == {
        "maxOutputTokens": 9,
        "temperature": 0.0,
        "topP": 0.5,
        "seed": 7,
        "thinkingConfig": {"thinkingLevel": "low", "includeThoughts": True},
    }


@given(cuts)
def test_however_the_bytes_are_cut_the_reply_is_the_same(cuts: list[int]) -> None:
    heard = reply(GEMINI, STREAM, cuts)

    assert (heard.answer, heard.reasoning) == ("Adé\u2028 Lovelace", "Hm é?")
    assert heard.usage == Usage(
        prompt_tokens=900,
        cached_tokens=400,
        completion_tokens=315,
        reasoning_tokens=302,
    )
    assert heard.usage_raw is not None
    assert json.loads(heard.usage_raw) == LAST
    assert (heard.finish_reason, heard.served_model) == ("STOP", "gemini-4-argon")


@given(cuts)
def test_an_array_at_once_is_the_same(cuts: list[int]) -> None:
    data = wires.as_json(PARTS).encode()

    heard = reply(GEMINI, b"\n" + data, cuts, content_type="application/json")

    assert heard == reply(GEMINI, STREAM)


def test_tools_count_as_prompt() -> None:
    raw = {"promptTokenCount": 9, "toolUsePromptTokenCount": 2}

    [step] = wires.decode(GEMINI, part("", usage=raw))

    assert step.usage == Usage(prompt_tokens=11)


@pytest.mark.parametrize("reason", ["SAFETY", "OTHER", "PROHIBITED_CONTENT"])
def test_a_blocked_prompt_has_no_candidates(reason: str) -> None:
    blocked = {"promptFeedback": {"blockReason": reason}, "usageMetadata": COUNTS}

    heard = reply(GEMINI, events(blocked))

    assert heard.finish_reason == f"blockReason: {reason}"
    assert of_reply(heard, 900).outcome is Outcome.FILTERED
    assert heard.usage.prompt_tokens == 900


@pytest.mark.parametrize(
    ("payload", "step"),
    [
        ({"candidates": "?"}, Delta()),
        ({"candidates": [{"content": {"parts": [7, {"text": 7}]}}]}, Delta()),
        ({"candidates": [{"content": {"parts": None}}]}, Delta()),
        ({"promptFeedback": {"safetyRatings": []}}, Delta()),
        (
            {"candidates": [{"index": 1, "content": {"parts": [{"text": "b"}]}}]},
            Delta(),
        ),
        ({"usageMetadata": {}}, Delta()),
    ],
)
def test_what_is_not_expected_is_absent(payload: object, step: Delta) -> None:
    assert wires.decode(GEMINI, payload) == [step]


ERROR = {"error": {"code": 503, "message": "overloaded", "status": "UNAVAILABLE"}}


@pytest.mark.parametrize(
    ("stream", "content_type"),
    [
        (events(part("Ad"), ERROR), "text/event-stream"),
        (json.dumps([part("Ad"), ERROR]).encode(), "application/json"),
        (json.dumps(ERROR).encode(), "application/json"),
    ],
    ids=["stream", "array", "object"],
)
def test_a_fault_inside_the_stream(stream: bytes, content_type: str) -> None:
    with pytest.raises(CallError, match="overloaded") as caught:
        reply(GEMINI, stream, content_type=content_type)

    assert caught.value.kind == "overloaded"


@pytest.mark.parametrize("stream", [events(*PARTS[:2]), b""])
def test_a_stream_without_its_end_is_an_error(stream: bytes) -> None:
    with pytest.raises(CallError) as caught:
        reply(GEMINI, stream)

    assert caught.value.kind == "disconnected"


@pytest.mark.parametrize("data", ["{", "7", "[7"])
def test_anything_else_is_malformed(data: str) -> None:
    with pytest.raises(MalformedError, match="not a response"):
        wires.decode(GEMINI, data)
