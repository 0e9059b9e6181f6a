"""Stream answers by an absolute schedule, and keep when each write was really made.

A process of its own, so that the clients' work is not the server's. On SIGTERM it
writes one JSON object for each exchange; the moments are seconds of CLOCK_MONOTONIC,
one clock for all processes of the machine.
"""

import json
import random
import re
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Final

from pipeline.query.loop import attentive
from pipeline.simulate.engine import Server
from pipeline.simulate.exchange import Request, Script, Served, Write

FIRST_S: Final = (0.200, 0.220)
"""Between which moments the first token comes."""
GAP_S: Final = 0.020
TOKENS: Final = 64
_HEAD: Final = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
    b"transfer-encoding: chunked\r\n\r\n"
)
_KEY: Final = re.compile(rb"key=([^;]+);")


def serve(log: Path, seed: int = 1, gap_s: float = GAP_S) -> None:
    """Serve until SIGTERM; print the address, write `log` at the end."""
    served: list[Served] = []
    with attentive():
        server = Server(_Answers(seed, gap_s).answer, observer=served.append)
        signal.signal(signal.SIGTERM, lambda _number, _frame: server.stop())
        sys.stdout.write(server.url + "\n")
        sys.stdout.flush()
        server.run()
    connections: set[int] = set()
    with log.open("w", encoding="utf-8") as file:
        for one in sorted(served, key=lambda one: one.request.begun_at):
            file.write(json.dumps(_row(one, connections)) + "\n")
    if server.failure:
        raise server.failure


@contextmanager
def reference(log: Path, seed: int = 1, gap_s: float = GAP_S) -> Generator[str]:
    """Run it in a process of its own; `log` is there once this has ended."""
    given = [str(log), str(seed), str(gap_s)]
    command = [sys.executable, "-m", "pipeline.simulate.reference", *given]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
            process.wait()


class _Answers:
    def __init__(self, seed: int, gap_s: float) -> None:
        self._gap_s = gap_s
        self._random = random.Random(seed)  # noqa: S311 - spreads answers
        self._numbers = count()

    def answer(self, request: Request) -> Script:
        if request.method == "GET":  # what some clients ask before they begin
            body = b'{"object":"list","data":[{"id":"mock-model","object":"model"}]}'
            head = (
                b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
                b"content-length: %d\r\n\r\n"
            )
            return Script((Write(0, head % len(body) + body),))
        number = next(self._numbers)
        start = self._random.uniform(*FIRST_S)
        piece = _chunk(_event(number, {"content": " word"}))
        opening = _HEAD + _chunk(_event(number, {"role": "assistant", "content": ""}))
        ends = (
            _chunk(_event(number, {}, finish_reason="stop"))
            + _chunk(_usage(number))
            + _chunk(b"data: [DONE]\n\n")
            + b"0\r\n\r\n"
        )
        data = [opening + piece, *[piece] * (TOKENS - 2), piece + ends]
        writes = tuple(
            Write(start + at * self._gap_s, one) for at, one in enumerate(data)
        )
        return Script(writes, note=number)


def _event(number: int, delta: dict[str, str], **more: Any) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": None, **more}
    return _said(number, choices=[choice])


def _usage(number: int) -> bytes:
    usage = {"prompt_tokens": 20, "completion_tokens": TOKENS, "total_tokens": 84}
    return _said(number, choices=[], usage=usage)


def _said(number: int, **more: Any) -> bytes:
    payload = {
        "id": f"chatcmpl-{number}",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "mock-model",
        **more,
    }
    return b"data: %s\n\n" % json.dumps(payload).encode()


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def _row(one: Served, connections: set[int]) -> dict[str, Any]:
    """Describe an exchange; `cold` is the first of its connection."""
    request = one.request
    key = _KEY.search(request.body)
    cold = request.connection not in connections
    connections.add(request.connection)
    return {
        "number": one.script.note,
        "key": key[1].decode() if key else None,
        "request_id": request.headers.get("x-request-id"),
        "cold": cold,
        "begun": request.begun_at,
        "received": request.received_at,
        "first": one.made[0] if one.made else None,
        "last": one.made[-1] if len(one.made) == len(one.script.writes) else None,
        "late": [at - due for at, due in zip(one.made, one.due, strict=False)],
    }


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
