"""What one attempt waits for, how much it keeps, and by which way it goes."""

import asyncio
import time

import pytest

from pipeline.errors import SettingsError
from pipeline.query.plain_http import PlainHttp
from pipeline.query.replies.reply import Heard
from pipeline.query.transport import Endpoint
from pipeline.query.wire import seal
from tests.query.bench import KEY, prompt, target
from tests.query.one_attempt import ask, failed
from tests.support.server import (
    DONE_EVENT,
    END,
    OK,
    Hang,
    Loopback,
    Script,
    Send,
    answer,
    body,
    provider_at_loopback,
    refusal,
    said,
    stop,
)


@pytest.mark.parametrize(
    "script",
    [
        pytest.param([Hang()], id="never-answers"),
        pytest.param([OK, Hang()], id="never-says-a-thing"),
        pytest.param([OK, body(said(content="Ada")), Hang()], id="stops-halfway"),
    ],
)
@pytest.mark.parametrize(
    ("limits", "said_so"),
    [
        ({"timeout_s": 0.2}, "no end after 0.2 s (timeout_s)"),
        ({"idle_timeout_s": 0.2}, "silent for 0.2 s (idle_timeout_s)"),
    ],
    ids=["total", "idle"],
)
def test_a_silent_server_is_given_up(
    script: Script, limits: dict[str, float], said_so: str
) -> None:
    heard = ask(script, **limits)

    assert failed(heard) == "timeout"
    assert heard.error is not None
    assert heard.times.total_s >= 0.2
    assert str(heard.error) == said_so


def test_comments_do_not_count_as_being_spoken_to() -> None:
    comments = [body(b": keep-alive\n\n", after=0.05) for _ in range(40)]

    heard = ask([OK, *comments, *answer("late")[1:]], idle_timeout_s=0.3)

    assert failed(heard) == "timeout"
    assert heard.times.total_s >= 0.3
    assert heard.times.first_byte_s is not None


def test_events_do_count_as_being_spoken_to() -> None:
    pieces = [body(said(content="x"), after=0.1) for _ in range(12)]

    heard = ask([OK, *pieces, body(stop() + DONE_EVENT), END], idle_timeout_s=1.0)

    assert heard.reply is not None
    assert heard.reply.answer == "x" * 12
    assert heard.times.total_s >= 1.2


def test_what_a_server_says_is_kept_short_and_without_the_key() -> None:
    heard = ask(refusal(400, {"error": {"message": f"key {KEY} " + "x" * 99_999}}))

    assert heard.error is not None
    message = str(heard.error)
    assert len(message) == 2_000
    assert KEY not in message
    assert "key [redacted] xxx" in message


def test_a_malformed_event_is_shown_without_the_key() -> None:
    heard = ask([OK, body(b"data: " + b"x" * 190 + KEY.encode() + b"\n\n"), END])

    assert failed(heard) == "malformed"
    assert KEY[:8] not in str(heard.error)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"x" * 60 + KEY.encode() + b"\r\n\r\n", id="no response"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\n" + b"y " * 30 + KEY.encode() + b"\r\n\r\n",
            id="no header",
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
            + b"z" * 25
            + KEY.encode()
            + b"\r\n",
            id="no chunk",
        ),
    ],
)
def test_bytes_that_are_no_response_are_shown_without_half_of_the_key(
    said: bytes,
) -> None:
    heard = ask([Send(said)])

    assert failed(heard) == "disconnected"
    assert KEY[:8] not in str(heard.error)
    assert "[redacted]" in str(heard.error)


def test_an_endless_answer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.query.wire.MAX_STREAM_BYTES", 1_000)
    monkeypatch.setattr("pipeline.query.wire.MAX_EVENT_BYTES", 500)

    assert failed(ask([OK, *[body(said(content="x" * 200))] * 9, END])) == "malformed"
    assert failed(ask(refusal(200, {"x": "x" * 600}))) == "malformed"


def test_a_proxy_of_the_environment_is_not_asked_for_a_loopback_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")

    assert ask(answer("Ada")).reply is not None


def test_a_proxy_of_the_environment_is_asked_for_any_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def call() -> tuple[Heard, Loopback]:
        async with provider_at_loopback([answer("Ada")]) as proxy:
            monkeypatch.setenv("HTTP_PROXY", proxy.url)
            url = "http://provider.invalid"
            async with Endpoint(url, 1, time.perf_counter) as endpoint:
                return await endpoint.ask(seal("Who?", target(url), prompt("p"))), proxy

    heard, proxy = asyncio.run(call())

    assert heard.reply is not None
    assert proxy.requests[0].path == "http://provider.invalid/chat/completions"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALL_PROXY", "ftp://me:hunter2@host"),
        ("ALL_PROXY", "socks5://me:hunter2@host"),
        ("SSL_CERT_FILE", "/nowhere/hunter2.pem"),
    ],
)
def test_an_environment_that_cannot_be_used_is_a_setting_to_correct(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError, match="correct or unset") as caught:
        Endpoint("http://provider.invalid", 1, time.perf_counter)

    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("url", ["http://\u2603.example/v1", "https://xn--/v1"])
def test_a_host_that_no_lookup_can_be_asked_for_is_a_setting_to_correct(
    url: str,
) -> None:
    with pytest.raises(SettingsError, match=r"the address '.*' is no URL: "):
        Endpoint(url, 1, time.perf_counter)
    with pytest.raises(SettingsError, match=r"the address '.*' is no URL: "):
        PlainHttp(url, headers={}, key=None)
