"""`docqa run --batch`, as a user types it, against a provider on loopback."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.batch_server import BatchServer
from tests.support.commands import docqa
from tests.support.server import provider_at_loopback
from tests.support.small_bench import write_corpus, write_questions

ASKED = ("--corpus", "docs", "--questions", "asked.jsonl", "--limit", "1")
KEY = "sk-canary-5f3a9d0c17e2"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_corpus(tmp_path / "docs")
    write_questions(tmp_path / "asked.jsonl")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOOP_API_KEY", KEY)
    return tmp_path


def served(
    monkeypatch: pytest.MonkeyPatch, server: BatchServer, do: Callable[[], None]
) -> None:
    async def whole() -> None:
        async with provider_at_loopback(server.play) as loopback:
            monkeypatch.setenv("LOOP_BASE_URL", loopback.url)
            await asyncio.to_thread(do)

    asyncio.run(whole())


def test_a_batch_is_submitted_left_and_collected(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = BatchServer("openai", looks=1)
    models = ("-m", "openai-api/loop/reader", "-m", "baseline/bm25", "--lengths", "2k")

    def do() -> None:
        left = docqa("run", *ASKED, *models, "--batch=0")
        assert left.exit_code == 3, left.stderr
        assert "run again later with --batch to collect them" in left.stderr

        live = docqa("run", *ASKED, *models)
        assert live.exit_code == 3
        assert "0 calls sent" in live.stderr
        assert "POST /chat/completions" not in server.seen

        done = docqa("run", *ASKED, *models, "--batch")
        assert done.exit_code == 0, done.stderr
        assert "0 calls submitted in batches, 3 collected" in done.stderr

        longer = docqa("plan", *ASKED, *models[:2], "--lengths", "2k,3k", "--json")
        assert json.loads(longer.stdout)["untimed"] == [models[1]], "it took no slot"

    served(monkeypatch, server, do)

    assert server.seen.count("POST /batches") == 1
    for path in place.rglob("*"):
        assert not path.is_file() or KEY.encode() not in path.read_bytes(), path


def test_a_model_without_batches_is_named_before_anything_is_sent(place: Path) -> None:
    (place / "bench.toml").write_text(
        'models = [{ id = "openai-api/loop/reader", dialect = "gemini", '
        'base_url = "http://127.0.0.1:9" }]\n'
    )

    done = docqa("run", *ASKED, "--lengths", "2k", "--batch")

    assert done.exit_code == 2
    assert "openai-api/loop/reader: there is no batch API for gemini" in done.stderr


@pytest.mark.parametrize("setting", ["budget_usd = 1.0", "latency = true"])
def test_a_batch_keeps_to_no_budget_and_has_no_times(place: Path, setting: str) -> None:
    (place / "bench.toml").write_text(f"{setting}\n")

    done = docqa("run", *ASKED, "--lengths", "2k", "--batch")

    assert done.exit_code == 2
    assert "--batch knows no budget and no times" in done.stderr


def test_what_cannot_be_submitted_is_counted(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del place
    server = BatchServer("anthropic")  # it knows none of OpenAI's paths

    def do() -> None:
        done = docqa(
            *("run", *ASKED, "-m", "openai-api/loop/reader", "--lengths", "2k"),
            "--batch",
        )
        assert done.exit_code == 3
        assert "not submitted: HTTP 404" in done.stderr
        assert "could not be submitted" in done.stderr.splitlines()[-1]

    served(monkeypatch, server, do)
