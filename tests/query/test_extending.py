"""The page about extending tells the truth: its provider is added, and asked."""

import asyncio
import json
import os
import sys
from pathlib import Path

import duckdb
import pytest

from pipeline.query.baselines import BASELINES
from tests.support.extending import add, blocks, copied
from tests.support.server import (
    END,
    OK,
    Received,
    Script,
    body,
    event,
    provider_at_loopback,
)
from tests.support.small_bench import write_corpus, write_questions

KEY = "sk-canary-0123456789abcdef"


@pytest.fixture
def extended(tmp_path: Path) -> Path:
    """A copy of the package with one file and one line more, as the page has them."""
    package = copied(tmp_path)
    add(package, "a provider")
    return package.parent


@pytest.fixture
def place(tmp_path: Path) -> Path:
    work = tmp_path / "work"
    write_corpus(work / "docs")
    write_questions(work / "asked.jsonl")
    small = """
corpus = "docs"
questions = "asked.jsonl"
lengths = ["2k"]
controls = []
limit = 1
"""
    (work / "bench.toml").write_text(small + blocks("a provider")[2], encoding="utf-8")
    return work


def complete(request: Received) -> Script:
    """Answer in Acme's dialect, what the BM25 baseline would."""
    words = BASELINES["bm25"].read(request.json["question"])
    half = len(words) // 2
    lines = [
        {"thought": "Let me see."},
        {"words": words[:half]},
        {"words": words[half:]},
        {"bill": {"read": 2_000, "wrote": 9}},
        {"end": "finished"},
    ]
    return [OK, *(body(event(line)) for line in lines), END]


async def docqa(source: Path, place: Path, url: str, *arguments: str) -> str:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "pipeline", *arguments),
        cwd=place,
        env={
            **os.environ,
            "PYTHONPATH": str(source),
            "ACME_BASE_URL": f"{url}/v0",
            "ACME_API_KEY": KEY,
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    return out.decode()


def test_the_made_up_provider_of_the_page_is_asked(extended: Path, place: Path) -> None:
    async def whole() -> tuple[dict[str, object], list[Received]]:
        async with provider_at_loopback(complete) as server:
            shown = await docqa(
                extended, place, server.url, *("models", "acme/acme-1", "--json")
            )
            await docqa(extended, place, server.url, "run")
            return json.loads(shown), server.requests

    shown, requests = asyncio.run(whole())

    assert shown["dialect"] == "acme-complete"
    assert shown["window"] == 200_000
    assert {request.path for request in requests} == {"/v0/complete"}
    assert {request.headers["x-acme-key"] for request in requests} == {KEY}
    assert {request.json["engine"] for request in requests} == {"acme-1"}
    with duckdb.connect(str(place / ".docqa" / "bench.duckdb")) as db:
        rows = db.execute(
            "SELECT outcome, answer, reasoning, usage.prompt_tokens FROM raw.calls"
        ).fetchall()
    assert len(rows) == len(requests) > 0
    for outcome, answer, reasoning, prompt_tokens in rows:
        assert (outcome, prompt_tokens) == ("answered", 2_000)
        assert json.loads(answer)["status"]
        assert reasoning == "Let me see."
