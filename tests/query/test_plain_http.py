"""Plain exchanges over real sockets: bounded, never redirected, without the key."""

import asyncio
import time
from collections.abc import Callable
from io import BytesIO
from itertools import count

import pytest

from pipeline.errors import CallError, MalformedError, RejectedError, TransientError
from pipeline.query.plain_http import PlainHttp
from tests.query.bench import KEY
from tests.support.server import (
    END,
    OK,
    Drop,
    Received,
    Script,
    Scripts,
    body,
    provider_at_loopback,
    refusal,
)

HEADERS = {"authorization": f"Bearer {KEY}"}
Clock = Callable[[], float]


def met(
    scripts: Scripts, do: Callable[[PlainHttp], object], clock: Clock = time.monotonic
) -> object:
    """Do it against that server; return what comes of it, an error too."""

    def there(url: str) -> object:
        with PlainHttp(url, headers=HEADERS, key=KEY, clock=clock) as http:
            try:
                return do(http)
            except CallError as error:
                return error

    async def whole() -> object:
        async with provider_at_loopback(scripts) as server:
            return await asyncio.to_thread(there, server.url)

    return asyncio.run(whole())


def get(http: PlainHttp) -> str:
    return http.get("/x")


def test_an_upload_arrives_as_it_is_and_a_download_too() -> None:
    data, into = bytes(range(256)) * 4_000, BytesIO()
    seen: list[bytes] = []

    def script(received: Received) -> Script:
        if not received.body:
            return refusal(200, data)
        seen.append(received.body)
        return refusal(200, b"thanks")

    def do(http: PlainHttp) -> str:
        said = http.upload("/up", BytesIO(data), len(data), "text/plain")
        http.download("/down", into)
        return said

    assert met(script, do) == "thanks"
    assert seen == [into.getvalue()] == [data]


@pytest.mark.parametrize(
    ("script", "kind", "error"),
    [
        (refusal(401, {"error": f"no {KEY}"}), RejectedError, "auth"),
        (refusal(307, "", location=f"/y?{KEY}"), RejectedError, "bad_request"),
        (refusal(503, "busy"), TransientError, "overloaded"),
        ([OK, body(b"{"), Drop()], TransientError, "disconnected"),
        ([Drop()], TransientError, "disconnected"),
    ],
)
def test_what_goes_wrong_is_the_error_of_a_call_without_the_key(
    script: Script, kind: type[CallError], error: str
) -> None:
    found = met([script], get)

    assert isinstance(found, kind)
    assert found.kind == error
    assert KEY not in str(found)


def test_an_answer_that_trickles_is_given_up() -> None:
    ticks = count(0, 50)
    script = [OK, body(b"a"), body(b"b", after=0.1), body(b"c", after=0.1), END]

    found = met([script], get, clock=lambda: float(next(ticks)))

    assert isinstance(found, TransientError)
    assert found.kind == "timeout"


def test_an_answer_that_never_ends_is_given_up() -> None:
    script = [OK, *[body(b"x" * 2**20)] * 20, END]

    found = met([script], get)

    assert isinstance(found, MalformedError)
    assert "larger than" in str(found)


def test_proxies_do_not_hold_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")

    assert met([refusal(200, b"here")], get) == "here"
