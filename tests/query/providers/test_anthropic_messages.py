"""Anthropic's Messages: blocks of thinking and text, and usage in two parts."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from pipeline.errors import CallError, MalformedError
from pipeline.query.providers.anthropic_messages import PROVIDER
from pipeline.query.providers.base import Delta
from pipeline.records import Usage
from tests.query.bench import KEY
from tests.query.providers import wires
from tests.query.providers.wires import ASK, cuts, events, reply

MESSAGES = "anthropic-messages"
FIRST: dict[str, Any] = {
    "input_tokens": 12,
    "cache_creation_input_tokens": 300,
    "cache_read_input_tokens": 1_000,
    "cache_creation": {"ephemeral_5m_input_tokens": 300},
    "output_tokens": 1,
    "service_tier": "standard",
}
LAST: dict[str, Any] = {
    "output_tokens": 30,
    "output_tokens_details": {"thinking_tokens": 20},
}
MESSAGE: dict[str, Any] = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "model": "claude-opus-5-5",
    "content": [],
    "stop_reason": None,
    "usage": FIRST,
}
START: dict[str, Any] = {"type": "message_start", "message": MESSAGE}
PING = {"type": "ping"}
STOP = {"type": "message_stop"}


def block(index: int, **content: object) -> dict[str, object]:
    return {"type": "content_block_start", "index": index, "content_block": content}


def piece(**delta: object) -> dict[str, object]:
    return {"type": "content_block_delta", "index": 0, "delta": delta}


def end(reason: str, usage: object = LAST, **more: object) -> dict[str, object]:
    delta = {"stop_reason": reason, "stop_sequence": None, **more}
    return {"type": "message_delta", "delta": delta, "usage": usage}


def said(*endings: object) -> bytes:
    return events(
        START,
        block(0, type="thinking", thinking="", signature=""),
        PING,
        piece(type="thinking_delta", thinking="Hm "),
        piece(type="thinking_delta", thinking="é?"),
        piece(type="signature_delta", signature="EqQB"),
        {"type": "content_block_stop", "index": 0},
        block(1, type="text", text=""),
        piece(type="text_delta", text="Adé\u2028"),
        piece(type="text_delta", text=" Lovelace"),
        {"type": "content_block_stop", "index": 1},
        *endings,
        named=True,
    )


STREAM = said(end("end_turn"), STOP)


def test_the_least_is_sent() -> None:
    request = PROVIDER.encode(ASK)

    assert request.path == "/messages"
    assert request.headers == {"x-api-key": KEY, "anthropic-version": "2026-10-21"}
    assert request.body == {
        "model": "m",
        "messages": [{"role": "user", "content": "Who?"}],
        "stream": True,
        "max_tokens": 9,
    }
    assert "x-api-key" not in PROVIDER.encode(replace(ASK, key=None)).headers


def test_effort_asks_for_thinking_that_adapts() -> None:
    fields = {"thinking": {"display": "summarized"}}
    body = PROVIDER.encode(
        replace(ASK, effort="low", temperature=0.5, top_p=0.9, fields=fields)
    ).body

    assert body["output_config"] == {"effort": "low"}
    assert body["thinking"] == {"type": "adaptive", "display": "summarized"}
    assert (body["temperature"], body["top_p"]) == (0.5, 0.9)


def test_effort_goes_where_a_service_wants_it() -> None:
    body = PROVIDER.encode(replace(ASK, effort="low", effort_field="a.b", seed=7)).body

    assert body["a"] == {"b": "low"}
    assert "thinking" not in body
    assert "seed" not in body


@given(cuts)
def test_however_the_bytes_are_cut_the_reply_is_the_same(cuts: list[int]) -> None:
    heard = reply(MESSAGES, STREAM, cuts)

    assert (heard.answer, heard.reasoning) == ("Adé\u2028 Lovelace", "Hm é?")
    assert heard.usage == Usage(
        prompt_tokens=1_312,
        cached_tokens=1_000,
        cache_write_tokens=300,
        completion_tokens=30,
        reasoning_tokens=20,
    )
    assert heard.usage_raw is not None
    assert json.loads(heard.usage_raw) == FIRST | LAST
    assert (heard.finish_reason, heard.served_model) == ("end_turn", "claude-opus-5-5")


def test_a_ping_is_counted_and_is_no_data() -> None:
    assert wires.times(wires.hear(MESSAGES, STREAM)).comments == 1


@pytest.mark.parametrize(
    "again",
    [
        {"input_tokens": 12},
        {"input_tokens": 12, "cache_read_input_tokens": None},
        {
            "input_tokens": 12,
            "cache_creation_input_tokens": 300,
            "cache_read_input_tokens": 1_000,
        },
    ],
    ids=["without-caches", "null-caches", "all"],
)
def test_a_prompt_does_not_shrink_by_being_reported_twice(
    again: dict[str, object],
) -> None:
    heard = reply(MESSAGES, said(end("end_turn", LAST | again), STOP))

    assert heard.usage.prompt_tokens == 1_312
    assert heard.usage.cached_tokens == 1_000


def test_a_prompt_may_be_counted_at_the_end_alone() -> None:
    start = START | {"message": MESSAGE | {"usage": {"input_tokens": 0}}}
    stream = events(start, end("end_turn", {"input_tokens": 7}), STOP, named=True)

    assert reply(MESSAGES, stream).usage.prompt_tokens == 7


def test_an_answer_that_was_not_streamed_is_the_same() -> None:
    whole = MESSAGE | {
        "content": [
            {"type": "thinking", "thinking": "Hm é?", "signature": "EqQB"},
            {"type": "text", "text": "Adé\u2028 Lovelace"},
        ],
        "stop_reason": "end_turn",
        "usage": FIRST | LAST,
    }
    data = wires.as_json(whole).encode()

    heard = reply(MESSAGES, data, [99], content_type="application/json")

    assert heard == reply(MESSAGES, STREAM)


def test_a_refusal_says_what_it_says() -> None:
    details = {"category": "cyber", "explanation": "No."}

    heard = reply(MESSAGES, said(end("refusal", LAST, stop_details=details), STOP))

    assert (heard.refusal, heard.finish_reason) == ("No.", "refusal")


@pytest.mark.parametrize(
    ("payload", "step"),
    [
        (piece(type="input_json_delta", partial_json="{}"), Delta()),
        (piece(type="text_delta", text=7), Delta()),
        ({"type": "content_block_delta", "delta": ["?"]}, Delta()),
        ({"type": ["?"]}, Delta()),
        (block(0, type="text", text="A"), Delta(answer="A")),
        (block(0, type="redacted_thinking", data="x"), Delta()),
        (STOP, Delta(done=True)),
    ],
)
def test_each_event_is_read(payload: object, step: Delta) -> None:
    assert wires.decode(MESSAGES, payload) == [step]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("overloaded_error", "overloaded"),
        ("api_error", "server_error"),
        ("rate_limit_error", "rate_limited"),
        ("invalid_request_error", "bad_request"),
        ("authentication_error", "auth"),
        ("not_found_error", "not_found"),
        ("billing_error", "quota_exhausted"),
        ("request_too_large", "body_too_large"),
    ],
)
def test_a_fault_inside_the_stream(kind: str, expected: str) -> None:
    error = {"type": "error", "error": {"type": kind, "message": "boom"}}

    with pytest.raises(CallError, match="boom") as caught:
        reply(MESSAGES, said(error))

    assert caught.value.kind == expected


def test_a_stream_without_its_end_is_an_error() -> None:
    with pytest.raises(CallError) as caught:
        reply(MESSAGES, said())

    assert caught.value.kind == "disconnected"


def test_the_reason_is_an_end() -> None:
    assert reply(MESSAGES, said(end("max_tokens"))).finish_reason == "max_tokens"


@pytest.mark.parametrize("data", ["{", "[]", "7"])
def test_anything_else_is_malformed(data: str) -> None:
    with pytest.raises(MalformedError, match="not an event of a message"):
        wires.decode(MESSAGES, data)
