"""What one attempt becomes, against a provider that behaves and one that does not."""

import asyncio
import json
import time

import httpx
import pytest

from pipeline.query import transport
from pipeline.query.replies.reply import Heard
from pipeline.query.transport import Endpoint
from pipeline.query.wire import seal
from tests.query.bench import KEY, prompt, target
from tests.query.one_attempt import ask, ask_often, failed
from tests.support.server import (
    DONE_EVENT,
    END,
    OK,
    Drop,
    Hang,
    Script,
    Send,
    answer,
    body,
    event,
    provider_at_loopback,
    refusal,
    said,
    stop,
    usage,
)


def test_an_answer_arrives_whole_with_its_times_in_order() -> None:
    first = said(content="Adé\u2028")
    cut = first.index("é".encode()) + 1  # inside the character
    heard = ask(
        [
            OK,
            body(b": hello\n\n" + said(role="assistant", content=""), after=0.05),
            body(said(reasoning_content="Hm"), after=0.05),
            body(first[:cut], after=0.05),
            body(first[cut:] + said(content=" Love"), after=0.05),
            body(said(content="lace"), after=0.10),
            body(stop()),
            body(usage(7, 3, cached_tokens=2), after=0.05),
            body(DONE_EVENT),
            END,
        ]
    )

    assert heard.error is None
    assert heard.reply is not None
    assert heard.reply.answer == "Adé\u2028 Lovelace"
    assert heard.reply.reasoning == "Hm"
    assert heard.reply.usage.model_dump(exclude_none=True) == {
        "prompt_tokens": 7,
        "completion_tokens": 3,
        "cached_tokens": 2,
    }
    assert (heard.reply.finish_reason, heard.reply.served_model) == ("stop", "served-1")
    times = heard.times
    assert heard.status == 200
    assert times.connect_s is not None
    assert times.connect_s > 0
    assert times.first_byte_s is not None
    assert times.first_token_s is not None
    assert times.first_answer_s is not None
    assert times.answer_s is not None
    assert times.connect_s < times.first_byte_s < times.first_token_s
    assert times.first_token_s <= times.first_answer_s <= times.answer_s
    assert times.first_token_s >= 0.10, "a role is no token"
    assert times.first_answer_s >= 0.20, "reasoning is no answer, nor half a character"
    assert times.answer_s >= 0.30
    assert times.total_s >= 0.35
    assert times.gaps is not None
    assert times.gaps <= 1, "what arrived in the same bytes is one piece"


def test_the_request_is_utf8_json_with_its_key_in_the_header() -> None:
    _, server = ask_often([answer("x")], 1, "Wé\u2028?", key=KEY)

    [request] = server.requests
    assert request.path == "/chat/completions"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.headers["accept-encoding"] == "identity"
    assert "Wé\u2028?".encode() in request.body
    assert request.prompt == "Wé\u2028?"


def test_a_connection_is_used_again_and_connects_once() -> None:
    heard, server = ask_often([answer("x")], 3)

    assert server.connections == 1
    assert heard[0].times.connect_s is not None
    assert [one.times.connect_s for one in heard[1:]] == [None, None]


def test_a_server_that_does_not_stream_is_timed_by_its_arrival() -> None:
    completion = {
        "object": "chat.completion",
        "choices": [
            {"index": 0, "message": {"content": "Ada"}, "finish_reason": "stop"}
        ],
        "usage": {"prompt_tokens": 7},
    }
    data = json.dumps(completion).encode()
    head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
    size = b"content-length: %d\r\n\r\n" % (len(data) + 2)

    heard = ask(
        [
            Send(head + size + b"\n\n"),
            Send(data[:20], after=0.05),
            Send(data[20:], after=0.05),
        ]
    )

    assert heard.reply is not None
    assert heard.reply.answer == "Ada"
    assert heard.reply.usage.prompt_tokens == 7
    assert heard.times.first_token_s == heard.times.answer_s
    assert heard.times.answer_s is not None
    assert heard.times.answer_s >= 0.10
    assert heard.times.gaps is None


def test_a_stream_may_call_itself_plain_text() -> None:
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\n"

    heard = ask([Send(head), Send(said(content="Ada") + DONE_EVENT), Drop()])

    assert heard.reply is not None
    assert heard.reply.answer == "Ada"


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        pytest.param([OK, body(said(content="Ad")), Drop()], "disconnected", id="drop"),
        pytest.param([OK, body(said(content="Ad")), END], "disconnected", id="no-done"),
        pytest.param([OK, END], "disconnected", id="nothing"),
        pytest.param([Drop()], "disconnected", id="no-response"),
        pytest.param(
            [Send(b"HTTP/1.1 200 OK\r\n\r\n" + said(content="Ad")[:-9]), Drop()],
            "disconnected",
            id="half-an-event",
        ),
        pytest.param([OK, body(b"data: {\n\n"), END], "malformed", id="torn-json"),
        pytest.param(
            refusal(200, b"<html>log in</html>", content_type="text/html"),
            "malformed",
            id="a-page",
        ),
        pytest.param(
            refusal(200, b"x", content_encoding="br"), "malformed", id="encoded"
        ),
        pytest.param(
            refusal(200, b"no such thing", content_encoding="gzip"),
            "malformed",
            id="not-gzip",
        ),
        pytest.param([Send(b"HTTP/2.9 huh\r\n\r\n")], "disconnected", id="no-http"),
        pytest.param(
            [OK, body(event({"error": {"message": "boom", "code": 503}})), END],
            "overloaded",
            id="fault-in-stream",
        ),
        pytest.param(
            [OK, body(said(content="Ad") + stop("network_error") + DONE_EVENT), END],
            "server_error",
            id="fault-as-finish-reason",
        ),
        pytest.param(
            refusal(307, "", location="http://127.0.0.1:1/"), "bad_request", id="moved"
        ),
        pytest.param(refusal(304), "bad_request", id="moved-nowhere"),
        pytest.param(refusal(401, {"error": "no"}), "auth", id="401"),
        pytest.param(refusal(404), "not_found", id="404"),
        pytest.param(refusal(500), "server_error", id="500"),
        pytest.param(
            [Send(b"HTTP/1.1 429 X\r\ncontent-length: 99\r\n\r\nhalf"), Drop()],
            "rate_limited",
            id="429-cut-short",
        ),
    ],
)
def test_a_failed_attempt_says_what_failed(script: Script, kind: str) -> None:
    heard = ask(script)

    assert failed(heard) == kind
    assert heard.times.total_s > 0
    assert heard.times.answer_s is None or kind in ("disconnected", "server_error")


@pytest.mark.parametrize(
    "ending",
    [
        pytest.param([Drop()], id="dropped"),
        pytest.param([END], id="no-done"),
        pytest.param([body(DONE_EVENT), Hang()], id="never-closed"),
        pytest.param([body(b"data: <html>\n\n"), END], id="a-page-behind-it"),
        pytest.param([body(DONE_EVENT), Send(b"nonsense\r\n")], id="a-torn-chunk"),
        pytest.param(
            [body(event({"error": {"message": "busy", "code": 503}})), END],
            id="a-fault-behind-it",
        ),
    ],
)
def test_an_answer_that_said_why_it_ended_is_whole(ending: Script) -> None:
    heard = ask([OK, body(said(content="Ada")), body(stop()), *ending])

    assert heard.error is None
    assert heard.reply is not None
    assert heard.reply.answer == "Ada"


def test_nobody_listens() -> None:
    async def call() -> Heard:
        async with provider_at_loopback([[]]) as server:
            url = server.url
        async with Endpoint(url, 1, time.perf_counter) as endpoint:
            return await endpoint.ask(seal("Who?", target(url), prompt("p")))

    heard = asyncio.run(call())

    assert failed(heard) == "connect"
    assert heard.times.connect_s is None


def test_every_error_of_httpx_has_a_meaning() -> None:
    def below(kind: type[httpx.RequestError]) -> set[type[httpx.RequestError]]:
        return {kind}.union(*(below(child) for child in kind.__subclasses__()))

    meanings = {
        kind.__name__: transport.meaning_of(kind("why"), None).kind
        for kind in below(httpx.RequestError)
    }

    assert meanings == {
        "CloseError": "disconnected",
        "ConnectError": "connect",
        "ConnectTimeout": "connect",
        "DecodingError": "malformed",
        "LocalProtocolError": "bad_request",
        "NetworkError": "disconnected",
        "PoolTimeout": "timeout",
        "ProtocolError": "disconnected",
        "ProxyError": "connect",
        "ReadError": "disconnected",
        "ReadTimeout": "timeout",
        "RemoteProtocolError": "disconnected",
        "RequestError": "disconnected",
        "TimeoutException": "timeout",
        "TooManyRedirects": "bad_request",
        "TransportError": "disconnected",
        "UnsupportedProtocol": "bad_request",
        "WriteError": "disconnected",
        "WriteTimeout": "timeout",
    }, "give a new error of httpx its kind in _MEANINGS"


@pytest.mark.parametrize("again", [usage(7, 3), usage(0, 0)], ids=["same", "zeros"])
def test_usage_that_is_told_twice_is_counted_once_and_never_less(again: bytes) -> None:
    end = stop() + usage(7, 3) + again + DONE_EVENT

    heard = ask([OK, body(said(content="Ada")), body(end), END])

    assert heard.reply is not None
    counted = heard.reply.usage
    assert (counted.prompt_tokens, counted.completion_tokens) == (7, 3)
