"""Ask a server for streams, so many at once, and say what was measured.

Three ways: the whole of docqa's runner with its store, its transport alone, and the
least that asyncio can do, a `Protocol` that reads events as JSON. Writes one JSON
object: rows of key, time to first token and to the end of the answer in seconds; CPU
seconds and the events they went into; memory before the first stream and at its most.
"""

import asyncio
import json
import resource
import tempfile
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Final, TypeAlias, cast
from urllib.parse import urlsplit

import click
import duckdb

from pipeline.progress import silent
from pipeline.query.loop import run as run_on_uvloop
from pipeline.query.stage import run_calls
from pipeline.query.trial import (
    TRIAL_MODEL,
    TRIAL_TEXT,
    closed_loop,
    trial,
    trial_target,
    trial_text,
)
from pipeline.records import Planned
from pipeline.simulate.reference import TOKENS
from pipeline.store import Store

_PAGE: Final = resource.getpagesize()
_Rows: TypeAlias = list[tuple[str, float | None, float | None]]
_Loop: TypeAlias = Callable[[Coroutine[Any, Any, _Rows]], _Rows]
_LOOPS: Final[dict[str, _Loop]] = {"asyncio": asyncio.run, "uvloop": run_on_uvloop}


async def with_runner(url: str, streams: int, requests: int) -> _Rows:
    """Time it as a user's run is timed: planned calls in, stored attempts out."""
    asked = trial_target(url, streams)
    planned = [
        Planned(
            run="run",
            call=f"call-{number}",
            prompt=str(number),
            model=TRIAL_MODEL,
            endpoint=url,
            repeat=0,
            position=number,
            unsent=None,
        )
        for number in range(requests)
    ]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "clock.duckdb"
        with Store(file) as store:
            await run_calls(
                store,
                planned,
                {TRIAL_MODEL: asked},
                TRIAL_TEXT.format,
                prompts={one.prompt: trial_text(one.prompt) for one in planned},
                seed=1,
                progress=silent,
            )
        with duckdb.connect(file) as database:
            late = "SELECT count(*) FILTER (disturbed), count(*) FROM raw.calls"
            marked, calls = database.execute(late).fetchall()[0]
            click.echo(f"{marked} of {calls} calls are marked as disturbed", err=True)
            return database.execute(
                "SELECT substr(call, 6), first_token_s, answer_s FROM raw.attempts"
            ).fetchall()


async def with_transport(url: str, streams: int, requests: int) -> _Rows:
    timed = await trial(url, streams, requests)
    return [(key, one.first_token_s, one.answer_s) for key, one in timed.items()]


async def with_protocol(url: str, streams: int, requests: int) -> _Rows:
    parts = urlsplit(url)
    rows: _Rows = []
    idle: list[_Raw] = []
    loop = asyncio.get_running_loop()

    async def one(number: int) -> None:
        if idle:
            raw = idle.pop()
        else:
            host, port = parts.hostname or "", parts.port or 80
            _, raw = await loop.create_connection(_Raw, host, port)
        rows.append((str(number), *await raw.ask(TRIAL_TEXT.format(number))))
        idle.append(raw)

    await closed_loop(one, streams, requests)
    return rows


class _Raw(asyncio.Protocol):
    """Reads events and takes their words; knows no HTTP beyond its own server's."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is no child

    async def ask(self, text: str) -> tuple[float | None, float | None]:
        body = json.dumps(
            {
                "model": "mock-model",
                "stream": True,
                "messages": [{"role": "user", "content": text}],
            }
        ).encode()
        head = b"POST /chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n"
        self._held = b""
        self._words: list[str] = []
        self._first: float | None = None
        self._last: float | None = None
        self._done = asyncio.get_running_loop().create_future()
        started = time.perf_counter()
        self._transport.write(head % len(body) + b"\r\n" + body)
        await self._done
        assert self._first is not None
        assert self._last is not None
        return self._first - started, self._last - started

    def data_received(self, data: bytes) -> None:
        at = time.perf_counter()
        *events, self._held = (self._held + data).split(b"\n\n")
        for event in events:
            payload = event[event.index(b"data: ") + 6 :]
            if payload == b"[DONE]":
                continue
            for choice in json.loads(payload)["choices"]:
                if word := choice["delta"].get("content"):
                    self._words.append(word)
                    self._first = self._first or at
                    self._last = at
        if self._held.endswith(b"0\r\n\r\n"):
            self._done.set_result(None)


_WAYS: Final = {
    "runner": with_runner,
    "transport": with_transport,
    "protocol": with_protocol,
}


@click.command()
@click.argument("way", type=click.Choice(list(_WAYS)))
@click.argument("url")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--streams", default=16)
@click.option("--requests", default=64)
@click.option("--loop", type=click.Choice(list(_LOOPS)), default="uvloop")
def main(way: str, url: str, out: Path, streams: int, requests: int, loop: str) -> None:
    """Make REQUESTS over so many STREAMS; write what was measured to OUT."""
    before, memory = time.process_time(), _resident()
    started = time.perf_counter()
    rows = _LOOPS[loop](_WAYS[way](url, streams, requests))
    outcome = {
        "rows": rows,
        "cpu_s": time.process_time() - before,
        "events": requests * TOKENS,
        "seconds": time.perf_counter() - started,
        "memory_before": memory,
        "memory_most": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1_024,
    }
    out.write_text(json.dumps(outcome))


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE


if __name__ == "__main__":
    main()
