"""OpenAI's Responses: events by type, everything that counts in the last of them."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from pipeline.errors import CallError, MalformedError
from pipeline.query.providers.base import Delta
from pipeline.query.providers.openai_responses import PROVIDER
from pipeline.records import Usage
from tests.query.bench import KEY
from tests.query.providers import wires
from tests.query.providers.wires import ASK, cuts, events, reply

RESPONSES = "openai-responses"

RAW: dict[str, Any] = {
    "input_tokens": 90,
    "input_tokens_details": {"cached_tokens": 40, "cache_write_tokens": 20},
    "output_tokens": 12,
    "output_tokens_details": {"reasoning_tokens": 7},
    "total_tokens": 102,
}
USAGE = Usage(
    prompt_tokens=90,
    cached_tokens=40,
    cache_write_tokens=20,
    completion_tokens=12,
    reasoning_tokens=7,
)
RESPONSE: dict[str, Any] = {
    "id": "resp_1",
    "object": "response",
    "status": "completed",
    "model": "gpt-6.1-sol-2026-10-01",
    "error": None,
    "incomplete_details": None,
    "output": [
        {
            "type": "reasoning",
            "summary": [
                {"type": "summary_text", "text": "Hm"},
                {"type": "summary_text", "text": "so"},
            ],
        },
        {
            "type": "message",
            "content": [
                {"type": "output_text", "text": "Adé\u2028", "annotations": []}
            ],
        },
    ],
    "usage": RAW,
}


def begun(**changes: object) -> dict[str, object]:
    return RESPONSE | {"output": [], "usage": None, **changes}


def ended(kind: str = "response.completed", **changes: object) -> dict[str, object]:
    return {"type": kind, "response": RESPONSE | changes}


def piece(kind: str, said: str) -> dict[str, object]:
    return {"type": f"response.{kind}.delta", "delta": said, "sequence_number": 3}


STREAM = events(
    {"type": "response.created", "response": begun(status="in_progress")},
    {"type": "response.output_item.added", "item": {"type": "reasoning"}},
    {"type": "response.reasoning_summary_part.added", "summary_index": 0},
    piece("reasoning_summary_text", "Hm"),
    {"type": "response.reasoning_summary_part.added", "summary_index": 1},
    piece("reasoning_summary_text", "so"),
    {"type": "keepalive", "sequence_number": 8},
    piece("output_text", "Ad"),
    piece("output_text", "é\u2028"),
    {"type": "response.output_text.done", "text": "Adé\u2028"},
    ended(),
    named=True,
)


def test_the_least_is_sent() -> None:
    request = PROVIDER.encode(ASK)

    assert request.path == "/responses"
    assert request.headers == {"authorization": f"Bearer {KEY}"}
    assert request.body == {
        "model": "m",
        "input": "Who?",
        "stream": True,
        "store": False,
        "max_output_tokens": 9,
    }


def test_what_is_set_is_sent_where_it_belongs() -> None:
    body = PROVIDER.encode(
        replace(
            ASK,
            temperature=0.0,
            top_p=0.5,
            seed=7,
            effort="low",
            fields={"reasoning": {"summary": "auto"}},
        )
    ).body

    assert body["reasoning"] == {"effort": "low", "summary": "auto"}
    assert (body["temperature"], body["top_p"]) == (0.0, 0.5)
    assert "seed" not in body


def test_a_seed_is_sent_where_a_service_has_a_field_for_it() -> None:
    assert PROVIDER.encode(replace(ASK, seed=7, seed_field="seed")).body["seed"] == 7


@given(cuts)
def test_however_the_bytes_are_cut_the_reply_is_the_same(cuts: list[int]) -> None:
    heard = reply(RESPONSES, STREAM, cuts)

    assert (heard.answer, heard.reasoning) == ("Adé\u2028", "Hm\n\nso")
    assert heard.usage == USAGE
    assert heard.usage_raw is not None
    assert json.loads(heard.usage_raw) == RAW
    assert heard.finish_reason == "completed"
    assert heard.served_model == "gpt-6.1-sol-2026-10-01"


def test_a_keep_alive_is_counted_and_is_no_data() -> None:
    listener = wires.hear(RESPONSES, STREAM)

    assert wires.times(listener).comments == 1


def test_an_answer_that_was_not_streamed_is_the_same() -> None:
    data = wires.as_json(RESPONSE).encode()

    whole = reply(RESPONSES, data, [7], content_type="application/json")

    assert whole == reply(RESPONSES, STREAM)


def test_a_stream_that_tells_all_at_its_end_is_heard() -> None:
    heard = reply(RESPONSES, events(ended(), named=True))

    assert (heard.answer, heard.reasoning) == ("Adé\u2028", "Hm\n\nso")


@pytest.mark.parametrize("reason", ["max_output_tokens", "content_filter"])
def test_an_incomplete_answer_says_why(reason: str) -> None:
    last = ended(
        "response.incomplete",
        status="incomplete",
        incomplete_details={"reason": reason},
        output=[],
    )

    heard = reply(RESPONSES, events(last, named=True))

    assert heard.finish_reason == reason
    assert heard.usage == USAGE


@pytest.mark.parametrize(
    ("payload", "step"),
    [
        (piece("refusal", "No."), Delta(refusal="No.")),
        (piece("reasoning_text", "Hm"), Delta(reasoning="Hm")),
        ({"type": "response.output_text.delta", "delta": 7}, Delta()),
        ({"type": ["?"]}, Delta()),
        ({"type": "response.created", "response": "?"}, Delta()),
        ("[DONE]", Delta(done=True)),
    ],
)
def test_each_event_is_read(payload: object, step: Delta) -> None:
    assert wires.decode(RESPONSES, payload) == [step]


def test_a_refusal_is_a_part_of_the_message() -> None:
    part = {"type": "refusal", "refusal": "No."}
    last = ended(output=[{"type": "message", "content": [part]}])

    assert reply(RESPONSES, events(last, named=True)).refusal == "No."


FAULT = {"code": "server_error", "message": "boom"}


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "error", **FAULT, "param": None},
        {"type": "error", "error": FAULT},
        {"type": "response.failed", "response": begun(status="failed", error=FAULT)},
        begun(status="failed", error=FAULT),
        {"error": FAULT},
    ],
    ids=["bare", "nested", "failed", "not-streamed", "gateway"],
)
def test_a_fault_inside_the_stream(payload: object) -> None:
    for stream in (events(payload), events({"type": "response.created"}, payload)):
        with pytest.raises(CallError, match="boom") as caught:
            reply(RESPONSES, stream)

        assert caught.value.kind == "server_error"


def test_a_prompt_that_is_too_long_may_be_refused_inside_the_stream() -> None:
    error = {
        "code": "context_length_exceeded",
        "message": "Your input exceeds the context window of this model.",
    }
    last = {"type": "response.failed", "response": begun(status="failed", error=error)}

    with pytest.raises(CallError) as caught:
        reply(RESPONSES, events(last, named=True))

    assert caught.value.kind == "over_window"


def test_a_stream_without_its_end_is_an_error() -> None:
    with pytest.raises(CallError) as caught:
        reply(RESPONSES, STREAM[: STREAM.index(b"event: response.completed")])

    assert caught.value.kind == "disconnected"


@pytest.mark.parametrize("data", ["{", "[]", "7"])
def test_anything_else_is_malformed(data: str) -> None:
    with pytest.raises(MalformedError, match="not an event of a response"):
        wires.decode(RESPONSES, data)
