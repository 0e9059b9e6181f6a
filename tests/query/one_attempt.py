"""One attempt against a scripted provider."""

import asyncio
import time
from typing import Any

from pipeline.query.replies.reply import Heard
from pipeline.query.transport import Endpoint
from pipeline.query.wire import seal
from tests.query.bench import prompt, target
from tests.support.server import (
    Loopback,
    Script,
    Scripts,
    provider_at_loopback,
)


def ask(script: Script, **settings: Any) -> Heard:
    [heard], _ = ask_often([script], 1, **settings)
    return heard


def ask_often(
    scripts: Scripts, times: int, text: str = "Who?", **settings: Any
) -> tuple[list[Heard], Loopback]:
    async def call() -> tuple[list[Heard], Loopback]:
        async with provider_at_loopback(scripts) as server:
            sealed = seal(text, target(server.url, **settings), prompt("p"))
            async with Endpoint(server.url, 4, time.perf_counter) as endpoint:
                return [await endpoint.ask(sealed) for _ in range(times)], server

    return asyncio.run(call())


def failed(heard: Heard) -> str:
    assert heard.reply is None
    assert heard.error is not None
    return heard.error.kind
