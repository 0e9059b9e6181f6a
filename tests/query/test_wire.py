"""What travels, and what comes back, whatever the dialect."""

import asyncio
import json
import time
from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from pipeline.errors import CallError, MalformedError
from pipeline.facts import Facts
from pipeline.query.providers import PROVIDERS
from pipeline.query.providers.reading import items, member
from pipeline.query.replies.reply import Heard
from pipeline.query.transport import Endpoint
from pipeline.query.wire import BodyReader, seal
from pipeline.settings import ModelSettings
from tests.query.bench import KEY, prompt, target
from tests.query.providers import (
    test_anthropic_messages,
    test_gemini,
    test_ollama_chat,
    test_openai_chat,
    test_openai_responses,
)
from tests.query.providers.wires import NOW, hear, sealed, times
from tests.support.server import END, STREAM, Received, Send, body, provider_at_loopback

PATHS = {
    "openai-chat": "/v1/chat/completions",
    "openai-responses": "/v1/responses",
    "anthropic-messages": "/v1/messages",
    "gemini": "/v1/models/m:streamGenerateContent?alt=sse",
    "ollama-chat": "/api/chat",
}
STREAMS = {
    "openai-chat": test_openai_chat.STREAM,
    "openai-responses": test_openai_responses.STREAM,
    "anthropic-messages": test_anthropic_messages.STREAM,
    "gemini": test_gemini.STREAM,
    "ollama-chat": test_ollama_chat.STREAM,
}
KEEP_ALIVES = {"openai-responses": 1, "anthropic-messages": 1}


@pytest.mark.parametrize("dialect", PROVIDERS)
def test_a_prompt_travels_whole_and_is_stored_nowhere(dialect: str) -> None:
    text = 'Who is "Adé"?\u2028\n\U0001f600'

    request = sealed(dialect, text)

    assert request.url == "http://127.0.0.1:1" + PATHS[dialect]
    assert text in _strings(json.loads(request.body))
    assert "Adé" not in request.sent.body
    assert "<the prompt>" in request.sent.body
    assert KEY in request.headers.values() or f"Bearer {KEY}" in (
        request.headers.values()
    )
    assert KEY not in repr(request)
    assert KEY not in request.sent.body


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = items(value) or member(value).values()
    return [said for one in inner for said in _strings(one)]


@pytest.mark.parametrize(
    ("dialect", "facts", "dropped"),
    [
        ("openai-chat", {}, ()),
        ("openai-responses", {}, ("seed",)),
        ("openai-responses", {"seed_field": "seed"}, ()),
        ("anthropic-messages", {}, ("seed",)),
        ("anthropic-messages", {"refuses": ("seed", "top_p")}, ("top_p", "seed")),
        ("gemini", {}, ()),
        ("ollama-chat", {}, ()),
    ],
)
def test_what_a_dialect_has_no_place_for_is_said_to_be_dropped(
    dialect: str, facts: dict[str, object], dropped: tuple[str, ...]
) -> None:
    settings = ModelSettings(id="openai-api/test/m", seed=7, top_p=0.5)
    one = replace(
        target("http://127.0.0.1:1"),
        dialect=dialect,
        settings=settings,
        facts=Facts.model_validate(facts),
    )

    request = seal("Who?", one, prompt("p"))

    assert request.sent.dropped == dropped
    assert ("7" in request.sent.body) is ("seed" not in dropped)


def test_what_orjson_refuses_is_sent_all_the_same() -> None:
    body = json.loads(sealed("openai-chat", "\ud83d", body={"big": 2**70}).body)

    assert body["messages"][0]["content"] == "\ud83d"
    assert body["big"] == 2**70


def test_the_words_of_a_service_reach_the_judge() -> None:
    request = sealed("openai-chat", overflow=("zu viel",))

    assert request.refused(400, "Zu viel Text", {}, NOW).kind == "over_window"
    assert request.refused(400, "no", {}, NOW).kind == "bad_request"


def test_a_wording_that_is_no_expression_is_refused_at_once() -> None:
    with pytest.raises(ValidationError, match=r"'\(' is no regular expression"):
        Facts(overflow=("(",))


def test_comments_blank_events_and_pings_are_keep_alives() -> None:
    stream = (
        b": OPENROUTER PROCESSING\n\ndata:\n\nevent: ping\ndata: {}\n\n"
        b'data: {"choices": [{"delta": {}, "finish_reason": "stop"}]}\n\n: late\n\n'
    )
    first = len(b": OPENROUTER PROCESSING\n\n")

    heard = times(hear("openai-chat", stream, [first, first + 1, len(stream) - 3]))

    assert heard.comments == 4
    assert (heard.first_comment_s, heard.last_comment_s) == (1.0, 4.0)
    assert heard.first_event_s == 3.0


@pytest.mark.parametrize("dialect", PROVIDERS)
def test_a_page_is_no_answer(dialect: str) -> None:
    reader = BodyReader(sealed(dialect), "text/html")

    with pytest.raises(MalformedError):
        list(reader.feed(b"\n <html>log in</html>\n\n"))


@pytest.mark.parametrize("dialect", PROVIDERS)
def test_a_stream_of_nothing_is_an_error(dialect: str) -> None:
    with pytest.raises(CallError) as caught:
        hear(dialect, b"\n\n", content_type="")

    assert caught.value.kind == "disconnected"


@pytest.mark.parametrize("dialect", PROVIDERS)
def test_a_call_goes_the_whole_way_there_and_back(dialect: str) -> None:
    """Over a real socket: the path as it was quoted, the stream as it was framed."""
    kind = b"application/x-ndjson" if dialect == "ollama-chat" else b"text/event-stream"
    script = [Send(STREAM.replace(b"text/event-stream", kind)), body(STREAMS[dialect])]

    async def call() -> tuple[Heard, Received]:
        async with provider_at_loopback([[*script, END]]) as server:
            one = replace(target(f"{server.url}/v1"), dialect=dialect)
            async with Endpoint(server.url, 1, time.perf_counter) as endpoint:
                heard = await endpoint.ask(seal("Who?", one, prompt("p")))
            return heard, server.requests[0]

    heard, request = asyncio.run(call())

    assert heard.error is None
    assert heard.reply is not None
    assert heard.reply.answer.startswith("Adé\u2028")
    assert heard.reply.reasoning.startswith("Hm")
    assert heard.times.comments == KEEP_ALIVES.get(dialect, 0)
    assert request.path == PATHS[dialect]
    assert "Who?" in _strings(request.json)
