"""A key that a server echoes wherever it can is in no file and in no output."""

import asyncio
import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import duckdb

from pipeline.simulate.dialects import BASES, dialect_of
from tests.rehearsals.rehearsal import DIALECTS, Asked, bench_file
from tests.support.commands import ROOT
from tests.support.server import (
    END,
    STREAM,
    Received,
    Script,
    Send,
    body,
    provider_at_loopback,
    refusal,
)

CANARY = "sk-canary-5f3a9d0c17e2"
HALF = len(CANARY) // 2
ANSWER = (f'{{"answer": "{CANARY[:HALF]}', f'{CANARY[HALF:]}"}}')
ASIDE = {"note": CANARY, CANARY: 1}


def of_chat(prompt: int) -> list[dict[str, object]]:
    top: dict[str, object] = {"model": CANARY, "system_fingerprint": CANARY}
    deltas = [
        *({"reasoning_content": half} for half in (CANARY[:HALF], CANARY[HALF:])),
        *({"content": piece} for piece in ANSWER),
    ]
    usage = {"prompt_tokens": prompt, "completion_tokens": 9, **ASIDE}
    end: dict[str, object] = {"index": 0, "delta": {}, "finish_reason": CANARY}
    return [
        *(top | {"choices": [{"index": 0, "delta": delta}]} for delta in deltas),
        top | {"choices": [end], "usage": usage},
    ]


def of_responses(prompt: int) -> list[dict[str, object]]:
    usage = {"input_tokens": prompt, "output_tokens": 9, **ASIDE}
    end = {"model": CANARY, "status": "completed", "usage": usage}
    first, second = ANSWER
    return [
        {"type": "response.created", "response": {"model": CANARY}},
        {"type": "response.reasoning_summary_text.delta", "delta": CANARY},
        {"type": "response.output_text.delta", "delta": first},
        {"type": "response.output_text.delta", "delta": second},
        {"type": "response.completed", "response": end},
    ]


def of_messages(prompt: int) -> list[dict[str, object]]:
    start = {"model": CANARY, "usage": {"input_tokens": prompt, **ASIDE}}
    deltas = [
        {"type": "thinking_delta", "thinking": CANARY},
        *({"type": "text_delta", "text": piece} for piece in ANSWER),
    ]
    end = {"stop_reason": CANARY}
    return [
        {"type": "message_start", "message": start},
        *({"type": "content_block_delta", "index": 0, "delta": one} for one in deltas),
        {"type": "message_delta", "delta": end, "usage": {"output_tokens": 9}},
        {"type": "message_stop"},
    ]


def of_gemini(prompt: int) -> list[dict[str, object]]:
    usage = {"promptTokenCount": prompt, "candidatesTokenCount": 9, **ASIDE}
    top: dict[str, object] = {"modelVersion": CANARY, "usageMetadata": usage}
    parts = [{"text": CANARY, "thought": True}, *({"text": one} for one in ANSWER)]
    ends: list[dict[str, str]] = [{}, {}, {"finishReason": CANARY}]
    return [
        top | {"candidates": [{"content": {"parts": [part]}, **end}]}
        for part, end in zip(parts, ends, strict=True)
    ]


def of_ollama(prompt: int) -> list[dict[str, object]]:
    top: dict[str, object] = {"model": CANARY, "done": False}
    messages = [
        {"content": "", "thinking": CANARY},
        *({"content": piece} for piece in ANSWER),
    ]
    end = {"done": True, "done_reason": CANARY, "prompt_eval_count": prompt}
    return [
        *(top | {"message": message} for message in messages),
        top | end | {"message": {"content": ""}, "eval_count": 9},
    ]


ANSWERS: dict[str, Callable[[int], list[dict[str, object]]]] = {
    "openai-chat": of_chat,
    "openai-responses": of_responses,
    "anthropic-messages": of_messages,
    "gemini": of_gemini,
    "ollama-chat": of_ollama,
}


def framed(dialect: str, payload: object) -> bytes:
    text = payload if isinstance(payload, str) else json.dumps(payload)
    return (
        f"{text}\n".encode()
        if dialect == "ollama-chat"
        else f"data: {text}\n\n".encode()
    )


def streamed(dialect: str, *payloads: object) -> Script:
    kind = b"application/x-ndjson" if dialect == "ollama-chat" else b"text/event-stream"
    head = STREAM.replace(b"text/event-stream", kind)
    echo = f"\r\nx-echo: {CANARY}\r\n\r\n".encode()
    head = head.removesuffix(b"\r\n\r\n") + echo
    return [Send(head), *(body(framed(dialect, one)) for one in payloads), END]


def answered(dialect: str, size: int) -> Script:
    return streamed(dialect, *ANSWERS[dialect](size // 5))


def told(dialect: str, size: int) -> Script:
    del dialect, size
    error = {"message": f"bad key {CANARY}", "code": CANARY, "type": CANARY}
    return refusal(401, {"error": error}, www_authenticate=CANARY)


def told_late(dialect: str, size: int) -> Script:
    """The message is cut in the middle of the key."""
    del dialect, size
    return refusal(400, ("x" * (2_000 - HALF) + CANARY).encode(), x_echo=CANARY)


def told_inside(dialect: str, size: int) -> Script:
    del size
    return streamed(dialect, {"error": {"message": CANARY, "code": CANARY}})


def malformed(dialect: str, size: int) -> Script:
    del size
    return streamed(dialect, "{" + CANARY)


def redirected(dialect: str, size: int) -> Script:
    del dialect, size
    return refusal(307, b"", location=f"http://127.0.0.1:1/?key={CANARY}")


def no_http(dialect: str, size: int) -> Script:
    del dialect, size
    return [Send(f"{CANARY} {CANARY}\r\n\r\n".encode())]


WAYS = (answered, told, told_late, told_inside, malformed, redirected, no_http)


def everything(place: Path) -> str:
    """Return all that the workspace and the export hold, unpacked, as text."""
    found: list[str] = []
    with duckdb.connect(str(place / ".docqa" / "bench.duckdb"), read_only=True) as db:
        tables = db.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        for (name,) in tables:
            found += map(str, db.execute(f"FROM raw.{name}").fetchall())
        for path in place.glob("parquet/*.parquet"):
            found += map(str, db.read_parquet(str(path)).fetchall())
    return "\n".join(found)


def test_a_key_is_in_no_file_and_no_output(ingested: Path, tmp_path: Path) -> None:
    place = shutil.copytree(ingested, tmp_path / "bench")
    asked: Counter[str] = Counter()

    def echo(received: Received) -> Script:
        found = dialect_of(received.path)
        assert found is not None
        assert any(CANARY in value for value in received.headers.values())
        asked[found.name] += 1
        way = WAYS[asked[found.name] % len(WAYS)]
        return way(found.name, len(received.body))

    names = [f"SIM_{d.upper().replace('-', '_')}" for d in DIALECTS]
    keys = {f"{name}_API_KEY": CANARY for name in names}

    async def docqa(*arguments: str) -> str:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "pipeline", *arguments),
            cwd=place,
            env={**os.environ, **keys, "PYTHONPATH": str(ROOT)},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        out, _ = await process.communicate()
        assert process.returncode == 0, out.decode()
        return out.decode()

    async def bench() -> str:
        async with provider_at_loopback(echo) as server:
            models = [Asked("one", dialect, {"attempts": 1}) for dialect in DIALECTS]
            text = bench_file(server.url, models, lengths=["1k"])
            (place / "bench.toml").write_text(text, encoding="utf-8")
            return await docqa("bench") + await docqa("export", "parquet")

    said = asyncio.run(bench())

    assert set(asked) == set(BASES)
    assert min(asked.values()) >= len(WAYS)
    held = everything(place)
    assert held.count("[redacted]") >= 5 * len(WAYS)
    assert CANARY[:HALF] not in held + said
    for path in place.rglob("*"):
        assert not path.is_file() or CANARY.encode() not in path.read_bytes(), path
